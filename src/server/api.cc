#include "server/api.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "server/coding.h"
#include "server/lists.h"
#include "server/pages.h"

namespace demarche::server {

namespace {

constexpr std::array<Route, 33> kRoutes{{
    {"GET", "/api/v1/events", "events", "events", list},
    {"GET", "/api/v1/mentions", "mentions", "mentions", list},
    {"GET", "/api/v1/relations", "relations", "relations", list},
    {"GET", "/api/v1/stances", "stances", "stances", list},
    {"GET", "/api/v1/agenda", "planned events and what became of them", "agenda", list},
    {"GET", "/api/v1/actors", "actors", "actors", list},
    {"GET", "/api/v1/actors/{code}", "one actor", "", actor},
    {"GET", "/api/v1/dyads", "dyads", "dyads", list},
    {"GET", "/api/v1/dyads/{A}/{B}", "months of one dyad", "dyad", list},
    {"GET", "/api/v1/panel", "dyads by period", "panel", list},
    {"GET", "/api/v1/places", "events by place", "places", list},
    {"GET", "/api/v1/series", "events over time", "series", list},
    {"GET", "/api/v1/coverage", "what was read", "coverage", list},
    {"GET", "/api/v1/months", "what was read, by month", "months", list},
    {"GET", "/api/v1/facets", "counts of values", "facets", list},
    {"GET", "/api/v1/contradictions", "reports that disagree", "contradictions", list},
    {"GET", "/api/v1/search", "full text", "search", list},
    {"GET", "/api/v1/documents", "documents", "documents", list},
    {"GET", "/api/v1/documents/{id}", "one document with its record and layers", "", document},
    {"GET", "/api/v1/quarantine", "what could not be read", "quarantine", list},
    {"GET", "/api/v1/runs", "runs of ingest", "runs", list},
    {"GET", "/api/v1/changes", "what runs changed", "changes", list},
    {"GET", "/api/v1/diff/{FROM}/{TO}", "what coding changed from one run to a later one", "diff", list},
    {"GET", "/api/v1/explain/{id}", "one event: its mentions, the rules that made them, the readings turned down", "", explanation},
    {"GET", "/api/v1/overview", "what is in the record", "", overview},
    {"GET", "/api/v1/changepoints", "changes of rates, and how they are found", "", change_points},
    {"GET", "/api/v1/alerts", "saved searches", "", saved_searches, false},
    {"POST", "/api/v1/alerts", "saves a search: {name, filters, webhook}", "", save_search},
    {"DELETE", "/api/v1/alerts/{id}", "takes a saved search away", "", remove_search},
    {"GET", "/api/v1/stream", "server-sent events: record, match, change, reset", "", stream, false},
    {"POST", "/api/v1/code", "codes a report: {date, text}", "", code},
    {"GET", "/api/v1/openapi.json", "this description", "", description},
    {"GET", "/readyz", "the record answers", "", readiness, false},
}};

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  for (size_t at = 1; at <= path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// True if the path is the route's; fills the values of the parts in braces.
bool fits(const Route& route, std::string_view path, std::vector<std::string>* parts) {
  const std::vector<std::string_view> wanted = split(route.path), given = split(path);
  if (wanted.size() != given.size()) return false;
  parts->clear();
  for (size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      if (given[i].empty()) return false;
      parts->emplace_back(given[i]);
    } else if (wanted[i] != given[i]) {
      return false;
    }
  }
  return true;
}

std::string_view without_format(std::string_view path) {
  for (const std::string_view ending : {".csv", ".jsonl"}) {
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  }
  return path;
}

// An answer that took longer than this is worth keeping.
constexpr std::chrono::milliseconds kLong{20};

Response answer_or_kept(const Route& route, const Request& request, const std::vector<std::string>& parts, Worker* worker) {
  const bool lasting = request.method == "GET" && route.lasting && worker->answers != nullptr;
  if (!lasting) return route.answer(route, request, parts, worker);
  const std::string question = question_of(request);
  if (std::optional<Response> kept = worker->answers->find(question)) return std::move(*kept);
  const uint64_t version = worker->answers->version();
  const auto begin = std::chrono::steady_clock::now();
  Response response = route.answer(route, request, parts, worker);
  if (std::chrono::steady_clock::now() - begin > kLong) worker->answers->keep(question, version, response);
  return response;
}

}  // namespace

std::string question_of(const Request& request) {
  std::string question = request.path;
  for (const auto& [name, value] : request.parameters) question += "\n" + name + "=" + value;
  return question;
}

std::span<const Route> routes() { return kRoutes; }

Response handle(const Request& request, Worker* worker) {
  const std::string_view bare = without_format(request.path);
  std::string allowed;
  std::vector<std::string> parts;
  for (const Route& route : kRoutes) {
    const std::string_view path = route.kind.empty() ? std::string_view(request.path) : bare;
    if (!fits(route, path, &parts)) continue;
    if (!route.kind.empty() && find_query_kind(route.kind) == nullptr) continue;
    if (route.method == request.method) return answer_or_kept(route, request, parts, worker);
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
  }
  if (allowed.empty()) return problem(404, "Not found", "nothing is at this address");
  Response response = problem(405, "Method not allowed", "this address takes " + allowed);
  response.headers.emplace_back("Allow", allowed);
  return response;
}

}  // namespace demarche::server
