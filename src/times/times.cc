#include "times/times.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/civil_date.h"
#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::times {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 12> kShortMonths{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kDays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 13> kNumbers{"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                                    "seven", "eight", "nine", "ten",   "eleven", "twelve"};

template <size_t N>
std::optional<unsigned> position(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<unsigned>(found - words.begin());
}

std::string interval(CivilDate from, CivilDate to) { return to_string(from) + "/" + to_string(to); }

class TimeFinder {
 public:
  TimeFinder(const Text& text, std::string_view date) : text_(text) {
    known_ = parse_civil(date, &today_);
    lower_.reserve(text.tokens.size());
    for (const Token& t : text.tokens) lower_.push_back(utf8::lower(t.form));
  }

  std::vector<TimeMention> run() {
    for (const Sentence& sentence : text_.sentences) {
      end_ = sentence.tokens.end.value;
      // The line that dates the document itself is no time of its events.
      const bool dated = sentence.tokens.begin.value == 0 && end_ > 2 && lower_[0] == "date";
      for (uint32_t i = sentence.tokens.begin.value + (dated ? document_date_length() : 0); i < end_;) {
        const uint32_t used = at(i);
        i += std::max(1u, used);
      }
    }
    return std::move(found_);
  }

 private:
  std::string_view word(uint32_t i) const { return i < end_ ? std::string_view(lower_[i]) : std::string_view(); }
  bool capital(uint32_t i) const { return utf8::ascii_upper(text_.tokens[i].form.front()); }

  uint32_t add(uint32_t i, uint32_t length, std::string edtf, const char* why) {
    if (edtf.empty()) return 0;
    TimeMention mention;
    mention.tokens = {TokenIndex(i), TokenIndex(i + length)};
    mention.span = text_.span_of(mention.tokens);
    mention.edtf = std::move(edtf);
    mention.kind = mention.edtf.find('/') == std::string::npos ? TimeKind::kPoint : TimeKind::kInterval;
    mention.why = why;
    found_.push_back(std::move(mention));
    return length;
  }

  std::optional<unsigned> month_at(uint32_t i) const {
    if (i >= end_ || !capital(i)) return std::nullopt;
    std::string_view w = word(i);
    if (w.ends_with('.')) w.remove_suffix(1);
    if (w == "may" && text_.tokens[i].upos == Upos::kAux) return std::nullopt;
    if (w == "sept") return 8;
    if (const auto full = position(kMonths, w)) return full;
    return position(kShortMonths, w);
  }

