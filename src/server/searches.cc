// Saved searches over HTTP.
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "server/pages.h"

namespace demarche::server {

namespace {

constexpr size_t kCounted = 10000, kMostTold = 100;

// How many events fit a search now; 10,000 stands for more.
uint64_t events_of(const SavedSearch& search, EventStore* store) {
  const Result<Page> page = store->query({"events", {}, search.filters, kCounted, ""});
  return page.ok() ? page->rows.size() : 0;
}

std::optional<Response> not_writable(const Worker& worker) {
  if (worker.alerts != nullptr && worker.alerts->writable()) return std::nullopt;
  return problem(403, "Read-only", "this server was started without --writable");
}

}  // namespace

Response saved_searches(const Route&, const Request&, const std::vector<std::string>&, Worker* worker) {
  Response response;
  JsonObject object(&response.body);
  const bool writable = worker->alerts != nullptr && worker->alerts->writable();
  *object.key("writable") += writable ? "true" : "false";
  *object.key("kept") += worker->hub != nullptr && worker->hub->keeps() ? "true" : "false";
  const std::vector<Told> told = worker->hub == nullptr ? std::vector<Told>() : worker->hub->found(kMostTold);
  json_list(told, object.key("told"), [&](const Told& t) {
    JsonObject entry(&response.body);
    entry.text("id", worker->hub->id_of(t.number));
    entry.text("time", t.time);
    entry.text("kind", t.kind);
    *entry.key("data") += t.data;
    entry.close();
  });
  const std::vector<std::string> allowed = worker->alerts == nullptr ? std::vector<std::string>() : worker->alerts->allowed();
  json_list(allowed, object.key("webhooks"), [&](const std::string& address) { json_string(address, &response.body); });
  const std::vector<SavedSearch> searches = worker->alerts == nullptr ? std::vector<SavedSearch>() : worker->alerts->searches();
  json_list(searches, object.key("searches"), [&](const SavedSearch& search) {
    JsonObject entry(&response.body);
    entry.text("id", search.id);
    entry.text("name", search.name);
    JsonObject filters(entry.key("filters"));
    for (const auto& [name, value] : search.filters) filters.text(name, value);
    filters.close();
    entry.text("webhook", search.webhook);
    entry.integer("events", events_of(search, worker->store.get()));
    entry.close();
  });
  object.close();
  return response;
}

Response save_search(const Route&, const Request& request, const std::vector<std::string>&, Worker* worker) {
  if (std::optional<Response> no = not_writable(*worker)) return std::move(*no);
  if (!request.content_type.starts_with("application/json")) return problem(415, "Unsupported media type", "send application/json");
  const nlohmann::json body = nlohmann::json::parse(request.body, nullptr, false);
  Result<SavedSearch> search = saved_search(body.is_discarded() ? nlohmann::json() : body, "body");
  if (!search) return problem_of(search.error());
  const Result<std::string> id = worker->alerts->add(std::move(*search));
  if (!id && id.error().kind == ErrorKind::kNotFound) return problem(403, "Forbidden", id.error().message());
  if (!id) return problem_of(id.error());
  Response response;
  response.status = 201;
  JsonObject object(&response.body);
  object.text("id", *id);
  object.close();
  return response;
}

Response remove_search(const Route&, const Request&, const std::vector<std::string>& parts, Worker* worker) {
  if (std::optional<Response> no = not_writable(*worker)) return std::move(*no);
  const Result<void> removed = worker->alerts->remove(parts.front());
  if (!removed) return problem_of(removed.error());
  Response response;
  response.body = "{}";
  return response;
}

Response stream(const Route&, const Request&, const std::vector<std::string>&, Worker*) {
  Response response;
  response.type = "text/event-stream; charset=utf-8";
  return response;
}

}  // namespace demarche::server
