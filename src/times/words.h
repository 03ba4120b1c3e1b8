// The words that times are written with. Internal to the room.
#pragma once
#include <cstdint>
#include <string_view>

namespace demarche::times {

enum class WordClass : uint8_t {
  kNone,
  kCue,       // no value of its own, but a time may begin here ("last", "since", "every")
  kNumber,    // value: 0 to 9999, in words or digits
  kOrdinal,   // value: 1 to 31 and 100; "third", "3rd"
  kMonth,     // value: 1 to 12; also abbreviated
  kWeekday,   // value: 0 Monday to 6 Sunday; also abbreviated
  kUnit,      // value: a Unit; singular or plural
  kSeason,    // value: 0 spring to 3 winter
  kFeast,     // value: index into the table of feasts of the first word of its name
  kTimeOfDay  // "morning", "night", "noon"
};

struct Word {
  WordClass kind = WordClass::kNone;
  int16_t value = 0;
  bool plural = false;
  bool abbreviated = false;
};

// `lower` is a token in ASCII lower case, final full stop of an abbreviation included.
Word word_class(std::string_view lower);

}  // namespace demarche::times
