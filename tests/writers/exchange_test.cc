// The layouts of other data sets: columns as their codebooks name them, and one event of each kind to the byte.
#include "writers/exchange.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace demarche::writers {
namespace {

Participant participant(const char* text, const char* code, const char* name, const char* wikidata, uint32_t begin) {
  Participant p;
  p.text = text;
  p.code = code;
  p.name = name;
  p.wikidata = wikidata;
  p.span = {begin, begin + static_cast<uint32_t>(p.text.size())};
  return p;
}

std::string written(void (*write)(const ExchangeEvent&, std::string*)) {
  Document document;
  document.id = "report-1";
  document.date = "2024-03-05";
  document.source = "Agency";
  document.url = "https://example.org/report-1";
  document.lang = "en";
  CodedDocument coded;
  coded.doc = document.id;
  coded.date = document.date;
  coded.sentences = {{0, 40}, {41, 120}};
  Event visit;
  visit.id = "00000000000000ff";
  visit.sentence = {41, 120};
  visit.trigger = {{60, 67}, "visited"};
  visit.type = EventType::kConsult;
  visit.mode = "visit";
  visit.cameo = "042";
  visit.goldstein = 1.9;
  visit.contexts = {"diplomatic", "economic"};
  visit.source = {participant("Foreign Minister Wang\tYi", "CHN:GOV", "Wang Yi", "Q701159", 41)};
  visit.target = {participant("Germany", "DEU", "Germany", "Q183", 70), participant("the EU", "IGO:EU", "European Union", "Q458", 82)};
  visit.status = EventStatus::kActual;
  visit.date = "2024-03-04";
  visit.place = EventPlace{{90, 96}, "Berlin", "Berlin", "DEU", 52.5, 13.4, true, "city", {}};
  visit.confidence = 0.76;
  Event attack;
  attack.id = "0000000000000100";
  attack.sentence = {0, 40};
  attack.type = EventType::kAssault;
  attack.cameo = "190";
  attack.goldstein = -10;
  attack.target = {participant("civilians", "SYR:CVL", "", "", 3)};
  attack.place = EventPlace{{10, 15}, "Syria", "Syria", "SYR", 35, 38, true, "country", {}};
  attack.confidence = 0.5;
  Event plan = visit;
  plan.status = EventStatus::kPlanned;
  std::string text;
  for (const Event& event : {visit, attack, plan}) write(exchange_event(document, coded, event), &text);
  return text;
}

void expect_golden(const std::string& name, const std::string& text, size_t columns) {
  std::ifstream file(std::string(DEMARCHE_SOURCE_DIR) + "/tests/writers/golden/" + name);
  EXPECT_EQ(text, std::string(std::istreambuf_iterator<char>(file), {})) << name;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    EXPECT_EQ(static_cast<size_t>(std::count(text.begin() + static_cast<long>(at), text.begin() + static_cast<long>(end), '\t')) + 1,
              columns)
        << name;
    at = end + 1;
  }
}

std::string with_header(void (*header)(std::string*), const std::string& rows) {
  std::string text;
  header(&text);
  return text + rows;
}

TEST(Exchange, ColumnsAreThoseOfTheCodebooks) {
  EXPECT_EQ(gdelt1_columns().size(), 58u);
  EXPECT_EQ(gdelt2_columns().size(), 61u);
  EXPECT_EQ(gdelt_mentions_columns().size(), 16u);
  EXPECT_EQ(icews_columns().size(), 20u);
  EXPECT_EQ(polecat_columns().size(), 40u);
  EXPECT_EQ(gdelt2_columns()[26], "EventCode");
  EXPECT_EQ(gdelt2_columns()[60], "SOURCEURL");
  EXPECT_EQ(gdelt1_columns()[57], "SOURCEURL");
}

TEST(Exchange, GoldenRows) {
  expect_golden("gdelt.tsv", written(write_gdelt2), 61);
  expect_golden("gdelt1.tsv", written(write_gdelt1), 58);
  expect_golden("gdelt-mentions.tsv", written(write_gdelt_mentions), 16);
  expect_golden("icews.tsv", with_header(write_icews_header, written(write_icews)), 20);
  expect_golden("polecat.tsv", with_header(write_polecat_header, written(write_polecat)), 40);
}

}  // namespace
}  // namespace demarche::writers
