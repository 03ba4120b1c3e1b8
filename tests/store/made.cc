#include "made.h"

#include <stdlib.h>

#include <algorithm>
#include <array>

#include "base/sha256.h"

namespace demarche::store {

namespace {

constexpr std::array<const char*, 5> kCountries{"CHN", "RUS", "USA", "UKR", "FRA"};

Participant participant(int number, uint32_t start) {
  Participant p;
  p.text = std::string("the ministry of ") + kCountries[static_cast<size_t>(number) % 5];
  p.span = {start, start + static_cast<uint32_t>(p.text.size())};
  p.code = std::string(kCountries[static_cast<size_t>(number) % 5]) + ":GOV";
  p.name = p.text;
  return p;
}

Event event(const Made& made, int number, int position) {
  Event e;
  e.type = number % 2 == 0 ? EventType::kConsult : EventType::kAccuse;
  e.trigger = {{static_cast<uint32_t>(10 * position), static_cast<uint32_t>(10 * position + 3)}, "met"};
  e.id = sha256_hex(made.second.sha256 + std::to_string(position)).substr(0, 16);
  e.sentence = {0, static_cast<uint32_t>(made.first.text.size())};
  e.quote = made.first.text;
  e.cameo = "042";
  e.goldstein = number % 2 == 0 ? 1.9 : -2.2;
  e.source = {participant(number, 0)};
  e.target = {participant(number + 1 + position, 20)};
  e.date = made.first.date;
  e.confidence = 0.5;
  e.rule = "dictionaries/actions/consult.txt:" + std::to_string(number);
  e.why = {"a reason with a \t tab, a \\ and a \n line"};
  if (number % 5 == 1 && position == 0) e.status = EventStatus::kPlanned;
  if (number % 5 == 2 && position == 1) e.status = EventStatus::kNegated;
  if (number % 3 == 0) e.place = EventPlace{{1, 2}, "Moscow", "Moscow", "RUS", 55.75, 37.62, true, "city", {}};
  return e;
}

// Tables with the columns that do not name a run, and their order.
struct Table {
  const char *name, *columns, *order;
};
constexpr std::array<Table, 22> kTables{
    {{"documents", "sha256, dictionary, id, date, origin, metadata, text, outcome, duplicate_of", "sha256"},
     {"document_bands", "fortnight, band, document", "fortnight, band, document"},
     {"sentences", "document, position, span_start, span_end", "document, position"},
     {"mentions", "id, document, position, event, unit, reason, type, quote, source, target, place, lat, lon, why, day", "id"},
     {"participants", "mention, side, position, day, code, country, sector, name", "mention, side, position"},
     {"units", "id, document, reported, position, type, status, day_first, day_last, features, leader, event", "id"},
     {"unit_keys", "span, key, day, unit", "span, key, day, unit"},
     {"events", "id, type, day, source_codes, target_codes, mentions, documents, publishers, first_reported, last_reported, goldstein",
      "id"},
     {"event_dyads", "source, target, day, event, type, quad, goldstein, status, country, reported", "source, target, day, event"},
     {"actor_months", "code, month, country, sector, name, as_source, as_target, conflict, cooperation, first_day, last_day",
      "code, month"},
     {"dyad_months",
      "source, target, month, events, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, goldstein_tenths, "
      "first_day, last_day",
      "source, target, month"},
     {"event_months", "month, events, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, goldstein_tenths",
      "month"},
     {"event_mentions", "event, mention, reason", "mention"},
     {"agenda", "event, outcome, evidence, reported, reason", "event, outcome"},
     {"contradictions", "event, kind, topic, value, mention, reported", "event, kind, topic, value, mention"},
     {"relation_mentions", "id, document, subject, relation, object, topic", "id"},
     {"relations", "id, topic, subject, relation, object, date_start, date_end, first_seen, last_seen, evidence, background", "id"},
     {"stances", "id, document, holder, attitude, object_name", "id"},
     {"coverage", "month, publisher, documents, coded, empty, copies, events", "month, publisher"},
     {"quarantine", "origin, id, reason", "origin"},
     {"overlays", "kind, a, b", "kind, a, b"},
     {"changes", "kind, mention, document, rule, before, after", "kind, mention"}}};

}  // namespace

Made made(int number, const std::string& dictionary) {
  Made m;
  Document& d = m.first;
  d.id = "report-" + std::to_string(number);
  d.date = "2024-0" + std::to_string(1 + number % 9) + "-1" + std::to_string(number % 10);
  d.text = "Ministers met in room " + std::to_string(number) + ", said “Erdoğan”.";
  d.source = number % 2 == 0 ? "Agency" : "Gazette";
  d.origin = "reports.jsonl:" + std::to_string(number);
  d.metadata = {{"section", "\"world \\\" news\""}};
  CodedDocument& c = m.second;
  c.doc = d.id;
  c.date = d.date;
  c.sha256 = sha256_hex(d.text);
  c.dictionary = dictionary;
  c.model = "m";
  c.sentences = {{0, static_cast<uint32_t>(d.text.size())}};
  if (number % 7 == 6) return m;
  for (int i = 0; i <= number % 3; ++i) c.events.push_back(event(m, number, i));
  Relation relation;
  relation.id = sha256_hex("relation" + c.sha256).substr(0, 16);
  relation.subject = participant(number, 0);
  relation.object = participant(number + 1, 20);
  c.relations = {relation};
  Stance stance;
  stance.id = sha256_hex("stance" + c.sha256).substr(0, 16);
  stance.holder = participant(number, 0);
  stance.object = participant(number + 2, 20);
  c.stances = {stance};
  return m;
}

Result<std::string> dump(Database* database) {
  std::string text;
  for (const Table& table : kTables) {
    const Result<Statement*> rows =
        database->prepare(std::string("SELECT ") + table.columns + " FROM " + table.name + " ORDER BY " + table.order);
    if (!rows) return rows.error();
    const std::string columns(table.columns);
    const auto count = std::count(columns.begin(), columns.end(), ',') + 1;
    for (;;) {
      const Result<bool> row = (*rows)->step();
      if (!row) return row.error();
      if (!*row) break;
      text += table.name;
      for (int i = 0; i < count; ++i) text += "|" + ((*rows)->is_null(i) ? std::string("null") : (*rows)->text(i));
      text += "\n";
    }
    (*rows)->reset();
  }
  return text;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "record-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Folder::~Folder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

}  // namespace demarche::store
