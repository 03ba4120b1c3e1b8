// What the rules read: the tokens of one sentence at a time, the document's date, and the times found so far. Internal.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/annotation.h"
#include "times/moment.h"
#include "times/tense.h"
#include "times/words.h"

namespace demarche::times {

// A number in words or digits: "three", "twenty - five", "a couple of", "two dozen". `several` stands for an unknown number.
struct Amount {
  uint32_t length = 0;  // tokens; 0 if there is none
  int value = 0;
  bool several = false;
};

class Reader {
 public:
  Reader(const Text& text, std::string_view document_date);

  void enter(const Sentence& sentence);
  uint32_t begin() const { return begin_; }
  uint32_t end() const { return end_; }
  const Text& text() const { return text_; }

  // The document's date, if it is known.
  const std::optional<CivilDate>& today() const { return today_; }

  // Token `i` in lower case, empty outside the sentence.
  std::string_view word(uint32_t i) const { return i >= begin_ && i < end_ ? std::string_view(lower_[i]) : std::string_view(); }
  bool is(uint32_t i, std::string_view w) const { return word(i) == w; }
  bool any(uint32_t i, std::initializer_list<std::string_view> list) const;
  Word meaning(uint32_t i) const { return i >= begin_ && i < end_ ? words_[i] : Word{}; }
  bool capital(uint32_t i) const;
  bool dash(uint32_t i) const;
  // A token before `i` that the expression may lean on; empty at the start of the sentence.
  std::string_view before(uint32_t i) const { return i > begin_ ? word(i - 1) : std::string_view(); }

  std::optional<int> number(uint32_t i) const;      // digits or a word, no ordinal
  std::optional<int> day_number(uint32_t i) const;  // 1 to 31, also "3rd", never a word like "three"
  std::optional<int> year(uint32_t i) const;        // four digits, 1000 to 2199
  std::optional<unsigned> month(uint32_t i) const;  // 1 to 12, not the verbs "may" and "march"
  std::optional<unsigned> weekday(uint32_t i) const;
  std::optional<Unit> unit(uint32_t i) const;
  Amount amount(uint32_t i) const;

  // "the first visit in ten years", "the worst attack since 2001": a comparison, which tells no date.
  bool counts_back(uint32_t i) const;

  Tense tense(uint32_t i, uint32_t length) const { return tense_of(text_, TokenSpan{TokenIndex(i), TokenIndex(i + length)}); }

  // The last date told before, if it is near enough to lean on; at most a year coarse.
  std::optional<Moment> anchor() const;
  void remember(const Moment& moment);

  // The year that makes a month, or a day of it, the one meant: the last for the past, the next for the future, else the nearest.
  int year_of(unsigned month, unsigned day, Tense tense) const;
  // The same for a day within a month of any year that `find` gives.
  template <typename Find>
  Moment in_nearest_year(Tense tense, const Find& find) const;

 private:
  const Text& text_;
  std::optional<CivilDate> today_;
  std::vector<std::string> lower_;
  std::vector<Word> words_;
  uint32_t begin_ = 0, end_ = 0;
  uint32_t sentence_ = 0, anchored_in_ = 0;
  std::optional<Moment> anchor_;
};

// Of the moments that `find` gives for the years around the document's: that which the tense asks for.
template <typename Find>
Moment Reader::in_nearest_year(Tense tense, const Find& find) const {
  const int here = today_->year;
  if (tense == Tense::kPast) {
    for (int y = here + 1; y > here - 2; --y) {
      if (find(y).first <= *today_) return find(y);
    }
  }
  if (tense == Tense::kFuture) {
    for (int y = here - 1; y < here + 2; ++y) {
      if (find(y).last >= *today_) return find(y);
    }
  }
  Moment best = find(here);
  const auto distance = [&](const Moment& m) {
    const int32_t now = days_from_civil(*today_), first = days_from_civil(m.first), last = days_from_civil(m.last);
    // News that says neither looks back rather than ahead.
    return now < first ? 2 * (first - now) : now > last ? now - last : 0;
  };
  for (const int y : {here - 1, here + 1}) {
    const Moment other = find(y);
    if (distance(other) < distance(best)) best = other;
  }
  return best;
}

}  // namespace demarche::times
