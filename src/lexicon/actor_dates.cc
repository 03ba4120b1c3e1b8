#include "lexicon/actor_dates.h"

#include <algorithm>

#include "base/civil_date.h"
#include "base/utf8.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

namespace {

bool number(std::string_view text, int* value) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), utf8::ascii_digit)) return false;
  *value = 0;
  for (const char c : text) *value = *value * 10 + (c - '0');
  return true;
}

bool parse_bound(std::string_view text, int32_t* day, bool* near) {
  if (text.empty()) return true;
  *near = text.back() == '~';
  if (*near) text.remove_suffix(1);
  return parse_day(text, day);
}

}  // namespace

bool parse_day(std::string_view text, int32_t* day) {
  int year = 0, month = 1, of_month = 1;
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  if (!number(text.substr(0, 4), &year)) return false;
  if (text.size() > 4 && (text[4] != '-' || !number(text.substr(5, 2), &month))) return false;
  if (text.size() > 7 && (text[7] != '-' || !number(text.substr(8, 2), &of_month))) return false;
  const CivilDate date{year, static_cast<unsigned>(month), static_cast<unsigned>(of_month)};
  if (!valid_date(date)) return false;
  *day = days_from_civil(date);
  return true;
}

bool parse_range(std::string_view text, DayRange* range) {
  *range = {};
  const size_t dots = text.find("..");
  if (dots == std::string_view::npos) return false;
  return parse_bound(trim(text.substr(0, dots)), &range->start, &range->start_near) &&
         parse_bound(trim(text.substr(dots + 2)), &range->end, &range->end_near) && range->start < range->end;
}

}  // namespace demarche::lexicon
