#include "store/rows.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
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

constexpr size_t kMentionWidth = 43;

// Marks and blanks beyond ASCII: they part words.
struct Range {
  char32_t first, last;
};
constexpr std::array<Range, 11> kParting{{{0x80, 0xBF},
                                          {0xD7, 0xD7},
                                          {0xF7, 0xF7},
                                          {0x1680, 0x1680},
                                          {0x2000, 0x2BFF},
                                          {0x3000, 0x3003},
                                          {0x3008, 0x3020},
                                          {0xFE00, 0xFE0F},
                                          {0xFEFF, 0xFEFF},
                                          {0xFF01, 0xFF0F},
                                          {0xFFFD, 0xFFFD}}};

bool in_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  return std::none_of(kParting.begin(), kParting.end(), [&](const Range& r) { return c >= r.first && c <= r.last; });
}

}  // namespace

std::vector<std::pair<std::string, std::string>> metadata_of(const std::string& json) {
  std::vector<std::pair<std::string, std::string>> list;
  const auto object = nlohmann::ordered_json::parse(json, nullptr, false);
  if (!object.is_object()) return list;
  for (const auto& [name, value] : object.items()) list.emplace_back(name, value.dump());
  return list;
}

std::string search_words(std::string_view text) {
  std::string words;
  std::set<std::string> seen;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && seen.insert(word).second) words += (words.empty() ? "" : " ") + word;
    word.clear();
  };
  const std::string folded = utf8::lower(utf8::fold(text));
  for (size_t at = 0; at < folded.size();) {
    const utf8::CodePoint point = utf8::decode(folded, at);
    if (in_word(point.value)) {
      word.append(folded, at, point.length);
    } else {
      close();
    }
    at += point.length;
  }
  close();
  return words;
}

DocumentRows::DocumentRows(const Dialect& dialect)
    : documents_{"documents",
                 "sha256, dictionary, model, options, id, date, title, url, publisher, origin, lang, metadata, outcome, "
                 "duplicate_of, text",
                 15, "sha256"},
      sentences_{"sentences", "document, position, span_start, span_end", 4, "document, position"},
      mentions_{"mentions",
                "id, document, position, event, unit, reason, sentence_start, sentence_end, trigger_start, trigger_end, trigger_text, "
                "quote, type, mode, "
                "cameo, quad, goldstein, "
                "contexts, status, date, day_first, day_last, reported, day, source, target, source_codes, target_codes, source_country, "
                "target_country, "
                "place, place_name, country, lat, lon, precision, speaker, speaker_code, about, purpose, confidence, rule, why",
                kMentionWidth, "document, position"},
      words_{"mention_words", "id, words", 2, "id", dialect.insert_words},
      participants_{"participants", "mention, side, position, day, span_start, span_end, text, code, country, sector, actor, name", 12,
                    "mention, side, position"},
      relations_{"relation_mentions",
                 "id, document, reported, quote, sentence_start, sentence_end, subject, subject_actor, subject_name, relation, object, "
                 "object_actor, object_name, "
                 "date_start, date_end, role, rule, topic",
                 18, "id"},
      stances_{"stances", "id, document, reported, quote, holder, holder_name, attitude, object, object_name, date_start, date_end, rule",
               12, "id"} {}

void DocumentRows::add_participants(const Event& e, const std::string& day) {
  for (const bool source : {true, false}) {
    const std::vector<Participant>& side = source ? e.source : e.target;
    for (size_t i = 0; i < side.size(); ++i) {
      const Participant& p = side[i];
      participants_ << e.id << (source ? "source" : "target") << i << day << p.span.begin << p.span.end << p.text << p.code
                    << country_of(p.code) << sector_of(p.code) << p.actor << p.name;
    }
  }
}

void DocumentRows::add_mention(const CodedDocument& c, const Event& e, size_t position, const Belonging& belonging) {
  const DayRange days = days_of_edtf(e.date);
  const std::string day = days.first.empty() ? c.date : days.first;
  std::string place, speaker, purpose;
  if (e.place) json_place(*e.place, &place);
  if (e.speaker) json_participant(*e.speaker, &speaker);
  if (e.purpose) json_quote(*e.purpose, &purpose);
  const auto text_item = [](const std::string& s, std::string* out) { json_string(s, out); };
  const bool located = e.place && e.place->has_coordinates;
  mentions_ << e.id << c.sha256 << position << belonging.event << belonging.unit << belonging.reason << e.sentence.begin << e.sentence.end
            << e.trigger.span.begin << e.trigger.span.end << e.trigger.text << e.quote << name_of(e.type) << e.mode << e.cameo
            << name_of(quad_of(e.type)) << e.goldstein << json_of(e.contexts, text_item) << name_of(e.status) << e.date << days.first
            << days.last << c.date << day << json_of(e.source, json_participant) << json_of(e.target, json_participant)
            << joined_codes(e.source) << joined_codes(e.target) << first_country(e.source) << first_country(e.target) << place
            << (e.place ? e.place->name : "") << (e.place ? e.place->country : "") << (located ? Value(e.place->lat) : Value())
            << (located ? Value(e.place->lon) : Value()) << (e.place ? e.place->precision : "") << speaker
            << (e.speaker ? e.speaker->code : "") << json_of(e.about, json_quote) << purpose << e.confidence << e.rule
            << json_of(e.why, text_item);
  words_ << e.id << search_words(e.quote);
  add_participants(e, day);
}

