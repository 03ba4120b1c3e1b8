// Calendar arithmetic on civil dates (proleptic Gregorian).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace demarche {

struct CivilDate {
  int year = 1970;
  unsigned month = 1, day = 1;
  auto operator<=>(const CivilDate&) const = default;
};

// Days since 1970-01-01 and back.
int32_t days_from_civil(CivilDate date);
CivilDate civil_from_days(int32_t days);
unsigned days_in_month(int year, unsigned month);
bool valid_date(CivilDate date);
// 0 Monday ... 6 Sunday.
unsigned weekday_of(CivilDate date);
CivilDate add_days(CivilDate date, int days);
// The same day of another month; the last day of a shorter month.
CivilDate add_months(CivilDate date, int months);
// "YYYY-MM-DD"; false if it is not one or does not exist.
bool parse_civil(std::string_view text, CivilDate* date);
std::string to_string(CivilDate date);               // "2024-02-28"
std::string month_string(int year, unsigned month);  // "2024-02"

}  // namespace demarche
