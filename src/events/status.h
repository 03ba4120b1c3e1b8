// Whether an act happened, is planned, wanted, conditional or denied. Internal to the room.
#pragma once
#include <string>

#include "events/events.h"

namespace demarche::events {

struct StatusReading {
  EventStatus status = EventStatus::kActual;
  std::string why;  // the rule, empty for a plain assertion
};

// Reads modality and negation of the trigger's clause and climbs through the frames that govern it.
StatusReading status_of(const Layers& layers, const lexicon::Lexicon& lexicon, const lexicon::PatternMatch& match);

}  // namespace demarche::events
