#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "case_file.h"
#include "segmented.h"

namespace {

std::string join(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}

TEST(Cases, ComeOutAsWritten) {
  const auto cases = read_cases(std::string(DEMARCHE_SOURCE_DIR) + "/tests/language/cases");
  EXPECT_GE(cases.size(), 120u);
  for (const TextCase& c : cases) {
    const Segmented s(c.text);
    EXPECT_EQ(join(s.lines()), join(c.sentences)) << c.file << ":" << c.line << ": " << c.text;
    EXPECT_EQ(broken_invariant(s), "") << c.file << ":" << c.line;
  }
}

// Texts of pieces that the rules look at, glued at random.
std::string random_text(std::mt19937* random, size_t pieces) {
  // clang-format off
  static const std::vector<std::string> kPieces{
      "U.S.", "p.m.", "Mr.", "No. 5", "etc.", "don't", "it\xE2\x80\x99s", "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "'", "(", ")", "[...]", ".", "...",
      "?!", ",", ";", "-", "--", "\xE2\x80\x94", "al-Qaeda", "anti-war", "$5bn", "20%", "1,500.5", "7:30PM", "http://a.b/c?d", "x@y.org", "\n", "\n\n",
      " ", "  ", "\t", "\r\n", "\f", "The", "said", "China", "\xC3\x89tat", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80", "\xC2\xA0", "\xE2\x80\xA6", "\xC2\xB0" "C",
      std::string(1, '\0'), "\xFF", "\xE2\x80", "\xC2", "`", "n`t", "'s", "US$", "713-853-3989", "+1", "#tag", "@me", ":)", "I.", "J.", "\xE2\x80\x91", "e-"};
  // clang-format on
  std::string text;
  for (size_t i = 0; i < pieces; ++i) {
    text += kPieces[(*random)() % kPieces.size()];
    if ((*random)() % 2 == 0) text += ' ';
  }
  return text;
}

TEST(Invariants, HoldForRandomTexts) {
  std::mt19937 random(11);
  for (int i = 0; i < 4000; ++i) {
    const Segmented s(random_text(&random, 1 + random() % 60));
    ASSERT_EQ(broken_invariant(s), "") << s.text;
  }
}

TEST(Invariants, HoldForRandomBytes) {
  std::mt19937 random(12);
  for (int i = 0; i < 2000; ++i) {
    std::string text(1 + random() % 200, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    const Segmented s(text);
    ASSERT_EQ(broken_invariant(s), "") << s.text;
  }
}

// Every document that the rules might be slow on: time may grow with its size only.
TEST(Invariants, LargeTextsAreCutInTime) {
  const std::vector<std::string> units{"word ",           "word", "U.",   "a.b.",         "-", "a-", "'s", "\"x ",    "(", "1-", "1,000",
                                       "line of words\n", "a\r",  "No. ", "\xE2\x80\x99", "@", "x@", "/",  "\xC2\xA0"};
  for (const std::string& unit : units) {
    std::string text;
    while (text.size() < 2'000'000) text += unit;
    const auto start = std::chrono::steady_clock::now();
    const Segmented s(text);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_LT(seconds, 10.0) << unit;
    EXPECT_EQ(broken_invariant(s), "") << unit;
  }
}

TEST(Sentences, LongOnesAreCutAtTheBestMark) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += i % 50 == 49 ? "word ; " : "word ";
  const Segmented s(text);
  ASSERT_GT(s.sentences.size(), 5u);
  for (size_t i = 0; i + 1 < s.sentences.size(); ++i) EXPECT_EQ(s.form(s.sentences[i].tokens.end.value - 1), ";");
}

TEST(Sentences, ParagraphsAreCounted) {
  const Segmented s("First line of the first paragraph.  Second.\n\nThird.\n\n\nFourth.");
  ASSERT_EQ(s.sentences.size(), 4u);
  EXPECT_EQ(s.sentences[0].paragraph, 0u);
  EXPECT_EQ(s.sentences[1].paragraph, 0u);
  EXPECT_EQ(s.sentences[2].paragraph, 1u);
  EXPECT_EQ(s.sentences[3].paragraph, 2u);
}

TEST(Sentences, RulesDecideWithoutWeights) {
  const std::string text = "He left for Geneva. She stayed in the U.S. The talks go on.";
  std::vector<demarche::language::RawToken> tokens;
  std::vector<demarche::language::RawSentence> sentences;
  demarche::language::tokenize(text, 0, &tokens);
  demarche::language::split_sentences(text, tokens, {}, &sentences);
  EXPECT_EQ(sentences.size(), 3u);
}

}  // namespace
