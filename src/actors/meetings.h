// Who met whom in a sentence: what "they", "both" and "the leaders" mean after it. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "actors/composer.h"

namespace demarche::actors {

// The drafts of both sides of a meeting, call or talks that a verb of the sentence tells: those who meet, then those whom
// they meet. Empty if one of the sides is not named. Drafts are in text order.
std::vector<uint32_t> parties_to_meeting(const Text& text, const std::vector<Draft>& drafts, uint32_t sentence);

// Whether the clause says that its subject acts together with somebody: "we work together", "we discussed our joint plans".
bool done_together(const Text& text, TokenIndex subject);

// The draft of several people that is a subject of the sentence, -1 if there is none.
int32_t several_as_subject(const Text& text, const std::vector<Draft>& drafts, uint32_t sentence);

}  // namespace demarche::actors
