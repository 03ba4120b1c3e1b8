// Compiles the gazetteer: our dictionaries of places, and GeoNames where it is at hand, into one image.
#pragma once
#include <cstdint>
#include <string>

#include "base/result.h"
#include "places/geonames.h"
#include "places/place_dictionary.h"

namespace demarche::places {

struct BuildReport {
  uint64_t places = 0, names = 0, postings = 0, bytes = 0;
};

// `geonames` may be null: then the gazetteer knows only our dictionaries. Equal input gives equal bytes.
std::string build_gazetteer(const PlaceDictionary& dictionary, const GeoNames* geonames, BuildReport* report);

}  // namespace demarche::places
