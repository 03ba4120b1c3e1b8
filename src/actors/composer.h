// From hits to mentions within their sentences. Internal to the room.
#pragma once
#include <map>

#include "actors/actors.h"
#include "actors/codes.h"

namespace demarche::actors {

// A mention before it is resolved across the document.
struct Draft {
  ActorMention mention;
  int32_t actor = -1;       // dictionary actor, -1 if none
  std::string sector;       // of an agent noun
  std::string title;        // the title words, lower case
  std::string country;      // ISO3 or IGO:NAME the text gives; empty if it gives none
  bool unresolved = false;  // the sector is known and the country is to be found in the context
  bool definite = false;    // "the minister", "this company"
  int32_t leader = -1;      // of a lone surname: the state's leader of that name, if nobody in the text bears it
};

// Names, titles with names, agent nouns with their countries, demonyms, unknown proper names.
std::vector<Draft> compose(const Text& text, const ActorFinder& finder, const lexicon::ActorTables& tables, int32_t day,
                           const ActorScratch& scratch);

}  // namespace demarche::actors
