#include "writers/calendar.h"

#include <algorithm>

#include "base/civil_date.h"

namespace demarche::writers {

namespace {

constexpr size_t kLineBytes = 75;

// Content lines of more than 75 bytes go on after a line end and a blank; characters stay whole.
void add_line(const std::string& line, std::string* out) {
  size_t room = kLineBytes;
  for (size_t at = 0; at < line.size();) {
    size_t end = std::min(line.size(), at + room);
    while (end < line.size() && end > at + 1 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    if (at > 0) *out += "\r\n ";
    out->append(line, at, end - at);
    at = end;
    room = kLineBytes - 1;
  }
  *out += "\r\n";
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += {'\\', c};
    else if (c == '\n') out += "\\n";
    else if (static_cast<unsigned char>(c) >= ' ') out.push_back(c);
  }
  return out;
}

std::string plain(std::string day) {
  std::erase(day, '-');
  return day;
}

}  // namespace

void write_calendar_begin(std::string* out) {
  for (const char* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Demarche//agenda//EN", "CALSCALE:GREGORIAN"}) add_line(line, out);
}

void write_calendar_entry(const CalendarEntry& e, std::string* out) {
  CivilDate last;
  if (e.first.empty() || !parse_civil(e.last.empty() ? e.first : e.last, &last)) return;
  add_line("BEGIN:VEVENT", out);
  add_line("UID:" + e.id + "@demarche", out);
  add_line("DTSTAMP:" + plain(e.stamp) + "T000000Z", out);
  add_line("DTSTART;VALUE=DATE:" + plain(e.first), out);
  add_line("DTEND;VALUE=DATE:" + plain(to_string(add_days(last, 1))), out);  // the day after
  add_line("SUMMARY:" + escaped(e.summary), out);
  add_line("DESCRIPTION:" + escaped(e.description), out);
  if (!e.place.empty()) add_line("LOCATION:" + escaped(e.place), out);
  if (!e.url.empty()) add_line("URL:" + e.url, out);
  add_line(std::string("STATUS:") + (e.cancelled ? "CANCELLED" : e.tentative ? "TENTATIVE" : "CONFIRMED"), out);
  add_line("END:VEVENT", out);
}

void write_calendar_end(std::string* out) { add_line("END:VCALENDAR", out); }

}  // namespace demarche::writers
