#include "language/lines.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using demarche::language::LineEnds;
using Gap = LineEnds::Gap;

// The twin: for each single line end, looks at the whole block around it anew.
Gap slow_gap(const std::string& text, size_t end) {
  const auto blank = [&](size_t from) {
    for (; from < text.size() && text[from] != '\n'; ++from) {
      if (text[from] != ' ') return false;
    }
    return true;
  };
  size_t block = end;
  while (block > 0 && !(text[block - 1] == '\n' && block >= 2 && text[block - 2] == '\n')) --block;
  size_t longest = 0, begin = block, line = block;
  while (begin < text.size() && !(begin > block && blank(begin))) {
    const size_t stop = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, stop - begin);
    if (begin <= end) line = begin;
    begin = stop + 1;
  }
  if (longest > 130) return Gap::kLineEnd;
  size_t word = end + 1;
  while (word < text.size() && text[word] != ' ' && text[word] != '\n') ++word;
  return end - line + 1 + (word - end - 1) <= std::max<size_t>(longest, 56) ? Gap::kLineEnd : Gap::kWrapped;
}

TEST(LineEnds, AgreeWithTheTwin) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string text = "a";
    for (int i = 0; i < 60; ++i) {
      const auto dice = random() % 10;
      text += dice == 0 ? "\n\n" : dice < 3 ? "\n" : " ";
      text += std::string(1 + random() % 20, 'w');
    }
    LineEnds lines(text);
    for (size_t at = 0; at < text.size();) {
      if (text[at] == 'w' || text[at] == 'a') {
        ++at;
        continue;
      }
      size_t to = at;
      while (text[to] == ' ' || text[to] == '\n') ++to;
      const size_t ends = static_cast<size_t>(std::count(text.begin() + static_cast<long>(at), text.begin() + static_cast<long>(to), '\n'));
      const Gap want = ends == 0 ? Gap::kSpace : ends > 1 ? Gap::kParagraph : slow_gap(text, at);
      ASSERT_EQ(lines.between(static_cast<uint32_t>(at), static_cast<uint32_t>(to)), want) << text << "\nat " << at;
      at = to;
    }
  }
}

TEST(LineEnds, CarriageReturnsAreLineEnds) {
  EXPECT_EQ(LineEnds("a\r\nb").between(1, 3), Gap::kLineEnd);
  EXPECT_EQ(LineEnds("a\r\n\r\nb").between(1, 5), Gap::kParagraph);
  EXPECT_EQ(LineEnds("a\rb").between(1, 2), Gap::kLineEnd);
  EXPECT_EQ(LineEnds("a\fb").between(1, 2), Gap::kParagraph);
}

}  // namespace
