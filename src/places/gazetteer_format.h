// The records of gazetteer.img. The builder writes them, Gazetteer reads them; nothing else includes this.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/image.h"
#include "demarche/annotation.h"

namespace demarche::places {

// What a place is. The order is that of the table in gazetteer.cc and part of the format.
enum class PlaceKind : uint8_t {
  kNone,
  kCountry,
  kContinent,
  kRegion,
  kAdmin1,
  kAdmin2,
  kCapital,
  kSeat,
  kCity,
  kQuarter,
  kIsland,
  kSea,
  kStrait,
  kRiver,
  kLake,
  kMountains,
  kDesert,
  kPeninsula,
  kBase,
  kCamp,
  kCrossing,
  kSite
};
inline constexpr size_t kPlaceKindCount = 22;

struct KindInfo {
  std::string_view name;  // as the dictionaries write it
  PlacePrecision precision;
  bool populated;  // a city, town or part of one
};
const KindInfo& info_of(PlaceKind kind);

inline constexpr uint32_t kNoPlace = 0xFFFFFFFF;
inline constexpr uint16_t kNoCountry = 0xFFFF;

struct PlaceRecord {
  StringRef name;
  StringRef claims;  // codes separated by ';', empty if nobody disputes it
  float lat = 0, lon = 0;
  uint32_t population = 0;
  uint32_t admin1 = kNoPlace, admin2 = kNoPlace;  // numbers of place records
  float prior = 0;                                // how likely the name means this place when nothing else is known; a log10 scale
  uint16_t country = kNoCountry;                  // number of a country record
  PlaceKind kind = PlaceKind::kNone;
  uint8_t own = 0;  // 1 if it comes from our dictionaries
};
static_assert(sizeof(PlaceRecord) == 44);

struct CountryRecord {
  char code[4];  // ISO 3166-1 alpha-3 or XKX, zero-terminated
  uint32_t place = kNoPlace;
};

// One name. Names are ordered by hash; postings [first, first + count) are its places, likeliest first.
struct NameRecord {
  uint64_t hash = 0;
  StringRef key;
  uint32_t first = 0;
  uint16_t count = 0;
  uint16_t flags = 0;
};
static_assert(sizeof(NameRecord) == 24);
inline constexpr uint16_t kCapitalsOnly = 1;  // "US", "DRC": only when written in capitals
inline constexpr uint16_t kAfterComma = 4;    // "Ill.", "La.": a state only after a city and a comma
inline constexpr uint16_t kNotAPlace = 2;     // a phrase that looks like a place ("Paris Hilton"); no postings

// Number of a place, and the highest bit if the name is not its main one.
inline constexpr uint32_t kAlternateBit = 0x80000000;

// One cue word, ordered by hash.
struct CueRecord {
  uint64_t hash = 0;
  StringRef key;
  uint32_t classes = 0;  // bits of Cue
  uint32_t unused = 0;
};

// Names' hashes are found through the positions of the first hash of each value of their top bits.
inline constexpr int kNameBits = 16;
inline constexpr int kCueBits = 10;
// For each value of the low bits of a first word's hash: bit n - 1 is set if a name of n words starts with such a word.
inline constexpr int kStartBits = 21;
inline constexpr int kMaxWords = 8;

}  // namespace demarche::places
