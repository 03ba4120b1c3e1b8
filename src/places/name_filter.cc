#include "places/name_filter.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "lexicon/text_file.h"
#include "places/name_key.h"

namespace demarche::places {

namespace {

constexpr uint32_t kSmall = 100'000;  // people; below this short foreign names are more often something else
constexpr uint32_t kHamlet = 1'000;

// Where English is spoken, other names of a town are forgotten ones and those of other languages.
constexpr std::array<std::string_view, 6> kEnglish{"USA", "GBR", "AUS", "CAN", "NZL", "IRL"};

constexpr std::array<std::string_view, 22> kSuffixes{
    " Province", " Oblast",       " Region",   " District", " Governorate", " Department",        " State",  " Prefecture", " Voivodeship",
    " Division", " Municipality", " Krai",     " County",   " Canton",      " Autonomous Oblast", " Parish", " Territory",  " Sheng",
    " Zizhiqu",  " Shi",          " Republic", " Raion"};
constexpr std::array<std::string_view, 24> kPrefixes{
    "Provincia de ",      "Provincia di ", "Departamento de ", "Departamento del ", "Département de ", "Département du ",
    "Département de la ", "Estado de ",    "Provincie ",       "Province of ",      "Région de ",      "Région du ",
    "Wilaya de ",         "Muḩāfaz̧at ",    "Muhafazat ",       "Ostān-e ",          "Ostan-e ",        "Distrito de ",
    "Region of ",         "State of ",     "County of ",       "Municipality of ",  "Município de ",   "Kabupaten "};

size_t words_in(std::string_view key) { return 1 + std::count(key.begin(), key.end(), ' '); }

bool plain_ascii(std::string_view key) {
  return std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && static_cast<uint8_t>(c) < 0x80; });
}

bool has_digit(std::string_view key) { return std::any_of(key.begin(), key.end(), utf8::ascii_digit); }

bool has_lower(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string usable_main_name(std::string_view name, const RawPlace& place) {
  name = lexicon::trim(name.substr(0, name.find_first_of("(,[")));
  const std::string key = name_key(name);
  const size_t shortest = place.own ? 2 : 3;
  const bool usable = key.size() >= shortest && key.find(kBarrier) == std::string::npos && !has_digit(key) && words_in(key) <= kMaxWords;
  return usable ? std::string(name) : std::string{};
}

bool usable_alternate(std::string_view name, const RawPlace& place) {
  const std::string key = name_key(name);
  if (place.population < kHamlet && place.kind == PlaceKind::kCity) return false;
  const bool english = std::find(kEnglish.begin(), kEnglish.end(), place.country) != kEnglish.end();
  if (english && !place.own) return false;
  const size_t shortest = place.population >= kSmall || place.kind == PlaceKind::kCapital ? 4 : 5;
  return key.size() >= shortest && plain_ascii(key) && !has_digit(key) && words_in(key) <= kMaxWords &&
         !(name[0] >= 'a' && name[0] <= 'z') && has_lower(name);
}

std::string without_admin_word(std::string_view name) {
  for (const std::string_view suffix : kSuffixes) {
    if (name.size() > suffix.size() + 2 && name.ends_with(suffix)) {
      return std::string(name.substr(0, name.size() - suffix.size()));
    }
  }
  for (const std::string_view prefix : kPrefixes) {
    if (name.size() > prefix.size() + 2 && name.starts_with(prefix)) return std::string(name.substr(prefix.size()));
  }
  return {};
}

bool capitals_only(std::string_view name) {
  return !has_lower(name) && std::any_of(name.begin(), name.end(), utf8::ascii_upper) &&
         std::all_of(name.begin(), name.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

}  // namespace demarche::places
