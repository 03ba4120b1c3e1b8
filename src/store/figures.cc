#include "store/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/utf8.h"

namespace demarche::store {

namespace {

struct Word {
  std::string lower;
  size_t begin, end;
};

struct Number {
  std::string_view word;
  double value;
};
constexpr std::array<Number, 33> kNumbers{
    {{"one", 1},      {"two", 2},        {"three", 3},        {"four", 4},      {"five", 5},      {"six", 6},       {"seven", 7},
     {"eight", 8},    {"nine", 9},       {"ten", 10},         {"eleven", 11},   {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14},
     {"fifteen", 15}, {"sixteen", 16},   {"seventeen", 17},   {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},
     {"forty", 40},   {"fifty", 50},     {"sixty", 60},       {"seventy", 70},  {"eighty", 80},   {"ninety", 90},   {"dozen", 12},
     {"dozens", 24},  {"hundreds", 200}, {"thousands", 2000}, {"scores", 40},   {"zero", 0}}};
constexpr std::array<Number, 6> kScales{
    {{"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"dozen", 12}}};
constexpr std::array<Number, 4> kMoney{{{"$", 0}, {"\xE2\x82\xAC", 1}, {"\xC2\xA3", 2}, {"\xC2\xA5", 3}}};
constexpr std::array<std::string_view, 4> kMoneyNames{"dollar", "euro", "pound", "yen"};

// Nouns that a number before them does not count something of an event with.
constexpr std::array<std::string_view, 30> kNoCount{"year",      "month",     "week", "day",  "hour",    "minute",    "second",  "percent",
                                                    "per",       "a.m",       "p.m",  "am",   "pm",      "gmt",       "degree",  "mile",
                                                    "kilometre", "kilometer", "km",   "time", "decade",  "century",   "january", "march",
                                                    "april",     "may",       "june", "july", "october", "percentage"};
// Words between a number and what it counts.
constexpr std::array<std::string_view, 14> kThin{"of",    "more",  "other", "additional", "new",  "the",       "its",
                                                 "their", "least", "about", "others",     "such", "different", "or"};
constexpr std::array<std::string_view, 6> kPeople{"people", "persons", "person", "others", "individuals", "lives"};

template <typename Table>
bool in(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  const std::string lower = utf8::lower(text);
  if (lower.size() != text.size()) return words;
  for (size_t at = 0; at < lower.size();) {
    const size_t begin = at;
    for (const Number& sign : kMoney) {
      if (lower.compare(at, sign.word.size(), sign.word) == 0) at += sign.word.size();
    }
    if (at > begin) {
      words.push_back({lower.substr(begin, at - begin), begin, at});
    } else if (digit(lower[at])) {
      while (at < lower.size() &&
             (digit(lower[at]) || ((lower[at] == ',' || lower[at] == '.') && at + 1 < lower.size() && digit(lower[at + 1]))))
        ++at;
      words.push_back({lower.substr(begin, at - begin), begin, at});
    } else if (letter(lower[at])) {
      while (at < lower.size() && (letter(lower[at]) || (lower[at] == '\'' && at + 1 < lower.size() && letter(lower[at + 1])))) ++at;
      words.push_back({lower.substr(begin, at - begin), begin, at});
    } else {
      ++at;
      if (lower[begin] != ' ') words.push_back({std::string(1, lower[begin]), begin, at});
    }
  }
  return words;
}

// The value of digits or of a number word; NaN if it is none.
double number_of(const std::string& word) {
  if (digit(word.front())) {
    std::string plain;
    for (const char c : word) {
      if (c != ',') plain.push_back(c);
    }
    double value = 0;
    const auto done = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    return done.ec == std::errc() && done.ptr == plain.data() + plain.size() ? value : std::nan("");
  }
  const auto found = std::find_if(kNumbers.begin(), kNumbers.end(), [&](const Number& n) { return n.word == word; });
  return found == kNumbers.end() ? std::nan("") : found->value;
}

// The words from `at` that make one number; moves `at` past them.
double read_number(const std::vector<Word>& words, size_t* at) {
  double value = number_of(words[*at].lower);
  if (std::isnan(value)) return value;
  ++*at;
  // "twenty-five"
  if (value >= 20 && value < 100 && *at + 1 < words.size() && words[*at].lower == "-") {
    const double unit = number_of(words[*at + 1].lower);
    if (unit >= 1 && unit < 10) {
      value += unit;
      *at += 2;
    }
  }
  while (*at < words.size()) {
    const auto scale = std::find_if(kScales.begin(), kScales.end(), [&](const Number& n) { return n.word == words[*at].lower; });
    if (scale == kScales.end()) break;
    value *= scale->value;
    ++*at;
  }
  return value;
}

std::string singular(const std::string& noun) {
  if (in(kPeople, noun)) return "person";
  if (noun == "men" || noun == "women") return noun == "men" ? "man" : "woman";
  if (noun.ends_with("children")) return "child";
  if (noun.size() > 4 && noun.ends_with("ies")) return noun.substr(0, noun.size() - 3) + "y";
  if (noun.size() > 3 && noun.ends_with("s") && !noun.ends_with("ss")) return noun.substr(0, noun.size() - 1);
  return noun;
}

}  // namespace

std::vector<Figure> figures_of(std::string_view text) {
  std::vector<Figure> figures;
  const std::vector<Word> words = words_of(text);
  for (size_t at = 0; at < words.size();) {
    const auto sign = std::find_if(kMoney.begin(), kMoney.end(), [&](const Number& m) { return m.word == words[at].lower; });
    const size_t begin = at;
    if (sign != kMoney.end()) {
      if (++at >= words.size()) break;
      const double value = read_number(words, &at);
      if (!std::isnan(value)) {
        figures.push_back({std::string(kMoneyNames[static_cast<size_t>(sign->value)]), value,
                           std::string(text.substr(words[begin].begin, words[at - 1].end - words[begin].begin))});
      }
      continue;
    }
    const bool written_as_year =
        words[at].lower.size() == 4 && digit(words[at].lower.front()) && words[at].lower.find(',') == std::string::npos;
    const double value = read_number(words, &at);
    if (std::isnan(value)) {
      ++at;
      continue;
    }
    // "a 12-year-old", "G7", "on June 5"
    if (at < words.size() && (words[at].lower == "-" || words[at].lower == "%")) continue;
    size_t noun = at;
    while (noun < words.size() && noun < at + 3 && in(kThin, words[noun].lower)) ++noun;
    // The noun is the last of a few words that end in a plural: "Ukrainian border guards".
    size_t last = words.size();
    for (size_t w = noun; w < words.size() && w < noun + 3 && letter(words[w].lower.front()); ++w) {
      if (in(kPeople, words[w].lower) || (words[w].lower.size() > 3 && words[w].lower.ends_with("s")) || words[w].lower == "troops" ||
          words[w].lower == "men" || words[w].lower.ends_with("children") || words[w].lower.ends_with("women")) {
        last = w;
        break;
      }
    }
    if (last == words.size() || written_as_year) continue;
    const std::string what = singular(words[last].lower);
    if (in(kNoCount, what)) continue;
    figures.push_back({what, value, std::string(text.substr(words[begin].begin, words[last].end - words[begin].begin))});
    at = last + 1;
  }
  return figures;
}

}  // namespace demarche::store
