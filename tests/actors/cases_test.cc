// The cases of cases/*.txt: `date | text | words => CODE; words => CODE+CODE; words => -`. A dash means no mention at these
// words, or one without a code. "@" and a publisher may follow the date; "\n" in the text begins a paragraph. Words are looked up in the text from left to right.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "base/result.h"
#include "demarche/coder.h"

namespace demarche {
namespace {

std::string trimmed(std::string s) {
  s.erase(0, s.find_first_not_of(' '));
  s.erase(s.find_last_not_of(" \r") + 1);
  return s;
}

std::vector<std::string> split(const std::string& s, const std::string& mark) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t at; (at = s.find(mark, begin)) != std::string::npos; begin = at + mark.size())
    parts.push_back(trimmed(s.substr(begin, at - begin)));
  parts.push_back(trimmed(s.substr(begin)));
  return parts;
}

// The codes of the mention that shares most bytes with the span, joined by "+"; "-" if there is none.
std::string codes_at(const std::vector<ActorMention>& mentions, ByteSpan span) {
  const ActorMention* best = nullptr;
  int64_t most = 0;
  for (const ActorMention& m : mentions) {
    const int64_t shared = int64_t{std::min(m.span.end, span.end)} - std::max(m.span.begin, span.begin);
    const int64_t score = 1000 * shared - m.span.size();
    if (shared <= 0 || (best != nullptr && score <= most)) continue;
    best = &m;
    most = score;
  }
  std::string codes;
  if (best != nullptr) {
    for (const ActorCode& code : best->codes) codes += (codes.empty() ? "" : "+") + code.code;
  }
  return codes.empty() ? "-" : codes;
}

TEST(ActorCases, EveryMentionIsWhoTheCaseSays) {
  auto coder = Coder::open(DEMARCHE_DATA_DIR);
  if (!coder) GTEST_SKIP() << "the data folder is not built";
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  size_t cases = 0;
  for (const auto& file : std::filesystem::directory_iterator(std::string(DEMARCHE_SOURCE_DIR) + "/tests/actors/cases")) {
    std::ifstream in(file.path());
    size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string> fields = split(line, " | ");
      ASSERT_EQ(fields.size(), 3u) << file.path() << ":" << number;
      Document document;
      document.date = fields[0].substr(0, fields[0].find(' '));
      if (const size_t at = fields[0].find('@'); at != std::string::npos) document.source = fields[0].substr(at + 1);
      document.text = std::regex_replace(fields[1], std::regex(R"(\\n)"), "\n\n");
      const Annotation annotation = (*coder)->annotate(document, scratch.get());
      size_t from = 0;
      for (const std::string& wanted : split(fields[2], "; ")) {
        const std::vector<std::string> pair = split(wanted, " => ");
        ASSERT_EQ(pair.size(), 2u) << file.path() << ":" << number;
        const size_t at = document.text.find(pair[0], from);
        ASSERT_NE(at, std::string::npos) << file.path() << ":" << number << " " << pair[0];
        const ByteSpan span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + pair[0].size())};
        EXPECT_EQ(codes_at(annotation.actors, span), pair[1]) << file.path().filename() << ":" << number << " '" << pair[0] << "'";
        from = at;
        ++cases;
      }
    }
  }
  EXPECT_GE(cases, 300u);
}

}  // namespace
}  // namespace demarche
