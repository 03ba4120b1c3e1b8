#include "server/rates.h"

#include <algorithm>
#include <map>

#include "base/json.h"

namespace demarche::server {

namespace {

constexpr size_t kPageRows = 1000, kMostDyads = 40, kFewestEvents = 12;

size_t column_of(const Page& page, std::string_view name) {
  const auto found = std::find_if(page.columns.begin(), page.columns.end(), [&](const Column& c) { return c.name == name; });
  return static_cast<size_t>(found - page.columns.begin());
}

std::string text_at(const Page& page, const std::vector<Value>& row, std::string_view name) {
  const auto* text = std::get_if<std::string>(&row[column_of(page, name)]);
  return text == nullptr ? std::string() : *text;
}

int64_t number_at(const Page& page, const std::vector<Value>& row, std::string_view name) {
  const auto* number = std::get_if<int64_t>(&row[column_of(page, name)]);
  return number == nullptr ? 0 : *number;
}

// Calls `take(page, row)` for every row of a question.
template <typename Take>
Result<void> each_row(EventStore* store, Query query, const Take& take) {
  query.limit = kPageRows;
  do {
    const Result<Page> page = store->query(query);
    if (!page) return page.error();
    for (const auto& row : page->rows) take(*page, row);
    query.cursor = page->next;
  } while (!query.cursor.empty());
  return {};
}

std::string next_month(const std::string& month) {
  int year = std::stoi(month.substr(0, 4)), number = std::stoi(month.substr(5, 2)) + 1;
  if (number > 12) {
    ++year;
    number = 1;
  }
  std::string text = std::to_string(year);
  text.insert(0, 4 - std::min<size_t>(4, text.size()), '0');
  return text + (number < 10 ? "-0" : "-") + std::to_string(number);
}

using Months = std::map<std::string, double>;

// Reports read in each month from the first to the last; copies tell nothing of their own.
Result<Months> months_read(EventStore* store, const std::string& as_of) {
  Months read;
  const Result<void> done =
      each_row(store, {"months", {}, {{"as_of", as_of}}, 0, ""}, [&](const Page& page, const std::vector<Value>& row) {
        const std::string month = text_at(page, row, "month");
        if (month.size() == 7) read[month] += static_cast<double>(number_at(page, row, "documents") - number_at(page, row, "copies"));
      });
  if (!done) return done.error();
  if (read.empty()) return read;
  constexpr size_t kMostMonths = 2400;
  const std::string last = read.rbegin()->first;
  for (std::string month = read.begin()->first; month < last && read.size() < kMostMonths; month = next_month(month))
    read.emplace(month, 0);
  return read;
}

struct Direction {
  std::string source, target;
};

Result<std::vector<Direction>> most_active(EventStore* store, const std::string& as_of) {
  std::vector<Direction> list;
  Query query{"dyads", {}, {{"rank", "events"}, {"as_of", as_of}}, kPageRows, ""};
  do {
    const Result<Page> page = store->query(query);
    if (!page) return page.error();
    for (const auto& row : page->rows) {
      if (list.size() == kMostDyads || number_at(*page, row, "events") < static_cast<int64_t>(kFewestEvents)) return list;
      Direction direction{text_at(*page, row, "source"), text_at(*page, row, "target")};
      if (direction.source != direction.target) list.push_back(std::move(direction));
    }
    query.cursor = page->next;
  } while (!query.cursor.empty());
  return list;
}

void alarms_of(const Direction& direction, const char* measure, const Months& read, const Months& counts, std::vector<RateChange>* found) {
  std::vector<ReadPeriod> periods;
  std::vector<std::string> names;
  for (const auto& [month, documents] : read) {
    const auto count = counts.find(month);
    periods.push_back({count == counts.end() ? 0 : count->second, documents});
    names.push_back(month);
  }
  for (const ChangePoint& point : changes(periods)) {
    // Months that were not read lie inside the stretch, but do not count.
    size_t first = point.at;
    for (size_t left = point.periods - 1; left > 0 && first > 0; left -= periods[first].documents > 0 ? 1 : 0) --first;
    found->push_back({direction.source, direction.target, measure, names[first], names[point.at], point, point.at + 1 == periods.size()});
  }
}

}  // namespace

Result<std::vector<RateChange>> rate_changes(EventStore* store, const std::string& as_of) {
  const Result<Months> read = months_read(store, as_of);
  if (!read) return read.error();
  const Result<std::vector<Direction>> directions = most_active(store, as_of);
  if (!directions) return directions.error();
  std::vector<RateChange> found;
  for (const Direction& direction : *directions) {
    Months conflict, cooperation;
    const Query months{"dyad", {direction.source, direction.target}, {{"as_of", as_of}}, 0, ""};
    const Result<void> done = each_row(store, months, [&](const Page& page, const std::vector<Value>& row) {
      if (text_at(page, row, "source") != direction.source || text_at(page, row, "target") != direction.target) return;
      const std::string month = text_at(page, row, "month");
      conflict[month] += static_cast<double>(number_at(page, row, "verbal_conflict") + number_at(page, row, "material_conflict"));
      cooperation[month] += static_cast<double>(number_at(page, row, "verbal_cooperation") + number_at(page, row, "material_cooperation"));
    });
    if (!done) return done.error();
    alarms_of(direction, "conflict", *read, conflict, &found);
    alarms_of(direction, "cooperation", *read, cooperation, &found);
  }
  std::stable_sort(found.begin(), found.end(), [](const RateChange& a, const RateChange& b) {
    return a.period != b.period ? a.period > b.period : a.point.score > b.point.score;
  });
  return found;
}

void write_change(const RateChange& change, std::string* out) {
  JsonObject object(out);
  object.text("source", change.source);
  object.text("target", change.target);
  object.text("measure", change.measure);
  object.text("first", change.first);
  object.text("period", change.period);
  object.integer("months", change.point.periods);
  object.number("observed", change.point.observed);
  object.number("expected", change.point.expected);
  object.number("documents", change.point.documents);
  object.number("score", change.point.score);
  object.number("threshold", kChangeThreshold);
  *object.key("newest") += change.newest ? "true" : "false";
  object.close();
}

}  // namespace demarche::server
