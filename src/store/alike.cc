#include "store/alike.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tuple>

namespace demarche::store {

namespace {

// Points that make one event of two acts. Acts that happen at a time and a place need no likeness of words; what is said
// may be said twice a day.
constexpr int kEnoughForDeeds = 5, kEnoughForWords = 7;
// Sides that differ, of harm that is the same in all else: who did it or who suffered is told in other words, or contested.
constexpr int kContested = -2;
// Sentences with fewer words cannot be told to be about something else; of what is said its words are all there is.
constexpr size_t kEnoughWords = 4, kEnoughSaid = 2;
constexpr double kNearKilometres = 60, kCopyWording = 0.7, kPlanWording = 0.4;
constexpr int kWeak = -100;  // what makes two acts two events
// What sides can give at most, and all but sides, days and place: persons, mode, figures, words, names, one text.
constexpr int kMostOfSides = 4, kMostOfTheRest = 8;

// What happens to a plan within these days of its time is its outcome.
constexpr int kEarlyDays = 2, kLateDays = 4, kOpenDays = 40;

constexpr std::array<std::string_view, 3> kMutual{"CONSULT", "COOPERATE", "AGREE"};
constexpr std::array<std::string_view, 3> kHarm{"ASSAULT", "COERCE", "PROTEST"};
constexpr std::array<std::string_view, 8> kDeeds{"CONSULT", "COOPERATE", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "RETREAT"};
// Types whose modes are acts of different kinds; the modes of others may be words for one act.
constexpr std::array<std::string_view, 3> kModesApart{"COERCE", "SANCTION", "RETREAT"};
// Modes of meeting that exclude each other.
constexpr std::array<std::string_view, 2> kApart{"phone", "visit"};

template <typename Table>
bool in(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

// Sorted, each once; they point into the acts.
using Names = std::vector<std::string_view>;

void sort_names(Names* names) {
  std::sort(names->begin(), names->end());
  names->erase(std::unique(names->begin(), names->end()), names->end());
}

Names countries(const std::vector<Party>& side) {
  Names names;
  for (const Party& p : side) names.push_back(p.country);
  sort_names(&names);
  return names;
}

Names countries_of_both(const Act& act) {
  Names names;
  for (const auto* side : {&act.source, &act.target}) {
    for (const Party& p : *side) names.push_back(p.country);
  }
  sort_names(&names);
  return names;
}

// How many two sorted lists have in common.
template <typename List>
size_t common(const List& a, const List& b) {
  size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const auto order = *i <=> *j;
    shared += order == 0;
    if (order <= 0) ++i;
    if (order >= 0) ++j;
  }
  return shared;
}

int side_points(const Names& a, const Names& b) {
  if (a.empty() || b.empty()) return 0;
  if (a == b) return 2;
  return common(a, b) > 0 ? 1 : kWeak;
}

int mutual_points(const Act& a, const Act& b) {
  const Names one = countries_of_both(a), other = countries_of_both(b);
  if (one.empty() || other.empty()) return 0;
  if (one == other) return 4;
  const size_t shared = common(one, other);
  if (shared == 0) return kWeak;
  if (shared >= 2) return 3;
  return one.size() == 1 || other.size() == 1 ? 2 : kWeak;
}

// Persons of one country that both acts name: the same ones, or others.
int person_points(const Act& a, const Act& b) {
  int points = 0;
  const auto named = [](const Act& act, std::string_view country) {
    Names names;
    for (const auto* side : {&act.source, &act.target}) {
      for (const Party& p : *side) {
        if (p.country == country && !p.sector.empty() && !p.actor.empty()) names.push_back(p.actor);
      }
    }
    sort_names(&names);
    return names;
  };
  for (const std::string_view country : countries_of_both(a)) {
    const Names one = named(a, country), other = named(b, country);
    if (one.empty() || other.empty()) continue;
    points += common(one, other) > 0 ? 1 : -3;
  }
  return std::clamp(points, -3, 1);
}

int sector_points(const std::vector<Party>& a, const std::vector<Party>& b) {
  Names one, other;
  for (const Party& p : a) one.push_back(p.sector);
  for (const Party& p : b) other.push_back(p.sector);
  sort_names(&one);
  sort_names(&other);
  if (one.empty() || other.empty() || one.front().empty() || other.front().empty()) return 0;
  return common(one, other) > 0 ? 0 : -1;
}

// Days that the acts have in common, or how far they are apart.
int gap(const Act& a, const Act& b) { return std::max({0, a.first - b.last, b.first - a.last}); }

int day_points(const Act& a, const Act& b) {
  const int apart = gap(a, b);
  if (a.dated && b.dated) {
    if (apart > 1) return kWeak;
    if (apart == 1) return -1;
    const int widest = std::max(a.last - a.first, b.last - b.first);
    return widest == 0 ? 2 : widest <= 7 || (a.first == b.first && a.last == b.last) ? 1 : 0;
  }
  if (a.dated != b.dated) {
    // The report without a date comes after the act, and not long after.
    const Act& day = a.dated ? a : b;
    const Act& report = a.dated ? b : a;
    const int late = report.first - day.last;
    if (late < -1) return day.first <= report.first ? 0 : kWeak;
    return late <= 1 ? 1 : late <= 3 ? 0 : late <= 5 ? -1 : kWeak;
  }
  return apart == 0 ? 1 : apart == 1 ? 1 : apart <= 3 ? 0 : apart <= 5 ? -1 : kWeak;
}

double kilometres(const Act& a, const Act& b) {
  const double radian = std::numbers::pi / 180, x = (a.lon - b.lon) * std::cos((a.lat + b.lat) / 2 * radian), y = a.lat - b.lat;
  return std::sqrt(x * x + y * y) * 111.2;
}

int place_points(const Act& a, const Act& b) {
  if (a.country.empty() || b.country.empty()) return 0;
  if (a.country != b.country) return -4;
  if (a.place.empty() || b.place.empty()) return 0;
  if (a.place == b.place) return 2;
  if (!a.located || !b.located) return 0;
  return kilometres(a, b) <= kNearKilometres ? 1 : -4;
}

int mode_points(const Act& a, const Act& b) {
  // Who visits also meets: the two are told as two acts.
  if (a.mode.empty() || b.mode.empty()) return a.mode == "visit" || b.mode == "visit" ? -3 : 0;
  if (a.mode == b.mode) return 1;
  return in(kModesApart, a.type) || (in(kApart, a.mode) && in(kApart, b.mode)) ? -3 : -1;
}

int word_points(const Act& a, const Act& b) {
  // Two acts of one sentence share its words; that they are told apart there speaks against one event.
  if (a.document == b.document && a.sentence == b.sentence) return -3;
  const double share = wording(a, b);
  if (share >= 0.25) return share >= 0.6 ? 3 : share >= 0.4 ? 2 : 1;
  return share < 0.1 && std::min(a.words.size(), b.words.size()) >= (in(kDeeds, a.type) ? kEnoughWords : kEnoughSaid) ? -1 : 0;
}

// The parties are named by the same words.
int name_points(const Act& a, const Act& b) {
  if (!in(kDeeds, a.type) || a.who.empty() || b.who.empty() || place_points(a, b) < 0) return 0;
  return 2 * common(a.who, b.who) >= std::min(a.who.size(), b.who.size()) ? 1 : 0;
}

int directed_points(const Act& a, const Act& b) {
  const int source = side_points(countries(a.source), countries(b.source)), target = side_points(countries(a.target), countries(b.target));
  const bool placed = !a.country.empty() && a.country == b.country;
  if (in(kHarm, a.type) && placed && source == kWeak && target == 2) return target + kContested;
  if (in(kHarm, a.type) && placed && target == kWeak && source == 2) return source + kContested;
  // Codes that differ where the words are the same: one of them is wrong.
  const auto named = [&] { return common(a.who, b.who) >= 2; };
  if (source == kWeak && target > 0 && named()) return target;
  if (target == kWeak && source > 0 && named()) return source;
  return source + target;
}

int sides_points(const Act& a, const Act& b) { return in(kMutual, a.type) ? mutual_points(a, b) : directed_points(a, b); }

// Counts of the same thing that are the same.
int figure_points(const Act& a, const Act& b) {
  return std::any_of(a.figures.begin(), a.figures.end(),
                     [&](const Figure& f) {
                       return std::any_of(b.figures.begin(), b.figures.end(),
                                          [&](const Figure& g) { return f.what == g.what && f.value == g.value; });
                     })
             ? 1
             : 0;
}

// What two sides agree on in one report is told once for each point.
int enough_for(const Act& a, const Act& b) {
  if (a.type == "AGREE") return a.document == b.document ? kEnoughForWords : kEnoughForDeeds;
  return in(kDeeds, a.type) ? kEnoughForDeeds : kEnoughForWords;
}

std::string reason_of(const Act& a, const Act& b, int sides, int days, int place, double share) {
  std::string reason = sides >= 4 ? "same sides" : "sides in common";
  reason += days == 2 ? ", same day" : ", no other day";
  if (place > 0) reason += a.place == b.place ? ", same place" : ", places near each other";
  return reason + ", wording " + std::to_string(static_cast<int>(share * 100)) + " %";
}

}  // namespace

double wording(const Act& a, const Act& b) {
  if (a.words.empty() || b.words.empty()) return 0;
  return static_cast<double>(common(a.words, b.words)) / static_cast<double>(std::min(a.words.size(), b.words.size()));
}

Likeness likeness(const Act& a, const Act& b) {
  Likeness like;
  if (a.type != b.type || a.status != b.status || a.upset != b.upset || a.alone || b.alone) return like;
  const int days = day_points(a, b), place = place_points(a, b);
  const auto hopeless = [&](int points) { return points + kMostOfTheRest < enough_for(a, b); };
  if (hopeless(days + place + kMostOfSides)) return like;
  const int sides = sides_points(a, b);
  if (hopeless(days + place + sides)) return like;
  const bool one_text = a.document == b.document;
  const double share = wording(a, b);
  like.points = sides + days + place + person_points(a, b) + sector_points(a.source, b.source) + sector_points(a.target, b.target) +
                mode_points(a, b) + figure_points(a, b) + word_points(a, b) + name_points(a, b) + (one_text ? 1 : 0);
  like.same = like.points >= enough_for(a, b);
  like.reason = (one_text ? "same report, " : "") + reason_of(a, b, sides, days, place, share);
  return like;
}

Likeness likeness_in_copies(const Act& a, const Act& b) {
  Likeness like;
  if (a.type != b.type || a.status != b.status || a.alone || b.alone) return like;
  const double share = wording(a, b);
  like.points = 100 + static_cast<int>(share * 100);
  like.same = share >= kCopyWording && side_points(countries(a.source), countries(b.source)) >= 0 &&
              side_points(countries(a.target), countries(b.target)) >= 0;
  like.reason = "the same words in a copy of the document";
  return like;
}

bool outcome_of(const Act& plan, const Act& other, std::string* outcome, std::string* reason) {
  const bool undone = other.upset || (other.status == "negated" && other.type == plan.type);
  if (!undone && (other.type != plan.type || other.status != "actual")) return false;
  const int sides = mutual_points(plan, other);
  if (sides < 2 || person_points(plan, other) < 0 || place_points(plan, other) < 0 ||
      (mode_points(plan, other) <= -3 && !other.mode.empty() && !plan.mode.empty()))
    return false;
  if (std::tie(other.reported, other.document, other.position) <= std::tie(plan.reported, plan.document, plan.position)) return false;
  // When it was to be: its interval, or any time soon if nobody said.
  const int from = plan.dated ? plan.first - kEarlyDays : plan.first, to = plan.dated ? plan.last + kLateDays : plan.first + kOpenDays;
  if (undone) {
    // What is said not to take place must be seen to be this plan: by its day, its place or its words.
    const bool same_time = plan.dated && other.dated && gap(plan, other) == 0;
    if (sides < 3 || !(same_time || place_points(plan, other) > 0 || wording(plan, other) >= kPlanWording)) return false;
    // The day that such a sentence names may be the old one or the new one.
    if (other.first > to + kOpenDays) return false;
    *outcome = other.postponed ? "postponed" : "cancelled";
  } else {
    if (other.first > to || other.last < from) return false;
    if (!plan.dated && !other.dated && other.first == plan.first) return false;
    *outcome = "held";
  }
  *reason = std::string(sides >= 4 ? "same sides" : "sides in common") + (other.dated && plan.dated ? ", in its time" : "");
  return true;
}

bool denies(const Act& denial, const Act& act) {
  if (denial.status != "negated" || act.status != "actual" || denial.type != act.type || denial.upset || act.upset) return false;
  const int sides = sides_points(denial, act);
  const int points = sides + day_points(denial, act) + place_points(denial, act) + person_points(denial, act) + word_points(denial, act);
  return sides >= 2 && points >= 5;
}

}  // namespace demarche::store
