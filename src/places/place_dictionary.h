// Reads dictionaries/places/*.txt: countries, places, cue words, phrases that only look like places.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "places/raw_place.h"

namespace demarche::places {

struct PlaceDictionary {
  std::vector<RawPlace> countries;             // names, centroid, code
  std::map<std::string, std::string> by_iso2;  // "KE" -> "KEN"
  std::vector<RawPlace> places;                // all others, capitals among them
  std::map<std::string, uint32_t> cues;        // word -> bits of Cue
  std::vector<std::string> phrases;            // never a place: "Washington Post"
  std::vector<std::string> examples;           // "WHERE\tEXAMPLE", the mention between < and >
  std::string version;                         // content hash
};

// Reads every *.txt of the folder in the order of their names. The stem says what a file holds: countries, cues,
// not_places; any other holds places. Errors: kNotFound, kIo; what a line gets wrong is an input error naming it.
Result<PlaceDictionary> read_place_dictionary(const std::string& folder);

// The same for one file that is in memory; adds to `dictionary`.
Result<void> add_place_file(const std::string& name, std::string bytes, PlaceDictionary* dictionary);

}  // namespace demarche::places
