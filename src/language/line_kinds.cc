#include "language/line_kinds.h"

#include <algorithm>
#include <array>

#include "language/abbreviations.h"
#include "language/characters.h"

namespace demarche::language {

namespace {

constexpr uint32_t kLongestHeading = 24;   // tokens
constexpr uint32_t kLongestDateline = 14;  // tokens

bool capitals_only(std::string_view form) {
  return form.size() > 2 && std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         (is_capital(form) || static_cast<unsigned char>(form.front()) >= 0x80);
}

bool is_dash(std::string_view form) { return form == "-" || form == "--" || form == "\xE2\x80\x94" || form == "\xE2\x80\x93"; }

class KindMarker {
 public:
  KindMarker(std::string_view text, const std::vector<RawToken>& tokens, std::vector<RawSentence>* sentences)
      : text_(text), tokens_(tokens), sentences_(*sentences) {}

  void run() {
    for (size_t s = 0; s < sentences_.size(); ++s) {
      RawSentence& sentence = sentences_[s];
      const bool first = s == 0 || sentences_[s - 1].paragraph != sentence.paragraph;
      const bool last = s + 1 == sentences_.size() || sentences_[s + 1].paragraph != sentence.paragraph;
      const uint32_t begin = sentence.tokens.begin.value, end = sentence.tokens.end.value;
      sentence.dateline = {TokenIndex(begin), TokenIndex(begin)};
      if (first) sentence.dateline = find_dateline(text_, tokens_, begin, end);
      if (first && item(begin, end)) {
        sentence.kind = SentenceKind::kBullet;
      } else if (first && last && heading(begin, end)) {
        sentence.kind = s == 0 && sentences_.size() > 1 ? SentenceKind::kTitle : SentenceKind::kHeading;
      }
    }
  }

 private:
  std::string_view form(uint32_t i) const { return tokens_[i].span.in(text_); }

  bool item(uint32_t begin, uint32_t end) const {
    if (end - begin < 2) return false;
    if (is_bullet(form(begin))) return tokens_[begin].space_after || static_cast<unsigned char>(form(begin).front()) >= 0x80;
    const std::string_view f = form(begin), second = form(begin + 1);
    const bool number = f.size() <= 2 && std::all_of(f.begin(), f.end(), utf8::ascii_digit);
    return number && (second == "." || second == ")") && tokens_[begin + 1].space_after && end - begin > 2;
  }

  bool heading(uint32_t begin, uint32_t end) const {
    const std::string_view last = form(end - 1);
    if (end - begin > kLongestHeading || is_final(last) || last == ":" || last == "," || last == ";") return false;
    if (is_closing(last) && end - begin > 1 && is_final(form(end - 2))) return false;
    if (find_abbreviation(last).may_end && end - begin > kLongestHeading / 2) return false;
    return is_capital(form(begin)) || utf8::ascii_digit(form(begin).front()) || is_opening(form(begin));
  }

  std::string_view text_;
  const std::vector<RawToken>& tokens_;
  std::vector<RawSentence>& sentences_;
};

}  // namespace

bool is_bullet(std::string_view form) {
  static constexpr std::array<std::string_view, 9> kBullets{
      "*", "-", "--", "\xE2\x80\xA2", "\xE2\x97\x8F", "\xC2\xB7", "\xE2\x80\x93", "\xE2\x96\xAA", "\xE2\x97\xA6"};
  return std::find(kBullets.begin(), kBullets.end(), form) != kBullets.end();
}

// "date 2024-02-28" at the very start of a text, which tells the program its day; the number may be cut at its hyphens.
static uint32_t end_of_given_date(std::string_view text, const std::vector<RawToken>& tokens, uint32_t end) {
  constexpr std::string_view kShape = "0000-00-00";
  if (end < 3 || tokens[0].span.in(text) != "date") return 0;
  const uint32_t from = tokens[1].span.begin, to = from + static_cast<uint32_t>(kShape.size());
  if (to > text.size()) return 0;
  for (size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !utf8::ascii_digit(text[from + i]) : text[from + i] != kShape[i]) return 0;
  }
  uint32_t i = 1;
  while (i < end && tokens[i].span.end < to) ++i;
  return i < end && tokens[i].span.end == to ? i + 1 : 0;
}

TokenSpan find_dateline(std::string_view text, const std::vector<RawToken>& tokens, uint32_t begin, uint32_t end) {
  const auto form = [&](uint32_t i) { return tokens[i].span.in(text); };
  const TokenSpan none{TokenIndex(begin), TokenIndex(begin)};
  if (begin == 0) {
    const uint32_t given = end_of_given_date(text, tokens, end);
    if (given > 0) return {TokenIndex(0), TokenIndex(given)};
  }
  if (!is_capital(form(begin))) return none;
  bool sure = capitals_only(form(begin)) || form(begin) == "U.N." || form(begin) == "UNITED";
  uint32_t depth = 0;
  for (uint32_t i = begin + 1; i + 1 < std::min(end, begin + kLongestDateline); ++i) {
    const std::string_view f = form(i);
    const bool unspaced = f == "\xE2\x80\x94" || f == "--";
    if (depth == 0 && is_dash(f) && (unspaced || (tokens[i].space_after && tokens[i - 1].space_after))) {
      const std::string_view next = form(i + 1);
      const bool begins = is_capital(next) || is_opening(next) || utf8::ascii_digit(next.front());
      return sure && begins ? TokenSpan{TokenIndex(begin), TokenIndex(i + 1)} : none;
    }
    if (f == "(") ++depth;
    if (f == ")") depth -= depth > 0;
    const bool mark = f == "," || f == "/" || f == "(" || f == ")" || f == "." || is_dash(f);
    if (f == "," || f == ")") sure = true;
    if (depth == 0 && !mark && !is_capital(f) && !utf8::ascii_digit(f.front())) return none;
  }
  return none;
}

void mark_kinds(std::string_view text, const std::vector<RawToken>& tokens, std::vector<RawSentence>* sentences) {
  KindMarker(text, tokens, sentences).run();
}

}  // namespace demarche::language
