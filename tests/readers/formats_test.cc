// The same reports give the same documents, whatever the format, the packing and the cut of the pieces.
#include <gtest/gtest.h>

#include "collected.h"
#include "packing.h"
#include "stories.h"

namespace demarche::readers {
namespace {

constexpr size_t kStories = 100;

void expect_stories(const Collected& got, const std::vector<Document>& wanted) {
  EXPECT_EQ(got.reasons(), "");
  ASSERT_EQ(got.documents.size(), wanted.size());
  for (size_t i = 0; i < wanted.size(); ++i) EXPECT_EQ(shown(got.documents[i]), shown(wanted[i]));
}

struct Form {
  const char* name;
  std::string (*write)(const std::vector<Document>&);
  std::unique_ptr<Parser> (*make)(const Source&);
};

class Formats : public testing::TestWithParam<Form> {};

TEST_P(Formats, GiveTheStories) {
  const auto wanted = stories(kStories);
  const std::string bytes = GetParam().write(wanted);
  expect_stories(read_all(bytes, GetParam().name), wanted);
}

TEST_P(Formats, AreToldByTheirFirstBytes) {
  const auto wanted = stories(kStories);
  expect_stories(read_all(GetParam().write(wanted), "-"), wanted);
}

TEST_P(Formats, MayBePacked) {
  const auto wanted = stories(kStories);
  const std::string bytes = GetParam().write(wanted);
  expect_stories(read_all(gzipped(bytes), std::string(GetParam().name) + ".gz"), wanted);
  expect_stories(read_all(zstandard(bytes), std::string(GetParam().name) + ".zst"), wanted);
  const size_t half = bytes.size() / 2;
  expect_stories(read_all(gzipped(bytes.substr(0, half)) + gzipped(bytes.substr(half)), "-"), wanted);
}

TEST_P(Formats, MayBeCutAnywhere) {
  const auto wanted = stories(20);
  const std::string bytes = GetParam().write(wanted);
  for (const size_t size : {1, 7, 1000}) expect_stories(read_in_pieces(bytes, GetParam().name, GetParam().make, size), wanted);
}

// Nothing is lost without a word: whatever the place of the cut, what was whole comes out and the rest is accounted for.
TEST_P(Formats, LoseNothingWhenCutShort) {
  const std::string bytes = GetParam().write(stories(5));
  for (size_t size = 0; size < bytes.size(); size += 13) {
    const Collected got = read_all(std::string_view(bytes).substr(0, size), GetParam().name);
    EXPECT_FALSE(got.documents.empty() && got.quarantined.empty()) << size;
    EXPECT_LE(got.documents.size() + got.quarantined.size(), 6u) << size;
  }
}

INSTANTIATE_TEST_SUITE_P(All, Formats,
                         testing::Values(Form{"s.jsonl", as_json_lines, make_json_lines}, Form{"s.csv", as_csv, make_csv},
                                         Form{"s.tsv", as_tsv, make_tsv}, Form{"s.rss", as_rss, make_feed},
                                         Form{"s.atom", as_atom, make_feed}, Form{"s.warc", as_warc, make_warc}),
                         [](const auto& info) { return std::string(info.param.name).substr(2); });

TEST(OneFile, PlainTextKeepsItsBytes) {
  for (const Document& story : stories(kStories)) {
    const std::string bytes = "date " + story.date + " " + story.text;
    const Collected got = read_all(bytes, "story.txt");
    ASSERT_EQ(got.documents.size(), 1u) << got.reasons();
    EXPECT_EQ(got.documents[0].text, bytes);
    EXPECT_EQ(got.documents[0].date, story.date);
  }
}

TEST(OneFile, PagesGiveTheStories) {
  for (Document story : stories(kStories)) {
    const Collected got = read_all(as_page(story), "story.html");
    ASSERT_EQ(got.documents.size(), 1u) << got.reasons();
    story.id = "story.html";
    EXPECT_EQ(shown(got.documents[0]), shown(story));
  }
}

}  // namespace
}  // namespace demarche::readers
