// Questions turned into SQL: one builder for every kind of the table. Internal to the room.
#pragma once
#include "demarche/store.h"
#include "store/database.h"

namespace demarche::store {

// A filter's condition for one kind; "@" stands for the value, wherever it is needed.
struct FilterSql {
  std::string_view name, condition;
};

// How a kind is asked. Expressions stand in the order of QueryKind::columns. Rows are ordered by the key columns, which
// together are unique. "@1", "@2" stand for the arguments, "@period" for the characters of a day that name its period.
struct KindSql {
  std::vector<std::string_view> expressions;
  std::string_view from, where, group;  // "@newest" in `from`: the newest events that the filters let through
  std::vector<FilterSql> filters;
  std::vector<std::string_view> keys;
};
struct Kind {
  QueryKind kind;
  KindSql sql;
};
Kind facets_kind();
Kind places_kind();
Kind agenda_kind();

// The SQL of a kind of query_kinds(), by its place there.
const KindSql& sql_of(size_t kind);

Result<Page> answer(Database* database, const Query& query);

}  // namespace demarche::store
