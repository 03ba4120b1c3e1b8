#include "readers/dates.h"

#include <array>

#include "base/civil_date.h"
#include "base/utf8.h"

namespace demarche::readers {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};
constexpr size_t kMostLooked = 100;

bool digits(std::string_view text) {
  for (const char c : text) {
    if (!utf8::ascii_digit(c)) return false;
  }
  return !text.empty();
}

// "feb", "sept", "february"; 0 if it is no month.
unsigned month_of(std::string_view word) {
  std::string low;
  for (const char c : word) low.push_back(utf8::ascii_lower(c));
  for (unsigned m = 0; m < kMonths.size(); ++m) {
    if (low.size() >= 3 && kMonths[m].starts_with(low)) return m + 1;
  }
  return low == "sept" ? 9 : 0;
}

std::string checked(int year, unsigned month, unsigned day) {
  const CivilDate date{year, month, day};
  return valid_date(date) ? to_string(date) : std::string();
}

int number(std::string_view text) {
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

// Numbers first, year to day: "2024-02-28", "2024/2/28", "20240228".
std::string from_numbers(std::string_view text) {
  if (text.size() < 8 || !digits(text.substr(0, 4))) return {};
  const int year = number(text.substr(0, 4));
  if (digits(text.substr(0, 8)) && (text.size() == 8 || !utf8::ascii_digit(text[8]))) {
    return checked(year, static_cast<unsigned>(number(text.substr(4, 2))), static_cast<unsigned>(number(text.substr(6, 2))));
  }
  if (text[4] != '-' && text[4] != '/') return {};
  std::array<unsigned, 2> parts{};
  size_t at = 5;
  for (unsigned& part : parts) {
    const size_t begin = at;
    while (at < text.size() && at - begin < 2 && utf8::ascii_digit(text[at])) ++at;
    if (at == begin) return {};
    part = static_cast<unsigned>(number(text.substr(begin, at - begin)));
    if (&part == parts.data() && (at >= text.size() || text[at++] != text[4])) return {};
  }
  if (at < text.size() && utf8::ascii_digit(text[at])) return {};
  return checked(year, parts[0], parts[1]);
}

// A month's name, a day of one or two digits and a year of four, in any order; the first of each counts.
std::string from_words(std::string_view text) {
  unsigned month = 0, day = 0;
  int year = -1;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const bool numeral = utf8::ascii_digit(text[at]);
    while (at < text.size() && utf8::ascii_digit(text[at]) == numeral && (numeral || (text[at] >= 'A' && text[at] <= 'z'))) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    const bool clock = (at < text.size() && text[at] == ':') || (begin > 0 && text[begin - 1] == ':');
    if (word.empty()) {
      ++at;
    } else if (!numeral) {
      if (month == 0) month = month_of(word);
    } else if (word.size() == 4) {
      if (year < 0) year = number(word);
    } else if (word.size() <= 2 && day == 0 && !clock) {
      day = static_cast<unsigned>(number(word));
    }
  }
  return month != 0 && day != 0 && year > 0 ? checked(year, month, day) : std::string();
}

}  // namespace

std::string written_date(std::string_view text) {
  while (!text.empty() && utf8::ascii_space(text.front())) text.remove_prefix(1);
  text = text.substr(0, kMostLooked);
  const std::string date = from_numbers(text);
  return date.empty() ? from_words(text) : date;
}

}  // namespace demarche::readers
