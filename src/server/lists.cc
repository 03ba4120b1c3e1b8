#include "server/lists.h"

#include <charconv>

#include "base/json.h"
#include "base/page_rows.h"

namespace demarche::server {

namespace {

constexpr size_t kDefaultRows = 100, kMostRows = 1000, kMostExported = 100000;

Result<size_t> limit_of(const std::string& text) {
  size_t limit = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (done.ec != std::errc() || done.ptr != text.data() + text.size() || limit < 1 || limit > kMostRows) {
    return input_error("parameter limit", "'" + text + "' cannot be one", "1 to 1000");
  }
  return limit;
}

Result<Query> query_of(const Route& route, const Request& request, const std::vector<std::string>& parts) {
  Query query;
  query.what = route.kind;
  query.arguments = parts;
  query.limit = kDefaultRows;
  for (const auto& [name, value] : request.parameters) {
    if (name == "limit") {
      const Result<size_t> limit = limit_of(value);
      if (!limit) return limit.error();
      query.limit = *limit;
    } else if (name == "cursor") {
      query.cursor = value;
    } else {
      query.filters[name] = value;
    }
  }
  return query;
}

std::string page_json(const Page& page, const Query& query) {
  std::string out;
  JsonObject object(&out);
  json_list(page.columns, object.key("columns"), [&](const Column& c) { json_string(c.name, &out); });
  json_list(page.rows, object.key("rows"), [&](const std::vector<Value>& row) { json_row(page, row, &out); });
  object.text("next", page.next);
  JsonObject filters(object.key("filters"));
  for (const auto& [name, value] : query.filters) {
    if (!value.empty()) filters.text(name, value);
  }
  filters.close();
  object.close();
  return out;
}

// Every row of the question, page after page; what is left out beyond the limit is said in a header.
Response exported(EventStore* store, Query query, bool csv) {
  Response response;
  response.type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + query.what + (csv ? ".csv\"" : ".jsonl\""));
  size_t rows = 0;
  query.limit = kMostRows;
  for (bool first = true;; first = false) {
    const Result<Page> page = store->query(query);
    if (!page) return problem_of(page.error());
    if (first && csv) separated_row(header_cells(*page), ',', &response.body);
    for (const std::vector<Value>& row : page->rows) {
      if (csv) {
        separated_row(row_cells(row), ',', &response.body);
      } else {
        json_row(*page, row, &response.body);
        response.body.push_back('\n');
      }
    }
    rows += page->rows.size();
    query.cursor = page->next;
    if (page->next.empty() || rows >= kMostExported) break;
  }
  response.headers.emplace_back("X-Complete", query.cursor.empty() ? "true" : "false");
  return response;
}

}  // namespace

Response list(const Route& route, const Request& request, const std::vector<std::string>& parts, Worker* worker) {
  const Result<Query> query = query_of(route, request, parts);
  if (!query) return problem_of(query.error());
  const bool csv = request.path.ends_with(".csv");
  if (csv || request.path.ends_with(".jsonl")) return exported(worker->store.get(), *query, csv);
  const Result<Page> page = worker->store->query(*query);
  if (!page) return problem_of(page.error());
  Response response;
  response.body = page_json(*page, *query);
  return response;
}

Result<std::string> rows_json(EventStore* store, Query query, size_t limit) {
  query.limit = limit;
  const Result<Page> page = store->query(query);
  if (!page) return page.error();
  std::string out;
  json_list(page->rows, &out, [&](const std::vector<Value>& row) { json_row(*page, row, &out); });
  return out;
}

}  // namespace demarche::server
