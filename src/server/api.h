// The API: routes in one table, each a function from a request to a response. Internal to the room.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/coder.h"
#include "demarche/store.h"
#include "server/alerts.h"
#include "server/answers.h"
#include "server/http.h"
#include "server/hub.h"

namespace demarche::server {

// What one worker thread answers with. Store and scratch are the worker's own; the rest is shared.
struct Worker {
  std::unique_ptr<EventStore> store;
  const Coder* coder = nullptr;  // null if no dictionaries were found: /code says so
  Coder::ScratchPointer scratch;
  Alerts* alerts = nullptr;
  Answers* answers = nullptr;
  const Hub* hub = nullptr;
};

// A route. `path` may hold one or two parts in braces; their values come in `parts`, in order.
struct Route {
  std::string_view method, path, meaning;
  std::string_view kind;  // of query_kinds(), for lists; empty for others
  Response (*answer)(const Route& route, const Request& request, const std::vector<std::string>& parts, Worker* worker);
  bool lasting = true;  // the answer depends on the record alone
};

std::span<const Route> routes();

// Finds the route and calls it: 404 for no path, 405 for another method. Lists answer under .csv and .jsonl as well. Answers
// that take long are kept until the record changes.
Response handle(const Request& request, Worker* worker);

// What tells one question that is kept from another.
std::string question_of(const Request& request);

// The API's description (OpenAPI 3.1) from routes() and query_kinds().
std::string openapi();

}  // namespace demarche::server
