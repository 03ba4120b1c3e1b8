#include "base/calendars.h"

#include <array>
#include <cstdint>

namespace demarche {

namespace {

constexpr int kFirstHijriYear = 1400, kFirstLunarYear = 1980;
constexpr CivilDate kHijriStart{1979, 11, 20};

// A bit for each month, Muharram lowest: set if it has 30 days, else 29.
constexpr std::array<uint16_t, 76> kLongMonths{
    0xd4b, 0x52a, 0xa57, 0x4ae, 0x976, 0x56c, 0xb55, 0xaaa, 0xa55, 0x4ad, 0x95d, 0x2da, 0x5d9, 0xdb2, 0xba4, 0xb4a, 0xa55, 0x2b5, 0x575,
    0xb6a, 0xbd2, 0xbc4, 0xb89, 0xa95, 0x52d, 0x5ad, 0xb6a, 0x6d4, 0xdc9, 0xd92, 0xaa6, 0x956, 0x2ae, 0x56d, 0x36a, 0xb55, 0xaaa, 0x94d,
    0x49d, 0x95d, 0x2ba, 0x5b5, 0x5aa, 0xd55, 0xa9a, 0x92e, 0x26e, 0x55d, 0xada, 0x6d4, 0x6a5, 0x54b, 0xa97, 0x54e, 0xaae, 0x5ac, 0xba9,
    0xd92, 0xb25, 0x64b, 0xcab, 0x55a, 0xb55, 0x6d2, 0xea5, 0xe4a, 0xa95, 0x52d, 0xaad, 0x36c, 0x759, 0x6d2, 0x695, 0x52d, 0xa5b, 0x4ba};

// Month and day as one number: 216 is February 16.
constexpr std::array<uint16_t, 71> kLunarNewYears{216, 205, 125, 213, 202, 220, 209, 129, 217, 206, 127, 215, 204, 123, 210, 131, 219, 207,
                                                  128, 216, 205, 124, 212, 201, 122, 209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219,
                                                  208, 128, 216, 205, 125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131,
                                                  219, 208, 128, 215, 204, 124, 212, 201, 122, 210, 130, 217, 206, 126, 214, 202, 123};

int hijri_month_days(int year, unsigned month) {
  return 29 + ((kLongMonths[static_cast<size_t>(year - kFirstHijriYear)] >> (month - 1)) & 1);
}

// Days from the Hebrew calendar's epoch to the mean new year of `year`, postponed where the rules of the weekdays say so.
int hebrew_elapsed_days(int year) {
  const int64_t months = (235 * int64_t{year} - 234) / 19;
  const int64_t parts = 12084 + 13753 * months;
  const auto day = static_cast<int>(29 * months + parts / 25920);
  return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

// Days since 1970-01-01 of 1 Tishri.
int32_t hebrew_new_year(int year) {
  constexpr int32_t kEpoch = -2092590;
  const int before = hebrew_elapsed_days(year - 1), here = hebrew_elapsed_days(year), after = hebrew_elapsed_days(year + 1);
  // No year may have 356 or 382 days.
  const int delay = after - here == 356 ? 2 : here - before == 382 ? 1 : 0;
  return kEpoch + here + delay;
}

constexpr int kHebrewYearAhead = 3761;  // of the Hebrew year that begins in a civil year

}  // namespace

CivilDate easter(int year) {
  const int golden = year % 19, century = year / 100, in_century = year % 100;
  const int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
  const int late = (golden + 11 * moon + 22 * weekday) / 451;
  const int day = moon + weekday - 7 * late + 114;
  return {year, static_cast<unsigned>(day / 31), static_cast<unsigned>(day % 31 + 1)};
}

CivilDate orthodox_easter(int year) {
  const int moon = (19 * (year % 19) + 15) % 30;
  const int weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  const int day = moon + weekday + 114;
  const CivilDate julian{year, static_cast<unsigned>(day / 31), static_cast<unsigned>(day % 31 + 1)};
  return add_days(julian, year / 100 - year / 400 - 2);
}

std::optional<CivilDate> civil_from_hijri(int year, unsigned month, unsigned day) {
  if (year < kFirstHijriYear || year >= kFirstHijriYear + static_cast<int>(kLongMonths.size()) || month < 1 || month > 12) return {};
  if (day < 1 || static_cast<int>(day) > hijri_month_days(year, month)) return {};
  int days = static_cast<int>(day) - 1;
  for (int y = kFirstHijriYear; y <= year; ++y) {
    const unsigned whole = y < year ? 12 : month - 1;
    for (unsigned m = 1; m <= whole; ++m) days += hijri_month_days(y, m);
  }
  return add_days(kHijriStart, days);
}

CivilDate rosh_hashanah(int year) { return civil_from_days(hebrew_new_year(year + kHebrewYearAhead)); }

// Between Passover and the next new year no month changes its length.
CivilDate passover(int year) { return add_days(rosh_hashanah(year), -163); }

CivilDate hanukkah(int year) {
  const int32_t begin = hebrew_new_year(year + kHebrewYearAhead);
  const int length = hebrew_new_year(year + kHebrewYearAhead + 1) - begin;
  const int second_month = length % 10 == 5 ? 30 : 29;
  return civil_from_days(begin + 30 + second_month + 24);
}

std::optional<CivilDate> lunar_new_year(int year) {
  if (year < kFirstLunarYear || year >= kFirstLunarYear + static_cast<int>(kLunarNewYears.size())) return {};
  const unsigned packed = kLunarNewYears[static_cast<size_t>(year - kFirstLunarYear)];
  return CivilDate{year, packed / 100, packed % 100};
}

CivilDate monday_of(CivilDate day) { return add_days(day, -static_cast<int>(weekday_of(day))); }

CivilDate nth_weekday(int year, unsigned month, unsigned weekday, unsigned n) {
  if (n == 0) {
    const CivilDate last{year, month, days_in_month(year, month)};
    return add_days(last, -static_cast<int>((weekday_of(last) + 7 - weekday) % 7));
  }
  const CivilDate first{year, month, 1};
  return add_days(first, static_cast<int>((weekday + 7 - weekday_of(first)) % 7 + 7 * (n - 1)));
}

}  // namespace demarche
