// Questions turned into SQL: one builder for every kind of the table. Internal to the room.
#pragma once
#include "demarche/store.h"
#include "store/database.h"

namespace demarche::store {

// A filter's condition for one kind; "@" stands for the value, wherever it is needed, "@country" for the country or
// organisation of a code, "@days(d)" for the bounds that the filters "since" and "until" set to a day, "@words" for a
// condition that a mention has the words, "@outcome" for the kind's column of that name.
struct FilterSql {
  std::string_view name, condition;
};

// What a column is as of a day ("@"), where that is not what it is now.
struct AsOfSql {
  std::string_view column, expression;
};

// How a kind is asked. Expressions stand in the order of QueryKind::columns. Rows are ordered by the key columns, which
// together are unique. "@1", "@2" stand for the arguments, "@words1" for a condition that a mention has the words of the
// first one, "@period" for the characters of a day that name its period, "@documents(p)" for the number of documents
// dated in a period, "@value" for the value of a facet "f.name" of an event "e".
struct KindSql {
  std::vector<std::string_view> expressions;
  std::string_view from, where, group;  // "@newest" in `from`: the newest events that the filters let through
  std::vector<FilterSql> filters;
  std::vector<std::string_view> keys;
  std::vector<AsOfSql> as_of;
  bool newest = false;    // the last rows first
  bool sides = false;     // asks for events "e", which may be walked by who acts or whom it is done to
  std::string_view rank;  // of the filter "rank": a number made of columns; rows of the largest come first
  bool lasting = false;   // what began up to a year before "since" may touch it: "@days" leaves room for that
};

// `totals` gives the same rows from the counts by month (totals.h), for questions that it has all filters of and whose days
// are whole months; it has no `from` where a kind has none.
struct Kind {
  QueryKind kind;
  KindSql sql, totals = {};
};
// The kind of query_kinds() at a place of it.
const Kind& kind_at(size_t place);

Result<Page> answer(Database* database, const Query& query);

}  // namespace demarche::store
