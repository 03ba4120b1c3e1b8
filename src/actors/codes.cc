#include "actors/codes.h"

#include <utility>

namespace demarche::actors {

std::string_view country_of(std::string_view code) {
  if (code.starts_with("IGO:")) return code;
  return code.substr(0, code.find(':'));
}

std::string_view sector_of(std::string_view code) {
  if (code.starts_with("IGO:")) return {};
  const size_t colon = code.find(':');
  return colon == std::string_view::npos ? std::string_view{} : code.substr(colon + 1);
}

std::string_view successor_of(std::string_view country) {
  static constexpr std::pair<std::string_view, std::string_view> kSuccessors[] = {{"SUN", "RUS"}, {"DDR", "DEU"}, {"CSK", "CZE"},
                                                                                  {"YUG", "SRB"}, {"SCG", "SRB"}, {"YMD", "YEM"}};
  for (const auto& [gone, heir] : kSuccessors) {
    if (country == gone) return heir;
  }
  return country;
}

}  // namespace demarche::actors
