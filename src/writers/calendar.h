// Plans as an iCalendar file (RFC 5545). The room's door for those who have plans.
#pragma once
#include <string>

namespace demarche::writers {

struct CalendarEntry {
  std::string id, summary, description, place;
  std::string first, last;  // ISO days, inclusive
  std::string stamp;        // ISO day of the announcement
  std::string url;
  bool cancelled = false, tentative = false;
};

void write_calendar_begin(std::string* out);
// Nothing without a first day: a calendar has no place for it.
void write_calendar_entry(const CalendarEntry& entry, std::string* out);
void write_calendar_end(std::string* out);

}  // namespace demarche::writers
