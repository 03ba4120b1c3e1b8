#include "store/act.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <set>
#include <tuple>

#include "base/civil_date.h"
#include "base/edtf_days.h"
#include "base/utf8.h"
#include "store/rows.h"

namespace demarche::store {

namespace {

// A date that spans more days than this is known by its text alone.
constexpr int kCoarseDays = 20;
constexpr size_t kMostWords = 48, kMostPairs = 8;
constexpr std::ptrdiff_t kWordsOfLongTrigger = 2;
// How many words around a trigger are looked at for what became of the act.
constexpr size_t kWordsBefore = 5, kWordsAfter = 6;

// Words that say little of what a sentence is about; when it was is compared by days.
constexpr std::array<std::string_view, 130> kThin{
    "a",         "about",    "after",  "against", "all",     "also",  "an",      "and",      "any",       "april",    "are",     "as",
    "at",        "august",   "be",     "been",    "before",  "being", "between", "both",     "but",       "by",       "can",     "could",
    "day",       "december", "did",    "do",      "during",  "each",  "early",   "february", "for",       "friday",   "from",    "had",
    "has",       "have",     "he",     "her",     "here",    "him",   "his",     "how",      "i",         "if",       "in",      "into",
    "is",        "it",       "it's",   "its",     "january", "july",  "june",    "last",     "late",      "march",    "may",     "monday",
    "month",     "more",     "most",   "mr",      "ms",      "my",    "next",    "no",       "not",       "november", "october", "of",
    "on",        "one",      "or",     "other",   "our",     "out",   "over",    "own",      "said",      "saturday", "say",     "says",
    "september", "she",      "should", "since",   "so",      "some",  "such",    "sunday",   "than",      "that",     "the",     "their",
    "them",      "then",     "there",  "these",   "they",    "this",  "those",   "through",  "thursday",  "to",       "today",   "tomorrow",
    "tuesday",   "two",      "under",  "until",   "up",      "us",    "was",     "we",       "wednesday", "week",     "were",    "what",
    "when",      "which",    "while",  "who",     "will",    "with",  "would",   "year",     "yesterday", "you"};

constexpr std::array<std::string_view, 7> kPostponed{"postpon", "delay", "reschedul", "defer", "put off", "putting off", "pushed back"};
constexpr std::array<std::string_view, 6> kCancelled{"cancel", "called off", "calling off", "call off", "scrap", "scrubbed"};
// Acts that somebody may plan; also what people do to a plan when it is coded as an act of its own.
constexpr std::array<std::string_view, 8> kPlannable{"CONSULT", "COOPERATE", "AGREE", "MOBILIZE", "PROTEST", "RETREAT", "AID", "SUPPORT"};
constexpr std::array<std::string_view, 3> kMutual{"CONSULT", "COOPERATE", "AGREE"};
// Acts of which reports often tell the doer alone.
constexpr std::array<std::string_view, 5> kShown{"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"};
// Acts of which reports may agree on neither side, but on where they were done.
constexpr std::array<std::string_view, 3> kHarm{"ASSAULT", "COERCE", "PROTEST"};
constexpr std::array<std::string_view, 3> kUndoing{"REJECT", "SANCTION", "CONCEDE"};

template <typename Table>
bool in(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

// Without the commonest endings: "talks" and "talk", "visited" and "visit" are one.
std::string stem(const std::string& word) {
  const size_t n = word.size();
  if (n > 5 && word.ends_with("ing")) return word.substr(0, n - 3);
  if (n > 4 && word.ends_with("ies")) return word.substr(0, n - 3) + "y";
  if (n > 4 && word.ends_with("ed")) return word.substr(0, n - 2);
  if (n > 4 && word.ends_with("es")) return word.substr(0, n - 2);
  if (n > 3 && word.ends_with("s") && !word.ends_with("ss")) return word.substr(0, n - 1);
  if (n > 4 && word.ends_with("e")) return word.substr(0, n - 1);
  return word;
}

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(mark, at), text.size());
    if (end > at) parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::vector<std::string> words_of(const Event& e) {
  std::string rest = e.quote;
  for (const auto* side : {&e.source, &e.target}) {
    for (const Participant& p : *side) {
      if (p.span.begin < e.sentence.begin || p.span.end > e.sentence.end) continue;
      std::fill(rest.begin() + (p.span.begin - e.sentence.begin), rest.begin() + (p.span.end - e.sentence.begin), ' ');
    }
  }
  // What was done is the type; the same act has many words. A long trigger says more than that: its first word goes alone.
  if (e.trigger.span.begin >= e.sentence.begin && e.trigger.span.end <= e.sentence.end) {
    const size_t begin = e.trigger.span.begin - e.sentence.begin;
    size_t end = e.trigger.span.end - e.sentence.begin;
    const auto blanks =
        std::count(e.quote.begin() + static_cast<std::ptrdiff_t>(begin), e.quote.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    if (blanks >= kWordsOfLongTrigger) end = std::min(end, e.quote.find(' ', begin));
    std::fill(rest.begin() + static_cast<std::ptrdiff_t>(begin), rest.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }
  std::set<std::string> words;
  for (const std::string& word : split(search_words(rest), ' ')) {
    if (word.size() > 1 && !in(kThin, word)) words.insert(stem(word));
  }
  std::vector<std::string> list(words.begin(), words.end());
  if (list.size() > kMostWords) list.resize(kMostWords);
  return list;
}

// Offices are no names: there is a foreign minister on most sides.
constexpr std::array<std::string_view, 16> kOffices{"president",   "prime", "minist",      "minister",   "foreign", "secretary",
                                                    "secretari",   "stat",  "official",    "government", "leader",  "spokesman",
                                                    "spokeswoman", "chief", "counterpart", "deputy"};

std::vector<std::string> names_of(const Event& e) {
  std::set<std::string> words;
  for (const auto* side : {&e.source, &e.target}) {
    for (const Participant& p : *side) {
      if (!p.actor.empty() && p.code.find(':') == std::string::npos) continue;
      for (const std::string& word : split(search_words(p.text), ' ')) {
        const std::string root = stem(word);
        if (word.size() > 1 && !in(kThin, word) && !in(kOffices, root)) words.insert(root);
      }
    }
  }
  return {words.begin(), words.end()};
}

// The trigger and a few words around it, in lower case.
std::string around_trigger(const Event& e) {
  const size_t begin = e.trigger.span.begin - e.sentence.begin,
               end = std::min<size_t>(e.trigger.span.end - e.sentence.begin, e.quote.size());
  if (begin >= e.quote.size()) return {};
  size_t from = begin, to = end;
  const auto parts_clauses = [&](size_t at) { return e.quote[at] == '.' || e.quote[at] == ';' || e.quote[at] == ','; };
  for (size_t blanks = 0; from > 0 && !parts_clauses(from - 1); --from) {
    if (e.quote[from - 1] == ' ' && ++blanks > kWordsBefore) break;
  }
  for (size_t blanks = 0; to < e.quote.size() && !parts_clauses(to); ++to) {
    if (e.quote[to] == ' ' && ++blanks > kWordsAfter) break;
  }
  return utf8::lower(e.quote.substr(from, to - from));
}

template <typename Table>
bool holds_any(const std::string& text, const Table& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    const size_t at = text.find(word);
    return at != std::string::npos && (at == 0 || text[at - 1] == ' ');
  });
}

std::vector<Party> parties(const std::vector<Participant>& side) {
  std::vector<Party> list;
  for (const Participant& p : side) {
    if (p.code.empty()) continue;
    const size_t colon = p.code.starts_with("IGO:") ? std::string::npos : p.code.find(':');
    Party party{p.code.substr(0, colon), colon == std::string::npos ? std::string() : p.code.substr(colon + 1), p.actor};
    const bool known = std::any_of(list.begin(), list.end(), [&](const Party& q) {
      return q.country == party.country && q.sector == party.sector && q.actor == party.actor;
    });
    if (!known) list.push_back(std::move(party));
  }
  return list;
}

std::string text_of(const std::vector<Party>& side) {
  std::string text;
  for (const Party& p : side) text += (text.empty() ? "" : ";") + p.country + "," + p.sector + "," + p.actor;
  return text;
}

std::vector<Party> parties_of(const std::string& text) {
  std::vector<Party> side;
  for (const std::string& part : split(text, ';')) {
    const size_t one = part.find(','), other = part.find(',', one + 1);
    side.push_back({part.substr(0, one), part.substr(one + 1, other - one - 1), part.substr(other + 1)});
  }
  return side;
}

std::string number_text(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof(buffer), value).ptr};
}

