// Where a side of an event comes from. Internal to the room.
#pragma once
#include <cstdint>
#include <string_view>

namespace demarche::events {

// clang-format off
enum class Origin : uint8_t {
  kNone,          // nobody named
  kSlot,          // the pattern's slot, or the trigger's own subject, agent, possessor
  kPlace,         // the country of a place in the slot
  kAround,        // the subject of the verb above, the operation somebody died in
  kOtherReading,  // a slot of a less specific pattern on the same trigger
  kWords,         // an actor among the pattern's words, or inside them
  kPhrase,        // a phrase with a preposition
  kGoverned,      // in the act that the trigger governs
  kEachOther,     // both sides of a mutual act
  kTold,          // told elsewhere of the same act
  kAct,           // who did the act that the target stands for
  kBefore,        // the counterpart or addressee of an act told before
  kBlamed,        // who claims the act or is blamed for it
  kCrowd,         // the crowd of the report
  kSpeaker,       // whoever says the words
  kWar            // whom the doer is at war with by the dictionaries
};
// clang-format on

// For features and explain.
constexpr std::string_view name_of(Origin origin) {
  constexpr std::string_view kNames[] = {"none",       "slot", "place", "around", "other-reading", "words", "phrase",  "governed",
                                         "each-other", "told", "act",   "before", "blamed",        "crowd", "speaker", "war"};
  return kNames[static_cast<size_t>(origin)];
}

struct Origins {
  Origin source = Origin::kNone, target = Origin::kNone;
};

}  // namespace demarche::events
