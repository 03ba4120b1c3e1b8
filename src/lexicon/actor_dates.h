// Dates and ranges of dates as the actor dictionaries write them.
#pragma once
#include <cstdint>
#include <string_view>

namespace demarche::lexicon {

// Days since 1970-01-01; the bounds of time that dictionaries speak of.
inline constexpr int32_t kAlways = INT32_MIN, kForever = INT32_MAX;

// From `start` to before `end`. A bound that is written with "~" is near the truth and no more: who was seen in office
// on a day that is known, and not on which days he came and went.
struct DayRange {
  int32_t start = kAlways, end = kForever;
  bool start_near = false, end_near = false;

  bool covers(int32_t day) const { return start <= day && day < end; }
  bool overlaps(const DayRange& o) const { return start < o.end && o.start < end; }
  bool operator==(const DayRange&) const = default;
};

// "2013-03-14" to days; -MM and -DD may be missing and mean the first. False if it is no date.
bool parse_day(std::string_view text, int32_t* day);

// "2013-03-14..2023", "1949..", "2018~..2021~", ".."; false if a bound is no date or they are the wrong way round.
bool parse_range(std::string_view text, DayRange* range);

}  // namespace demarche::lexicon