double number_of(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// FNV-1a, 64 bits: the same on every machine.
int64_t hash_of(std::string_view text) {
  uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<int64_t>(hash);
}

std::vector<std::string> countries(const std::vector<Party>& side) {
  std::set<std::string> seen;
  for (const Party& p : side) seen.insert(p.country);
  return {seen.begin(), seen.end()};
}

int day_number(const std::string& day) {
  CivilDate date;
  return parse_civil(day, &date) ? days_from_civil(date) : 0;
}

}  // namespace

int Act::fullness() const { return (source.empty() ? 0 : 4) + (target.empty() ? 0 : 4) + (dated ? 2 : 0) + (place.empty() ? 0 : 1); }

Act act_of(const std::string& document, const std::string& reported, const Event& e, size_t position) {
  Act act;
  act.id = e.id;
  act.document = document;
  act.reported = reported;
  act.position = static_cast<int64_t>(position);
  act.type = name_of(e.type);
  act.status = name_of(e.status);
  act.mode = e.mode;
  act.date = e.date;
  const DayRange days = days_of_edtf(e.date);
  act.dated = !days.first.empty() || !days.last.empty();
  act.first = day_number(!days.first.empty() ? days.first : !days.last.empty() ? days.last : reported);
  act.last = act.dated && !days.last.empty() ? day_number(days.last) : act.first;
  const std::string near = around_trigger(e);
  act.postponed = holds_any(near, kPostponed);
  act.upset = act.postponed || holds_any(near, kCancelled);
  act.source = parties(e.source);
  act.target = parties(e.target);
  if (e.place) {
    act.country = e.place->country;
    if (e.place->precision != "country") act.place = e.place->name;
    act.located = e.place->has_coordinates && !act.place.empty();
    act.lat = e.place->lat;
    act.lon = e.place->lon;
  }
  act.words = words_of(e);
  act.who = names_of(e);
  act.figures = figures_of(e.quote);
  act.sentence = e.sentence.begin;
  return act;
}

