// So many days, weeks, years away from the document's date or from the last date told.
#include <array>

#include "times/rules.h"

namespace demarche::times {

namespace {

constexpr int kMostUnits = 1000;

bool fine(Unit unit) { return unit < Unit::kDay; }
// Units that are counted in days, so that "about" leaves no more than the month certain.
bool in_days(Unit unit) { return unit == Unit::kDay || unit == Unit::kWeek || unit == Unit::kFortnight || unit == Unit::kWeekend; }

// The stretch that ends or begins at a day: days and weeks by days, months and a few years by months, longer ones by years.
Moment stretch(CivilDate from, CivilDate to, int n, Unit unit) {
  constexpr int kFewYears = 4;
  if (in_days(unit) || fine(unit)) return {from, to, Grain::kDays};
  const bool by_months = unit == Unit::kMonth || unit == Unit::kQuarter || (unit == Unit::kYear && n <= kFewYears);
  return {from, to, by_months ? Grain::kMonths : Grain::kYears};
}

// "last Nov. 5", "next March 3": the day of that name before or after the document's date.
Expression neighbour_day(const Reader& r, uint32_t i, uint32_t at, int step) {
  const auto d = r.day_number(at + 1);
  if (!d || step == 0 || r.year(at + 2)) return {};
  const unsigned m = *r.month(at);
  const CivilDate now = *r.today();
  for (const int y : {now.year - 1, now.year, now.year + 1}) {
    const CivilDate found{step < 0 ? 2 * now.year - y : y, m, static_cast<unsigned>(*d)};
    if (valid_date(found) && (step < 0 ? found < now : now < found)) return when(at + 2 - i, day(found));
  }
  return {};
}

// "the week after next", "the month before last".
Expression second_neighbour(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  const auto unit = r.unit(at);
  if (!unit || !r.today() || r.meaning(at).plural || *unit < Unit::kWeek || *unit == Unit::kSeason) return {};
  const int step = r.is(at + 1, "after") && r.is(at + 2, "next") ? 2 : r.is(at + 1, "before") && r.is(at + 2, "last") ? -2 : 0;
  if (step == 0) return {};
  return when(at + 3 - i, unit_around(day_away(unit_around(*r.today(), *unit).first, step, *unit), *unit));
}

// "at the weekend", "over the weekend": the one just over, or the coming one where the clause looks ahead.
Expression the_weekend(const Reader& r, uint32_t i) {
  if (!r.is(i, "the") || r.unit(i + 1) != Unit::kWeekend || r.meaning(i + 1).plural || !r.today()) return {};
  if (r.before(i) != "at" && r.before(i) != "over" && r.before(i) != "during" && r.before(i) != "on") return {};
  if (r.any(i + 2, {"before", "after", "of"})) return {};
  const bool back = r.tense(i, 2) != Tense::kFuture && weekday_of(*r.today()) < 5;
  return when(2, unit_around(add_days(*r.today(), back ? -7 : 0), Unit::kWeekend));
}

// "last week", "this month", "next summer", "last March".
Expression neighbour(const Reader& r, uint32_t i) {
  if (!r.today()) return {};
  const CivilDate now = *r.today();
  uint32_t at = i + 1;
  int step = r.any(i, {"last", "previous"}) ? -1 : r.any(i, {"next"}) ? 1 : 0;
  if (step == 0 && !r.any(i, {"this", "current"})) return {};
  if (step == 0 && r.any(at, {"past", "last"})) {
    step = -1;
    ++at;
  } else if (step == 0 && r.any(at, {"coming", "next"})) {
    step = 1;
    ++at;
  } else if (step == 0 && r.is(at, "same")) ++at;
  // "the previous week" leans on the text.
  if (r.is(i, "previous") && r.before(i) == "the") return {};
  if (const auto m = r.month(at)) {
    if (const Expression exact = neighbour_day(r, i, at, step); exact.length > 0) return exact;
    const Tense tense = step < 0 ? Tense::kPast : step > 0 ? Tense::kFuture : r.tense(i, at + 1 - i);
    Moment found = r.in_nearest_year(tense, [&](int y) { return month(y, *m); });
    if (step < 0 && found.last >= now) found = month(found.first.year - 1, *m);
    if (step > 0 && found.first <= now) found = month(found.first.year + 1, *m);
    return when(at + 1 - i, found);
  }
  const auto unit = r.unit(at);
  if (!unit || r.meaning(at).plural || fine(*unit) || *unit == Unit::kDay) return {};
  if (*unit == Unit::kSeason) {
    const auto number = static_cast<unsigned>(r.meaning(at).value);
    Moment found = season(now.year, number);
    if (step < 0 || (step == 0 && r.tense(i, at + 1 - i) == Tense::kPast)) {
      if (found.first > now || (step < 0 && found.last >= now)) found = season(now.year - 1, number);
    } else if (found.last < now || (step > 0 && found.first <= now)) {
      found = season(now.year + 1, number);
    }
    return when(at + 1 - i, found);
  }
  if (*unit == Unit::kWeekend && step == 0 && r.any(i + 1, {"weekend"})) {
    // On its first days of the week the weekend just over is meant where the clause looks back.
    const bool back = r.tense(i, at + 1 - i) == Tense::kPast && weekday_of(now) < 5;
    return when(at + 1 - i, unit_around(add_days(now, back ? -7 : 0), *unit));
  }
  return when(at + 1 - i, unit_around(day_away(unit_around(now, *unit).first, step, *unit), *unit));
}

// "the past week", "the last five years", "the next ten days", "the coming months".
Expression stretch_of_units(const Reader& r, uint32_t i) {
  const uint32_t at = r.any(i, {"the", "these", "this"}) ? i + 1 : i;
  const bool back = r.any(at, {"past", "last", "previous", "preceding"}), ahead = r.any(at, {"next", "coming", "following"});
  if (!back && !ahead) return {};
  Amount n = r.amount(at + 1);
  const auto unit = r.unit(at + 1 + n.length);
  if (!unit || *unit == Unit::kSeason) return {};
  const uint32_t end = at + 2 + n.length;
  if (n.length == 0 && r.meaning(end - 1).plural) n = {1, 0, true};
  if (n.length == 0) {
    // "last week" is a week of the calendar, "the past week" and "over the last week" the days up to now.
    const bool over = at > i && r.any(i - 1, {"over", "in", "during", "within", "for", "throughout"});
    if (!r.any(at, {"past", "coming"}) && !(at > i && over && r.any(at, {"last", "next"}))) return {};
    n = {1, 1, false};
  }
  if (!r.today() || n.several || n.value > kMostUnits) return open_time(end - i);
  const bool from_anchor = r.any(at, {"previous", "preceding", "following"});
  const std::optional<Moment> anchor = r.anchor();
  if (from_anchor && !anchor) return open_time(end - i);
  const CivilDate here = from_anchor ? (back ? anchor->first : anchor->last) : *r.today();
  if (fine(*unit)) {
    const int hours = *unit == Unit::kHour ? n.value : 0;
    return when(end - i, hours < 24 ? day(here)
                         : back     ? days(add_days(here, -(hours / 24)), here)
                                    : days(here, add_days(here, hours / 24)));
  }
  const CivilDate there = day_away(here, back ? -n.value : n.value, *unit);
  return when(end - i, back ? stretch(there, here, n.value, *unit) : stretch(here, there, n.value, *unit));
}

// Words before a number that leave it open by a little; "took over" is a verb.
bool about(const Reader& r, uint32_t i) {
  if (i == r.begin() || r.text().tokens[i - 1].deprel == Deprel::kCompoundPrt) return false;
  return r.any(i - 1, {"about", "approximately", "around", "roughly", "some"});
}

// An amount and a unit; no tokens if there is none. "two and a half years" is two.
struct Count {
  uint32_t length = 0;
  Amount amount;
  Unit unit = Unit::kDay;
  bool vague = false;
};

Count count(const Reader& r, uint32_t i) {
  Count c;
  c.vague = about(r, i);
  c.amount = r.amount(i);
  // "weeks ago", "decades later".
  if (c.amount.length == 0 && r.meaning(i).plural && r.unit(i)) {
    c.amount = {0, 0, true};
  } else if (c.amount.length == 0) {
    return {};
  }
  uint32_t at = i + c.amount.length;
  if (r.is(at, "and") && r.is(at + 1, "a") && r.is(at + 2, "half")) at += 3;
  if (r.any(at, {"full", "more", "short", "long", "whole", "calendar", "consecutive"})) ++at;
  const auto unit = r.unit(at);
  if (!unit || *unit == Unit::kSeason || c.amount.value > kMostUnits) return {};
  c.unit = *unit;
  c.length = at + 1 - i;
  if (r.is(at + 1, "and") && r.is(at + 2, "a") && r.is(at + 3, "half")) c.length += 3;
  return c;
}

Moment apart(const Count& c, CivilDate from, int sign) {
  const Moment there = away(from, sign * c.amount.value, c.unit);
  return c.vague && in_days(c.unit) ? month(there.first.year, there.first.month) : there;
}

// "two weeks ago", "a decade ago", "a week ago on Monday".
Expression ago(const Reader& r, uint32_t i) {
  const Count c = count(r, i);
  if (c.length == 0 || !r.any(i + c.length, {"ago", "back"})) return {};
  const uint32_t length = c.length + 1;
  if (!r.today() || c.amount.several) return open_time(length);
  // "two years ago today": to the day.
  if (r.is(i + length, "today")) return when(length + 1, day(day_away(*r.today(), -c.amount.value, c.unit)));
  // "a week ago Friday".
  if (const auto weekday = r.weekday(i + length); weekday && c.unit == Unit::kWeek) {
    const int back = static_cast<int>((weekday_of(*r.today()) + 7 - *weekday) % 7);
    return when(length + 1, day(add_days(*r.today(), -back - 7 * c.amount.value)));
  }
  return when(length, apart(c, *r.today(), -1));
}

// "two weeks earlier", "a year later", "three days before": from the date told before.
Expression from_anchor(const Reader& r, uint32_t i) {
  const Count c = count(r, i);
  if (c.length == 0) return {};
  const uint32_t at = i + c.length;
  const bool back = r.any(at, {"earlier", "before", "previously", "prior", "beforehand", "prior"});
  const bool ahead = r.any(at, {"later", "after", "afterwards", "afterward", "thereafter"});
  if (!back && !ahead) return {};
  const uint32_t length = c.length + 1;
  const bool open_end = r.any(at, {"before", "after", "prior"});
  // "two weeks after March 3"; after an event that has no date of its own it stays open.
  if (open_end) {
    const uint32_t next = r.is(at, "prior") && r.is(at + 1, "to") ? at + 2 : at + 1;
    const Expression other = moment_at(r, next);
    if (other.length > 0 && other.moment && !c.amount.several)
      return when(next + other.length - i, apart(c, back ? other.moment->first : other.moment->last, back ? -1 : 1));
    if (!r.any(at + 1, {"", ",", ".", ";", ")"})) return open_time(length);
  }
  const std::optional<Moment> anchor = r.anchor();
  if (!anchor || c.amount.several) return open_time(length);
  if (anchor->grain >= Grain::kMonth && in_days(c.unit)) return open_time(length);
  if (anchor->grain >= Grain::kYear && c.unit < Unit::kYear) return open_time(length);
  return when(length, apart(c, back ? anchor->first : anchor->last, back ? -1 : 1));
}

// "in two weeks", "two weeks from now", "in a year's time".
Expression ahead(const Reader& r, uint32_t i) {
  const bool in = r.is(i, "in");
  const uint32_t at = in ? i + 1 : i;
  const Count c = count(r, at);
  if (c.length == 0 || fine(c.unit) || !r.today()) return {};
  uint32_t next = at + c.length;
  // "a week from Friday".
  if (const auto weekday = r.is(next, "from") && c.unit == Unit::kWeek ? r.weekday(next + 1) : std::nullopt; weekday && !c.amount.several) {
    const int first = static_cast<int>((*weekday + 7 - weekday_of(*r.today())) % 7);
    return when(next + 2 - i, day(add_days(*r.today(), first + 7 * c.amount.value)));
  }
  const bool now = (r.is(next, "from") && r.any(next + 1, {"now", "today"})) || r.is(next, "hence");
  const bool time = r.any(next, {"'s", "'", "\xE2\x80\x99", "\xE2\x80\x99s"}) && r.is(next + 1, "time");
  if (now) next += r.is(next, "hence") ? 1 : 2;
  if (time) next += 2;
  const bool future = in && !r.is(next, "of") && r.tense(at, c.length) == Tense::kFuture && !r.counts_back(i);
  if (!now && !(in && (time || future))) return {};
  return c.amount.several ? open_time(next - i) : when(next - i, apart(c, *r.today(), 1));
}

// "within ten days": a deadline.
Expression within(const Reader& r, uint32_t i) {
  if (!r.is(i, "within") || !r.today()) return {};
  const uint32_t at = r.any(i + 1, {"the", "next"}) ? (r.is(i + 2, "next") ? i + 3 : i + 2) : i + 1;
  const Count c = count(r, at);
  if (c.length == 0 || r.is(at + c.length, "of")) return {};
  Expression e = open_time(at + c.length - i);
  if (c.amount.several || r.tense(at, c.length) != Tense::kFuture) return e;
  const int days_in_hours = c.unit == Unit::kHour ? c.amount.value / 24 : 0;
  const Moment last = fine(c.unit) ? day(add_days(*r.today(), days_in_hours)) : apart(c, *r.today(), 1);
  e.edtf = "../" + edtf_end(last);
  return e;
}

// "recently", "in recent weeks", "soon", "in the coming days": told, but open.
Expression indefinite(const Reader& r, uint32_t i) {
  if (r.any(i, {"recently", "lately", "soon", "currently", "now", "nowadays", "formerly", "previously", "presently"})) return open_time(1);
  const uint32_t at = r.any(i, {"the", "these"}) ? i + 1 : i;
  if (r.any(at, {"recent", "coming", "past", "last", "next"}) && r.unit(at + 1) && r.meaning(at + 1).plural) return open_time(at + 2 - i);
  if (at > i && r.is(at, "near") && r.is(at + 1, "future")) return open_time(3);
  return {};
}

constexpr std::array kRules{
    Rule{"neighbour", "the unit of the calendar before, around or after the document's date", neighbour},
    Rule{"second-neighbour", "the unit of the calendar two before or after the document's date", second_neighbour},
    Rule{"weekend", "the weekend just over, or the coming one", the_weekend},
    Rule{"stretch", "the days, months or years up to or from the document's date", stretch_of_units},
    Rule{"ago", "so long before the document's date", ago},
    Rule{"from-anchor", "so long before or after the date told before", from_anchor},
    Rule{"ahead", "so long after the document's date", ahead},
    Rule{"within", "a deadline so long after the document's date", within},
    Rule{"indefinite", "a time that the words leave open", indefinite},
};

}  // namespace

std::span<const Rule> unit_rules() { return kRules; }

}  // namespace demarche::times
