#include "server/lists.h"

#include <charconv>

#include "base/json.h"
#include "base/page_rows.h"

namespace demarche::server {

namespace {

// What a search is for stands in a parameter.
constexpr std::string_view kSearch = "search", kWords = "text";
constexpr size_t kDefaultRows = 100, kMostRows = 1000;

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
      constexpr size_t kLongestCursor = 4000;
      if (value.find_first_not_of("0123456789abcdef") != std::string::npos || value.size() > kLongestCursor) {
        return input_error("parameter cursor", "cannot be one", "the cursor of the page before");
      }
      query.cursor = value;
    } else if (name == kWords && route.kind == kSearch) {
      query.arguments = {value};
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

void write_rows(const Page& page, bool csv, std::string* out) {
  for (const std::vector<Value>& row : page.rows) {
    if (csv) {
      separated_row(row_cells(row), ',', out);
    } else {
      json_row(page, row, out);
      out->push_back('\n');
    }
  }
}

// Every row of the question, page after page as the client takes them.
Response exported(EventStore* store, Query query, bool csv) {
  query.limit = kMostRows;
  const Result<Page> page = store->query(query);
  if (!page) return problem_of(page.error());
  Response response;
  response.type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + query.what + (csv ? ".csv\"" : ".jsonl\""));
  if (csv) separated_row(header_cells(*page), ',', &response.body);
  write_rows(*page, csv, &response.body);
  query.cursor = page->next;
  if (query.cursor.empty()) return response;
  response.rest = [query, csv](Worker* worker, std::string* more) mutable -> Result<bool> {
    const Result<Page> next = worker->store->query(query);
    if (!next) return next.error();
    write_rows(*next, csv, more);
    query.cursor = next->next;
    return !query.cursor.empty();
  };
  return response;
}

}  // namespace

Response list(const Route& route, const Request& request, const std::vector<std::string>& parts, Worker* worker) {
  const Result<Query> query = query_of(route, request, parts);
  if (!query) return problem_of(query.error());
  const bool csv = request.path.ends_with(".csv");
  if (csv || request.path.ends_with(".jsonl")) return exported(worker->store.get(), *query, csv);
  const Result<Page> page = worker->store->query(*query);
  // A cursor may be well made and yet be one of another question.
  if (!page && page.error().where == "cursor") return problem(409, "Cursor of another question", page.error().message());
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
