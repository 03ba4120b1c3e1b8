// States by their ISO 3166-1 alpha-3 code, with their codes in other lists. Internal to the room.
#pragma once
#include <string_view>

namespace demarche::writers {

struct Country {
  std::string_view iso3, name, fips, cow;  // FIPS 10-4, Correlates of War; empty if the list has none
};
// Null if there is none.
const Country* find_country(std::string_view iso3);

}  // namespace demarche::writers
