#include "actors/past.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/civil_date.h"
#include "base/tree.h"

namespace demarche::actors {

namespace {

constexpr int kEarliest = 1900;
constexpr int kDaysOfMonth = 31, kDaysOfYear = 366;

// The number that the whole token is; -1 if it is none.
int number_of(std::string_view form) {
  int value = -1;
  const auto [end, error] = std::from_chars(form.data(), form.data() + form.size(), value);
  return error == std::errc{} && end == form.data() + form.size() ? value : -1;
}

// 1 to 12, or 0: "March", "Mar.".
int month_of(std::string_view form) {
  static constexpr std::array<std::string_view, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                            "July",    "August",   "September", "October", "November", "December"};
  if (form.ends_with('.')) form.remove_suffix(1);
  if (form.size() < 3) return 0;
  for (size_t m = 0; m < kMonths.size(); ++m) {
    if (kMonths[m].starts_with(form)) return static_cast<int>(m) + 1;
  }
  return 0;
}

// The days of a year token, with the month and day that stand before it.
DaysTold days_before(const Text& text, uint32_t begin, uint32_t at, int year) {
  constexpr uint32_t kReach = 4;
  int month = 0, of_month = 0;
  for (uint32_t t = at; t > begin && at - t < kReach; --t) {
    const std::string_view form = text.tokens[t - 1].form;
    if (month == 0) month = month_of(form);
    if (const int n = number_of(form); of_month == 0 && n >= 1 && n <= kDaysOfMonth) of_month = n;
  }
  DaysTold told;
  const CivilDate begins{year, month > 0 ? static_cast<unsigned>(month) : 1,
                         month > 0 && of_month > 0 ? static_cast<unsigned>(of_month) : 1};
  told.first = days_from_civil(begins);
  told.last = told.first + (month == 0 ? kDaysOfYear : of_month == 0 ? kDaysOfMonth : 1) - 1;
  return told;
}

}  // namespace

bool leaves_office(const Text& text, TokenIndex name) {
  static constexpr std::string_view kLeaves[] = {"resign", "quit", "step"},
                                    kIsMade[] = {"oust", "dismiss", "fire", "sack", "depose", "remove"},
                                    kNouns[] = {"resignation", "dismissal", "ouster", "firing", "sacking", "departure", "removal"};
  const auto among = [](const auto& list, std::string_view lemma) {
    return std::find(std::begin(list), std::end(list), lemma) != std::end(list);
  };
  const TokenIndex head = text[name].head;
  if (!head.valid()) return false;
  const std::string_view lemma = text[head].lemma;
  switch (text[name].deprel) {
    case Deprel::kNsubj:
      return among(kLeaves, lemma) &&
             (lemma != "step" || (head.value + 1 < text.tokens.size() && text.tokens[head.value + 1].lemma == "down"));
    case Deprel::kNsubjPass:
    case Deprel::kObj: return among(kIsMade, lemma);
    case Deprel::kNmodPoss:
    case Deprel::kNmod: return among(kNouns, lemma);
    default: return false;
  }
}

bool days_told(const Text& text, TokenIndex name, int32_t day, DaysTold* told) {
  const TokenSpan sentence = text[text[name].sentence].tokens;
  const TokenIndex clause = tree::governing_clause(text, name);
  bool found = false;
  for (uint32_t t = sentence.begin.value; t < sentence.end.value; ++t) {
    const int year = text.tokens[t].form.size() == 4 ? number_of(text.tokens[t].form) : -1;
    if (year < kEarliest || days_from_civil({year + 1, 1, 1}) > day) continue;
    if (!(tree::governing_clause(text, TokenIndex(t)) == clause)) continue;
    if (found) return false;
    *told = days_before(text, sentence.begin.value, t, year);
    found = true;
  }
  return found;
}

}  // namespace demarche::actors
