// Whom a name may mean on a day, and which of them it does mean. Internal to the room and to the door's who().
#pragma once
#include <string_view>
#include <vector>

#include "actors/actors.h"
#include "demarche/who.h"
#include "lexicon/actor_tables.h"

namespace demarche::actors {

// The bearer of a name that fits the day best: who then holds a role before who does not; of two persons the better known,
// then the one whose role lies nearer; else the one listed first. Only bearers whose names are written like `form`, the first
// word of the text, count, if there are any ("GUAM" is no island). `links` is not empty.
const lexicon::NameLink& best_link(const lexicon::ActorTables& tables, std::span<const lexicon::NameLink> links, std::string_view form,
                                   int32_t day);

// All bearers of the words, with or without a title before them, and why the first of them wins. Their lines are left to who
// knows the files.
WhoAnswer who_is(const ActorFinder& finder, std::string_view words, int32_t day);

}  // namespace demarche::actors
