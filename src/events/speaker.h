// Who is reported to say so. Internal to the room.
#pragma once
#include <optional>

#include "events/participants.h"

namespace demarche::events {

// The speaker of the clause that holds `trigger`: the subject of the reporting verb over it, "according to", or the one to
// whom the quotation around it is ascribed, or a name before a headline's colon. nullopt when the reporter speaks. `why`
// gets the rule, for explain.
std::optional<Participant> speaker_of(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions,
                                      TokenIndex trigger, std::string* why);

}  // namespace demarche::events
