// Who holds which office and belongs to which party: told by titles, appositions and predicates. Internal to the room.
#pragma once
#include <functional>

#include "events/participants.h"

namespace demarche::events {

// Calls `add` with each relation and the token it is told at, in text order of the persons. Ids, sentences and quotes are
// left to the caller.
void find_offices(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions,
                  const std::function<void(Relation, TokenIndex)>& add);

}  // namespace demarche::events
