#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/api.h"

namespace demarche::server {

namespace {

using nlohmann::json;

json problem_answer(const char* meaning) {
  return {{"description", meaning}, {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

json column_schema(const Column& column) {
  json schema{{"description", std::string(column.meaning)}};
  switch (column.type) {
    case ColumnType::kText: schema["type"] = {"string", "null"}; break;
    case ColumnType::kInteger: schema["type"] = {"integer", "null"}; break;
    case ColumnType::kReal: schema["type"] = {"number", "null"}; break;
    case ColumnType::kJson: schema["type"] = {"array", "object", "null"}; break;
  }
  return schema;
}

json page_schema(const QueryKind& kind) {
  json row{{"type", "object"}, {"properties", json::object()}};
  for (const Column& column : kind.columns) row["properties"][std::string(column.name)] = column_schema(column);
  return {{"type", "object"},
          {"required", {"columns", "rows", "next", "filters"}},
          {"properties",
           {{"columns", {{"type", "array"}, {"items", {{"type", "string"}}}}},
            {"rows", {{"type", "array"}, {"items", row}}},
            {"next", {{"type", "string"}}},
            {"filters", {{"type", "object"}}}}}};
}

// What stands in the braces of a path; the last row is for all others.
struct PathPart {
  std::string_view path, pattern;
};
constexpr std::array<PathPart, 4> kPathParts{{{"/api/v1/actors/{code}", "^[A-Za-z0-9: _.\\-]{1,60}$"},
                                              {"/api/v1/explain/{id}", "^[0-9a-f]{16}$"},
                                              {"/api/v1/alerts/{id}", "^[0-9a-f]{16}$"},
                                              {"", "^[^\\x00-\\x1f/]{1,200}$"}}};

json path_parameters(std::string_view path) {
  const auto row = std::find_if(kPathParts.begin(), kPathParts.end() - 1, [&](const PathPart& p) { return p.path == path; });
  json list = json::array();
  for (size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
    const std::string name(path.substr(at + 1, path.find('}', at) - at - 1));
    list.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}, {"pattern", std::string(row->pattern)}}}});
  }
  return list;
}

std::string whole(std::string_view pattern) { return "^(" + std::string(pattern) + ")$"; }

json report_schema() {
  return {{"type", "object"},
          {"required", {"date", "text"}},
          {"properties",
           {{"date", {{"type", "string"}, {"format", "date"}}},
            {"text", {{"type", "string"}, {"minLength", 1}}},
            {"title", {{"type", "string"}}}}}};
}

json search_schema() {
  json filters_schema{{"type", "object"}, {"properties", json::object()}, {"additionalProperties", false}};
  const QueryKind* events = find_query_kind("events");
  for (const Filter& filter : filters()) {
    if (filter.name == "order" || std::find(events->filters.begin(), events->filters.end(), filter.name) == events->filters.end()) continue;
    filters_schema["properties"][std::string(filter.name)] = {{"type", "string"}, {"pattern", whole(filter.pattern)}};
  }
  return {{"type", "object"},
          {"required", {"name"}},
          {"properties",
           {{"name", {{"type", "string"}, {"minLength", 1}, {"maxLength", 200}}},
            {"filters", filters_schema},
            {"webhook", {{"type", "string"}, {"pattern", "^(http://[A-Za-z0-9.\\-]{1,200}(:[0-9]{1,5})?(/[!-~]{0,200})?)?$"}}}}}};
}

struct Body {
  std::string_view path;
  json (*schema)();
};
constexpr std::array<Body, 2> kBodies{{{"/api/v1/code", report_schema}, {"/api/v1/alerts", search_schema}}};

json list_parameters(const QueryKind& kind) {
  json list = json::array();
  for (const Filter& filter : filters()) {
    if (std::find(kind.filters.begin(), kind.filters.end(), filter.name) == kind.filters.end()) continue;
    list.push_back({{"name", std::string(filter.name)},
                    {"in", "query"},
                    {"description", std::string(filter.meaning)},
                    {"schema", {{"type", "string"}, {"pattern", "^(" + std::string(filter.pattern) + ")?$"}}}});
  }
  list.push_back({{"name", "limit"}, {"in", "query"}, {"schema", {{"type", "integer"}, {"minimum", 1}, {"maximum", 1000}}}});
  list.push_back({{"name", "cursor"},
                  {"in", "query"},
                  {"description", "next of the page before"},
                  {"schema", {{"type", "string"}, {"pattern", "^([0-9a-f]{16,4000})?$"}}}});
  return list;
}

