// Dictionary phrases in a text. Internal to the room.
#pragma once
#include "actors/actors.h"

namespace demarche::actors {

// Fills scratch->keys, hits and hit_at: the longest phrase at each place, names before agent nouns of the same length.
void find_hits(const Text& text, const lexicon::ActorTables& tables, ActorScratch* scratch);

}  // namespace demarche::actors
