// Days of the feasts that news dates things by, in other calendars than the civil one.
#pragma once
#include <optional>

#include "base/civil_date.h"

namespace demarche {

// Easter Sunday of the western churches (Gregorian computus) and of the eastern ones (Julian computus), as civil dates;
// right for the years 1583 to 4099.
CivilDate easter(int year);
CivilDate orthodox_easter(int year);

// A day of the Islamic calendar by the Umm al-Qura reckoning of Saudi Arabia, which other countries may differ from by a
// day. Known for the years 1400 to 1475 of the Hijra (1979-11-20 to 2053-09-13); nothing outside them.
std::optional<CivilDate> civil_from_hijri(int year, unsigned month, unsigned day);

// The Jewish feasts that fall in a civil year.
CivilDate rosh_hashanah(int year);
CivilDate passover(int year);
CivilDate hanukkah(int year);

// First day of the Chinese lunar year that begins in a civil year, 1980 to 2050; nothing outside.
std::optional<CivilDate> lunar_new_year(int year);

// The Monday with which an ISO week begins.
CivilDate monday_of(CivilDate day);

// The n-th such weekday (0 Monday) of a month, n from 1; the last one for n = 0.
CivilDate nth_weekday(int year, unsigned month, unsigned weekday, unsigned n);

}  // namespace demarche
