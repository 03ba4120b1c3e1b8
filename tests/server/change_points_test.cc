// What the change-point method finds, and what it raises by mistake: measured on simulated series.
#include "server/change_points.h"

#include <gtest/gtest.h>

#include <random>

namespace demarche::server {
namespace {

// How a world without changes looks: events for a report, reports a month, how uneven both are.
struct World {
  const char* name;
  double rate, documents;
  bool uneven;        // reports a month between a fifth and twice the usual, some months without
  double overspread;  // variance over mean of the counts
};
const World kWorlds[] = {
    {"rare, even", 0.02, 50, false, 1},      {"common, even", 0.2, 50, false, 1},      {"frequent, even", 0.2, 200, false, 1},
    {"rare, uneven", 0.02, 50, true, 1},     {"common, uneven", 0.2, 50, true, 1},     {"frequent, uneven", 0.2, 200, true, 1},
    {"rare, overspread", 0.04, 50, true, 2}, {"common, overspread", 0.2, 50, true, 2}, {"frequent, overspread", 0.2, 200, true, 3},
};

class Simulation {
 public:
  Simulation(const World& world, uint64_t seed) : world_(world), random_(seed) {}

  ReadPeriod period(double times) {
    ReadPeriod p;
    p.documents = std::round(world_.documents * (world_.uneven ? std::uniform_real_distribution<>(0.2, 2)(random_) : 1));
    if (world_.uneven && std::uniform_real_distribution<>()(random_) < 0.05) p.documents = 0;
    double mean = world_.rate * p.documents * times;
    if (mean <= 0) return p;
    // A Poisson count whose mean is gamma-distributed is spread more than a Poisson count.
    if (world_.overspread > 1) mean = std::gamma_distribution<>(mean / (world_.overspread - 1), world_.overspread - 1)(random_);
    if (mean > 0) p.events = std::poisson_distribution<>(mean)(random_);
    return p;
  }

  std::vector<ReadPeriod> series(size_t length, size_t change, double times) {
    std::vector<ReadPeriod> list;
    for (size_t i = 0; i < length; ++i) list.push_back(period(i >= change ? times : 1));
    return list;
  }

 private:
  const World& world_;
  std::mt19937_64 random_;
};

constexpr size_t kLength = 48, kShort = 11;

// Share of series without a change whose last month raises an alarm.
double false_alarms(const World& world, size_t length, int series) {
  Simulation simulation(world, 20240301);
  int asked = 0, alarms = 0;
  while (asked < series) {
    const std::vector<ReadPeriod> periods = simulation.series(length, length, 1);
    if (periods.back().documents <= 0) continue;
    ++asked;
    alarms += change_at(periods, length - 1).score > kChangeThreshold ? 1 : 0;
  }
  return static_cast<double>(alarms) / series;
}

TEST(ChangePoints, FalseAlarmsAreAsRareAsStated) {
  constexpr int kSeries = 40000;
  for (const World& world : kWorlds) {
    for (const size_t length : {kShort, kLength}) {
      const double rate = false_alarms(world, length, kSeries);
      std::printf("%-22s %zu months: %.2f alarms in 1,000 of %d series-months\n", world.name, length, 1000 * rate, kSeries);
      // Three standard errors of a rate of 0.001 over so many series are 0.0005.
      EXPECT_LE(rate, kFalseAlarmRate + 0.0005) << world.name;
    }
  }
}

TEST(ChangePoints, PlantedChangesAreFound) {
  constexpr int kSeries = 400;
  constexpr size_t kChange = 40;
  for (const World& world : kWorlds) {
    Simulation simulation(world, 7);
    int found = 0;
    for (int i = 0; i < kSeries; ++i) {
      const std::vector<ReadPeriod> series = simulation.series(kLength, kChange, 4);
      bool seen = false;
      for (size_t at = kChange; at < kChange + 6; ++at) seen = seen || change_at(series, at).score > kChangeThreshold;
      found += seen ? 1 : 0;
    }
    std::printf("%-22s fourfold rate found within six months in %d of %d\n", world.name, found, kSeries);
    EXPECT_GE(found, kSeries * (world.rate * world.documents < 5 ? 0.4 : 0.95)) << world.name;
  }
}

TEST(ChangePoints, DoublingTheArchiveChangesNothing) {
  // Twice the reports with twice the events is the same rate.
  std::vector<ReadPeriod> series(kLength, ReadPeriod{10, 100});
  for (size_t i = 40; i < kLength; ++i) series[i] = {20, 200};
  EXPECT_TRUE(changes(series).empty());
  for (size_t i = 40; i < kLength; ++i) series[i] = {20, 100};
  ASSERT_EQ(changes(series).size(), 1u);
  EXPECT_GT(changes(series)[0].observed, changes(series)[0].expected);
}

TEST(ChangePoints, MonthsThatWereNotReadSayNothing) {
  std::vector<ReadPeriod> series(kLength, ReadPeriod{10, 100});
  for (size_t i = 30; i < 36; ++i) series[i] = {0, 0};
  EXPECT_TRUE(changes(series).empty());
  for (size_t i = 30; i < 36; ++i) series[i] = {0, 100};
  EXPECT_FALSE(changes(series).empty());
}

TEST(ChangePoints, TooLittleBeforeIsNoReasonForAnAlarm) {
  std::vector<ReadPeriod> series(4, ReadPeriod{1, 100});
  series.back() = {60, 100};
  EXPECT_TRUE(changes(series).empty());
  EXPECT_TRUE(changes({}).empty());
}

}  // namespace
}  // namespace demarche::server
