#include "base/edtf_days.h"

#include <algorithm>
#include <charconv>

#include "base/civil_date.h"

namespace demarche {

namespace {

bool number(std::string_view text, int* value) {
  const auto done = std::from_chars(text.data(), text.data() + text.size(), *value);
  return done.ec == std::errc() && done.ptr == text.data() + text.size();
}

DayRange months(int year, int first, int count) {
  const CivilDate begin{year, static_cast<unsigned>(first), 1};
  return {to_string(begin), to_string(add_days(add_months(begin, count), -1))};
}

// Months that a season or quarter number stands for; winter begins in December of its year.
bool part_of_year(int year, int part, DayRange* range) {
  constexpr int kFirstSeason = 21, kLastSeason = 24, kFirstQuarter = 33, kLastQuarter = 36;
  if (part >= kFirstSeason && part <= kLastSeason) {
    *range = months(year, 3 + 3 * (part - kFirstSeason), 3);
    return true;
  }
  if (part >= kFirstQuarter && part <= kLastQuarter) {
    *range = months(year, 1 + 3 * (part - kFirstQuarter), 3);
    return true;
  }
  return false;
}

DayRange one_date(std::string_view text) {
  while (!text.empty() && (text.back() == '~' || text.back() == '?' || text.back() == '%')) text.remove_suffix(1);
  int year = 0, month = 0;
  if (text.size() == 4 && text.ends_with('X')) {
    const bool century = text[2] == 'X';
    if (!number(text.substr(0, century ? 2 : 3), &year)) return {};
    const int span = century ? 100 : 10;
    return {months(year * span, 1, 12).first, months(year * span + span - 1, 1, 12).last};
  }
  if (text.size() == 4 && number(text, &year)) return months(year, 1, 12);
  if (text.size() == 7 && text[4] == '-' && number(text.substr(0, 4), &year) && number(text.substr(5), &month)) {
    DayRange range;
    if (part_of_year(year, month, &range)) return range;
    return month >= 1 && month <= 12 ? months(year, month, 1) : DayRange{};
  }
  CivilDate day;
  return parse_civil(text, &day) ? DayRange{std::string(text), std::string(text)} : DayRange{};
}

}  // namespace

DayRange days_of_edtf(std::string_view edtf) {
  const size_t slash = edtf.find('/');
  if (slash == std::string_view::npos) return one_date(edtf);
  DayRange range{one_date(edtf.substr(0, slash)).first, one_date(edtf.substr(slash + 1)).last};
  if (!range.first.empty() && !range.last.empty() && range.last < range.first) std::swap(range.first, range.last);
  return range;
}

}  // namespace demarche
