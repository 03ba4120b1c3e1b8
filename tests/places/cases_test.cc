// The cases of cases/*.txt. names.txt: `text | words => COUNTRY precision; words => COUNTRY precision CLAIM+CLAIM; words => -`;
// "none" is no country, "*" anything; a dash means that the words are no place. events.txt: `text | trigger => COUNTRY words;
// trigger => -`: the place of the event with that trigger. Words are looked up in the text from left to right.
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

// The place whose mention holds the words or lies in them; parts of a list are mentions of their own.
const PlaceMention* place_at(const Annotation& annotation, ByteSpan span) {
  for (const PlaceMention& m : annotation.places) {
    if (m.span.contains(span) || span.contains(m.span)) return &m;
  }
  return nullptr;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : "+") + item;
  return text;
}

std::string named(const PlaceMention* place, const std::vector<std::string>& wanted) {
  if (place == nullptr) return "-";
  const auto shown = [&](size_t field, std::string value) { return wanted.size() > field && wanted[field] == "*" ? "*" : value; };
  std::string text = shown(0, place->country.empty() ? "none" : place->country);
  if (wanted.size() > 1) text += " " + shown(1, std::string(name_of(place->precision)));
  if (wanted.size() > 2) text += " " + shown(2, joined(place->claims));
  return text;
}

std::string of_event(const CodedDocument& coded, ByteSpan span) {
  for (const Event& e : coded.events) {
    if (!e.trigger.span.overlaps(span)) continue;
    return e.place ? (e.place->country.empty() ? "none" : e.place->country) + " " + e.place->text : "-";
  }
  return "no event";
}

class PlaceCases : public testing::Test {
 protected:
  void SetUp() override {
    // A build without the GeoNames package knows the places of our own dictionaries only.
    constexpr uintmax_t kWithGeoNames = 10'000'000;
    std::error_code none;
    if (std::filesystem::file_size(std::string(DEMARCHE_DATA_DIR) + "/gazetteer.img", none) < kWithGeoNames && !none)
      GTEST_SKIP() << "the gazetteer was built without GeoNames (scripts/fetch_data.sh)";
  }

  // Calls `check(document, span, wanted, where)` for each expectation of a file and returns how many there were.
  template <typename Check>
  size_t each(const std::string& name, const Check& check) {
    std::ifstream in(std::string(DEMARCHE_SOURCE_DIR) + "/tests/places/cases/" + name);
    size_t number = 0, count = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.empty() || line.front() == '#') continue;
      const std::string where = name + ":" + std::to_string(number);
      const std::vector<std::string> fields = split(line, " | ");
      if (fields.size() != 2) {
        ADD_FAILURE() << where << " has not two fields";
        continue;
      }
      Document document;
      document.date = "2020-06-15";
      document.text = fields[0];
      size_t from = 0;
      for (const std::string& expectation : split(fields[1], "; ")) {
        const std::vector<std::string> pair = split(expectation, " => ");
        const size_t at = pair.size() == 2 ? document.text.find(pair[0], from) : std::string::npos;
        if (at == std::string::npos) {
          ADD_FAILURE() << where << " '" << expectation << "': expected 'words => what' with words of the text";
          continue;
        }
        check(document, ByteSpan{static_cast<uint32_t>(at), static_cast<uint32_t>(at + pair[0].size())}, pair[1],
              where + " '" + pair[0] + "'");
        from = at;
        ++count;
      }
    }
    return count;
  }

  Result<std::unique_ptr<Coder>> coder_ = Coder::open(DEMARCHE_DATA_DIR);
};

TEST_F(PlaceCases, EveryNameIsThePlaceTheCaseSays) {
  ASSERT_TRUE(coder_) << "the data folder is not built";
  const Coder::ScratchPointer scratch = (*coder_)->scratch();
  const size_t count = each("names.txt", [&](const Document& document, ByteSpan span, const std::string& wanted, const std::string& where) {
    const Annotation annotation = (*coder_)->annotate(document, scratch.get());
    EXPECT_EQ(named(place_at(annotation, span), split(wanted, " ")), wanted) << where;
    for (const PlaceMention& m : annotation.places) EXPECT_FALSE(m.span.size() == 0) << where << ": a place without words";
  });
  EXPECT_GE(count, 100u);
}

TEST_F(PlaceCases, EveryEventIsWhereTheCaseSays) {
  ASSERT_TRUE(coder_) << "the data folder is not built";
  const Coder::ScratchPointer scratch = (*coder_)->scratch();
  const size_t count =
      each("events.txt", [&](const Document& document, ByteSpan span, const std::string& wanted, const std::string& where) {
        EXPECT_EQ(of_event((*coder_)->code(document, scratch.get()), span), wanted) << where;
      });
  EXPECT_GE(count, 25u);
}

}  // namespace
}  // namespace demarche
