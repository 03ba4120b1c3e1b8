#include "language/boundaries.h"

#include <algorithm>

#include "language/abbreviations.h"
#include "language/characters.h"

namespace demarche::language {

namespace {

constexpr uint32_t kMostClosers = 3, kMostOpeners = 2, kHashedBytes = 16;

// Numbers made of a feature's parts; the last step spreads them over the slots.
class Hash {
 public:
  explicit Hash(uint32_t kind) : value_(0x9E3779B97F4A7C15ull * (kind + 1)) {}
  Hash& with(uint64_t part) {
    value_ = (value_ ^ part) * 0xD6E8FEB86659FD93ull;
    value_ ^= value_ >> 32;
    return *this;
  }
  uint16_t slot() const { return static_cast<uint16_t>((value_ * 0x9E3779B97F4A7C15ull) >> 48); }

 private:
  uint64_t value_;
};

uint64_t word_hash(std::string_view form) {
  uint64_t h = 0xCBF29CE484222325ull;
  for (const char c : form.substr(0, kHashedBytes)) {
    // Digits are all alike.
    const char folded = utf8::ascii_digit(c) ? '0' : utf8::ascii_lower(c);
    h = (h ^ static_cast<unsigned char>(folded)) * 0x100000001B3ull;
  }
  return h;
}

// Small number for how a form is written.
uint32_t shape(std::string_view form) {
  const char c = form.front();
  if (utf8::ascii_digit(c)) return form.find(':') != std::string_view::npos ? 1 : form.size() == 4 ? 2 : form.size() <= 2 ? 3 : 4;
  if (is_capital(form)) {
    if (form.size() == 1) return 5;
    if (form.back() == '.') return form.size() == 2 ? 6 : 7;
    const bool capitals = std::none_of(form.begin(), form.end(), [](char x) { return x >= 'a' && x <= 'z'; });
    return capitals ? 8 : 9;
  }
  if (ascii_letter(c)) return form.find('@') != std::string_view::npos ? 10 : form.find('.') != std::string_view::npos ? 11 : 12;
  if (static_cast<unsigned char>(c) >= 0x80) return 13 + (form.size() == 3 ? static_cast<unsigned char>(form[2]) : 0);
  return 0x200 + static_cast<unsigned char>(c) + (form.size() > 1 ? 0x100 : 0) + (form.size() > 3 ? 0x200 : 0);
}

// The tokens around a gap; outside the paragraph there are none.
struct Window {
  std::string_view text;
  const std::vector<RawToken>& tokens;
  uint32_t begin, end;
  std::string_view form(int64_t i) const {
    return i < begin || i >= end ? std::string_view("\n") : tokens[static_cast<size_t>(i)].span.in(text);
  }
};

}  // namespace

bool is_closing(std::string_view form) {
  return form == ")" || form == "]" || form == "\"" || form == "''" || form == "\xE2\x80\x9D" || form == "'" || form == "\xE2\x80\x99" ||
         form == "\xC2\xBB" || form == "}";
}

bool is_turned(const std::vector<RawToken>& tokens, uint32_t i, std::string_view text) {
  return tokens[i].span.in(text) == "\xE2\x80\x9C" && i > 0 && !tokens[i - 1].space_after && tokens[i].space_after;
}

bool is_opening(std::string_view form) {
  return form == "(" || form == "[" || form == "\"" || form == "``" || form == "\xE2\x80\x9C" || form == "'" || form == "\xE2\x80\x98" ||
         form == "\xC2\xAB" || form == "\xE2\x80\x9E";
}

bool is_final(std::string_view form) {
  return form == "." || form.front() == '!' || form.front() == '?' || form == "\xE2\x80\xA6" ||
         (form.size() > 1 && form[0] == '.' && (form[1] == '.' || form[1] == '?' || form[1] == '!'));
}

bool is_capital(std::string_view form) {
  const unsigned char c = static_cast<unsigned char>(form.front());
  if (c < 0x80) return utf8::ascii_upper(form.front());
  // Latin, Greek and Cyrillic letters are two bytes long.
  if (c < 0xC3 || c > 0xD4) return false;
  const std::string_view first = form.substr(0, 2);
  return utf8::lower(first) != first;
}

BoundaryFeatures boundary_features(std::string_view text, const std::vector<RawToken>& tokens, uint32_t i, const GapState& state) {
  const Window w{text, tokens, state.sentence_begin, state.paragraph_end};
  int64_t mark = i;
  uint32_t closers = 0;
  while (mark > state.sentence_begin && closers < kMostClosers &&
         (is_closing(w.form(mark)) || is_turned(tokens, static_cast<uint32_t>(mark), text))) {
    --mark, ++closers;
  }
  if (!is_final(w.form(mark))) mark = i, closers = 0;
  int64_t next = i + 1;
  uint32_t openers = 0;
  while (next + 1 < w.end && openers < kMostOpeners && is_opening(w.form(next))) ++next, ++openers;
  const std::string_view last = w.form(mark), before = w.form(mark - 1), word = w.form(next), second = w.form(next + 1);
  const bool final = is_final(last);
  const bool spaced = tokens[i].space_after;
  const uint64_t klass = (final ? 0x10000 + shape(last) : shape(last)) * 16 + std::min(closers, 1u) * 8 + std::min(openers, 1u) * 4 +
                         (spaced ? 2 : 0) + (state.rule ? 1 : 0);
  const uint32_t length = std::min<uint32_t>(i + 1 - state.sentence_begin, 20) / 2;
  const bool low_start = !is_capital(w.form(state.sentence_begin));
  const uint64_t sw = shape(word), ss = shape(second), sb = shape(before), sl = shape(last);
  const Abbreviation abbreviation = find_abbreviation(last);
  const uint64_t kind = (abbreviation.known ? 1 : 0) + (abbreviation.may_end ? 2 : 0);
  const uint64_t hw = word_hash(word), hl = word_hash(last), hb = word_hash(before), hs = word_hash(second);
  return {Hash(0).with(klass).slot(),
          Hash(1).with(klass).with(hw).slot(),
          Hash(2).with(klass).with(sw).slot(),
          Hash(3).with(klass).with(hb).slot(),
          Hash(4).with(klass).with(sb).with(sw).slot(),
          Hash(5).with(hl).with(hw).slot(),
          Hash(6).with(hl).with(sw).with(sb).slot(),
          Hash(7).with(sl).with(hw).with(sb).slot(),
          Hash(8).with(klass).with(low_start).with(sw).slot(),
          Hash(9).with(klass).with(length).slot(),
          Hash(10).with(sw).with(ss).with(sl).slot(),
          Hash(11).with(klass).with(state.quote_open).with(state.bracket_open).slot(),
          Hash(12).with(kind).with(sw).with(state.rule).slot(),
          Hash(13).with(final).with(hw).with(hs).slot(),
          Hash(14).with(sl).with(sb).with(shape(w.form(mark - 2))).with(sw).slot(),
          Hash(15).with(sl).with(sw).with(ss).with(shape(w.form(next + 2))).slot(),
          Hash(16).with(final).with(hb).with(hl).with(sw).slot(),
          Hash(17).with(final).with(length).with(low_start).with(sw).with(sl).slot(),
          Hash(18).with(klass).with(std::min<uint32_t>(w.end - i, 6)).slot(),
          Hash(19).with(hl).with(std::min<uint32_t>(i + 1 - state.sentence_begin, 6)).with(sw).slot()};
}

}  // namespace demarche::language
