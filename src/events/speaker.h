// Who is reported to say so. Internal to the room.
#pragma once
#include <optional>

#include "events/participants.h"

namespace demarche::events {

// The speaker of the clause that holds `trigger`: the subject of the reporting verb over it, "according to", or the one to
// whom the quotation around it is ascribed. nullopt when the reporter speaks.
std::optional<Participant> speaker_of(const Layers& layers, const MentionIndexer& mentions, TokenIndex trigger);

}  // namespace demarche::events
