// A resolved time: a stretch of days and how finely it was told. Internal to the room.
#pragma once
#include <cstdint>
#include <string>

#include "base/civil_date.h"

namespace demarche::times {

// How finely a time is told. The plural grains are intervals with both ends told that finely.
enum class Grain : uint8_t { kDay, kMonth, kSeason, kQuarter, kYear, kDecade, kCentury, kDays, kMonths, kYears };

enum class Unit : uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeekend,
  kWeek,
  kFortnight,
  kMonth,
  kQuarter,
  kSeason,
  kYear,
  kDecade,
  kCentury
};

struct Moment {
  CivilDate first, last;  // inclusive
  Grain grain = Grain::kDay;
};

Moment day(CivilDate date);
Moment days(CivilDate first, CivilDate last);
Moment month(int year, unsigned month);
Moment year(int year);
Moment years(int first, int last);
Moment decade(int first_year);              // 1990: the years 1990 to 1999
Moment century(int number);                 // 20: the years 1900 to 1999, as EDTF writes centuries
Moment quarter(int year, unsigned number);  // 1 to 4
Moment season(int year, unsigned number);   // 0 spring ... 3 winter, which begins in December of its year
// Monday to Sunday around a day.
Moment week_of(CivilDate date);

// The stretch of a unit that holds a day: its week, month, decade ...
Moment unit_around(CivilDate date, Unit unit);
// `n` units away from a day, told as finely as the unit is: years give a year, months a month, weeks and days a day.
Moment away(CivilDate from, int n, Unit unit);
// The same, always as a day; hours and less stay within the day.
CivilDate day_away(CivilDate from, int n, Unit unit);
// From one moment to another, told as finely as the coarser of the two.
Moment between(const Moment& from, const Moment& to);

std::string edtf_of(const Moment& moment);
// One end of an interval: the moment as EDTF if it is one date, else its first or last day.
std::string edtf_begin(const Moment& moment);
std::string edtf_end(const Moment& moment);

}  // namespace demarche::times
