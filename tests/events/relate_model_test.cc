// The relation model against a twin that searches its sections word by word, and against files that are not models.
#include "events/relate_model.h"

#include <gtest/gtest.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

namespace demarche::events {
namespace {

const std::string kModelPath = std::string(DEMARCHE_SOURCE_DIR) + "/models/relate.dmr";
const std::string kTinyPath = std::string(DEMARCHE_SOURCE_DIR) + "/fuzz/seeds/events_relate/tiny.dmr";
constexpr size_t kHeader = 64, kChecksumAt = 16;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Probabilities in double precision, by looking at every key and every word for each feature.
std::vector<double> slow_scores(const Image& image, const std::vector<Feature>& features) {
  const auto weights = *image.section<float>("weights"), bias = *image.section<float>("bias");
  const auto marks = *image.section<uint32_t>("marks");
  const auto words = *image.section<StringRef>("words"), kinds = *image.section<StringRef>("kinds");
  const auto vectors = *image.section<int8_t>("vectors");
  const auto scales = *image.section<float>("scales"), matrix = *image.section<float>("matrix");
  const auto groups = *image.section<uint8_t>("groups");
  const size_t size = vectors.size() / words.size();
  std::set<std::pair<std::string, std::string>> distinct;
  for (const Feature& f : features) distinct.insert({f.kind, f.word});
  std::vector<double> sum(bias.begin(), bias.end());
  std::vector<std::vector<double>> mean(256, std::vector<double>(size));
  std::vector<int> count(256);
  for (const auto& [kind, word] : distinct) {
    const std::string key = kind + "=" + word;
    const uint32_t mark = static_cast<uint32_t>(XXH3_64bits(key.data(), key.size()) >> 32);
    for (size_t k = 0; k < marks.size(); ++k) {
      if (marks[k] != mark) continue;
      for (size_t i = 0; i < kEventTypeCount; ++i) sum[i] += weights[k * kEventTypeCount + i];
    }
    for (size_t g = 0; g < kinds.size(); ++g) {
      if (image.text(kinds[g]) != kind) continue;
      for (size_t w = 0; w < words.size(); ++w) {
        if (image.text(words[w]) != word) continue;
        ++count[groups[g]];
        for (size_t d = 0; d < size; ++d) mean[groups[g]][d] += static_cast<double>(vectors[w * size + d]) * scales[w];
      }
    }
  }
  for (size_t g = 0; g * size * kEventTypeCount < matrix.size(); ++g) {
    for (size_t d = 0; count[g] > 0 && d < size; ++d) {
      for (size_t i = 0; i < kEventTypeCount; ++i) sum[i] += mean[g][d] / count[g] * matrix[(g * size + d) * kEventTypeCount + i];
    }
  }
  double total = 0;
  for (double& s : sum) total += s = std::exp(s);
  for (double& s : sum) s /= total;
  return sum;
}

TEST(RelateModelTest, TwinGivesTheSameProbabilities) {
  for (const std::string& path : {kModelPath, kTinyPath}) {
    const auto model = RelateModel::open(path);
    ASSERT_TRUE(model.ok()) << model.error().message();
    const auto image = Image::open(path);
    ASSERT_TRUE(image.ok());
    const std::vector<std::vector<Feature>> questions{
        {},
        {{"root", "attack"}, {"vs:nsubj", "attack"}, {"vt:obj", "attack"}, {"between", "attack"}, {"near", "attack"}},
        {{"root", "condemn"}, {"root", "condemn"}, {"arg:obj", "decision"}, {"arg", "decision"}, {"arg2", "close"}, {"arg2", "open"}},
        {{"root", "agree"}, {"arg:xcomp", "send"}, {"arg2", "troops"}, {"said", "say"}, {"over", "urge"}, {"vs:nsubj", "meet"}},
        {{"root", "zyxqv"}, {"nokind", "word"}, {"target", "ambassador"}, {"source", "court"}, {"two", "on_strike"}}};
    for (const auto& features : questions) {
      const RelateModel::Scores scores = model->score(features, nullptr);
      const std::vector<double> slow = slow_scores(*image, features);
      for (size_t i = 0; i < kEventTypeCount; ++i) EXPECT_NEAR(scores[i], slow[i], 1e-4) << path << " type " << i;
    }
  }
}

TEST(RelateModelTest, ReasonsAreFeaturesOfTheQuestion) {
  const auto model = RelateModel::open(kModelPath);
  ASSERT_TRUE(model.ok());
  std::string reasons;
  model->score({{"root", "condemn"}, {"vs:nsubj", "condemn"}, {"vt:obj", "condemn"}}, &reasons);
  EXPECT_NE(reasons.find("condemn"), std::string::npos) << reasons;
  model->score({}, &reasons);
  EXPECT_EQ(reasons, "");
}

TEST(RelateModelTest, WaysOfYieldingStandTogether) {
  RelateModel::Scores scores{};
  scores[static_cast<size_t>(EventType::kAid)] = 0.4F;
  scores[static_cast<size_t>(EventType::kConcede)] = 0.25F;
  scores[static_cast<size_t>(EventType::kRetreat)] = 0.35F;
  EXPECT_EQ(RelateModel::best(scores), EventType::kRetreat);
  scores[static_cast<size_t>(EventType::kAid)] = 0.7F;
  EXPECT_EQ(RelateModel::best(scores), EventType::kAid);
}

class HostileModelTest : public testing::Test {
 protected:
  void SetUp() override {
    bytes_ = bytes_of(kTinyPath);
    ASSERT_GT(bytes_.size(), kHeader);
    path_ = (std::filesystem::temp_directory_path() / ("demarche_relate_" + std::to_string(reinterpret_cast<uintptr_t>(this)) + ".dmr"))
                .string();
  }
  void TearDown() override { std::filesystem::remove(path_); }

