#include "server/pages.h"

#include <nlohmann/json.hpp>

#include "base/civil_date.h"
#include "base/json.h"
#include "server/lists.h"
#include "writers/writers.h"

namespace demarche::server {

namespace {

constexpr size_t kMostMentions = 1000, kMostPartners = 20, kNewest = 10;

// Adds a list under a name; the first error is kept and ends the answer.
class Answer {
 public:
  explicit Answer(EventStore* store) : store_(store), object_(&response_.body) {}
  void list(std::string_view name, const Query& query, size_t limit) {
    if (error_) return;
    const Result<std::string> rows = rows_json(store_, query, limit);
    if (rows.ok()) {
      *object_.key(name) += *rows;
    } else {
      error_ = rows.error();
    }
  }
  JsonObject& object() { return object_; }
  Response done() {
    if (error_) return problem_of(*error_);
    object_.close();
    return std::move(response_);
  }

 private:
  EventStore* store_;
  Response response_;
  JsonObject object_;
  std::optional<Error> error_;
};

Query question(std::string what, std::map<std::string, std::string> filters, std::vector<std::string> arguments = {}) {
  return {std::move(what), std::move(arguments), std::move(filters), 100, ""};
}

// Every layer of a text, as `annotate` gives it.
std::string layers_of(const Document& document, Worker* worker) {
  if (worker->coder == nullptr) return "null";
  std::string out;
  writers::write_annotation(worker->coder->annotate(document, worker->scratch.get()), document.id, document.date, &out);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace

Response document(const Route&, const Request&, const std::vector<std::string>& parts, Worker* worker) {
  const Result<StoredDocument> found = worker->store->document(parts.front());
  if (!found) return problem_of(found.error());
  const StoredDocument& d = *found;
  Answer answer(worker->store.get());
  JsonObject fields(answer.object().key("document"));
  fields.text("sha256", d.sha256);
  fields.text("id", d.id);
  fields.text("date", d.date);
  fields.text("title", d.title);
  fields.text("url", d.url);
  fields.text("publisher", d.publisher);
  fields.text("text", d.text);
  fields.text("outcome", d.outcome);
  fields.text("duplicate_of", d.duplicate_of);
  fields.close();
  answer.list("mentions", question("mentions", {{"document", d.sha256}}), kMostMentions);
  answer.list("relations", question("relations", {{"document", d.sha256}}), kMostMentions);
  answer.list("stances", question("stances", {{"document", d.sha256}}), kMostMentions);
  *answer.object().key("layers") += layers_of({d.id, d.date, d.text}, worker);
  return answer.done();
}

// The event with its mentions; each mention carries the rules that made it.
Response explanation(const Route&, const Request&, const std::vector<std::string>& parts, Worker* worker) {
  const Result<Page> mentions = worker->store->query({"mentions", {}, {{"event", parts.front()}}, 1, ""});
  if (!mentions) return problem_of(mentions.error());
  if (mentions->rows.empty()) return problem(404, "Not found", "no event '" + parts.front() + "'");
  Answer answer(worker->store.get());
  answer.list("events", question("events", {{"event", parts.front()}}), 1);
  answer.list("mentions", question("mentions", {{"event", parts.front()}}), kMostMentions);
  return answer.done();
}

Response actor(const Route&, const Request&, const std::vector<std::string>& parts, Worker* worker) {
  const std::string& code = parts.front();
  Answer answer(worker->store.get());
  answer.object().text("code", code);
  answer.list("totals", question("actors", {{"actor", code}}), kMostPartners);
  answer.list("offices", question("relations", {{"actor", code}, {"relation", "holds_office"}}), 100);
  answer.list("memberships", question("relations", {{"source", code}, {"relation", "member_of"}}), 100);
  answer.list("partners", question("dyads", {{"actor", code.starts_with("IGO:") ? code : code.substr(0, code.find(':'))}}), kMostMentions);
  answer.list("stances", question("stances", {{"actor", code}}), 100);
  return answer.done();
}

Response overview(const Route&, const Request&, const std::vector<std::string>&, Worker* worker) {
  Answer answer(worker->store.get());
  answer.list("coverage", question("coverage", {}), kMostMentions);
  answer.list("series", question("series", {{"period", "month"}}), kMostMentions);
  answer.list("newest", question("events", {{"order", "newest"}}), kNewest);
  answer.list("dyads", question("dyads", {}), kMostMentions);
  answer.list("runs", question("runs", {}), 100);
  return answer.done();
}

Response code(const Route&, const Request& request, const std::vector<std::string>&, Worker* worker) {
  if (worker->coder == nullptr) return problem(503, "No coder", "this server was started without dictionaries");
  if (!request.content_type.starts_with("application/json")) return problem(415, "Unsupported media type", "send application/json");
  const nlohmann::json body = nlohmann::json::parse(request.body, nullptr, false);
  const auto text_of = [&](const char* key) {
    return body.is_object() && body.contains(key) && body[key].is_string() ? body[key].get<std::string>() : std::string();
  };
  Document document{"posted", text_of("date"), text_of("text"), text_of("title")};
  CivilDate date;
  if (document.text.empty() || !parse_civil(document.date, &date)) {
    return problem(400, "Bad request", "expected {\"date\": \"YYYY-MM-DD\", \"text\": \"...\"}");
  }
  std::string record;
  writers::find_format("json")->document(worker->coder->code(document, worker->scratch.get()), &record);
  record.resize(record.rfind('}'));
  Response response;
  response.body = record + ",\"layers\":" + layers_of(document, worker) + "}";
  return response;
}

Response description(const Route&, const Request&, const std::vector<std::string>&, Worker*) {
  Response response;
  response.body = openapi();
  return response;
}

Response health(const Route&, const Request&, const std::vector<std::string>&, Worker*) {
  Response response;
  response.body = "{\"status\":\"ok\"}";
  return response;
}

Response readiness(const Route&, const Request&, const std::vector<std::string>&, Worker* worker) {
  const Result<Page> page = worker->store->query({"runs", {}, {}, 1, ""});
  if (!page) return problem(503, "Not ready", "the record does not answer");
  Response response;
  response.body = "{\"status\":\"ready\"}";
  return response;
}

}  // namespace demarche::server