// Answers of their own that take a day.
constexpr std::array<std::string_view, 4> kDated{"/api/v1/actors/{code}", "/api/v1/overview", "/api/v1/changepoints",
                                                 "/api/v1/explain/{id}"};

json operation(const Route& route) {
  json op{{"summary", std::string(route.meaning)}, {"parameters", path_parameters(route.path)}, {"responses", json::object()}};
  json schema{{"type", "object"}};
  for (const std::string_view path : kDated) {
    if (route.path != path) continue;
    op["parameters"].push_back({{"name", "as_of"},
                                {"in", "query"},
                                {"description", "what was known on a day, YYYY-MM-DD"},
                                {"schema", {{"type", "string"}, {"pattern", "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}}}});
  }
  if (route.kind == "search") {
    op["parameters"].push_back({{"name", "text"},
                                {"in", "query"},
                                {"required", true},
                                {"description", "words that the sentence has"},
                                {"schema", {{"type", "string"}, {"pattern", "^[A-Za-z0-9]{1,30}([ ,][A-Za-z0-9]{1,30}){0,3}$"}}}});
  }
  if (const QueryKind* kind = find_query_kind(route.kind)) {
    for (json& parameter : list_parameters(*kind)) op["parameters"].push_back(std::move(parameter));
    schema = page_schema(*kind);
    op["description"] = std::string(kind->meaning) + "; also under .csv and .jsonl with the same parameters";
  }
  const char* type = route.path == "/api/v1/stream" ? "text/event-stream" : "application/json";
  op["responses"]["200"] = {{"description", "the answer"}, {"content", {{type, {{"schema", schema}}}}}};
  op["responses"]["400"] = problem_answer("a parameter cannot be what it is");
  op["responses"]["404"] = problem_answer("there is none");
  op["responses"]["503"] = problem_answer("the record does not answer");
  if (!route.kind.empty()) op["responses"]["409"] = problem_answer("the cursor is one of another question");
  op["responses"]["422"] = problem_answer("the question takes too long");
  const auto body =
      std::find_if(kBodies.begin(), kBodies.end(), [&](const Body& b) { return b.path == route.path && route.method == "POST"; });
  if (body != kBodies.end()) {
    op["responses"]["413"] = problem_answer("the body is too long");
    op["responses"]["415"] = problem_answer("not JSON");
    op["requestBody"] = {{"required", true}, {"content", {{"application/json", {{"schema", body->schema()}}}}}};
  }
  if (route.method != "GET")
    op["responses"]["403"] = problem_answer("from another origin, read-only, or an address that is not on the list");
  if (route.path == "/api/v1/alerts" && route.method == "POST") {
    op["responses"]["201"] = op["responses"]["200"];
    op["responses"].erase("200");
  }
  return op;
}

std::string lower(std::string_view method) {
  std::string text(method);
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

}  // namespace

std::string openapi() {
  json document{{"openapi", "3.1.0"},
                {"info", {{"title", "Demarche"}, {"version", "1"}, {"description", "A record of international affairs"}}},
                {"paths", json::object()}};
  document["components"]["schemas"]["Problem"] = {{"type", "object"},
                                                  {"required", {"title", "status"}},
                                                  {"properties",
                                                   {{"type", {{"type", "string"}}},
                                                    {"title", {{"type", "string"}}},
                                                    {"status", {{"type", "integer"}}},
                                                    {"detail", {{"type", "string"}}}}}};
  for (const Route& route : routes()) {
    if (!route.kind.empty() && find_query_kind(route.kind) == nullptr) continue;
    document["paths"][std::string(route.path)][lower(route.method)] = operation(route);
  }
  return document.dump();
}

}  // namespace demarche::server
