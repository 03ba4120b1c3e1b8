// Standing relations and lasting attitudes. Internal to the room.
#pragma once
#include "events/participants.h"

namespace demarche::events {

// Fills out->relations and out->stances: patterns, and the offices that titles before names tell of.
void find_relations(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions, CodedDocument* out);

}  // namespace demarche::events
