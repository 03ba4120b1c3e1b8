// Changes of a rate: counts over time for what was read in each period. Internal to the room.
//
// Method: a generalised likelihood-ratio scan for Poisson counts with exposure. For every month the counts of the last 1, 2,
// 3 and 6 months that were read are compared with those of up to 36 read months before them, as rates for a report; the
// likelihood ratio is divided by the dispersion of the months before (Pearson, drawn towards 3, at least 1), and its largest value is held
// against one threshold. Months without reports count for nothing. The threshold was set by simulation; the test of this
// file measures what it lets through.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace demarche::server {

struct ReadPeriod {
  double events = 0, documents = 0;
};

struct ChangePoint {
  size_t at = 0;       // index of the last period of the changed stretch
  size_t periods = 0;  // how many read periods it has
  double observed = 0, expected = 0, documents = 0;
  double score = 0;
};

inline constexpr double kChangeThreshold = 10.5;
// Of series without a change, no more than this share of periods raises an alarm.
inline constexpr double kFalseAlarmRate = 0.001;
std::string_view change_method_name();
std::string_view change_method();
std::string_view false_alarm_words();

// The score of one period as if it were the newest; score 0 where there is too little before it.
ChangePoint change_at(std::span<const ReadPeriod> periods, size_t at);
// All alarms, first to last; an alarm that goes on is told once, at its strongest period.
std::vector<ChangePoint> changes(std::span<const ReadPeriod> periods);

}  // namespace demarche::server
