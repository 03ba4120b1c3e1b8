// Latencies of the questions that people ask a record: usage: record_queries STORE.db [QUESTIONS]
// Dyads, months, days and words are drawn from the record itself. Every answer is checked before its time counts. Prints the median
// and the 95th percentile of each kind in milliseconds.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "base/result.h"
#include "demarche/store.h"

namespace {

using namespace demarche;
using Clock = std::chrono::steady_clock;

struct Drawn {
  std::string source, target, type, day, quote;
};

std::string text_at(sqlite3_stmt* row, int column) {
  const unsigned char* bytes = sqlite3_column_text(row, column);
  return bytes == nullptr ? std::string() : reinterpret_cast<const char*>(bytes);
}

class Plain {
 public:
  explicit Plain(const char* path) { sqlite3_open_v2(path, &base_, SQLITE_OPEN_READONLY, nullptr); }
  ~Plain() { sqlite3_close(base_); }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;
  void each(const std::string& sql, const std::vector<std::string>& values, const std::function<void(sqlite3_stmt*)>& visit) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(base_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) return;
    for (size_t i = 0; i < values.size(); ++i)
      sqlite3_bind_text(statement, static_cast<int>(i + 1), values[i].c_str(), -1, SQLITE_TRANSIENT);
    while (sqlite3_step(statement) == SQLITE_ROW) visit(statement);
    sqlite3_finalize(statement);
  }
  int64_t count(const std::string& sql, const std::vector<std::string>& values) {
    int64_t number = -1;
    each(sql, values, [&](sqlite3_stmt* row) { number = sqlite3_column_int64(row, 0); });
    return number;
  }

 private:
  sqlite3* base_ = nullptr;
};

std::string cell(const Page& page, const std::vector<Value>& row, std::string_view name) {
  for (size_t i = 0; i < page.columns.size(); ++i) {
    if (page.columns[i].name != name) continue;
    if (const auto* text = std::get_if<std::string>(&row[i])) return *text;
    if (const auto* number = std::get_if<int64_t>(&row[i])) return std::to_string(*number);
  }
  return {};
}

// Rows drawn evenly from all mentions.
std::vector<Drawn> draw(Plain* plain, size_t many) {
  std::vector<Drawn> list;
  const int64_t last = plain->count("SELECT max(number) FROM mentions", {});
  std::mt19937_64 chance(11);
  while (list.size() < many) {
    const std::string number = std::to_string(std::uniform_int_distribution<int64_t>(1, last)(chance));
    plain->each(
        "SELECT x.source, x.target, m.type, m.day, m.quote FROM mentions m JOIN event_dyads x ON x.event=m.id WHERE m.number=CAST(?1 AS "
        "INTEGER)",
        {number}, [&](sqlite3_stmt* row) {
          list.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), text_at(row, 4)});
        });
  }
  return list;
}

// Two longer words of a sentence.
std::string two_words(const std::string& quote) {
  std::vector<std::string> words(1);
  for (const char c : quote) {
    if ((c | 32) >= 'a' && (c | 32) <= 'z') words.back().push_back(c);
    else if (!words.back().empty()) words.emplace_back();
  }
  std::erase_if(words, [](const std::string& w) { return w.size() < 6; });
  if (words.size() < 2) return "";
  return words[words.size() / 3] + " " + words[words.size() - 1];
}

void tell(const char* what, std::vector<double> times, size_t wrong) {
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  std::printf("%-28s n %4zu  median %8.2f ms  p95 %8.2f ms  worst %8.2f ms  wrong %zu\n", what, times.size(), times[times.size() / 2],
              times[times.size() * 95 / 100], times.back(), wrong);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto opened = open_store(argv[1], OpenMode::kExisting);
  if (!opened) return 1;
  EventStore* store = opened->get();
  Plain plain(argv[1]);
  const std::vector<Drawn> drawn = draw(&plain, argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 200);
  size_t all_wrong = 0;
  const auto measure = [&](const char* what, const std::function<Query(const Drawn&)>& ask,
                           const std::function<bool(const Drawn&, const Page&)>& right) {
    std::vector<double> times;
    size_t wrong = 0;
    for (const Drawn& d : drawn) {
      const Query query = ask(d);
      if (query.what.empty()) continue;
      const auto started = Clock::now();
      const Result<Page> page = store->query(query);
      times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - started).count());
      if (!page || !right(d, *page)) ++wrong;
    }
    tell(what, times, wrong);
    all_wrong += wrong;
  };
  measure(
      "events by dyad, type, month",
      [](const Drawn& d) {
        return Query{"events",
                     {},
                     {{"source", d.source},
                      {"target", d.target},
                      {"type", d.type},
                      {"since", d.day.substr(0, 7) + "-01"},
                      {"until", d.day.substr(0, 7) + "-31"}},
                     100,
                     {}};
      },
      [&](const Drawn& d, const Page& page) {
        const int64_t wanted =
            plain.count("SELECT count(*) FROM event_dyads WHERE source=?1 AND target=?2 AND type=?3 AND day>=?4 AND day<=?5",
                        {d.source, d.target, d.type, d.day.substr(0, 7) + "-01", d.day.substr(0, 7) + "-31"});
        return !page.rows.empty() && static_cast<int64_t>(page.rows.size()) >= std::min<int64_t>(100, wanted) &&
               cell(page, page.rows[0], "type") == d.type;
      });
  measure(
      "dyad",
      [](const Drawn& d) {
        return Query{"dyad", {d.source, d.target}, {}, 10000, {}};
      },
      [&](const Drawn& d, const Page& page) {
        int64_t events = 0;
        for (const auto& row : page.rows) events += std::atoll(cell(page, row, "events").c_str());
        return events == plain.count("SELECT count(*) FROM event_dyads WHERE source=?1 AND target=?2", {d.source, d.target}) +
                             (d.source == d.target
                                  ? 0
                                  : plain.count("SELECT count(*) FROM event_dyads WHERE source=?2 AND target=?1", {d.source, d.target}));
      });
  measure(
      "agenda of a month",
      [](const Drawn& d) {
        return Query{"agenda", {}, {{"since", d.day.substr(0, 7) + "-01"}, {"until", d.day.substr(0, 7) + "-28"}}, 100, {}};
      },
      [](const Drawn& d, const Page& page) {
        return std::all_of(page.rows.begin(), page.rows.end(), [&](const auto& row) {
          return cell(page, row, "day") <= d.day.substr(0, 7) + "-28" && cell(page, row, "status") == "planned";
        });
      });
  measure(
      "relations as of a day",
      [](const Drawn& d) {
        return Query{"relations", {}, {{"as_of", d.day}}, 100, {}};
      },
      [](const Drawn& d, const Page& page) {
        return !page.rows.empty() && std::all_of(page.rows.begin(), page.rows.end(), [&](const auto& row) {
          return cell(page, row, "start").substr(0, 4) <= d.day.substr(0, 4) || cell(page, row, "start").empty();
        });
      });
  measure(
      "relations of one, as of a day",
      [](const Drawn& d) {
        return Query{"relations", {}, {{"as_of", d.day}, {"actor", d.source}}, 100, {}};
      },
      [](const Drawn&, const Page&) { return true; });
  measure(
      "full text, two words",
      [](const Drawn& d) {
        const std::string words = two_words(d.quote);
        return words.empty() ? Query{} : Query{"search", {words}, {}, 100, {}};
      },
      [](const Drawn&, const Page& page) { return !page.rows.empty(); });
  return all_wrong == 0 ? 0 : 1;
}