void DocumentRows::add_relations(const CodedDocument& c) {
  for (const Relation& r : c.relations) {
    const Participant object = r.object.value_or(Participant{});
    relations_ << r.id << c.sha256 << c.date << r.quote << r.sentence.begin << r.sentence.end << r.subject.code << r.subject.actor
               << (r.subject.name.empty() ? r.subject.text : r.subject.name) << name_of(r.relation) << object.code << object.actor
               << (object.name.empty() ? object.text : object.name) << r.start << r.end << r.role << r.rule << topic_of(r);
    if (relation_ids_.insert(r.id).second) count_statement({topic_of(r), r.start, r.end}, c.date, r.id, &statements_);
  }
  for (const Stance& s : c.stances) {
    stances_ << s.id << c.sha256 << c.date << s.quote << s.holder.code << (s.holder.name.empty() ? s.holder.text : s.holder.name)
             << name_of(s.attitude) << s.object.code << s.object.text << s.start << s.end << s.rule;
  }
}

void DocumentRows::add(const Document& d, const CodedDocument& c, const std::string& options) {
  documents_ << c.sha256 << c.dictionary << c.model << options << d.id << d.date << d.title << d.url << d.source << d.origin << d.lang
             << metadata_json(d) << (c.events.empty() ? "empty" : "coded") << "" << d.text;
  for (size_t i = 0; i < c.sentences.size(); ++i) sentences_ << c.sha256 << i << c.sentences[i].begin << c.sentences[i].end;
  add_relations(c);
  Counts& month = coverage_[{d.date.substr(0, 7), d.source}];
  ++month.documents;
  ++(c.events.empty() ? month.empty : month.coded);
  month.events += static_cast<int64_t>(c.events.size());
}

void DocumentRows::add_mentions(const CodedDocument& c, const Settling& settling) {
  for (size_t i = 0; i < c.events.size(); ++i) add_mention(c, c.events[i], i, settling.of(c.events[i].id));
}

Result<void> DocumentRows::write_documents(Database* database) const {
  for (const Rows* rows : {&documents_, &sentences_}) {
    if (const Result<void> done = database->insert(*rows); !done) return done;
  }
  for (const auto& [key, counts] : coverage_) {
    const Result<void> done = run(database,
                                  "INSERT INTO coverage VALUES(?1,?2,?3,?4,?5,0,?6) ON CONFLICT (month, publisher) DO UPDATE SET "
                                  "documents=coverage.documents+excluded.documents, coded=coverage.coded+excluded.coded, "
                                  "empty=coverage.empty+excluded.empty, events=coverage.events+excluded.events",
                                  key.first, key.second, counts.documents, counts.coded, counts.empty, counts.events);
    if (!done) return done;
  }
  return {};
}

Result<void> DocumentRows::write_mentions(Database* database) const {
  for (const Rows* rows : {&mentions_, &words_, &participants_, &relations_, &stances_}) {
    if (const Result<void> done = database->insert(*rows); !done) return done;
  }
  return {};
}

Result<void> delete_document(Database* database, const std::string& sha256) {
  std::string month, publisher;
  int64_t coded = 0, events = 0, copies = 0;
  Result<void> done = each_row(
      database,
      "SELECT date, publisher, outcome, duplicate_of, (SELECT count(*) FROM mentions WHERE document=?1) FROM documents WHERE sha256=?1",
      [&](const Statement& row) {
        month = row.text(0).substr(0, 7);
        publisher = row.text(1);
        coded = row.text(2) == "coded" ? 1 : 0;
        copies = row.text(3).empty() ? 0 : 1;
        events = row.integer(4);
      },
      sha256);
  if (!done || month.empty()) return done;
  done = run(
      database,
      "UPDATE coverage SET documents=documents-1, coded=coded-?3, empty=empty-?4, copies=copies-?5, events=events-?6 WHERE month=?1 AND "
      "publisher=?2",
      month, publisher, coded, int64_t{1} - coded, copies, events);
  if (!done) return done;
  std::vector<std::pair<std::string, std::string>> words;
  done = each_row(
      database, "SELECT id, quote FROM mentions WHERE document=?1",
      [&](const Statement& row) { words.emplace_back(row.text(0), search_words(row.text(1))); }, sha256);
  if (!done) return done;
  for (const auto& [id, text] : words) {
    done = run(database, std::string(database->dialect().delete_words), id, text);
    if (!done) return done;
  }
  done = run(database, "DELETE FROM coverage WHERE documents=0 AND month=?1 AND publisher=?2", month, publisher);
  if (!done) return done;
  return run(database, "DELETE FROM documents WHERE sha256=?1", sha256);
}

}  // namespace demarche::store
