// Attacks whose victim a report takes for granted ("Russia's invasion"). Internal to the room.
#pragma once
#include <vector>

#include "events/completion.h"

namespace demarche::events {

// Gives nouns of violence by a state without a target the state that it is at war with on that day by the dictionaries, if
// the document names that state.
void complete_from_wars(const Layers& layers, const lexicon::Lexicon& lexicon, std::vector<Built>* events);

}  // namespace demarche::events
