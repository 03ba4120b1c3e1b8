#include "server/pages.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "base/json.h"
#include "server/coding.h"
#include "server/lists.h"
#include "server/rates.h"

namespace demarche::server {

namespace {

constexpr size_t kMostMentions = 1000, kMostPartners = 20, kNewest = 12, kMostDyads = 60, kMostChanges = 6, kMostPages = 10000;

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
  void changes(const std::string& as_of, const std::function<void(std::vector<RateChange>*)>& choose) {
    if (error_) return;
    Result<std::vector<RateChange>> found = rate_changes(store_, as_of);
    if (!found) {
      error_ = found.error();
      return;
    }
    choose(&*found);
    json_list(*found, object_.key("changes"), [&](const RateChange& change) { write_change(change, &response_.body); });
  }
  JsonObject& object() { return object_; }
  void failed(const Result<void>& done) {
    if (!done && !error_) error_ = done.error();
  }
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

// Rows of a question, page after page.
Result<void> each(EventStore* store, Query query, const std::function<void(const std::vector<Value>&)>& take) {
  query.limit = kMostPages;
  do {
    const Result<Page> page = store->query(query);
    if (!page) return page.error();
    for (const auto& row : page->rows) take(row);
    query.cursor = page->next;
  } while (!query.cursor.empty());
  return {};
}

// The day that is asked for, empty for now.
std::string day_of(const Request& request) {
  const auto day = request.parameters.find("as_of");
  return day == request.parameters.end() ? std::string() : day->second;
}

// The strongest change of each series, the strongest first.
void biggest(std::vector<RateChange>* all) {
  std::stable_sort(all->begin(), all->end(), [](const RateChange& a, const RateChange& b) { return a.point.score > b.point.score; });
  std::set<std::string> seen;
  std::erase_if(*all, [&](const RateChange& c) { return !seen.insert(c.source + " " + c.target + " " + c.measure).second; });
  if (all->size() > kMostChanges) all->resize(kMostChanges);
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
  *answer.object().key("layers") += layers_json({d.id, d.date, d.text}, worker);
  return answer.done();
}

// What stands is given as of a day, if one is asked for.
Response actor(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker) {
  const std::string& code = parts.front();
  const std::string as_of = day_of(request);
  Answer answer(worker->store.get());
  answer.object().text("code", code);
  answer.list("totals", question("actors", {{"actor", code}}), kMostPartners);
  answer.list("offices", question("relations", {{"actor", code}, {"relation", "holds_office"}, {"as_of", as_of}}), 100);
  answer.list("memberships", question("relations", {{"source", code}, {"relation", "member_of"}, {"as_of", as_of}}), 100);
  answer.list("partners",
              question("dyads", {{"actor", code.starts_with("IGO:") ? code : code.substr(0, code.find(':'))}, {"rank", "events"}}),
              kMostMentions);
  answer.list("stances", question("stances", {{"actor", code}, {"as_of", as_of}}), 100);
  return answer.done();
}

Response overview(const Route&, const Request& request, const std::vector<std::string>&, Worker* worker) {
  const std::string as_of = day_of(request);
  Answer answer(worker->store.get());
  std::set<std::string> publishers;
  answer.failed(each(worker->store.get(), question("coverage", {{"as_of", as_of}}),
                     [&](const auto& row) { publishers.insert(std::get<std::string>(row[1])); }));
  answer.object().integer("publishers", publishers.size());
  int64_t planned = 0;
  answer.failed(each(worker->store.get(), question("series", {{"status", "planned"}, {"period", "year"}, {"as_of", as_of}}),
                     [&](const auto& row) { planned += std::get<int64_t>(row[1]); }));
  answer.object().integer("planned", static_cast<uint64_t>(planned));
  answer.list("months", question("months", {{"as_of", as_of}}), kMostPages);
  answer.list("series", question("series", {{"period", "month"}, {"as_of", as_of}}), kMostPages);
  // What is new is what has happened, not what is dated far ahead.
  const Result<Page> last = worker->store->query({"documents", {}, {{"order", "newest"}, {"as_of", as_of}}, 1, ""});
  const std::string today = last.ok() && !last->rows.empty() ? std::get<std::string>(last->rows.front()[2]) : std::string();
  answer.list("newest", question("events", {{"order", "newest"}, {"until", today}, {"as_of", as_of}}), kNewest);
  answer.list("dyads", question("dyads", {{"rank", "events"}, {"as_of", as_of}}), kMostDyads);
  answer.list("runs", question("runs", {}), 100);
  answer.changes(as_of, biggest);
  return answer.done();
}

Response change_points(const Route&, const Request& request, const std::vector<std::string>&, Worker* worker) {
  const std::string as_of = day_of(request);
  Answer answer(worker->store.get());
  answer.object().text("method_name", change_method_name());
  answer.object().text("method", change_method());
  answer.object().text("false_alarms", false_alarm_words());
  answer.changes(as_of, [](std::vector<RateChange>* all) {
    if (all->size() > kMostMentions) all->resize(kMostMentions);
  });
  return answer.done();
}

Response description(const Route&, const Request&, const std::vector<std::string>&, Worker*) {
  Response response;
  response.body = openapi();
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
