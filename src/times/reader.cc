#include "times/reader.h"

#include <algorithm>

#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::times {

namespace {

constexpr int kFirstYear = 1000, kLastYear = 2199, kMostDays = 31;
// Sentences that a date stays near enough for "the following day".
constexpr uint32_t kAnchorReach = 8;
constexpr std::string_view kEnDash = "\xE2\x80\x93", kEmDash = "\xE2\x80\x94";

std::string ascii_lower(std::string_view form) {
  std::string out(form);
  std::transform(out.begin(), out.end(), out.begin(), utf8::ascii_lower);
  return out;
}

}  // namespace

Reader::Reader(const Text& text, std::string_view document_date) : text_(text) {
  CivilDate date;
  if (parse_civil(document_date, &date)) today_ = date;
  lower_.reserve(text.tokens.size());
  words_.reserve(text.tokens.size());
  for (const Token& token : text.tokens) {
    lower_.push_back(ascii_lower(token.form));
    words_.push_back(word_class(lower_.back()));
  }
}

void Reader::enter(const Sentence& sentence) {
  begin_ = sentence.tokens.begin.value;
  end_ = sentence.tokens.end.value;
  ++sentence_;
}

bool Reader::any(uint32_t i, std::initializer_list<std::string_view> list) const {
  return std::find(list.begin(), list.end(), word(i)) != list.end() && !word(i).empty();
}

bool Reader::capital(uint32_t i) const { return i < end_ && utf8::ascii_upper(text_.tokens[i].form.front()); }

bool Reader::dash(uint32_t i) const { return is(i, "-") || is(i, kEnDash) || is(i, kEmDash); }

std::optional<int> Reader::number(uint32_t i) const {
  const Word w = meaning(i);
  if (w.kind != WordClass::kNumber) return std::nullopt;
  return w.value;
}

std::optional<int> Reader::day_number(uint32_t i) const {
  const Word w = meaning(i);
  if (w.kind != WordClass::kNumber && w.kind != WordClass::kOrdinal) return std::nullopt;
  const bool digits = utf8::ascii_digit(word(i).front());
  if ((w.kind == WordClass::kNumber && !digits) || (digits && word(i).size() > 4) || w.value < 1 || w.value > kMostDays)
    return std::nullopt;
  return w.value;
}

std::optional<int> Reader::year(uint32_t i) const {
  const Word w = meaning(i);
  if (w.kind != WordClass::kNumber || word(i).size() != 4 || !utf8::ascii_digit(word(i).front())) return std::nullopt;
  if (w.value < kFirstYear || w.value > kLastYear) return std::nullopt;
  return w.value;
}

std::optional<unsigned> Reader::month(uint32_t i) const {
  const Word w = meaning(i);
  if (w.kind != WordClass::kMonth || !capital(i)) return std::nullopt;
  const Token& token = text_.tokens[i];
  if (word(i) == "may" && token.upos == Upos::kAux) return std::nullopt;
  if (word(i) == "march" && tree::is_verb(token)) return std::nullopt;
  return static_cast<unsigned>(w.value);
}

std::optional<unsigned> Reader::weekday(uint32_t i) const {
  const Word w = meaning(i);
  if (w.kind != WordClass::kWeekday || w.plural || !capital(i)) return std::nullopt;
  return static_cast<unsigned>(w.value);
}

std::optional<Unit> Reader::unit(uint32_t i) const {
  const Word w = meaning(i);
  if (w.kind == WordClass::kSeason) return Unit::kSeason;
  if (w.kind != WordClass::kUnit) return std::nullopt;
  return static_cast<Unit>(w.value);
}

Amount Reader::amount(uint32_t i) const {
  if (any(i, {"several", "few", "many", "some", "recent", "countless"})) return {1, 0, true};
  if (any(i, {"a", "the", "about", "nearly", "almost", "around", "roughly", "approximately"}) && any(i + 1, {"few", "several"}))
    return {2, 0, true};
  if (is(i, "a") && is(i + 1, "couple")) return {is(i + 2, "of") ? 3u : 2u, 2};
  if (is(i, "couple")) return {is(i + 1, "of") ? 2u : 1u, 2};
  if (is(i, "a") && is(i + 1, "dozen")) return {2, 12};
  if (is(i, "half") && any(i + 1, {"a", "the"}) && is(i + 2, "dozen")) return {3, 6};
  if (any(i, {"a", "an"}) && (unit(i + 1) || is(i + 1, "hundred"))) return {1, 1};
  const std::optional<int> first = number(i);
  if (!first) return {};
  Amount result{1, *first};
  if (*first >= 20 && *first < 100 && *first % 10 == 0 && !utf8::ascii_digit(word(i).front())) {
    const uint32_t next = dash(i + 1) ? i + 2 : i + 1;
    const std::optional<int> ones = number(next);
    if (ones && *ones > 0 && *ones < 10) return {next + 1 - i, *first + *ones};
  }
  if (is(i + 1, "dozen")) return {2, 12 * *first};
  if (is(i + 1, "hundred")) return {2, 100 * *first};
  return result;
}

bool Reader::counts_back(uint32_t i) const {
  constexpr uint32_t kReach = 8;
  for (uint32_t k = i; k > begin_ && i - k < kReach; --k) {
    const Token& t = text_.tokens[k - 1];
    if (any(k - 1, {"first", "second", "third", "last", "only", "latest"}) || t.xpos == Xpos::kJJS || t.xpos == Xpos::kRBS) return true;
  }
  return false;
}

std::optional<Moment> Reader::anchor() const {
  if (!anchor_ || sentence_ > anchored_in_ + kAnchorReach) return std::nullopt;
  return anchor_;
}

void Reader::remember(const Moment& moment) {
  if (moment.grain > Grain::kYear && moment.grain != Grain::kDays && moment.grain != Grain::kMonths) return;
  anchor_ = moment;
  anchored_in_ = sentence_;
}

int Reader::year_of(unsigned month, unsigned day, Tense tense) const {
  return in_nearest_year(tense, [&](int y) { return times::day({y, month, std::min(day, days_in_month(y, month))}); }).first.year;
}

}  // namespace demarche::times
