// Dates by the calendar: days, months, years, decades, centuries.
#include <array>

#include "base/utf8.h"
#include "times/rules.h"

namespace demarche::times {

namespace {

constexpr int kMostDays = 31;

std::optional<int> all_digits(std::string_view w) {
  if (w.empty() || w.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : w) {
    if (!utf8::ascii_digit(c)) return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

// "2024-02-28", also cut at the hyphens by the tokeniser.
Expression iso_date(const Reader& r, uint32_t i) {
  CivilDate date;
  if (parse_civil(r.word(i), &date)) return when(1, day(date));
  if (!r.year(i) || !r.is(i + 1, "-") || !r.is(i + 3, "-")) return {};
  const std::string joined = std::string(r.word(i)) + "-" + std::string(r.word(i + 2)) + "-" + std::string(r.word(i + 4));
  return parse_civil(joined, &date) ? when(5, day(date)) : Expression{};
}

// "28.02.2024" begins with the day; of "03/04/2024" both orders are in use, so that it is a day only if one number cannot
// be a month, or if one order alone lies within a month of the document; else it is the year.
Expression digits_date(const Reader& r, uint32_t i) {
  const std::string_view w = r.word(i);
  const char mark = w.find('/') != std::string_view::npos ? '/' : '.';
  const size_t one = w.find(mark), two = one == std::string_view::npos ? one : w.find(mark, one + 1);
  if (two == std::string_view::npos) return {};
  const auto a = all_digits(w.substr(0, one)), b = all_digits(w.substr(one + 1, two - one - 1)), y = all_digits(w.substr(two + 1));
  if (!a || !b || !y || w.size() - two != 5) return {};
  const CivilDate day_first{*y, static_cast<unsigned>(*b), static_cast<unsigned>(*a)};
  const CivilDate month_first{*y, static_cast<unsigned>(*a), static_cast<unsigned>(*b)};
  const bool first = valid_date(day_first), second = mark == '/' && valid_date(month_first);
  if (!first && !second) return {};
  if (first != second || day_first == month_first) return when(1, day(first ? day_first : month_first));
  if (r.today()) {
    const auto close = [&](CivilDate d) { return std::abs(days_from_civil(d) - days_from_civil(*r.today())) <= kMostDays; };
    if (close(day_first) != close(month_first)) return when(1, day(close(day_first) ? day_first : month_first));
  }
  return when(1, year(*y));
}

// A year after a date, with or without a comma; its tokens, 0 if none.
uint32_t year_after(const Reader& r, uint32_t i, std::optional<int>* y) {
  const uint32_t at = r.is(i, ",") ? i + 1 : i;
  *y = r.year(at);
  if (*y) return at + 1 - i;
  return 0;
}

std::optional<int> meant_year(const Reader& r, uint32_t i, uint32_t length, unsigned m, unsigned d) {
  if (!r.today()) return std::nullopt;
  return r.year_of(m, d, r.tense(i, length));
}

Expression one_day(const Reader& r, uint32_t i, uint32_t length, unsigned m, int d) {
  std::optional<int> y;
  length += year_after(r, i + length, &y);
  if (!y) y = meant_year(r, i, length, m, static_cast<unsigned>(d));
  if (!y) return {};
  const CivilDate date{*y, m, static_cast<unsigned>(d)};
  return valid_date(date) ? when(length, day(date)) : Expression{};
}

// Two days that share a year which is told once or not at all.
Expression two_days(const Reader& r, uint32_t i, uint32_t length, CivilDate first, CivilDate last) {
  std::optional<int> y;
  length += year_after(r, i + length, &y);
  const bool over = last.month < first.month;
  if (y) {
    first.year = *y - (over ? 1 : 0);
  } else {
    y = meant_year(r, i, length, first.month, first.day);
    if (!y) return {};
    first.year = *y;
  }
  last.year = first.year + (over ? 1 : 0);
  if (!valid_date(first) || !valid_date(last) || last < first) return {};
  return when(length, days(first, last));
}

bool joins(const Reader& r, uint32_t i) { return r.dash(i) || r.any(i, {"to", "through", "until", "till", "and"}); }

// "May 25", "May 25th, 2019", "May 25-27", "May 25 to June 4, 2019".
Expression month_day(const Reader& r, uint32_t i) {
  const auto m = r.month(i);
  if (!m) return {};
  const uint32_t at = r.is(i + 1, "the") ? i + 2 : i + 1;
  const auto d = r.day_number(at);
  if (!d || r.unit(at + 1) == Unit::kCentury) return {};
  const uint32_t next = at + 1;
  if (joins(r, next)) {
    const auto m2 = r.month(next + 1);
    const auto d2 = r.day_number(m2 ? next + 2 : next + 1);
    const uint32_t end = m2 ? next + 3 : next + 2;
    // "May 25 and 3 others" is no second day.
    const bool counted = !m2 && r.is(next, "and") && !r.any(end, {"", ",", ".", ";", "in", "at", ")", "when", "to"}) && !r.year(end);
    if (d2 && !counted && (m2 || *d2 > *d)) {
      const Expression both = two_days(r, i, end - i, {0, *m, static_cast<unsigned>(*d)}, {0, m2 ? *m2 : *m, static_cast<unsigned>(*d2)});
      if (both.length > 0) return both;
    }
  }
  return one_day(r, i, next - i, *m, *d);
}

// "28 February 2024", "the 28th of February", "25-27 May", "25 May to 4 June 2019".
Expression day_month(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  const auto d = r.day_number(at);
  if (!d) return {};
  uint32_t next = at + 1;
  if (joins(r, next)) {
    const auto d2 = r.day_number(next + 1);
    const auto m2 = r.month(next + 2);
    if (d2 && m2 && *d2 > *d)
      return two_days(r, i, next + 3 - i, {0, *m2, static_cast<unsigned>(*d)}, {0, *m2, static_cast<unsigned>(*d2)});
  }
  if (r.is(next, "of")) ++next;
  const auto m = r.month(next);
  if (!m) return {};
  ++next;
  if (joins(r, next) && !r.is(next, "and")) {
    const auto d2 = r.day_number(next + 1);
    const auto m2 = r.month(next + 2);
    if (d2 && m2) return two_days(r, i, next + 3 - i, {0, *m, static_cast<unsigned>(*d)}, {0, *m2, static_cast<unsigned>(*d2)});
  }
  return one_day(r, i, next - i, *m, *d);
}

// "Friday, May 3, 2019", "Friday (3 May)": the weekday adds nothing to the date.
Expression weekday_date(const Reader& r, uint32_t i) {
  if (!r.weekday(i)) return {};
  const uint32_t at = r.any(i + 1, {",", "(", "the"}) ? i + 2 : i + 1;
  for (const auto& read : {month_day, day_month}) {
    const Expression date = read(r, at);
    if (date.length > 0 && date.moment->grain == Grain::kDay) return when(at + date.length - i, *date.moment);
  }
  return {};
}

// "March 2019", "March of last year".
Expression month_year(const Reader& r, uint32_t i) {
  const auto m = r.month(i);
  if (!m) return {};
  uint32_t at = r.any(i + 1, {",", "of"}) ? i + 2 : i + 1;
  if (const auto y = r.year(at)) return when(at + 1 - i, month(*y, *m));
  if (!r.today() || r.unit(at + 1) != Unit::kYear) return {};
  const std::optional<Moment> anchor = r.anchor();
  if (r.any(at, {"last", "this", "next"})) {
    const int y = r.today()->year + (r.is(at, "last") ? -1 : r.is(at, "next") ? 1 : 0);
    return when(at + 2 - i, month(y, *m));
  }
  if (r.any(at, {"that", "same"}) && anchor) return when(at + 2 - i, month(anchor->first.year, *m));
  return {};
}

// Words between which a bare "May" or "March" is the month and not a name or a verb.
bool introduces_month(std::string_view w) {
  for (const std::string_view known : {"in", "since", "last", "of", "by", "between", "and", "until", "from", "to", "before", "after",
                                       "during", "next", "this", "through", "early", "late", "mid"}) {
    if (w == known) return true;
  }
  return false;
}

Expression bare_month(const Reader& r, uint32_t i) {
  const auto m = r.month(i);
  if (!m || !r.today() || r.meaning(i).abbreviated) return {};
  const std::string_view w = r.word(i);
  const Token& token = r.text().tokens[i];
  if ((w == "may" || w == "march") && !introduces_month(r.before(i)) && !r.is(i + 1, "'s")) return {};
  // "April Smith", "Theresa May": bound to another name.
  const TokenIndex self(i), next(i + 1);
  if (token.deprel == Deprel::kFlat) return {};
  if (next.value < r.end() && r.capital(i + 1) &&
      (token.head == next || (r.text()[next].head == self && r.text()[next].deprel == Deprel::kFlat)))
    return {};
  return when(1, r.in_nearest_year(r.tense(i, 1), [&](int y) { return month(y, *m); }));
}

// Words before four digits that make them a year, whatever the tagger thinks.
bool introduces_year(std::string_view w) {
  for (const std::string_view known : {"in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "between", "year",
                                       "late", "early", "mid", "to", "through", "circa"}) {
    if (w == known) return true;
  }
  return false;
}

Expression bare_year(const Reader& r, uint32_t i) {
  const auto y = r.year(i);
  if (!y || r.unit(i + 1) || r.any(i + 1, {"%", "percent", "people", "troops", "soldiers", "km", "miles", "metres", "meters"})) return {};
  const std::string_view last = r.before(i);
  if (last == "$" || last == "\xE2\x82\xAC" || last == "\xC2\xA3" || last == "no." || last == "resolution" || last == "than" ||
      last == "some")
    return {};
  const Token& token = r.text().tokens[i];
  const bool weak =
      last == "the" || last == "a" || last == "and" || last == "(" || last == "its" || last == "their" || last == "'s" || last == ",";
  // A year counts nothing: "of 2000 refugees", "the 2015 accord".
  const TokenIndex head = token.head;
  const bool counts = token.deprel == Deprel::kNummod && head.valid() && r.text()[head].xpos == Xpos::kNNS && !(*y >= 1900 && *y <= 2050);
  if (counts) return {};
  if (introduces_year(last) || weak) return when(1, year(*y));
  return token.upos == Upos::kNum && token.deprel != Deprel::kNummod && *y >= 1800 ? when(1, year(*y)) : Expression{};
}

// "pre-1967", "post-2014" are no dates of anything that happens then.
Expression beside_year(const Reader& r, uint32_t i) {
  const std::string_view w = r.word(i);
  if (!w.starts_with("pre-") && !w.starts_with("post-")) return {};
  const auto y = all_digits(w.substr(w.find('-') + 1));
  return y && *y > 1000 ? open_time(1) : Expression{};
}

std::optional<int> decade_start(const Reader& r, std::string_view w) {
  if (w.ends_with("'s")) w.remove_suffix(2);
  else if (w.ends_with("s")) w.remove_suffix(1);
  else return std::nullopt;
  const bool cut = w.starts_with("'") || w.starts_with("\xE2\x80\x99");
  if (cut) w.remove_prefix(w.starts_with("'") ? 1 : 3);
  const auto value = all_digits(w);
  if (!value || *value % 10 != 0 || (w.size() != 4 && w.size() != 2)) return std::nullopt;
  if (w.size() == 4) return *value >= 1500 ? value : std::nullopt;
  const int here = r.today() ? r.today()->year : 2000;
  return *value + (here % 100 >= *value && here >= 2000 && *value <= 20 ? 2000 : 1900);
}

// "the 1990s", "the '90s", "the nineties".
Expression bare_decade(const Reader& r, uint32_t i) {
  if (const auto first = decade_start(r, r.word(i))) return when(1, decade(*first));
  const Word w = r.meaning(i);
  if (w.kind == WordClass::kCue && w.value >= 20 && w.plural && r.any(i - 1, {"the", "early", "late", "mid"}))
    return when(1, decade(1900 + w.value));
  return {};
}

// "the 19th century", "the nineteenth - century"; "this century" is a unit.
Expression bare_century(const Reader& r, uint32_t i) {
  const Word w = r.meaning(i);
  if (w.kind != WordClass::kOrdinal) return {};
  const uint32_t at = r.dash(i + 1) ? i + 2 : i + 1;
  return r.unit(at) == Unit::kCentury && w.value >= 2 ? when(at + 1 - i, century(w.value)) : Expression{};
}

// The fiscal year of the United States, whose reports write so: from October of the year before to September.
Moment fiscal(int y) { return {{y - 1, 10, 1}, {y, 9, 30}, Grain::kDays}; }

Expression fiscal_year(const Reader& r, uint32_t i) {
  const std::string_view w = r.word(i);
  if (w.starts_with("fy") && w.size() == 6 && all_digits(w.substr(2))) return when(1, fiscal(*all_digits(w.substr(2))));
  if (w == "fy") return r.year(i + 1) ? when(2, fiscal(*r.year(i + 1))) : Expression{};
  const bool relative = r.any(i, {"this", "next", "last", "current"});
  const uint32_t at = relative ? i + 1 : i;
  if (!r.any(at, {"fiscal", "financial"})) return {};
  const uint32_t next = r.is(at + 1, "year") ? at + 2 : at + 1;
  if (!relative) {
    const auto y = r.year(next);
    if (y && r.dash(next + 1) && r.number(next + 2)) return when(next + 3 - i, years(*y, *y + 1));
    return y ? when(next + 1 - i, fiscal(*y)) : Expression{};
  }
  if (!r.today() || next == at + 1) return {};
  const int here = r.today()->year + (r.today()->month >= 10 ? 1 : 0);
  return when(next - i, fiscal(here + (r.is(i, "next") ? 1 : r.is(i, "last") ? -1 : 0)));
}

constexpr std::array kRules{
    Rule{"iso-date", "a date in digits", iso_date},
    Rule{"digits-date", "a date in digits; a day only where the order is certain", digits_date},
    Rule{"month-day", "a day of a month; without a year that which the tense asks for", month_day},
    Rule{"day-month", "a day of a month; without a year that which the tense asks for", day_month},
    Rule{"weekday-date", "a date with its weekday", weekday_date},
    Rule{"month-year", "a month of a year", month_year},
    Rule{"month", "the month of that name which the tense asks for", bare_month},
    Rule{"year", "a year", bare_year},
    Rule{"beside-year", "before or after a year: no date", beside_year},
    Rule{"decade", "a decade", bare_decade},
    Rule{"century", "a century", bare_century},
    Rule{"fiscal-year", "from October to September", fiscal_year},
};

}  // namespace

std::span<const Rule> calendar_rules() { return kRules; }

}  // namespace demarche::times
