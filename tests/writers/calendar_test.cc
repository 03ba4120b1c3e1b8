#include "writers/calendar.h"

#include <gtest/gtest.h>

namespace demarche::writers {
namespace {

TEST(Calendar, AnEntryAsTheStandardHasIt) {
  std::string out;
  write_calendar_begin(&out);
  write_calendar_entry({"ab", "USA:GOV: will travel (FRA; DEU)", "He will travel.\nAnnounced", "Paris, FRA", "2024-02-27", "2024-02-29",
                        "2024-02-20", "", false, false},
                       &out);
  write_calendar_entry({"no-day", "x", "y", "", "", "", "2024-02-20", "", false, false}, &out);
  write_calendar_end(&out);
  EXPECT_EQ(out,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Demarche//agenda//EN\r\nCALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\nUID:ab@demarche\r\n"
            "DTSTAMP:20240220T000000Z\r\nDTSTART;VALUE=DATE:20240227\r\nDTEND;VALUE=DATE:20240301\r\nSUMMARY:USA:GOV: will travel (FRA\\; "
            "DEU)\r\n"
            "DESCRIPTION:He will travel.\\nAnnounced\r\nLOCATION:Paris\\, FRA\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(Calendar, LongLinesAreFoldedBetweenCharacters) {
  std::string out, text;
  for (int i = 0; i < 80; ++i) text += "é";
  write_calendar_entry({"ab", text, "", "", "2024-02-27", "", "2024-02-20", "", true, false}, &out);
  for (size_t at = 0; at < out.size();) {
    const size_t end = out.find("\r\n", at);
    EXPECT_LE(end - at, 75u);
    EXPECT_NE(static_cast<unsigned char>(out[at]) & 0xC0, 0x80);
    at = end + 2;
  }
  EXPECT_NE(out.find("STATUS:CANCELLED"), std::string::npos);
}

}  // namespace
}  // namespace demarche::writers
