// The cases of cases/*.txt: `date | text | words => EDTF; words => duration P3D; words => open; words => -`. The words must be
// the whole mention; "open" is a mention without a date, a dash none at all. Words are looked up from left to right.
// events/events.txt: `date | text | trigger => EDTF; trigger => -`: the date of the event with that trigger.
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

// The date of the first event whose trigger shares bytes with the span.
std::string date_at(const CodedDocument& coded, ByteSpan span) {
  for (const Event& e : coded.events) {
    if (e.trigger.span.overlaps(span)) return e.date.empty() ? "-" : e.date;
  }
  return "no event";
}

// Calls `check(document, span, wanted, where)` for each expectation of a file; how many there were.
template <typename Check>
size_t each_case(const std::filesystem::path& path, const Check& check) {
  std::ifstream in(path);
  size_t number = 0, count = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::string where = path.filename().string() + ":" + std::to_string(number);
    const std::vector<std::string> fields = split(line, " | ");
    if (fields.size() != 3) {
      ADD_FAILURE() << where << " has not three fields";
      continue;
    }
    Document document;
    document.date = fields[0];
    document.text = fields[1];
    size_t from = 0;
    for (const std::string& expectation : split(fields[2], "; ")) {
      const std::vector<std::string> pair = split(expectation, " => ");
      const size_t at = pair.size() == 2 ? document.text.find(pair[0], from) : std::string::npos;
      if (at == std::string::npos) {
        ADD_FAILURE() << where << " '" << expectation << "': expected 'words => what' with words of the text";
        continue;
      }
      check(document, ByteSpan{static_cast<uint32_t>(at), static_cast<uint32_t>(at + pair[0].size())}, pair[1],
            where + " '" + pair[0] + "'");
      from = at + pair[0].size();
      ++count;
    }
  }
  return count;
}

const std::string kFolder = std::string(DEMARCHE_SOURCE_DIR) + "/tests/times/";

TEST(TimeCases, EveryTimeIsWhatTheCaseSays) {
  auto coder = Coder::open(DEMARCHE_DATA_DIR);
  ASSERT_TRUE(coder) << "the data folder is not built";
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(kFolder + "cases")) {
    count += each_case(file.path(), [&](const Document& document, ByteSpan span, const std::string& wanted, const std::string& where) {
      EXPECT_EQ(said_at((*coder)->annotate(document, scratch.get()), span), wanted) << where;
    });
  }
  EXPECT_GE(count, 370u);
}

TEST(TimeCases, EveryEventIsWhenTheCaseSays) {
  auto coder = Coder::open(DEMARCHE_DATA_DIR);
  ASSERT_TRUE(coder) << "the data folder is not built";
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  const size_t count = each_case(kFolder + "events/events.txt",
                                 [&](const Document& document, ByteSpan span, const std::string& wanted, const std::string& where) {
                                   EXPECT_EQ(date_at((*coder)->code(document, scratch.get()), span), wanted) << where;
                                 });
  EXPECT_GE(count, 30u);
}

}  // namespace
}  // namespace demarche
