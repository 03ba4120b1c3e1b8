#include "times/moment.h"

#include <algorithm>

#include "base/calendars.h"

namespace demarche::times {

namespace {

constexpr unsigned kSpringCode = 21, kFirstQuarterCode = 33;
constexpr unsigned kMonthsOfQuarter = 3, kSpringMonth = 3;

std::string year_string(int year) { return month_string(year, 1).substr(0, 4); }

Grain plural(Grain grain) {
  switch (grain) {
    case Grain::kDay:
    case Grain::kDays: return Grain::kDays;
    case Grain::kMonth:
    case Grain::kMonths:
    case Grain::kSeason:
    case Grain::kQuarter: return Grain::kMonths;
    default: return Grain::kYears;
  }
}

CivilDate end_of_month(int year, unsigned month) { return {year, month, days_in_month(year, month)}; }

Moment months(CivilDate first, unsigned count, Grain grain) {
  return {{first.year, first.month, 1}, add_days(add_months({first.year, first.month, 1}, static_cast<int>(count)), -1), grain};
}

// A date of an interval's end, as finely as a plural grain tells it.
std::string end_string(CivilDate date, Grain grain) {
  if (grain == Grain::kDays) return to_string(date);
  return grain == Grain::kMonths ? month_string(date.year, date.month) : year_string(date.year);
}

}  // namespace

Moment day(CivilDate date) { return {date, date, Grain::kDay}; }
Moment days(CivilDate first, CivilDate last) { return {first, last, Grain::kDays}; }
Moment month(int year, unsigned month) { return {{year, month, 1}, end_of_month(year, month), Grain::kMonth}; }
Moment year(int year) { return {{year, 1, 1}, {year, 12, 31}, Grain::kYear}; }
Moment years(int first, int last) { return {{first, 1, 1}, {last, 12, 31}, Grain::kYears}; }
Moment decade(int first_year) { return {{first_year, 1, 1}, {first_year + 9, 12, 31}, Grain::kDecade}; }
Moment century(int number) { return {{100 * (number - 1), 1, 1}, {100 * number - 1, 12, 31}, Grain::kCentury}; }
Moment quarter(int year, unsigned number) {
  return months({year, kMonthsOfQuarter * (number - 1) + 1, 1}, kMonthsOfQuarter, Grain::kQuarter);
}
Moment season(int year, unsigned number) {
  return months({year, kSpringMonth + kMonthsOfQuarter * number, 1}, kMonthsOfQuarter, Grain::kSeason);
}
Moment week_of(CivilDate date) { return days(monday_of(date), add_days(monday_of(date), 6)); }

Moment unit_around(CivilDate date, Unit unit) {
  switch (unit) {
    case Unit::kWeekend: return days(add_days(monday_of(date), 5), add_days(monday_of(date), 6));
    case Unit::kWeek: return week_of(date);
    case Unit::kFortnight: return days(monday_of(date), add_days(monday_of(date), 13));
    case Unit::kMonth: return month(date.year, date.month);
    case Unit::kQuarter: return quarter(date.year, (date.month - 1) / kMonthsOfQuarter + 1);
    case Unit::kSeason:
      return date.month < kSpringMonth ? season(date.year - 1, 3) : season(date.year, (date.month - kSpringMonth) / kMonthsOfQuarter);
    case Unit::kYear: return year(date.year);
    case Unit::kDecade: return decade(date.year / 10 * 10);
    case Unit::kCentury: return century(date.year / 100 + 1);
    default: return day(date);
  }
}

CivilDate day_away(CivilDate from, int n, Unit unit) {
  switch (unit) {
    case Unit::kDay: return add_days(from, n);
    case Unit::kWeekend:
    case Unit::kWeek: return add_days(from, 7 * n);
    case Unit::kFortnight: return add_days(from, 14 * n);
    case Unit::kMonth: return add_months(from, n);
    case Unit::kSeason:
    case Unit::kQuarter: return add_months(from, 3 * n);
    case Unit::kYear: return add_months(from, 12 * n);
    case Unit::kDecade: return add_months(from, 120 * n);
    case Unit::kCentury: return add_months(from, 1200 * n);
    default: return from;
  }
}

Moment away(CivilDate from, int n, Unit unit) {
  const CivilDate there = day_away(from, n, unit);
  switch (unit) {
    case Unit::kMonth: return month(there.year, there.month);
    case Unit::kSeason:
    case Unit::kQuarter:
    case Unit::kWeekend: return unit_around(there, unit);
    case Unit::kYear:
    case Unit::kDecade:
    case Unit::kCentury: return year(there.year);
    default: return day(there);
  }
}

Moment between(const Moment& from, const Moment& to) { return {from.first, to.last, std::max(plural(from.grain), plural(to.grain))}; }

std::string edtf_of(const Moment& m) {
  switch (m.grain) {
    case Grain::kDay: return to_string(m.first);
    case Grain::kMonth: return month_string(m.first.year, m.first.month);
    case Grain::kSeason:
      return year_string(m.first.year) + "-" + std::to_string(kSpringCode + (m.first.month - kSpringMonth) / kMonthsOfQuarter);
    case Grain::kQuarter:
      return year_string(m.first.year) + "-" + std::to_string(kFirstQuarterCode + (m.first.month - 1) / kMonthsOfQuarter);
    case Grain::kYear: return year_string(m.first.year);
    case Grain::kDecade: return year_string(m.first.year).substr(0, 3) + "X";
    case Grain::kCentury: return year_string(m.first.year).substr(0, 2) + "XX";
    default: return end_string(m.first, m.grain) + "/" + end_string(m.last, m.grain);
  }
}

std::string edtf_begin(const Moment& m) { return m.grain < Grain::kDays ? edtf_of(m) : end_string(m.first, m.grain); }
std::string edtf_end(const Moment& m) { return m.grain < Grain::kDays ? edtf_of(m) : end_string(m.last, m.grain); }

}  // namespace demarche::times
