// Where an event happens: the place that the words around its trigger give, or none.
#pragma once
#include <cstdint>
#include <span>

#include "demarche/annotation.h"

namespace demarche::places {

// What is known of the event, which decides how far its place may be looked for.
enum class EventNature : uint8_t {
  kStatement,  // saying, promising, accusing: only where the text says so in the same clause
  kMeeting,    // meeting, visiting, negotiating: also the goal of "visit", "trip to"
  kDeed        // fighting, arresting, protesting: also the scene of the sentence
};

// The place of the event whose trigger is `trigger`, nullptr if the text does not say. The result points into `places`,
// which are in text order. Const and thread-safe; no allocation.
const PlaceMention* place_of(const Text& text, TokenIndex trigger, std::span<const PlaceMention> places,
                             EventNature nature);

}  // namespace demarche::places
