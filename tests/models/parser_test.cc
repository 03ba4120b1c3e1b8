// The door of the room: trees for any sentences, the same on every path and however they are batched.
#include "models/parser.h"

#include <gtest/gtest.h>

#include <thread>

#include "models/kernels.h"
#include "models/trees.h"
#include "test_text.h"

namespace demarche::models {
namespace {

class ParserTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = Parser::open(kWeightsPath);
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    parser_ = std::make_unique<Parser>(std::move(*opened));
  }
  static void TearDownTestSuite() { parser_.reset(); }

  static void expect_trees(const TestText& text, const std::vector<WordAnalysis>& out) {
    size_t begin = 0;
    for (const uint32_t n : text.lengths) {
      std::vector<uint16_t> heads;
      for (size_t i = 0; i < n; ++i) {
        const WordAnalysis& word = out[begin + i];
        heads.push_back(word.head);
        EXPECT_EQ(word.head == 0, word.deprel == Deprel::kRoot);
        EXPECT_LE(word.head, n);
      }
      EXPECT_TRUE(n == 0 || is_tree(heads)) << "sentence of " << n << " words";
      begin += n;
    }
  }

  static std::unique_ptr<Parser> parser_;
};
std::unique_ptr<Parser> ParserTest::parser_;

TestText one_sentence(const std::vector<std::string>& words) {
  TestText text;
  text.words = words;
  text.lengths = {static_cast<uint32_t>(words.size())};
  text.finish();
  return text;
}

TEST_F(ParserTest, ReadsASimpleSentence) {
  const std::vector<WordAnalysis> out =
      parse_text(*parser_, one_sentence({"Rebels", "were", "attacked", "by", "the", "army", "in", "Aleppo", "."}));
  EXPECT_EQ(out[0].head, 3);
  EXPECT_EQ(out[0].deprel, Deprel::kNsubjPass);
  EXPECT_EQ(out[1].deprel, Deprel::kAuxPass);
  EXPECT_EQ(out[2].head, 0);
  EXPECT_EQ(out[2].upos, Upos::kVerb);
  EXPECT_EQ(out[2].xpos, Xpos::kVBN);
  EXPECT_EQ(out[5].head, 3);
  EXPECT_EQ(out[5].deprel, Deprel::kOblAgent);
  EXPECT_EQ(out[7].upos, Upos::kPropn);
  EXPECT_EQ(out[8].deprel, Deprel::kPunct);
}

TEST_F(ParserTest, EveryPathGivesTheSameTrees) {
  std::vector<const Kernels*> paths{&plain_kernels()};
  if (cpu_has_avx2()) paths.push_back(&avx2_kernels());
  if (cpu_has_avx512()) paths.push_back(&avx512_kernels());
  std::vector<uint32_t> lengths;
  for (uint32_t i = 0; i < 150; ++i) lengths.push_back(1 + i * 7 % 43);
  for (const TestText& text : {read_sentences(), shuffled_words(lengths, 1)}) {
    const std::vector<WordAnalysis> expected = parse_text(*parser_, text);
    for (const Kernels* kernels : paths) {
      const auto other = Parser::open(kWeightsPath, *kernels);
      ASSERT_TRUE(other.ok()) << other.error().message();
      EXPECT_EQ(other->kernel_name(), kernels->name);
      EXPECT_EQ(differences(parse_text(*other, text), expected), 0u) << kernels->name;
    }
  }
}

TEST_F(ParserTest, BatchingChangesNothing) {
  const TestText all = read_sentences();
  const std::vector<WordAnalysis> together = parse_text(*parser_, all);
  Workspace workspace;  // reused, as a worker does
  size_t begin = 0;
  for (const uint32_t n : all.lengths) {
    std::vector<WordAnalysis> out(n);
    const std::span<const std::string_view> forms(all.forms.data() + begin, n);
    parser_->parse(forms, std::span(&n, 1), &workspace, out);
    for (size_t i = 0; i < n; ++i) EXPECT_TRUE(same_word(out[i], together[begin + i])) << forms[i];
    begin += n;
  }
}

TEST_F(ParserTest, ThreadsShareOneParser) {
  const TestText text = read_sentences();
  const std::vector<WordAnalysis> expected = parse_text(*parser_, text);
  std::vector<std::vector<WordAnalysis>> found(4);
  std::vector<std::thread> threads;
  for (auto& out : found) threads.emplace_back([&] { out = parse_text(*parser_, text); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& out : found) EXPECT_EQ(differences(out, expected), 0u);
}

TEST_F(ParserTest, OneWorkspaceServesSeveralParsers) {
  const auto tiny = Parser::open(kTinyWeightsPath);
  ASSERT_TRUE(tiny.ok()) << tiny.error().message();
  const TestText text = read_sentences();
  Workspace workspace;
  std::vector<WordAnalysis> out(text.forms.size());
  tiny->parse(text.forms, text.lengths, &workspace, out);
  EXPECT_EQ(differences(out, parse_text(*tiny, text)), 0u);
  parser_->parse(text.forms, text.lengths, &workspace, out);
  EXPECT_EQ(differences(out, parse_text(*parser_, text)), 0u);
}

TEST_F(ParserTest, NothingGivesNothing) {
  EXPECT_TRUE(parse_text(*parser_, TestText{}).empty());
  TestText text = one_sentence({"Talks", "resumed", "."});
  text.lengths = {0, 3, 0};
  expect_trees(text, parse_text(*parser_, text));
}

TEST_F(ParserTest, OddFormsGiveTrees) {
  const TestText text = one_sentence({"", "\xFF\xFE", std::string(100000, 'x'), std::string("\0", 1), "\xE2\x80", "\u2019", "."});
  expect_trees(text, parse_text(*parser_, text));
  for (const char* form : {"", ".", "Yes", "\x80"}) {
    const std::vector<WordAnalysis> out = parse_text(*parser_, one_sentence({form}));
    EXPECT_EQ(out[0].head, 0);
    EXPECT_EQ(out[0].deprel, Deprel::kRoot);
  }
}

TEST_F(ParserTest, LongSentencesAreParsedInWindows) {
  for (const uint32_t n : {Parser::kWindow - 1, Parser::kWindow, Parser::kWindow + 1, 3 * Parser::kWindow + 7, 20000u}) {
    const TestText text = shuffled_words({5, n, 9}, n);
    expect_trees(text, parse_text(*parser_, text));
  }
}

}  // namespace
}  // namespace demarche::models