bool comes_before(const Act& a, const Act& b) {
  return std::tie(a.reported, a.document, a.position, a.id) < std::tie(b.reported, b.document, b.position, b.id);
}

std::string features_of(const Act& act) {
  std::string words, who, figures;
  for (const std::string& word : act.words) words += (words.empty() ? "" : " ") + word;
  for (const std::string& word : act.who) who += (who.empty() ? "" : " ") + word;
  for (const Figure& f : act.figures) figures += (figures.empty() ? "" : ";") + f.what + "=" + number_text(f.value);
  const std::string marks =
      std::string(act.dated ? "d" : "") + (act.upset ? "u" : "") + (act.postponed ? "p" : "") + (act.alone ? "a" : "");
  std::string text;
  for (const std::string& field :
       {act.mode, act.date, marks, text_of(act.source), text_of(act.target), act.place, act.country,
        act.located ? number_text(act.lat) + " " + number_text(act.lon) : std::string(), words, figures, who, std::to_string(act.sentence)})
    text += field + "\n";
  return text;
}

void read_features(std::string_view features, Act* act) {
  std::vector<std::string> fields;
  for (size_t at = 0; at < features.size();) {
    const size_t end = std::min(features.find('\n', at), features.size());
    fields.emplace_back(features.substr(at, end - at));
    at = end + 1;
  }
  fields.resize(12);
  act->mode = fields[0];
  act->date = fields[1];
  act->dated = fields[2].find('d') != std::string::npos;
  act->upset = fields[2].find('u') != std::string::npos;
  act->postponed = fields[2].find('p') != std::string::npos;
  act->alone = fields[2].find('a') != std::string::npos;
  act->source = parties_of(fields[3]);
  act->target = parties_of(fields[4]);
  act->place = fields[5];
  act->country = fields[6];
  act->located = !fields[7].empty();
  if (act->located) {
    act->lat = number_of(fields[7].substr(0, fields[7].find(' ')));
    act->lon = number_of(fields[7].substr(fields[7].find(' ') + 1));
  }
  act->words = split(fields[8], ' ');
  act->who = split(fields[10], ' ');
  act->sentence = static_cast<uint32_t>(number_of(fields[11]));
  for (const std::string& figure : split(fields[9], ';')) {
    const size_t mark = figure.find('=');
    act->figures.push_back({figure.substr(0, mark), number_of(figure.substr(mark + 1)), ""});
  }
}

