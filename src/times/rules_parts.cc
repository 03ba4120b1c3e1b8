// Parts of months and years, quarters and seasons.
#include <array>

#include "times/rules.h"

namespace demarche::times {

namespace {

constexpr unsigned kEarlyUntil = 10, kMidUntil = 20;               // days of a month
constexpr unsigned kEarlyMonths = 4, kMidFrom = 5, kLateFrom = 9;  // months of a year

enum class Part : uint8_t { kEarly, kMid, kLate };

CivilDate end_of(const Moment& m) { return {m.last.year, m.last.month, days_in_month(m.last.year, m.last.month)}; }

// A third of a month in days, of a year in months, of a decade in years; a smaller unit stays whole.
std::optional<Moment> part_of(const Moment& m, Part part) {
  const int y = m.first.year;
  const unsigned mo = m.first.month;
  switch (m.grain) {
    case Grain::kMonth:
      if (part == Part::kEarly) return days({y, mo, 1}, {y, mo, kEarlyUntil});
      if (part == Part::kMid) return days({y, mo, kEarlyUntil + 1}, {y, mo, kMidUntil});
      return days({y, mo, kMidUntil + 1}, end_of(m));
    case Grain::kYear:
      if (part == Part::kEarly) return between(month(y, 1), month(y, kEarlyMonths));
      if (part == Part::kMid) return between(month(y, kMidFrom), month(y, kLateFrom - 1));
      return between(month(y, kLateFrom), month(y, 12));
    case Grain::kDecade:
      if (part == Part::kEarly) return years(y, y + 3);
      if (part == Part::kMid) return years(y + 4, y + 6);
      return years(y + 7, y + 9);
    case Grain::kCentury:
      if (part == Part::kEarly) return years(y, y + 33);
      if (part == Part::kMid) return years(y + 34, y + 66);
      return years(y + 67, y + 99);
    default: return m;
  }
}

std::optional<Part> part_word(const Reader& r, uint32_t i) {
  if (r.is(i, "early")) return Part::kEarly;
  if (r.any(i, {"mid", "middle"})) return Part::kMid;
  if (r.is(i, "late")) return Part::kLate;
  return std::nullopt;
}

// "early March", "mid - 2019", "late last year", "the late 1990s", "late on Sunday".
Expression early(const Reader& r, uint32_t i) {
  const auto part = part_word(r, i);
  if (!part) return {};
  uint32_t at = i + 1;
  if (r.dash(at)) ++at;
  if (r.any(at, {"in", "on"}) && *part != Part::kMid) ++at;
  if (r.is(at, "the") && r.unit(at + 1)) return {};
  const Expression whole = moment_at(r, at);
  if (whole.length == 0 || !whole.moment) return {};
  const auto found = part_of(*whole.moment, *part);
  return found ? when(at + whole.length - i, *found) : Expression{};
}

// Capitalised as the month alone would be, "mid-March" and "mid-1990s" are one token.
Expression early_joined(const Reader& r, uint32_t i) {
  const std::string_view w = r.word(i);
  const size_t dash = w.find('-');
  if (dash == std::string_view::npos || dash + 1 >= w.size()) return {};
  const std::string_view head = w.substr(0, dash), rest = w.substr(dash + 1);
  if (head != "mid" && head != "early" && head != "late") return {};
  const Part part = head == "mid" ? Part::kMid : head == "early" ? Part::kEarly : Part::kLate;
  const Word meaning = word_class(rest);
  std::optional<Moment> whole;
  uint32_t length = 1;
  if (meaning.kind == WordClass::kMonth) {
    const auto m = static_cast<unsigned>(meaning.value);
    if (const auto y = r.year(i + 1)) {
      whole = month(*y, m);
      length = 2;
    } else if (r.today()) {
      whole = r.in_nearest_year(r.tense(i, 1), [&](int y2) { return month(y2, m); });
    }
  } else if (meaning.kind == WordClass::kNumber && rest.size() == 4) {
    whole = year(meaning.value);
  } else if (rest.size() == 5 && rest.ends_with("0s") && word_class(rest.substr(0, 4)).kind == WordClass::kNumber) {
    whole = decade(word_class(rest.substr(0, 4)).value);
  }
  if (!whole) return {};
  const auto found = part_of(*whole, part);
  return found ? when(length, *found) : Expression{};
}

// A moment after "of", or a unit of the document's date: "of 2019", "of the year", "of this month".
Expression of_what(const Reader& r, uint32_t i) {
  if (!r.is(i, "of")) return {};
  const auto unit = r.is(i + 1, "the") ? r.unit(i + 2) : std::nullopt;
  if (unit && *unit >= Unit::kWeek && *unit != Unit::kSeason && !r.meaning(i + 2).plural) {
    if (!r.today()) return {};
    return when(3, unit_around(*r.today(), *unit));
  }
  for (const uint32_t at : {i + 1, i + 2}) {
    Expression e = moment_at(r, at);
    e.length += e.length > 0 ? at - i : 0;
    if (e.length > 0 || !r.is(i + 1, "the")) return e;
  }
  return {};
}

// "year's end", "the month's end", "year - end".
Expression unit_end(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  const auto unit = r.unit(at);
  if (!r.today() || (unit != Unit::kYear && unit != Unit::kMonth) || r.meaning(at).plural) return {};
  const bool owned = r.any(at + 1, {"'s", "\xE2\x80\x99s"}) || r.dash(at + 1);
  if (!owned || !r.is(at + 2, "end")) return {};
  const CivilDate now = *r.today();
  return when(at + 3 - i, unit == Unit::kYear ? month(now.year, 12) : day(unit_around(now, Unit::kMonth).last));
}

// "the end of the year", "the beginning of March", "the middle of 2019", "year - end".
Expression end_of_unit(const Reader& r, uint32_t i) {
  if (const Expression year_end = unit_end(r, i); year_end.length > 0) return year_end;
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  const bool first = r.any(at, {"beginning", "start", "dawn", "opening"}), last = r.any(at, {"end", "close"}), middle = r.is(at, "middle");
  if (!first && !last && !middle) return {};
  const Expression whole = of_what(r, at + 1);
  if (whole.length == 0 || !whole.moment) return {};
  const uint32_t length = at + 1 + whole.length - i;
  const Moment& m = *whole.moment;
  if (m.grain == Grain::kDay) return when(length, m);
  if (middle) return when(length, *part_of(m, Part::kMid));
  if (m.grain == Grain::kDecade || m.grain == Grain::kCentury) return when(length, *part_of(m, first ? Part::kEarly : Part::kLate));
  if (m.grain == Grain::kYear) return when(length, first ? month(m.first.year, 1) : month(m.first.year, 12));
  return when(length, day(first ? m.first : m.last));
}

// "the first half of 2019", "the second week of March", "the last days of June", "the first quarter of the year".
Expression counted_part(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  const Word w = r.meaning(at);
  const bool last = r.any(at, {"last", "final", "closing"}), opening = r.any(at, {"opening"});
  if (w.kind != WordClass::kOrdinal && !last && !opening) return {};
  const unsigned n = last ? 0 : opening ? 1 : static_cast<unsigned>(w.value);
  uint32_t next = at + 1;
  const bool half = r.is(next, "half");
  const auto unit = r.unit(next);
  if (!half && !unit && !r.weekday(next)) return {};
  const uint32_t after = next + 1;
  Expression whole = of_what(r, after);
  // "the first quarter" stands for that of the document's year; "the third quarter of 2019", "third-quarter 2019".
  if (whole.length == 0 && unit == Unit::kQuarter && n >= 1 && n <= 4) {
    if (const auto y = r.year(after)) return when(after + 1 - i, quarter(*y, n));
    if (!r.today() || at == i) return {};
    return when(after - i, r.in_nearest_year(r.tense(i, after - i), [&](int y) { return quarter(y, n); }));
  }
  if (whole.length == 0 || !whole.moment) return {};
  const Moment& m = *whole.moment;
  const uint32_t length = after + whole.length - i;
  if (const auto weekday = r.weekday(next)) {
    if (m.grain != Grain::kMonth || n > 4) return {};
    const CivilDate first{m.first.year, m.first.month, 1};
    const CivilDate from = n == 0 ? add_days(end_of(m), -6) : add_days(first, static_cast<int>(7 * (n - 1)));
    return when(length, day(add_days(from, static_cast<int>((*weekday + 7 - weekday_of(from)) % 7))));
  }
  if (half) {
    if (m.grain == Grain::kYear)
      return when(length, n == 1 ? between(month(m.first.year, 1), month(m.first.year, 6))
                                 : between(month(m.first.year, 7), month(m.first.year, 12)));
    if (m.grain == Grain::kMonth)
      return when(length, n == 1 ? days(m.first, {m.first.year, m.first.month, 15}) : days({m.first.year, m.first.month, 16}, m.last));
    if (m.grain == Grain::kDecade)
      return when(length, n == 1 ? years(m.first.year, m.first.year + 4) : years(m.first.year + 5, m.first.year + 9));
    if (m.grain == Grain::kCentury)
      return when(length, n == 1 ? years(m.first.year, m.first.year + 49) : years(m.first.year + 50, m.first.year + 99));
    return {};
  }
  if (*unit == Unit::kQuarter && m.grain == Grain::kYear && n <= 4) return when(length, quarter(m.first.year, n == 0 ? 4 : n));
  if (*unit == Unit::kWeek && m.grain == Grain::kMonth && n <= 4) {
    const CivilDate from = n == 0 ? add_days(m.last, -6) : add_days(m.first, static_cast<int>(7 * (n - 1)));
    return when(length, days(from, add_days(from, 6)));
  }
  if (*unit == Unit::kDecade && m.grain == Grain::kCentury && n >= 1 && n <= 10)
    return when(length, decade(m.first.year + 10 * static_cast<int>(n - 1)));
  if (*unit == Unit::kDay && !r.meaning(next).plural && n <= 1) return when(length, day(n == 1 ? m.first : m.last));
  if (*unit == Unit::kDay || *unit == Unit::kWeek) return when(length, *part_of(m, n == 0 ? Part::kLate : Part::kEarly));
  if (*unit == Unit::kMonth && m.grain == Grain::kYear && r.meaning(next).plural)
    return when(length, *part_of(m, n == 0 ? Part::kLate : Part::kEarly));
  return {};
}

// "earlier this month", "later this year", "later in the week", "earlier in the month": no more than the unit is told.
Expression later_in_unit(const Reader& r, uint32_t i) {
  if (!r.any(i, {"earlier", "later", "sometime"}) || !r.today()) return {};
  const bool in = r.any(i + 1, {"in", "on"});
  const uint32_t at = in ? i + 2 : i + 1;
  if (in && r.is(at, "the")) {
    const auto unit = r.unit(at + 1);
    if (unit == Unit::kDay) {
      const std::optional<Moment> anchor = r.anchor();
      return anchor && anchor->grain == Grain::kDay ? when(at + 2 - i, *anchor) : open_time(at + 2 - i);
    }
    if (r.meaning(at + 1).kind == WordClass::kTimeOfDay) return open_time(at + 2 - i);
    return unit && *unit >= Unit::kWeek && *unit != Unit::kSeason ? when(at + 2 - i, unit_around(*r.today(), *unit)) : Expression{};
  }
  const Expression whole = moment_at(r, at);
  if (whole.length == 0 || !whole.moment) return {};
  return when(at + whole.length - i, *whole.moment);
}

// "spring 2019", "the summer of 2014", "Q1 2020", "in summer".
Expression season_of_year(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  const Word w = r.meaning(at);
  if (w.kind != WordClass::kSeason || r.text().tokens[at].upos == Upos::kVerb) return {};
  const auto number = static_cast<unsigned>(w.value);
  const Expression whole = of_what(r, at + 1);
  if (whole.length > 0 && whole.moment && whole.moment->grain == Grain::kYear)
    return when(at + 1 + whole.length - i, season(whole.moment->first.year, number));
  if (const auto y = r.year(at + 1)) return when(at + 2 - i, season(*y, number));
  // "in spring", "in the summer"; "in the fall of the government" is none, nor is "in the spring of water".
  const bool introduced = r.any(i - 1, {"in", "during", "since", "by", "until", "over", "early", "late"});
  if (!introduced || !r.today() || r.is(at + 1, "of")) return {};
  return when(at + 1 - i, r.in_nearest_year(r.tense(i, at + 1 - i), [&](int y) { return season(y, number); }));
}

Expression short_quarter(const Reader& r, uint32_t i) {
  const std::string_view w = r.word(i);
  if (w.size() != 2 || (w[0] != 'q' && w[0] != 'h') || w[1] < '1' || w[1] > '4') return {};
  const auto y = r.is(i + 1, "of") ? r.year(i + 2) : r.year(i + 1);
  if (!y) return {};
  const uint32_t length = r.is(i + 1, "of") ? 3 : 2;
  const auto n = static_cast<unsigned>(w[1] - '0');
  if (w[0] == 'q') return when(length, quarter(*y, n));
  return n > 2 ? Expression{} : when(length, n == 1 ? between(month(*y, 1), month(*y, 6)) : between(month(*y, 7), month(*y, 12)));
}

// "the night of May 3", "the morning of September 11, 2001", "Christmas morning" is a feast.
Expression night_of(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  if (r.meaning(at).kind != WordClass::kTimeOfDay || !r.any(at + 1, {"of", "on"})) return {};
  const Expression whole = moment_at(r, at + 2);
  if (whole.length == 0 || !whole.moment || whole.moment->grain != Grain::kDay) return {};
  return when(at + 2 + whole.length - i, *whole.moment);
}

// "the turn of the century".
Expression turn(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  if (!r.is(at, "turn") || !r.is(at + 1, "of") || !r.is(at + 2, "the") || !r.any(at + 3, {"century", "millennium"}) || !r.today())
    return {};
  const int start = r.today()->year / 100 * 100;
  Expression e = when(at + 4 - i, year(start));
  e.edtf = edtf_of(year(start)) + "~";
  return e;
}

constexpr std::array kRules{
    Rule{"early-mid-late", "days 1 to 10, 11 to 20 or the rest of a month; thirds of a year or decade", early},
    Rule{"early-mid-late", "days 1 to 10, 11 to 20 or the rest of a month; thirds of a year or decade", early_joined},
    Rule{"end-of-unit", "the first, middle or last part of a unit", end_of_unit},
    Rule{"counted-part", "a half, quarter, week or day of a month or year", counted_part},
    Rule{"later-in-unit", "some time in a unit", later_in_unit},
    Rule{"season", "a season of a year", season_of_year},
    Rule{"short-quarter", "a quarter or half of a year", short_quarter},
    Rule{"night-of", "the day that a night or morning belongs to", night_of},
    Rule{"turn-of-century", "about the first year of a century", turn},
};

}  // namespace

std::span<const Rule> part_rules() { return kRules; }

}  // namespace demarche::times
