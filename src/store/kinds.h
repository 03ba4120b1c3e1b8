// Parts of the table of what can be asked. Internal to the room.
#pragma once
#include <initializer_list>
#include <string>
#include <vector>

#include "store/queries.h"

namespace demarche::store {

// A row of the table: the kind's filters are those that its SQL has, and the builder's own ("order", "period").
Kind make_kind(QueryKind kind, KindSql sql, std::initializer_list<std::string_view> own = {});

// Filters of questions about events "e".
std::vector<FilterSql> event_filters();

std::vector<Kind> event_kinds();    // events, mentions, search
std::vector<Kind> count_kinds();    // actors, dyads, dyad, panel, series
std::vector<Kind> page_kinds();     // facets, places
std::vector<Kind> state_kinds();    // relations, stances
std::vector<Kind> agenda_kinds();   // agenda, contradictions, diff
std::vector<Kind> account_kinds();  // coverage, documents, quarantine, runs, changes

}  // namespace demarche::store
