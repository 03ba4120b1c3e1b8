// Whom a title or a noun serves: what it takes from the words around it. Internal to the room.
#pragma once
#include <vector>

#include "actors/actors.h"

namespace demarche::actors {

// "Church officials", "the Senate president", "a spokesman for the rebels": the sector of those whom a title of service
// stands for. Empty if the title keeps its own. `span` is the title with what modifies it.
std::string_view served_sector(const Text& text, const lexicon::ActorTables& tables, const ActorScratch& scratch, const Hit& title,
                               TokenSpan span);

// Whether the noun behind a body's takes its sector: "the Senate" of "the Senate president" is no mention of its own.
bool gives_sector_to_next(const Text& text, const ActorScratch& scratch, const Hit& body);

// "Officers" are of the police where the text spoke of police last, and of the armed forces otherwise.
std::string_view sector_of_officers(const lexicon::ActorTables& tables, const ActorScratch& scratch, const Hit& officers);

// "Greek, Cypriot and French ministers": the dictionary's phrases for those whom a plural lists before it, in text order, when
// there are two or more. `begin` is then where the list begins.
std::vector<const Hit*> listed_before(const Text& text, const ActorScratch& scratch, const Hit& noun, TokenIndex* begin);

}  // namespace demarche::actors