  std::optional<int> number_at(uint32_t i) const {
    std::string_view w = word(i);
    if (w.empty()) return std::nullopt;
    if (const auto named = position(kNumbers, w)) return static_cast<int>(*named);
    for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (w.size() > 2 && w.ends_with(suffix) && utf8::ascii_digit(w[w.size() - 3])) w.remove_suffix(2);
    }
    if (w.size() > 4 || !std::all_of(w.begin(), w.end(), utf8::ascii_digit)) return std::nullopt;
    int value = 0;
    for (const char c : w) value = value * 10 + (c - '0');
    return value;
  }

  std::optional<int> year_at(uint32_t i) const {
    const auto n = number_at(i);
    if (!n || word(i).size() != 4 || *n < 1800 || *n > 2100) return std::nullopt;
    return n;
  }

  uint32_t at(uint32_t i) {
    if (const uint32_t n = iso_date(i)) return n;
    if (const uint32_t n = part_of_month(i)) return n;
    if (const uint32_t n = month_date(i)) return n;
    if (const uint32_t n = day_month(i)) return n;
    if (const uint32_t n = span_of_units(i)) return n;
    if (const uint32_t n = relative_unit(i)) return n;
    if (const uint32_t n = named_day(i)) return n;
    if (const uint32_t n = weekday(i)) return n;
    if (const uint32_t n = decade(i)) return n;
    return year(i);
  }

  // Tokens of "date 2024-02-28" at the start: one for the word, one or five for the digits.
  uint32_t document_date_length() const {
    CivilDate date;
    if (parse_civil(word(1), &date)) return 2;
    return word(2) == "-" && word(4) == "-" ? 6 : 0;
  }

  uint32_t iso_date(uint32_t i) {
    CivilDate date;
    if (parse_civil(word(i), &date)) return add(i, 1, to_string(date), "a date in digits");
    // The tokeniser cuts hyphens between digits.
    if (i + 4 < end_ && word(i + 1) == "-" && word(i + 3) == "-" && year_at(i)) {
      const std::string joined = std::string(word(i)) + "-" + std::string(word(i + 2)) + "-" + std::string(word(i + 4));
      if (parse_civil(joined, &date)) return add(i, 5, to_string(date), "a date in digits");
    }
    return 0;
  }

  // The year that makes a month or day nearest, past or future by the clause's tense.
  int year_for(unsigned month, unsigned day, uint32_t i) const {
    CivilDate here{today_.year, month, std::min(day, days_in_month(today_.year, month))};
    const int distance = days_from_civil(here) - days_from_civil(today_);
    const bool ahead = future(i);
    if (!ahead && distance > 31) return today_.year - 1;
    if (ahead && distance < -31) return today_.year + 1;
    return today_.year;
  }

  uint32_t part_of_month(uint32_t i) {
    std::string_view part = word(i);
    uint32_t at_month = i + 1;
    if (part == "mid" && word(i + 1) == "-") at_month = i + 2;
    std::string joined;
    if (part.starts_with("mid-")) {
      joined = std::string(part.substr(4));
      const auto m = position(kMonths, joined);
      if (!m || !known_) return 0;
      const int y = year_at(i + 1) ? *year_at(i + 1) : year_for(*m + 1, 15, i);
      return add(i, year_at(i + 1) ? 2 : 1, interval({y, *m + 1, 11}, {y, *m + 1, 20}), "the middle of a month");
    }
    if (part != "early" && part != "late" && part != "mid") return 0;
    const auto month = month_at(at_month);
    if (!month) return part_of_year(i);
    const unsigned m = *month + 1;
    const auto written = year_at(at_month + 1);
    if (!written && !known_) return 0;
    const int y = written ? *written : year_for(m, part == "early" ? 5 : 25, i);
    const uint32_t length = at_month + 1 + (written ? 1 : 0) - i;
    if (part == "early") return add(i, length, interval({y, m, 1}, {y, m, 10}), "the first ten days of a month");
    if (part == "mid") return add(i, length, interval({y, m, 11}, {y, m, 20}), "the middle of a month");
    return add(i, length, interval({y, m, 21}, {y, m, days_in_month(y, m)}), "from the 21st to the end of a month");
  }

  uint32_t part_of_year(uint32_t i) {
    const auto y = year_at(i + 1);
    if (!y) return 0;
    if (word(i) == "early") return add(i, 2, month_string(*y, 1) + "/" + month_string(*y, 4), "the first months of a year");
    if (word(i) == "late") return add(i, 2, month_string(*y, 9) + "/" + month_string(*y, 12), "the last months of a year");
    return 0;
  }

  // "February 28, 2024", "May 25 to June 4", "May 25-27", "March 2024", "in March".
  uint32_t month_date(uint32_t i) {
    const auto month = month_at(i);
    if (!month) return 0;
    const unsigned m = *month + 1;
    const auto day = number_at(i + 1);
    if (!day || *day < 1 || *day > 31 || year_at(i + 1)) {
      uint32_t next = i + 1;
      if (word(next) == "," || word(next) == "of") ++next;
      if (const auto y = year_at(next)) return add(i, next + 1 - i, month_string(*y, m), "a month of a year");
      if (!known_ || (kShortMonths[*month] == word(i) && m != 5) ||
          (m == 5 && i > 0 && word(i - 1) != "in" && word(i - 1) != "since" && word(i - 1) != "last" && word(i - 1) != "of"))
        return 0;
      return add(i, 1, since(i, month_string(year_for(m, 15, i), m)), "a month of the nearest year");
    }
    const auto d = static_cast<unsigned>(*day);
    uint32_t next = i + 2;
    CivilDate last{0, m, d};
    bool range = false;
    if ((word(next) == "-" || word(next) == "to" || word(next) == "\xE2\x80\x93" || word(next) == "and") && next + 1 < end_) {
      const auto other_month = month_at(next + 1);
      const auto other = number_at(other_month ? next + 2 : next + 1);
      if (other && *other >= 1 && *other <= 31 && (other_month || static_cast<unsigned>(*other) > d) &&
          word(next + 1).size() < 4 + (other_month ? 6 : 0)) {
        last = {0, other_month ? *other_month + 1 : m, static_cast<unsigned>(*other)};
        next += other_month ? 3 : 2;
        range = true;
      }
    }
    uint32_t length = next - i;
    std::optional<int> y;
    if (word(next) == "," && year_at(next + 1)) {
      y = year_at(next + 1);
      length = next + 2 - i;
    } else if (year_at(next)) {
      y = year_at(next);
      length = next + 1 - i;
    }
    if (!y && !known_) return 0;
    if (!y) y = year_for(m, d, i);
    const CivilDate first{*y, m, d};
    last.year = *y + (last.month < m ? 1 : 0);
    if (!valid_date(first) || !valid_date(last)) return 0;
    return add(i, length, range ? interval(first, last) : since(i, to_string(first)), "a day of a month");
  }

  // "28 February 2024".
  uint32_t day_month(uint32_t i) {
    const auto day = number_at(i);
    if (!day || *day < 1 || *day > 31 || word(i).size() > 4) return 0;
    const uint32_t at_month = word(i + 1) == "of" ? i + 2 : i + 1;
    const auto month = month_at(at_month);
    if (!month || position(kNumbers, word(i))) return 0;
    const auto written = year_at(at_month + 1);
    if (!written && !known_) return 0;
    const int y = written ? *written : year_for(*month + 1, static_cast<unsigned>(*day), i);
    const CivilDate date{y, *month + 1, static_cast<unsigned>(*day)};
    if (!valid_date(date)) return 0;
    return add(i, at_month + 1 + (written ? 1 : 0) - i, since(i, to_string(date)), "a day of a month");
  }

  // After "since" an interval is open.
  std::string since(uint32_t i, std::string edtf) const { return i > 0 && word(i - 1) == "since" ? edtf + "/.." : edtf; }

  // "over the past two years", "two weeks ago", "three days later".
  uint32_t span_of_units(uint32_t i) {
    if (!known_) return 0;
    const bool past = word(i) == "past" || word(i) == "last";
    const uint32_t at_number = past ? i + 1 : i;
    std::optional<int> n = number_at(at_number);
    if (!n && (word(at_number) == "a" || word(at_number) == "an") && !past) n = 1;
    if (!n || *n > 400 || *n == 0) return 0;
    const std::string_view unit = text_.tokens[std::min(at_number + 1, end_ - 1)].lemma;
    if (at_number + 1 >= end_) return 0;
    const auto back = before(*n, unit);
    if (!back) return 0;
    if (past) {
      const bool coarse = unit == "year" || unit == "month";
      return add(i, at_number + 2 - i,
                 coarse ? month_string(back->year, back->month) + "/" + month_string(today_.year, today_.month) : interval(*back, today_),
                 "the stretch up to the document's date");
    }
    if (word(at_number + 2) != "ago") return 0;
    if (unit == "year") return add(i, 3, std::to_string(back->year), "so many years before the document's date");
    if (unit == "month") return add(i, 3, month_string(back->year, back->month), "so many months before the document's date");
    return add(i, 3, to_string(*back), "so many days before the document's date");
  }

  std::optional<CivilDate> before(int n, std::string_view unit) const {
    if (unit == "day") return add_days(today_, -n);
    if (unit == "week") return add_days(today_, -7 * n);
    if (unit == "month") return add_months(today_, -n);
    if (unit == "year") return add_months(today_, -12 * n);
    return std::nullopt;
  }

  // "last week", "this month", "next year", "earlier this year".
  uint32_t relative_unit(uint32_t i) {
    if (!known_) return 0;
    const std::string_view which = word(i), unit = word(i + 1);
    const int offset = which == "last" || which == "previous"  ? -1
                       : which == "next" || which == "coming"  ? 1
                       : which == "this" || which == "current" ? 0
                                                               : 99;
    if (offset == 99) return 0;
    if (unit == "week") {
      const CivilDate monday = add_days(today_, 7 * offset - static_cast<int>(weekday_of(today_)));
      return add(i, 2, interval(monday, add_days(monday, 6)), "a week from Monday to Sunday");
    }
    if (unit == "month") {
      const CivilDate m = add_months({today_.year, today_.month, 1}, offset);
      return add(i, 2, month_string(m.year, m.month), "a month by the document's date");
    }
    if (unit == "year") return add(i, 2, std::to_string(today_.year + offset), "a year by the document's date");
    if (unit == "weekend") {
      const CivilDate saturday = add_days(today_, 7 * offset + 5 - static_cast<int>(weekday_of(today_)));
      return add(i, 2, interval(saturday, add_days(saturday, 1)), "a weekend by the document's date");
    }
    if (const auto month = month_at(i + 1)) {
      int y = year_for(*month + 1, 15, i);
      if (offset < 0 && *month + 1 >= today_.month && y == today_.year) --y;
      return add(i, 2, month_string(y, *month + 1), "a month by the document's date");
    }
    if (const auto day = position(kDays, unit)) {
      const int back = static_cast<int>((weekday_of(today_) + 7 - *day) % 7);
      const int shift = offset < 0 ? -(back == 0 ? 7 : back) : offset > 0 ? 7 - back : 0;
      if (offset == 0)
        return add(i, 2, to_string(future(i) ? add_days(today_, (7 - back) % 7) : add_days(today_, -back)),
                   "a weekday by the document's date");
      return add(i, 2, to_string(add_days(today_, shift)), "a weekday by the document's date");
    }
    return 0;
  }

  uint32_t named_day(uint32_t i) {
    if (!known_) return 0;
    const std::string_view w = word(i);
    if (w == "yesterday") return add(i, 1, to_string(add_days(today_, -1)), "the day before the document's date");
    if (w == "today" || w == "tonight") return add(i, 1, to_string(today_), "the document's date");
    if (w == "tomorrow") return add(i, 1, to_string(add_days(today_, 1)), "the day after the document's date");
    return 0;
  }

  uint32_t weekday(uint32_t i) {
    const auto day = position(kDays, word(i));
    if (!day || !capital(i) || !known_) return 0;
    const int back = static_cast<int>((weekday_of(today_) + 7 - *day) % 7);
    const CivilDate date = future(i) && back != 0 ? add_days(today_, 7 - back) : add_days(today_, -back);
    return add(i, 1, to_string(date), future(i) ? "the next such weekday" : "the last such weekday");
  }

  uint32_t decade(uint32_t i) {
    const std::string_view w = word(i);
    if (w.size() != 5 || w[4] != 's' || w[3] != '0' || !std::all_of(w.begin(), w.begin() + 4, utf8::ascii_digit)) return 0;
    return add(i, 1, std::string(w.substr(0, 3)) + "X", "a decade");
  }

  uint32_t year(uint32_t i) {
    const auto y = year_at(i);
    if (!y) return 0;
    const std::string_view last = i > text_.sentences[text_.tokens[i].sentence.value].tokens.begin.value ? word(i - 1) : "";
    const bool introduced = last == "in" || last == "since" || last == "of" || last == "by" || last == "until" || last == "from" ||
                            last == "during" || last == "the" || last == "before" || last == "after" || last == "a" || last == "and";
    const bool alone = text_.tokens[i].upos == Upos::kNum && text_.tokens[i].deprel != Deprel::kNummod;
    if (!introduced && !alone) return 0;
    if ((word(i + 1) == "-" || word(i + 1) == "to" || word(i + 1) == "and") && year_at(i + 2) && (last == "from" || last == "between")) {
      return add(i, 3, std::to_string(*y) + "/" + std::to_string(*year_at(i + 2)), "from one year to another");
    }
    return add(i, 1, since(i, std::to_string(*y)), "a year");
  }

  // The clause around a token speaks of what is to come.
  bool future(uint32_t i) const {
    for (TokenIndex t(i); t.valid(); t = text_[t].head) {
      if (!tree::is_verb(text_[t])) continue;
      for (const TokenIndex* c = text_.children_begin(t); c != text_.children_end(t); ++c) {
        if (text_[*c].deprel == Deprel::kAux && (text_[*c].lemma == "will" || text_[*c].lemma == "would" || text_[*c].lemma == "shall"))
          return true;
      }
      const TokenIndex mark = tree::child_with(text_, t, Deprel::kMark);
      if (mark.valid() && text_[mark].lemma == "to" && text_[t].xpos == Xpos::kVB) return !told_in_past(text_[t].head);
      if (text_[t].xpos == Xpos::kVBD || text_[t].xpos == Xpos::kVBZ || text_[t].xpos == Xpos::kVBP) return false;
    }
    return false;
  }

  // "agreed to limit exports on Tuesday": the day is that of the agreement.
  bool told_in_past(TokenIndex above) const {
    if (!above.valid() || text_[above].xpos != Xpos::kVBD) return false;
    const std::string_view l = text_[above].lemma;
    return l != "plan" && l != "expect" && l != "schedule" && l != "set" && l != "intend" && l != "prepare";
  }

  const Text& text_;
  CivilDate today_;
  bool known_ = false;
  uint32_t end_ = 0;
  std::vector<std::string> lower_;
  std::vector<TimeMention> found_;
};

