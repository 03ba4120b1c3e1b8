// Calendar arithmetic against slow twins and known days.
#include "base/calendars.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace demarche {
namespace {

// Easter by its definition: the first Sunday after the first full moon of the church's tables on or after March 21, the moon
// counted from the epact.
CivilDate easter_by_the_tables(int year) {
  const int golden = year % 19 + 1, century = year / 100 + 1;
  const int solar = 3 * century / 4 - 12, lunar = (8 * century + 5) / 25 - 5;
  int epact = (11 * golden + 20 + lunar - solar) % 30;
  if (epact < 0) epact += 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  int full_moon = 44 - epact;  // as a day of March
  if (full_moon < 21) full_moon += 30;
  CivilDate day = add_days({year, 3, 1}, full_moon - 1);
  do {
    day = add_days(day, 1);
  } while (weekday_of(day) != 6);
  return day;
}

TEST(Calendars, EasterIsThatOfTheTables) {
  for (int year = 1583; year <= 4099; ++year) ASSERT_EQ(to_string(easter(year)), to_string(easter_by_the_tables(year)));
}

TEST(Calendars, BothEastersAreSundaysOfSpring) {
  for (int year = 1900; year < 2100; ++year) {
    ASSERT_EQ(weekday_of(orthodox_easter(year)), 6u) << year;
    const int apart = days_from_civil(orthodox_easter(year)) - days_from_civil(easter(year));
    ASSERT_TRUE(apart == 0 || apart == 7 || apart == 28 || apart == 35) << year << " " << apart;
  }
  EXPECT_EQ(to_string(orthodox_easter(2022)), "2022-04-24");
  EXPECT_EQ(to_string(orthodox_easter(2024)), "2024-05-05");
}

// The tabular Islamic calendar: eleven leap years in thirty. Umm al-Qura follows the moon and strays from it by two days at most.
CivilDate tabular_hijri(int year, unsigned month, unsigned day) {
  int days = 0;
  for (int y = 1; y < year; ++y) {
    constexpr std::array<int, 11> kLeap{2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29};
    days += 354;
    for (const int leap : kLeap) days += y % 30 == leap;
  }
  for (unsigned m = 1; m < month; ++m) days += m % 2 == 1 ? 30 : 29;
  return add_days({622, 7, 19}, days + static_cast<int>(day) - 1);
}

TEST(Calendars, HijriDaysStayNearTheTabularCalendar) {
  for (int year = 1400; year <= 1475; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const auto begin = civil_from_hijri(year, month, 1);
      ASSERT_TRUE(begin);
      const int apart = days_from_civil(*begin) - days_from_civil(tabular_hijri(year, month, 1));
      ASSERT_LE(std::abs(apart), 2) << year << "-" << month;
    }
  }
  EXPECT_EQ(to_string(*civil_from_hijri(1440, 9, 1)), "2019-05-06");
  EXPECT_FALSE(civil_from_hijri(1399, 1, 1));
  EXPECT_FALSE(civil_from_hijri(1476, 1, 1));
  EXPECT_FALSE(civil_from_hijri(1440, 13, 1));
  EXPECT_FALSE(civil_from_hijri(1440, 9, 31));
}

TEST(Calendars, HijriMonthsFollowEachOther) {
  for (int year = 1400; year < 1475; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const auto begin = civil_from_hijri(year, month, 1);
      const auto next = month == 12 ? civil_from_hijri(year + 1, 1, 1) : civil_from_hijri(year, month + 1, 1);
      const int length = days_from_civil(*next) - days_from_civil(*begin);
      ASSERT_TRUE(length == 29 || length == 30) << year << "-" << month;
      ASSERT_EQ(civil_from_hijri(year, month, 30).has_value(), length == 30);
    }
  }
}

TEST(Calendars, JewishFeastsKeepTheirRules) {
  for (int year = 1900; year < 2100; ++year) {
    const unsigned new_year = weekday_of(rosh_hashanah(year));
    ASSERT_TRUE(new_year != 6 && new_year != 2 && new_year != 4) << year;  // never Sunday, Wednesday or Friday
    const int length = days_from_civil(rosh_hashanah(year + 1)) - days_from_civil(rosh_hashanah(year));
    ASSERT_TRUE((length >= 353 && length <= 355) || (length >= 383 && length <= 385)) << year << " " << length;
  }
  EXPECT_EQ(to_string(rosh_hashanah(2023)), "2023-09-16");
  EXPECT_EQ(to_string(passover(2024)), "2024-04-23");
  EXPECT_EQ(to_string(hanukkah(2023)), "2023-12-08");
}

// The mean new moon nearest to a day, by counting lunations from that of 2000-01-06 18:14 UT.
double days_from_new_moon(CivilDate day) {
  constexpr double kLunation = 29.530588853;
  const double since = days_from_civil(day) - (days_from_civil({2000, 1, 6}) + 0.76);
  return since - kLunation * std::round(since / kLunation);
}

TEST(Calendars, LunarYearsBeginWithANewMoon) {
  for (int year = 1980; year <= 2050; ++year) {
    const auto begin = lunar_new_year(year);
    ASSERT_TRUE(begin);
    ASSERT_LT(std::abs(days_from_new_moon(*begin)), 1.6) << to_string(*begin);
    ASSERT_TRUE(CivilDate({year, 1, 21}) <= *begin && *begin <= CivilDate({year, 2, 21})) << to_string(*begin);
  }
  EXPECT_FALSE(lunar_new_year(1979));
  EXPECT_FALSE(lunar_new_year(2051));
}

TEST(Calendars, WeeksAndWeekdays) {
  for (CivilDate day{1990, 1, 1}; day.year < 2030; day = add_days(day, 1)) {
    const int back = days_from_civil(day) - days_from_civil(monday_of(day));
    ASSERT_EQ(weekday_of(monday_of(day)), 0u);
    ASSERT_TRUE(back >= 0 && back < 7) << to_string(day);
  }
  EXPECT_EQ(to_string(nth_weekday(2023, 11, 3, 4)), "2023-11-23");
  EXPECT_EQ(to_string(nth_weekday(2024, 5, 0, 0)), "2024-05-27");
}

}  // namespace
}  // namespace demarche
