// A place while the gazetteer is being built. Only the builder's files include this.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "places/gazetteer_format.h"

namespace demarche::places {

struct RawPlace {
  std::vector<std::string> names;       // the first is the main one
  std::vector<std::string> alternates;  // names in other languages and spellings, not yet checked
  PlaceKind kind = PlaceKind::kNone;
  std::string country;  // ISO 3166-1 alpha-3, empty if several or none
  std::string claims;   // codes separated by ';'
  double lat = 0, lon = 0;
  uint32_t population = 0;
  std::string admin1, admin2;  // GeoNames codes "US.TX", "US.TX.113"
  bool own = false;
};

}  // namespace demarche::places