  Result<RelateModel> open(std::string bytes) {
    if (bytes.size() >= kHeader) {
      const uint64_t sum = XXH64(bytes.data() + kHeader, bytes.size() - kHeader, 0);
      std::memcpy(bytes.data() + kChecksumAt, &sum, sizeof(sum));
    }
    std::ofstream(path_, std::ios::binary) << bytes;
    return RelateModel::open(path_);
  }

  // Where a section's records start.
  size_t offset_of(std::string_view name) const {
    for (size_t at = kHeader; at + 40 < bytes_.size(); at += 40) {
      if (name != bytes_.data() + at) continue;
      uint64_t offset = 0;
      std::memcpy(&offset, bytes_.data() + at + 16, sizeof(offset));
      return offset;
    }
    return 0;
  }

  std::string bytes_, path_;
};

TEST_F(HostileModelTest, WhatWasWrittenOpens) { EXPECT_TRUE(open(bytes_).ok()); }

TEST_F(HostileModelTest, NumbersThatAreNoneAreRefused) {
  for (const char* name : {"weights", "bias", "matrix", "scales"}) {
    std::string bytes = bytes_;
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::memcpy(bytes.data() + offset_of(name), &nan, sizeof(nan));
    const auto model = open(bytes);
    ASSERT_FALSE(model.ok()) << name;
    EXPECT_NE(model.error().message().find(path_), std::string::npos);
  }
}

TEST_F(HostileModelTest, SlotsThatPointOutsideAreRefused) {
  for (const char* name : {"key_slots", "word_slots"}) {
    std::string bytes = bytes_;
    const uint32_t outside = 1000;
    std::memcpy(bytes.data() + offset_of(name), &outside, sizeof(outside));
    EXPECT_FALSE(open(bytes).ok()) << name;
  }
}

TEST_F(HostileModelTest, EveryChangedByteIsRefusedOrAnswers) {
  for (size_t at = kHeader; at < bytes_.size(); at += 7) {
    std::string bytes = bytes_;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x5A);
    const auto model = open(bytes);
    if (!model) continue;
    const RelateModel::Scores scores = model->score({{"root", "attack"}, {"path", "meet"}}, nullptr);
    EXPECT_LT(static_cast<size_t>(RelateModel::best(scores)), kEventTypeCount) << at;
  }
}

}  // namespace
}  // namespace demarche::events
