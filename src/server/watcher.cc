#include "server/watcher.h"

#include <array>
#include <chrono>
#include <thread>

#include "base/json.h"
#include "base/page_rows.h"
#include "server/rates.h"

namespace demarche::server {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStep{100};
constexpr int kSteps = 10;
// What changes of rates are known under.
constexpr std::string_view kChanges = "changes";
// A search with more events than this is too wide to tell what is new in it.
constexpr size_t kMostKnown = 20000, kMostTold = 20, kPageRows = 1000;

// What every reader of the page opens, as the page asks for it.
struct Opened {
  std::string_view path, limit, name, value;
};
constexpr std::array<Opened, 12> kOpened{{{"overview", "", "", ""},
                                          {"months", "1000", "", ""},
                                          {"changepoints", "", "", ""},
                                          {"facets", "1000", "", ""},
                                          {"places", "1000", "rank", "events"},
                                          {"dyads", "1000", "rank", "events"},
                                          {"dyads", "600", "rank", "events"},
                                          {"actors", "1000", "rank", "events"},
                                          {"series", "1000", "period", "month"},
                                          {"contradictions", "300", "order", "newest"},
                                          {"events", "200", "order", "newest"},
                                          {"documents", "200", "order", "newest"}}};

}  // namespace

void Watcher::run(const std::atomic<bool>& ending) {
  state_ = state();
  renew();
  for (const SavedSearch& search : alerts_->searches()) look_at(search);
  look_at_rates();
  write();
  while (!ending) {
    for (int i = 0; i < kSteps && !ending; ++i) std::this_thread::sleep_for(kStep);
    if (ending) return;
    for (const SavedSearch& search : alerts_->searches()) {
      if (!known_.contains(search.id)) look_at(search);
    }
    forget_removed();
    write();
    const std::string now = state();
    if (!now.empty() && now != state_) changed(now);
  }
}

void Watcher::renew() {
  std::vector<std::pair<std::string, Response>> standing;
  for (const Opened& opened : kOpened) {
    Request request;
    request.method = "GET";
    request.path = "/api/v1/" + std::string(opened.path);
    if (!opened.limit.empty()) request.parameters["limit"] = opened.limit;
    if (!opened.name.empty()) request.parameters[std::string(opened.name)] = opened.value;
    Response response = handle(request, worker_);
    standing.emplace_back(question_of(request), std::move(response));
  }
  answers_->renew(std::move(standing));
}

std::string Watcher::state() {
  std::string text;
  Query query{"runs", {}, {}, kPageRows, ""};
  do {
    const Result<Page> page = store_->query(query);
    if (!page) return {};
    for (const auto& row : page->rows) json_row(*page, row, &text);
    query.cursor = page->next;
  } while (!query.cursor.empty());
  return text.empty() ? "no runs" : text;
}

void Watcher::changed(const std::string& state) {
  state_ = state;
  renew();
  hub_->tell("record", "{}");
  for (const SavedSearch& search : alerts_->searches()) look_at(search);
  look_at_rates();
  write();
}

void Watcher::forget_removed() {
  std::set<std::string> there{std::string(kChanges)};
  for (const SavedSearch& search : alerts_->searches()) there.insert(search.id);
  if (std::erase_if(known_, [&](const auto& entry) { return !there.contains(entry.first); }) > 0) learned_ = true;
}

// What cannot be written is written with the next that is learned.
void Watcher::write() {
  if (learned_ && journal_->keep(known_)) learned_ = false;
}

void Watcher::look_at(const SavedSearch& search) {
  const bool first = !known_.contains(search.id);
  std::set<std::string>& known = known_[search.id];
  learned_ = learned_ || first;
  Query query{"events", {}, search.filters, kPageRows, ""};
  query.filters["order"] = "newest";
  std::string told = "[";
  size_t fresh = 0;
  do {
    const Result<Page> page = store_->query(query);
    if (!page) return;
    for (const auto& row : page->rows) {
      if (!known.insert(std::get<std::string>(row.front())).second) continue;
      learned_ = true;
      if (first) continue;
      if (++fresh > kMostTold) continue;
      if (fresh > 1) told += ",";
      json_row(*page, row, &told);
    }
    query.cursor = page->next;
  } while (!query.cursor.empty() && known.size() < kMostKnown);
  if (fresh == 0) return;
  std::string data;
  JsonObject object(&data);
  object.text("search", search.id);
  object.text("name", search.name);
  object.integer("count", fresh);
  *object.key("events") += told + "]";
  object.close();
  hub_->tell("match", data);
  if (!search.webhook.empty()) webhooks_->send(search.webhook, data);
}

void Watcher::look_at_rates() {
  const Result<std::vector<RateChange>> found = rate_changes(store_, "");
  if (!found) return;
  const bool first = !known_.contains(std::string(kChanges));
  std::set<std::string>& known = known_[std::string(kChanges)];
  learned_ = learned_ || first;
  for (const RateChange& change : *found) {
    const std::string name = change.source + " " + change.target + " " + change.measure + " " + change.period;
    if (!known.insert(name).second) continue;
    learned_ = true;
    if (first || !change.newest) continue;
    std::string data;
    write_change(change, &data);
    hub_->tell("change", data);
    for (const SavedSearch& search : alerts_->searches()) {
      const auto side = [&](const char* filter) {
        const auto given = search.filters.find(filter);
        return given == search.filters.end() ? std::string() : given->second;
      };
      // A search for a dyad is told of the dyad's rates as well.
      if (!search.webhook.empty() && side("source") == change.source && side("target") == change.target)
        webhooks_->send(search.webhook, data);
    }
  }
}

}  // namespace demarche::server