Keys keys_of(const Act& act) {
  Keys keys;
  const bool coarse = act.last - act.first > kCoarseDays;
  const bool planned = act.status == "planned";
  const std::string kind = act.type + (coarse ? "|" + act.date : std::string());
  std::vector<std::string> one = countries(act.source), other = countries(act.target);
  const std::vector<std::string> place = act.country.empty() ? std::vector<std::string>() : std::vector<std::string>{act.country};
  const bool no_source = one.empty(), no_target = other.empty(), directed = !in(kMutual, act.type);
  // Who of those who meet or agree stands on which side is a matter of words.
  std::set<std::string> all(one.begin(), one.end());
  all.insert(other.begin(), other.end());
  if (no_target) other = place;
  std::set<std::string> pairs;
  const auto pair = [&](const std::string& a, const std::string& b) {
    if (pairs.size() < kMostPairs) pairs.insert(a < b ? a + "|" + b : b + "|" + a);
  };
  for (const std::string& a : one) {
    for (const std::string& b : other) pair(a, b);
  }
  for (auto a = all.begin(); !directed && a != all.end(); ++a) {
    for (auto b = std::next(a); b != all.end(); ++b) pair(*a, *b);
  }
  const std::string own = planned ? "P " : act.upset ? "U " : "A ";
  const auto add = [](std::vector<int64_t>* list, const std::string& key) {
    const int64_t hash = hash_of(key);
    if (std::find(list->begin(), list->end(), hash) == list->end()) list->push_back(hash);
  };
  for (const std::string& pair : pairs) {
    add(&keys.own, own + kind + "|" + pair);
    if (planned) {
      add(&keys.outcomes, "A " + act.type + "|" + pair);
      add(&keys.outcomes, "U |" + pair);
    } else if (in(kPlannable, act.type) || (act.upset && in(kUndoing, act.type))) {
      for (const std::string_view type : kPlannable) {
        if (act.type == type || act.upset) add(&keys.plans, "P " + std::string(type) + "|" + pair);
      }
      if (act.upset) add(&keys.own, "U |" + pair);
    }
  }
  // Who did it is often untold; of attacks it is contested too. Who suffered it is what the reports share.
  keys.likely = keys.own;
  for (const std::string& b : directed ? other : std::vector<std::string>()) {
    add(&keys.own, own + (no_source ? "half " : "full ") + kind + "|" + b);
    add(&keys.likely, own + "half " + kind + "|" + b);
    if (no_source || act.type == "ASSAULT") add(&keys.likely, own + "full " + kind + "|" + b);
  }
  // To whom it was done may be untold as well.
  for (const std::string& a : in(kShown, act.type) ? one : std::vector<std::string>()) {
    add(&keys.own, own + "from " + kind + "|" + a);
    if (no_target) add(&keys.own, own + "only from " + kind + "|" + a);
    add(&keys.likely, own + (no_target ? "from " : "only from ") + kind + "|" + a);
  }
  for (const std::string& where : in(kHarm, act.type) ? place : std::vector<std::string>()) {
    add(&keys.own, own + "at " + kind + "|" + where);
    add(&keys.likely, own + "at " + kind + "|" + where);
  }
  // Of a meeting one side alone may be told.
  if (!directed) {
    for (const std::string& a : all.size() <= kMostPairs ? all : std::set<std::string>()) {
      add(&keys.own, own + "with " + kind + "|" + a);
      if (all.size() == 1) add(&keys.own, own + "solo " + kind + "|" + a);
      add(&keys.likely, own + (all.size() == 1 ? "with " : "solo ") + kind + "|" + a);
    }
  }
  return keys;
}

}  // namespace demarche::store
