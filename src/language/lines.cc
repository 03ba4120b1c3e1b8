#include "language/lines.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche::language {

namespace {

// Wrapped text is no wider than this; a block with a longer line has one paragraph a line.
constexpr uint32_t kWidestWrap = 130;
// A block of short lines says nothing of its width: a line is not taken for wrapped below this many bytes.
constexpr uint32_t kNarrowestWrap = 56;
constexpr uint32_t kLongestWord = 40;

}  // namespace

LineEnds::Gap LineEnds::between(uint32_t from, uint32_t to) {
  if (from == to) return Gap::kNone;
  uint32_t ends = 0, first_end = to, last_end = from;
  for (uint32_t at = from; at < to; ++at) {
    const char c = text_[at];
    const bool lone_return = c == '\r' && (at + 1 >= text_.size() || text_[at + 1] != '\n');
    if (c == '\f') ends += 2;
    if (c != '\n' && !lone_return) continue;
    if (ends++ == 0) first_end = at;
    last_end = at;
  }
  if (ends == 0) return Gap::kSpace;
  const bool wrapped = ends == 1 && first_end != to && !fits(first_end, last_end + 1);
  line_begin_ = std::max(last_end + 1, line_begin_);
  if (ends > 1) return Gap::kParagraph;
  return wrapped ? Gap::kWrapped : Gap::kLineEnd;
}

// Whether the first word of the next line would have fitted on this one, so that the break was meant.
bool LineEnds::fits(uint32_t line_end, uint32_t next_line) {
  if (line_end >= block_end_) measure_block(line_begin_);
  if (longest_ > kWidestWrap) return true;
  uint32_t word = next_line;
  while (word < text_.size() && (text_[word] == ' ' || text_[word] == '\t') && word < next_line + kLongestWord) ++word;
  uint32_t end = word;
  while (end < text_.size() && !utf8::ascii_space(text_[end]) && end < word + kLongestWord) ++end;
  const uint32_t length = line_end - std::min(line_begin_, line_end);
  return length + 1 + (end - word) <= std::max(longest_, kNarrowestWrap);
}

// The longest line from here to the next blank line.
void LineEnds::measure_block(uint32_t at) {
  longest_ = 0;
  uint32_t begin = at;
  while (begin < text_.size()) {
    uint32_t end = begin;
    bool blank = true;
    while (end < text_.size() && text_[end] != '\n') blank &= utf8::ascii_space(text_[end++]);
    if (blank && begin > at) break;
    longest_ = std::max(longest_, end - begin);
    begin = end + 1;
  }
  block_end_ = std::max(begin, at + 1);
}

}  // namespace demarche::language