bool clause_head(const Text& text, TokenIndex t) {
  const Deprel r = text[t].deprel;
  return r == Deprel::kRoot || r == Deprel::kCcomp || r == Deprel::kAdvcl || r == Deprel::kAcl || r == Deprel::kAclRelcl ||
         r == Deprel::kParataxis || (r == Deprel::kConj && tree::is_verb(text[t])) || r == Deprel::kCsubj;
}

}  // namespace

std::vector<TimeMention> find_times(const Text& text, std::string_view document_date) { return TimeFinder(text, document_date).run(); }

std::vector<int32_t> attach_times(const Text& text, const std::vector<TimeMention>& times) {
  std::vector<int32_t> result(text.tokens.size(), -1);
  // Each time belongs to the head of the phrase or clause that it hangs on.
  for (size_t k = 0; k < times.size(); ++k) {
    if (times[k].edtf.empty()) continue;
    TokenIndex t = times[k].tokens.begin;
    while (text[t].head.valid() && times[k].tokens.contains(text[t].head)) t = text[t].head;
    // Its own head, and every word from there up to the clause's: trees often hang a time on the last noun.
    for (TokenIndex above = text[t].head; above.valid(); above = text[above].head) {
      if (result[above.value] < 0) result[above.value] = static_cast<int32_t>(k);
      const bool infinitive = text[above].deprel == Deprel::kXcomp;  // shares the time of its governor
      if (!infinitive && (tree::is_verb(text[above]) || clause_head(text, above))) break;
    }
  }
  // Tokens below inherit the time of their own clause, nouns that of the verb they depend on.
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (result[i] >= 0) continue;
    for (TokenIndex t(i); text[t].head.valid() && !clause_head(text, t);) {
      t = text[t].head;
      if (result[t.value] >= 0) {
        result[i] = result[t.value];
        break;
      }
    }
  }
  return result;
}

}  // namespace demarche::times
