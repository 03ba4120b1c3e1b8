// The weights of the confidence are text that people may edit: what is wrong with a line is told by file and line.
#include "events/confidence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace demarche::events {
namespace {

std::string written(const std::string& text) {
  const std::string path = (std::filesystem::temp_directory_path() / "demarche-confidence-test.txt").string();
  std::ofstream(path) << text;
  return path;
}

TEST(ConfidenceModel, WeighsEvidenceByName) {
  const Result<ConfidenceModel> model = ConfidenceModel::open(written("# made by hand\n0.25\tkeep\n-1\tany event\n3\ta date\n"));
  ASSERT_TRUE(model);
  EXPECT_DOUBLE_EQ(model->threshold(), 0.25);
  const double alone = model->of({{"any event", 1}}, {}, nullptr), dated = model->of({{"any event", 1}, {"a date", 1}}, {}, nullptr);
  EXPECT_NEAR(alone, 1 / (1 + std::exp(1.0)), 1e-9);
  EXPECT_NEAR(dated, 1 / (1 + std::exp(-2.0)), 1e-9);
  EXPECT_DOUBLE_EQ(model->of({{"any event", 1}, {"never heard of", 1}}, {}, nullptr), alone);
}

TEST(ConfidenceModel, TellsTheLoudestEvidenceFirst) {
  const Result<ConfidenceModel> model = ConfidenceModel::open(written("-1\tany event\n3\ta date\n"));
  ASSERT_TRUE(model);
  std::string why;
  model->of({{"any event", 1}, {"a date", 1}}, {}, &why);
  EXPECT_EQ(why, "a date +3.00, any event -1.00");
}

TEST(ConfidenceModel, WeighsTheNumbersOfTheWords) {
  const Result<ConfidenceModel> model =
      ConfidenceModel::open(written("-1\tany event\n2\twords of the trigger 1\n0.5\twords around it 0\n"));
  ASSERT_TRUE(model);
  std::string why;
  const double sure = model->of({{"any event", 1}}, {{0.25f, 1.5f}, {2.0f, 7.0f}}, &why);
  EXPECT_NEAR(sure, 1 / (1 + std::exp(-3.0)), 1e-9);
  EXPECT_EQ(why, "the words of the trigger +3.00, any event -1.00, the words around it +1.00");
}

TEST(ConfidenceModel, NamesTheBadLine) {
  for (const char* line : {"one\ta date", "1 a date", "1\t", "\ta date"}) {
    const Result<ConfidenceModel> model = ConfidenceModel::open(written("0.3\tkeep\n" + std::string(line) + "\n"));
    ASSERT_FALSE(model) << line;
    EXPECT_NE(model.error().message().find(":2"), std::string::npos) << model.error().message();
  }
}

TEST(ConfidenceModel, NamesTheMissingFile) {
  const Result<ConfidenceModel> model = ConfidenceModel::open("/nowhere/confidence.txt");
  ASSERT_FALSE(model);
  EXPECT_NE(model.error().message().find("/nowhere/confidence.txt"), std::string::npos);
}

}  // namespace
}  // namespace demarche::events
