// The parser against its slow twin in double precision, on real sentences with the weights that ship.
#include <gtest/gtest.h>

#include <algorithm>

#include "forward_twin.h"
#include "models/trees.h"
#include "test_text.h"

namespace demarche::models {
namespace {

// Where two scores are this close, single precision may choose the other.
constexpr double kTie = 1e-3;

struct Best {
  size_t index = 0;
  double margin = 1e9;
};

Best best_of(const std::vector<double>& scores, size_t except) {
  Best best{except == 0 ? size_t{1} : size_t{0}};
  for (size_t i = 0; i < scores.size(); ++i) {
    if (i != except && scores[i] > scores[best.index]) best.index = i;
  }
  for (size_t i = 0; i < scores.size(); ++i) {
    if (i != except && i != best.index) best.margin = std::min(best.margin, scores[best.index] - scores[i]);
  }
  return best;
}

TEST(Twin, SaysTheSameOfRealSentences) {
  const auto parser = Parser::open(kWeightsPath);
  ASSERT_TRUE(parser.ok()) << parser.error().message();
  auto image = Image::open(kWeightsPath);
  ASSERT_TRUE(image.ok());
  const ForwardTwin twin(std::move(*image));
  const TestText text = read_sentences();
  const std::vector<WordAnalysis> fast = parse_text(*parser, text);
  size_t begin = 0, close = 0;
  for (const uint32_t n : text.lengths) {
    const std::vector<std::string_view> forms(text.forms.begin() + begin, text.forms.begin() + begin + n);
    const ForwardTwin::Scores scores = twin.run(forms);
    std::vector<float> arcs;
    for (const auto& row : scores.arcs) arcs.insert(arcs.end(), row.begin(), row.end());
    std::vector<uint16_t> heads(n);
    TreeScratch scratch;
    best_tree(arcs, heads, &scratch);
    for (size_t i = 0; i < n; ++i) {
      const WordAnalysis& word = fast[begin + i];
      const Best tag = best_of(scores.tags[i], scores.tags[i].size());
      const Best arc = best_of(scores.arcs[i], i + 1);
      close += tag.margin < kTie || arc.margin < kTie;
      if (tag.margin >= kTie) {
        EXPECT_EQ(static_cast<uint8_t>(word.upos), twin.upos_of(tag.index)) << forms[i];
      }
      if (arc.margin >= kTie) {
        EXPECT_EQ(word.head, heads[i]) << forms[i];
      }
      if (word.head == 0) {
        EXPECT_EQ(word.deprel, Deprel::kRoot);
        continue;
      }
      const Best label = best_of(twin.labels(scores, i, word.head), static_cast<size_t>(Deprel::kRoot));
      if (label.margin >= kTie) {
        EXPECT_EQ(static_cast<size_t>(word.deprel), label.index) << forms[i];
      }
    }
    begin += n;
  }
  EXPECT_LT(close, text.forms.size() / 50) << "ties are rare";
}

}  // namespace
}  // namespace demarche::models
