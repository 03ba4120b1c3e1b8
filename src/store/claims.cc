#include "store/claims.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/figures.h"

namespace demarche::store {

namespace {

struct Telling {
  std::string mention, event, reported, document, quote, source_countries, place, country, precision;
  int64_t position = 0;
};

// Claims of one kind and topic by value, each with the first mention that makes it.
using Values = std::map<std::string, const Telling*>;
using Topics = std::map<std::pair<std::string, std::string>, Values>;

std::string number_text(double value) {
  char buffer[40];
  return {buffer, std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::fixed).ptr};
}

// Figures of one sentence by what they count; what is counted twice in it is left out, since nothing tells which is which.
std::map<std::string, std::string> figures_by_topic(const std::string& quote) {
  std::map<std::string, std::string> values;
  std::set<std::string> twice;
  for (const Figure& f : figures_of(quote)) {
    const auto [at, fresh] = values.emplace(f.what, number_text(f.value));
    if (!fresh && at->second != number_text(f.value)) twice.insert(f.what);
  }
  for (const std::string& what : twice) values.erase(what);
  return values;
}

std::string countries_of(const std::string& codes) {
  std::set<std::string> countries;
  for (size_t at = 0; at < codes.size();) {
    const size_t end = std::min(codes.find("; ", at), codes.size());
    const std::string code = codes.substr(at, end - at);
    if (!code.empty()) countries.insert(code.starts_with("IGO:") ? code : code.substr(0, code.find(':')));
    at = end + 2;
  }
  std::string text;
  for (const std::string& country : countries) text += (text.empty() ? "" : "; ") + country;
  return text;
}

void claim(Topics* topics, const char* kind, const std::string& topic, const std::string& value, const Telling& telling) {
  if (!value.empty()) (*topics)[{kind, topic}].emplace(value, &telling);
}

bool disjoint(const std::string& a, const std::string& b) {
  for (size_t at = 0; at < a.size(); at += 2) {
    const size_t end = std::min(a.find("; ", at), a.size());
    if (b.find(a.substr(at, end - at)) != std::string::npos) return false;
    at = end;
  }
  return true;
}

// Doers disagree only where none is named by both.
bool disagree(const std::string& kind, const Values& values) {
  if (values.size() < 2) return false;
  if (kind != "doer") return true;
  for (const auto& [a, by] : values) {
    for (const auto& [b, other] : values) {
      if (disjoint(a, b)) return true;
    }
  }
  return false;
}

void add_rows(const std::string& event, const std::vector<Telling>& tellings, Rows* rows) {
  Topics topics;
  for (const Telling& t : tellings) {
    for (const auto& [what, value] : figures_by_topic(t.quote)) claim(&topics, "figure", what, value, t);
    claim(&topics, "doer", "", t.source_countries, t);
    if (t.precision == "city" || t.precision == "point") claim(&topics, "place", "", t.place + ", " + t.country, t);
  }
  for (const auto& [topic, values] : topics) {
    if (!disagree(topic.first, values)) continue;
    for (const auto& [value, telling] : values)
      *rows << event << topic.first << topic.second << value << telling->mention << telling->reported;
  }
}

}  // namespace

Result<void> write_claims(Database* database) {
  std::map<std::string, std::vector<Telling>> events;
  const Result<void> read = each_row(
      database,
      "SELECT m.event, m.id, m.reported, m.document, m.position, m.quote, m.source_codes, m.place_name, m.country, m.precision FROM "
      "touched t CROSS JOIN events e CROSS JOIN mentions m WHERE e.id=t.id AND e.mentions>1 AND m.event=e.id ORDER BY m.event, m.reported, "
      "m.document, m.position",
      [&](const Statement& row) {
        events[row.text(0)].push_back({row.text(1), row.text(0), row.text(2), row.text(3), row.text(5), countries_of(row.text(6)),
                                       row.text(7), row.text(8), row.text(9), row.integer(4)});
      });
  if (!read) return read;
  Rows rows{"claims", "event, kind, topic, value, mention, reported", 6, "event, kind, topic, value"};
  for (const auto& [event, tellings] : events) add_rows(event, tellings, &rows);
  return database->insert(rows);
}

}  // namespace demarche::store
