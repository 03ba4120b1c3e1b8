#include "store/rows.h"

#include <algorithm>
#include <set>

#include "base/edtf_days.h"
#include "base/event_json.h"
#include "base/utf8.h"

namespace demarche::store {

namespace {

std::string_view country_of(std::string_view code) { return code.starts_with("IGO:") ? code : code.substr(0, code.find(':')); }

std::string_view sector_of(std::string_view code) {
  const size_t colon = code.find(':');
  return colon == std::string_view::npos || code.starts_with("IGO:") ? std::string_view() : code.substr(colon + 1);
}

std::string joined_codes(const std::vector<Participant>& side) {
  std::string text;
  for (const Participant& p : side) text += (text.empty() ? "" : "; ") + p.code;
  return text;
}

std::string first_country(const std::vector<Participant>& side) {
  const auto known = std::find_if(side.begin(), side.end(), [](const Participant& p) { return !p.code.empty(); });
  return known == side.end() ? std::string() : std::string(country_of(known->code));
}

template <typename List, typename Item>
std::string json_of(const List& list, const Item& item) {
  std::string text;
  json_list(list, &text, [&](const auto& element) { item(element, &text); });
  return text;
}

Result<void> insert_participants(Database* database, const Event& e, const std::string& day) {
  for (const bool source : {true, false}) {
    const std::vector<Participant>& side = source ? e.source : e.target;
    for (size_t i = 0; i < side.size(); ++i) {
      const Participant& p = side[i];
      const Result<void> done =
          run(database, "INSERT INTO participants VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)", e.id, source ? "source" : "target",
              static_cast<int64_t>(i), e.id, day, static_cast<int64_t>(p.span.begin), static_cast<int64_t>(p.span.end), p.text, p.code,
              country_of(p.code), sector_of(p.code), p.actor, p.name);
      if (!done) return done;
    }
  }
  return {};
}

// Binds values one after the other.
class Binder {
 public:
  explicit Binder(Statement* statement) : statement_(statement) {}
  template <typename T>
  Binder& operator<<(const T& value) {
    statement_->bind(++at_, value);
    return *this;
  }
  Binder& null() {
    statement_->bind_null(++at_);
    return *this;
  }

 private:
  Statement* statement_;
  int at_ = 0;
};

Result<void> insert_mention(Database* database, const CodedDocument& c, const Event& e, size_t position) {
  const Result<Statement*> statement = database->prepare(
      "INSERT INTO mentions "
      "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30,"
      "?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41)");
  if (!statement) return statement.error();
  const DayRange days = days_of_edtf(e.date);
  const std::string day = days.first.empty() ? c.date : days.first;
  std::string place, speaker, purpose;
  if (e.place) json_place(*e.place, &place);
  if (e.speaker) json_participant(*e.speaker, &speaker);
  if (e.purpose) json_quote(*e.purpose, &purpose);
  Binder b(*statement);
  b << e.id << c.sha256 << static_cast<int64_t>(position) << e.id;
  b << static_cast<int64_t>(e.sentence.begin) << static_cast<int64_t>(e.sentence.end);
  b << static_cast<int64_t>(e.trigger.span.begin) << static_cast<int64_t>(e.trigger.span.end);
  b << e.trigger.text << e.quote << name_of(e.type) << e.mode << e.cameo << name_of(quad_of(e.type)) << e.goldstein;
  b << json_of(e.contexts, [](const std::string& s, std::string* out) { json_string(s, out); }) << name_of(e.status) << e.date << days.first
    << days.last;
  b << c.date << day << json_of(e.source, json_participant) << json_of(e.target, json_participant) << joined_codes(e.source)
    << joined_codes(e.target);
  b << first_country(e.source) << first_country(e.target) << place << (e.place ? e.place->name : "") << (e.place ? e.place->country : "");
  if (e.place && e.place->has_coordinates) {
    b << e.place->lat << e.place->lon;
  } else {
    b.null().null();
  }
  b << (e.place ? e.place->precision : "") << speaker << (e.speaker ? e.speaker->code : "") << json_of(e.about, json_quote) << purpose
    << e.confidence << e.rule;
  b << json_of(e.why, [](const std::string& s, std::string* out) { json_string(s, out); });
  const Result<bool> row = (*statement)->step();
  (*statement)->reset();
  if (!row) return row.error();
  if (const Result<void> done = insert_participants(database, e, day); !done) return done;
  return run(database, std::string(database->dialect().insert_words), e.id, search_words(e.quote));
}

std::string metadata_json(const Document& document) {
  std::string text;
  JsonObject object(&text);
  for (const auto& [name, raw] : document.metadata) {
    std::string key;
    json_string(name, &key);
    object.key(std::string_view(key).substr(1, key.size() - 2))->append(raw);
  }
  object.close();
  return text;
}

}  // namespace

std::string search_words(std::string_view text) {
  std::string words;
  std::set<std::string> seen;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && seen.insert(word).second) words += (words.empty() ? "" : " ") + word;
    word.clear();
  };
  const std::string folded = utf8::lower(utf8::fold(text));
  for (const char c : folded) {
    const auto byte = static_cast<unsigned char>(c);
    const bool part = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
    if (part) {
      word.push_back(c);
    } else {
      close();
    }
  }
  close();
  return words;
}

