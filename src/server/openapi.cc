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

json path_parameters(std::string_view path) {
  json list = json::array();
  for (size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
    const std::string name(path.substr(at + 1, path.find('}', at) - at - 1));
    list.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}, {"minLength", 1}}}});
  }
  return list;
}

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
  list.push_back({{"name", "cursor"}, {"in", "query"}, {"description", "next of the page before"}, {"schema", {{"type", "string"}}}});
  return list;
}

json operation(const Route& route) {
  json op{{"summary", std::string(route.meaning)}, {"parameters", path_parameters(route.path)}, {"responses", json::object()}};
  json schema{{"type", "object"}};
  if (const QueryKind* kind = find_query_kind(route.kind)) {
    for (json& parameter : list_parameters(*kind)) op["parameters"].push_back(std::move(parameter));
    schema = page_schema(*kind);
    op["description"] = std::string(kind->meaning) + "; also under .csv and .jsonl with the same parameters";
  }
  op["responses"]["200"] = {{"description", "the answer"}, {"content", {{"application/json", {{"schema", schema}}}}}};
  op["responses"]["400"] = problem_answer("a parameter cannot be what it is");
  op["responses"]["404"] = problem_answer("there is none");
  op["responses"]["503"] = problem_answer("the record does not answer");
  if (route.method == "POST") {
    op["responses"]["413"] = problem_answer("the report is too long");
    op["responses"]["415"] = problem_answer("not JSON");
    op["requestBody"] = {{"required", true},
                         {"content",
                          {{"application/json",
                            {{"schema",
                              {{"type", "object"},
                               {"required", {"date", "text"}},
                               {"properties",
                                {{"date", {{"type", "string"}, {"format", "date"}}},
                                 {"text", {{"type", "string"}, {"minLength", 1}}},
                                 {"title", {{"type", "string"}}}}}}}}}}}};
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
