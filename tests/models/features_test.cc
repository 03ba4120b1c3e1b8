// Keys of the weight tables; the sentences that the weights carry compare them with the trainer's.
#include "models/features.h"

#include <gtest/gtest.h>

namespace demarche::models {
namespace {

std::string normal(std::string_view form) {
  std::string out;
  normalise(form, &out);
  return out;
}

TEST(Features, NormalFormsAreLowerCaseWithZerosAndStraightMarks) {
  EXPECT_EQ(normal("NATO"), "nato");
  EXPECT_EQ(normal("1,250"), "0,000");
  EXPECT_EQ(normal("\u2019s"), "'s");
  EXPECT_EQ(normal("\u201C"), "\"");
  EXPECT_EQ(normal("\u2013"), "-");
  EXPECT_EQ(normal("\u2014"), "--");
  EXPECT_EQ(normal("\u00C9cole"), "\u00C9cole") << "only ASCII letters change";
  EXPECT_EQ(normal(""), "");
}

TEST(Features, BrokenUtf8IsKept) {
  EXPECT_EQ(normal("\xFF").empty(), false);
  normal("\xE2\x80");  // a curly mark cut short
  normal(std::string("\0a", 2));
}

TEST(Features, AffixesNeedALongerWord) {
  const AffixKeys of = affix_keys("of");
  for (size_t k = 0; k < kAffixKinds; ++k) EXPECT_TRUE(of.key(k).empty());
  const AffixKeys talks = affix_keys("talks");
  EXPECT_EQ(talks.key(0), "sks");
  EXPECT_EQ(talks.key(1), "Slks");
  EXPECT_EQ(talks.key(2), "talks") << "the kind's letter t and the last four bytes";
  EXPECT_EQ(talks.key(3), "pta");
  EXPECT_EQ(talks.key(4), "Ptal");
}

TEST(Features, ShapesTellCapitalsDigitsHyphensAndDots) {
  EXPECT_EQ(shape_of("talks"), 0u);
  EXPECT_EQ(shape_of("Moscow"), 1u);
  EXPECT_EQ(shape_of("NATO"), 2u);
  EXPECT_EQ(shape_of("I"), 3u);
  EXPECT_EQ(shape_of("iPhone"), 3u);
  EXPECT_EQ(shape_of("2024"), 4u);
  EXPECT_EQ(shape_of("F-16"), 1u + 4u + 8u);
  EXPECT_EQ(shape_of("U.S."), 2u + 16u);
  for (int c = 1; c < 256; ++c) EXPECT_LT(shape_of(std::string(1, static_cast<char>(c))), 32u);
}

}  // namespace
}  // namespace demarche::models
