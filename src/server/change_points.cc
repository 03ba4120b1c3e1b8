#include "server/change_points.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demarche::server {

namespace {

constexpr std::array<size_t, 4> kStretches{1, 2, 3, 6};
constexpr size_t kMostBefore = 36, kFewestBefore = 4;
constexpr double kFewestDocuments = 5, kSmallestDifference = 4;
// Few months tell little of how counts spread: their dispersion is drawn towards a usual one, as if so many months had it.
constexpr double kUsualDispersion = 3, kUsualMonths = 4;

double term(double events, double expected) { return events > 0 ? events * std::log(events / expected) : 0; }

// Pearson's dispersion of counts around one rate, at least 1.
double dispersion(std::span<const ReadPeriod> periods, double rate) {
  if (rate <= 0) return 1;
  double sum = 0;
  for (const ReadPeriod& p : periods) {
    const double expected = rate * p.documents;
    sum += (p.events - expected) * (p.events - expected) / expected;
  }
  return std::max(1.0, (sum + kUsualMonths * kUsualDispersion) / (static_cast<double>(periods.size() - 1) + kUsualMonths));
}

ReadPeriod sum_of(std::span<const ReadPeriod> periods) {
  ReadPeriod sum;
  for (const ReadPeriod& p : periods) {
    sum.events += p.events;
    sum.documents += p.documents;
  }
  return sum;
}

}  // namespace

std::string_view change_method_name() { return "Generalised likelihood-ratio scan for Poisson counts with exposure"; }

std::string_view change_method() {
  return "The last 1, 2, 3 and 6 months are compared with up to 36 months before, as events for a report read, and the ratio is divided "
         "by the dispersion of the months before.";
}

std::string_view false_alarm_words() {
  return "Of series that do not change, at most 1 month in 1,000 raises an alarm. This is measured on simulated series: rare and frequent, "
         "Poisson and overdispersed, evenly and unevenly read.";
}

ChangePoint change_at(std::span<const ReadPeriod> periods, size_t at) {
  ChangePoint best;
  best.at = at;
  std::vector<ReadPeriod> read;  // the newest first
  for (size_t i = at + 1; i-- > 0 && read.size() < kMostBefore + kStretches.back();) {
    if (periods[i].documents > 0) read.push_back(periods[i]);
  }
  if (read.empty() || periods[at].documents <= 0) return best;
  for (const size_t stretch : kStretches) {
    if (read.size() < stretch + kFewestBefore) break;
    const std::span<const ReadPeriod> before = std::span(read).subspan(stretch, std::min(kMostBefore, read.size() - stretch));
    const ReadPeriod now = sum_of(std::span(read).first(stretch)), then = sum_of(before);
    if (now.documents < kFewestDocuments) continue;
    const double rate = then.events / then.documents, together = (now.events + then.events) / (now.documents + then.documents);
    const double expected = rate * now.documents;
    if (together <= 0 || std::abs(now.events - expected) < kSmallestDifference) continue;
    const double ratio = term(now.events, together * now.documents) + term(then.events, together * then.documents);
    const double score = ratio / dispersion(before, rate);
    if (score > best.score) best = {at, stretch, now.events, expected, now.documents, score};
  }
  return best;
}

std::vector<ChangePoint> changes(std::span<const ReadPeriod> periods) {
  std::vector<ChangePoint> found;
  bool going_on = false;
  for (size_t at = 0; at < periods.size(); ++at) {
    if (periods[at].documents <= 0) continue;
    const ChangePoint point = change_at(periods, at);
    const bool alarm = point.score > kChangeThreshold;
    const bool same = alarm && going_on && (found.back().observed > found.back().expected) == (point.observed > point.expected);
    if (same) {
      if (point.score > found.back().score) found.back() = point;
    } else if (alarm) {
      found.push_back(point);
    }
    going_on = alarm;
  }
  return found;
}

}  // namespace demarche::server