Result<void> insert_document(Database* database, const Document& d, const CodedDocument& c, const std::string& options) {
  const std::string outcome = c.events.empty() ? "empty" : "coded";
  Result<void> done =
      run(database, "INSERT INTO documents VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,'','')", c.sha256, c.dictionary, c.model,
          options, d.id, d.date, d.title, d.url, d.source, d.origin, d.lang, metadata_json(d), d.text, outcome);
  for (size_t i = 0; done && i < c.events.size(); ++i) done = insert_mention(database, c, c.events[i], i);
  for (const Relation& r : c.relations) {
    if (!done) return done;
    const Participant object = r.object.value_or(Participant{});
    done =
        run(database,
            "INSERT INTO relation_mentions VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17) ON CONFLICT (id) DO NOTHING",
            r.id, c.sha256, c.date, r.quote, static_cast<int64_t>(r.sentence.begin), static_cast<int64_t>(r.sentence.end), r.subject.code,
            r.subject.actor, r.subject.name.empty() ? r.subject.text : r.subject.name, name_of(r.relation), object.code, object.actor,
            object.name.empty() ? object.text : object.name, r.start, r.end, r.role, r.rule);
  }
  for (const Stance& s : c.stances) {
    if (!done) return done;
    done = run(database, "INSERT INTO stances VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) ON CONFLICT (id) DO NOTHING", s.id, c.sha256,
               c.date, s.quote, s.holder.code, s.holder.name.empty() ? s.holder.text : s.holder.name, name_of(s.attitude), s.object.code,
               s.object.text, s.start, s.end, s.rule);
  }
  if (!done) return done;
  return run(database,
             "INSERT INTO coverage VALUES(?1,?2,1,?3,?4,?5) ON CONFLICT (month, publisher) DO UPDATE SET documents=coverage.documents+1, "
             "coded=coverage.coded+excluded.coded, empty=coverage.empty+excluded.empty, events=coverage.events+excluded.events",
             d.date.substr(0, 7), d.source, int64_t{!c.events.empty()}, int64_t{c.events.empty()}, static_cast<int64_t>(c.events.size()));
}

Result<void> delete_document(Database* database, const std::string& sha256) {
  const Result<Statement*> known = database->prepare(
      "SELECT date, publisher, outcome, (SELECT count(*) FROM mentions WHERE document=?1) FROM documents WHERE sha256=?1");
  if (!known) return known.error();
  (*known)->bind(1, sha256);
  const Result<bool> row = (*known)->step();
  if (!row) return row.error();
  if (!*row) {
    (*known)->reset();
    return {};
  }
  const std::string month = (*known)->text(0).substr(0, 7), publisher = (*known)->text(1);
  const int64_t coded = (*known)->text(2) == "coded" ? 1 : 0, events = (*known)->integer(3);
  (*known)->reset();
  const Result<void> counted =
      run(database,
          "UPDATE coverage SET documents=documents-1, coded=coded-?3, empty=empty-?4, events=events-?5 WHERE month=?1 AND publisher=?2",
          month, publisher, coded, int64_t{1} - coded, events);
  if (!counted) return counted;
  const Result<Statement*> mentions = database->prepare("SELECT id FROM mentions WHERE document=?1");
  if (!mentions) return mentions.error();
  (*mentions)->bind(1, sha256);
  std::vector<std::string> ids;
  for (;;) {
    const Result<bool> more = (*mentions)->step();
    if (!more) return more.error();
    if (!*more) break;
    ids.push_back((*mentions)->text(0));
  }
  (*mentions)->reset();
  for (const std::string& id : ids) {
    if (const Result<void> done = run(database, std::string(database->dialect().delete_words), id); !done) return done;
  }
  return run(database, "DELETE FROM documents WHERE sha256=?1", sha256);
}

}  // namespace demarche::store
