#include "base/civil_date.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace demarche {

int32_t days_from_civil(CivilDate date) {
  const int y = date.year - (date.month <= 2);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const auto of_era = static_cast<unsigned>(y - era * 400);
  const unsigned of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146097 + static_cast<int>(of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

CivilDate civil_from_days(int32_t days) {
  days += 719468;
  const int era = (days >= 0 ? days : days - 146096) / 146097;
  const auto of_era = static_cast<unsigned>(days - era * 146097);
  const unsigned year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const unsigned of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted = (5 * of_year + 2) / 153;
  const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<int>(year_of_era) + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1};
}

unsigned days_in_month(int year, unsigned month) {
  constexpr std::array<unsigned, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool valid_date(CivilDate date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

unsigned weekday_of(CivilDate date) { return static_cast<unsigned>(((days_from_civil(date) + 3) % 7 + 7) % 7); }

CivilDate add_days(CivilDate date, int days) { return civil_from_days(days_from_civil(date) + days); }

CivilDate add_months(CivilDate date, int months) {
  const int total = date.year * 12 + static_cast<int>(date.month) - 1 + months;
  const int year = (total >= 0 ? total : total - 11) / 12;
  const auto month = static_cast<unsigned>(total - year * 12 + 1);
  return {year, month, std::min(date.day, days_in_month(year, month))};
}

bool parse_civil(std::string_view text, CivilDate* date) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int parts[3] = {0, 0, 0};
  constexpr std::array<std::pair<size_t, size_t>, 3> kFields{{{0, 4}, {5, 2}, {8, 2}}};
  for (size_t f = 0; f < 3; ++f) {
    for (const char c : text.substr(kFields[f].first, kFields[f].second)) {
      if (c < '0' || c > '9') return false;
      parts[f] = parts[f] * 10 + (c - '0');
    }
  }
  *date = {parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2])};
  return valid_date(*date);
}

std::string to_string(CivilDate date) {
  std::array<char, 32> buffer{};
  const int n = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", date.year, date.month, date.day);
  return std::string(buffer.data(), static_cast<size_t>(n));
}

std::string month_string(int year, unsigned month) { return to_string({year, month, 1}).substr(0, 7); }

}  // namespace demarche
