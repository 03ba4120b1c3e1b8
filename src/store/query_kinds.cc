// The table of what can be asked. A row here is a command, a route, a table export and a part of the API's description.
#include <algorithm>

#include "store/kinds.h"

namespace demarche {

namespace store {

namespace {

const std::vector<Kind>& table() {
  static const std::vector<Kind> kinds = [] {
    std::vector<Kind> all;
    for (const auto& part : {event_kinds(), agenda_kinds(), state_kinds(), count_kinds(), page_kinds(), account_kinds()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return kinds;
}

}  // namespace

Kind make_kind(QueryKind kind, KindSql sql, std::initializer_list<std::string_view> own) {
  for (const FilterSql& filter : sql.filters) kind.filters.push_back(filter.name);
  kind.filters.insert(kind.filters.end(), own.begin(), own.end());
  return {std::move(kind), std::move(sql)};
}

const Kind& kind_at(size_t place) { return table()[place]; }

}  // namespace store

std::span<const QueryKind> query_kinds() {
  static const std::vector<QueryKind> kinds = [] {
    std::vector<QueryKind> list;
    for (const store::Kind& k : store::table()) list.push_back(k.kind);
    return list;
  }();
  return kinds;
}

const QueryKind* find_query_kind(std::string_view what) {
  const auto kinds = query_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const QueryKind& k) { return k.what == what; });
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace demarche
