// Trees from arc scores, against trying every tree.
#include "models/trees.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace demarche::models {
namespace {

double total(const std::vector<float>& scores, const std::vector<uint16_t>& heads) {
  double sum = 0;
  for (size_t i = 0; i < heads.size(); ++i) sum += scores[i * (heads.size() + 1) + heads[i]];
  return sum;
}

// The best projective tree with one root by enumeration.
std::vector<uint16_t> try_all(const std::vector<float>& scores, size_t n) {
  std::vector<uint16_t> heads(n, 0), best;
  double best_total = -std::numeric_limits<double>::infinity();
  for (;;) {
    if (is_tree(heads) && is_projective(heads) && total(scores, heads) > best_total) {
      best_total = total(scores, heads);
      best = heads;
    }
    size_t at = 0;
    while (at < n && heads[at] == n) heads[at++] = 0;
    if (at == n) return best;
    ++heads[at];
  }
}

TEST(Trees, IsTree) {
  EXPECT_TRUE(is_tree(std::vector<uint16_t>{0}));
  EXPECT_TRUE(is_tree(std::vector<uint16_t>{2, 0, 2}));
  EXPECT_FALSE(is_tree(std::vector<uint16_t>{0, 0})) << "two roots";
  EXPECT_FALSE(is_tree(std::vector<uint16_t>{2, 1})) << "no root";
  EXPECT_FALSE(is_tree(std::vector<uint16_t>{0, 3, 2})) << "a cycle beside the root";
  EXPECT_FALSE(is_tree(std::vector<uint16_t>{0, 2})) << "its own head";
}

TEST(Trees, IsProjective) {
  EXPECT_TRUE(is_projective(std::vector<uint16_t>{2, 0, 2}));
  EXPECT_TRUE(is_projective(std::vector<uint16_t>{3, 3, 4, 0}));
  EXPECT_FALSE(is_projective(std::vector<uint16_t>{3, 4, 0, 3})) << "1 to 3 and 2 to 4 cross";
  EXPECT_FALSE(is_projective(std::vector<uint16_t>{3, 0, 2})) << "over the root";
}

TEST(Trees, AgreesWithTryingEveryTree) {
  std::mt19937 random(3);
  std::normal_distribution<float> normal(0.0f, 3.0f);
  TreeScratch scratch;
  size_t repaired = 0;
  for (size_t round = 0; round < 1500; ++round) {
    const size_t n = 1 + round % 5;
    std::vector<float> scores(n * (n + 1));
    for (float& x : scores) x = normal(random);
    std::vector<uint16_t> greedy(n);
    for (size_t i = 0; i < n; ++i) {
      double best = -std::numeric_limits<double>::infinity();
      for (size_t j = 0; j <= n; ++j) {
        if (j != i + 1 && scores[i * (n + 1) + j] > best) best = scores[i * (n + 1) + j], greedy[i] = static_cast<uint16_t>(j);
      }
    }
    const std::vector<uint16_t> expected = try_all(scores, n);
    repaired += !is_tree(greedy) || !is_projective(greedy);
    std::vector<uint16_t> heads(n);
    best_tree(scores, heads, &scratch);
    ASSERT_TRUE(is_tree(heads) && is_projective(heads));
    ASSERT_NEAR(total(scores, heads), total(scores, expected), 1e-3) << "round " << round << ", " << n << " words";
  }
  EXPECT_GT(repaired, 500u);
}

TEST(Trees, LargeGraphsGiveTrees) {
  std::mt19937 random(4);
  std::normal_distribution<float> normal(0.0f, 3.0f);
  TreeScratch scratch;
  for (const size_t n : {30, 120, 240}) {
    std::vector<float> scores(n * (n + 1));
    for (float& x : scores) x = normal(random);
    std::vector<uint16_t> heads(n);
    best_tree(scores, heads, &scratch);
    EXPECT_TRUE(is_tree(heads) && is_projective(heads)) << n;
  }
}

TEST(Trees, AnyNumbersGiveTrees) {
  const float inf = std::numeric_limits<float>::infinity();
  const float odd[] = {0.0f, inf, -inf, std::nanf(""), 3e38f, -3e38f, -2e9f};
  std::mt19937 random(5);
  TreeScratch scratch;
  for (size_t round = 0; round < 2000; ++round) {
    const size_t n = 1 + round % 9;
    std::vector<float> scores(n * (n + 1));
    for (float& x : scores) x = odd[random() % 7];
    std::vector<uint16_t> heads(n);
    best_tree(scores, heads, &scratch);
    ASSERT_TRUE(is_tree(heads) && is_projective(heads)) << "round " << round;
  }
}

}  // namespace
}  // namespace demarche::models
