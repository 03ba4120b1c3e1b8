// Where an event happens: the place that the words around its trigger give, or none.
#pragma once
#include <cstdint>
#include <span>

#include "demarche/annotation.h"

namespace demarche::places {

// What is known of the event, which decides how far its place may be looked for. The default of a type:
// ASSAULT and PROTEST are scenes; CONSULT is a meeting (by phone: a statement); COERCE, MOBILIZE, RETREAT, AID,
// COOPERATE and SANCTION are acts; the others are statements.
enum class EventNature : uint8_t {
  kStatement,  // saying, promising, accusing: only a place that hangs on the trigger itself
  kMeeting,    // meeting, visiting, negotiating: also the goal ("visit to X"), and what "the visit" repeats
  kAct,        // arresting, deploying, supplying: the trigger's clause
  kScene       // fighting, protesting: always somewhere, so also the scene that earlier sentences set
};

// The place of the event whose trigger's head is `trigger`, nullptr if the text does not say. `places` are in text order;
// the result points into them. Const and thread-safe; no allocation; time is linear in the places at hand.
const PlaceMention* place_of(const Text& text, TokenIndex trigger, std::span<const PlaceMention> places, EventNature nature);

}  // namespace demarche::places
