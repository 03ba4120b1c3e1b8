// The rules that read times, by kind, in one table. Internal to the room.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "times/reader.h"

namespace demarche::times {

// What a rule has read from a token on.
struct Expression {
  uint32_t length = 0;  // tokens; 0: nothing
  TimeKind kind = TimeKind::kPoint;
  std::optional<Moment> moment;  // none: a duration, a repetition, or a time that the words leave open ("recently")
  std::string edtf;              // if `moment` cannot say it ("../2019-03-31")
  std::string value;             // "P3D", "R/P1W" of durations and repetitions
  std::string_view rule, says;   // filled from the table
};

inline Expression when(uint32_t length, Moment moment) { return {length, TimeKind::kPoint, moment, {}, {}, {}, {}}; }
inline Expression open_time(uint32_t length) { return {length, TimeKind::kPoint, std::nullopt, {}, {}, {}, {}}; }

struct Rule {
  std::string_view name;  // shown by explain
  std::string_view says;  // what it makes of the words
  Expression (*read)(const Reader& reader, uint32_t i);
};

// By kind; each list is in no order: the longest reading wins, the first of equal ones.
std::span<const Rule> calendar_rules();  // dates, months, years, decades, centuries, fiscal years
std::span<const Rule> day_rules();       // today, weekdays, "last night", "the following day"
std::span<const Rule> unit_rules();      // "last week", "two years ago", "over the past month", "within ten days"
std::span<const Rule> part_rules();      // "early March", "the end of the year", seasons, quarters, "later this month"
std::span<const Rule> feast_rules();     // feasts and holidays
std::span<const Rule> duration_rules();  // how long and how often: never a date

// The best reading at a token among the rules that give a moment; also what "early", "since" and "from" build on.
Expression moment_at(const Reader& reader, uint32_t i);
// Moments with what stands around them: "since March", "from 2014 to 2016", "by Friday", "on the eve of Easter".
Expression expression_at(const Reader& reader, uint32_t i);

}  // namespace demarche::times
