// The cases of cases/*.txt: `date | text | words => EDTF; words => duration P3D; words => open; words => -`. The words must be
// the whole mention; "open" is a mention without a date, a dash none at all. Words are looked up from left to right.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/result.h"
#include "demarche/coder.h"

namespace demarche {
namespace {

std::vector<std::string> split(const std::string& s, const std::string& mark) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t at; (at = s.find(mark, begin)) != std::string::npos; begin = at + mark.size()) parts.push_back(s.substr(begin, at - begin));
  parts.push_back(s.substr(begin));
  return parts;
}

// What the mentions that share bytes with the span say, joined by "+"; a mention that is longer or shorter than the words
// shows its own words.
std::string said_at(const Annotation& annotation, ByteSpan span) {
  std::string said;
  for (const TimeMention& m : annotation.times) {
    if (!m.span.overlaps(span)) continue;
    std::string one = m.edtf;
    if (one.empty()) one = m.value.empty() ? "open" : std::string(name_of(m.kind)) + " " + m.value;
    if (m.span != span) one += " (" + std::string(m.span.in(annotation.text.bytes)) + ")";
    said += (said.empty() ? "" : "+") + one;
  }
  return said.empty() ? "-" : said;
}

TEST(TimeCases, EveryTimeIsWhatTheCaseSays) {
  auto coder = Coder::open(DEMARCHE_DATA_DIR);
  ASSERT_TRUE(coder) << "the data folder is not built";
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  size_t cases = 0;
  for (const auto& file : std::filesystem::directory_iterator(std::string(DEMARCHE_SOURCE_DIR) + "/tests/times/cases")) {
    std::ifstream in(file.path());
    size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string> fields = split(line, " | ");
      ASSERT_EQ(fields.size(), 3u) << file.path() << ":" << number << " has not three fields";
      Document document;
      document.date = fields[0];
      document.text = fields[1];
      const Annotation annotation = (*coder)->annotate(document, scratch.get());
      size_t from = 0;
      for (const std::string& wanted : split(fields[2], "; ")) {
        const std::vector<std::string> pair = split(wanted, " => ");
        ASSERT_EQ(pair.size(), 2u) << file.path() << ":" << number << " expected 'words => what'";
        const size_t at = document.text.find(pair[0], from);
        ASSERT_NE(at, std::string::npos) << file.path() << ":" << number << " " << pair[0];
        const ByteSpan span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + pair[0].size())};
        const std::string said = said_at(annotation, span);
        EXPECT_EQ(said, pair[1]) << file.path().filename() << ":" << number << " '" << pair[0] << "'";
        from = at + pair[0].size();
        ++cases;
      }
    }
  }
  EXPECT_GE(cases, 300u);
}

}  // namespace
}  // namespace demarche
