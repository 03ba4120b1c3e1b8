// Resolves short names, titles, pronouns and groups across the document. Internal to the room.
#pragma once
#include "actors/composer.h"

namespace demarche::actors {

// Completes the drafts (in text order): antecedents, chains and codes; adds drafts for pronouns and groups.
void resolve_document(const Text& text, const DocumentFacts& facts, const ActorFinder& finder, int32_t day, std::vector<Draft>* drafts);

}  // namespace demarche::actors
