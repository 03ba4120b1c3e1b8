#include "store/units.h"

#include <algorithm>

#include "store/alike.h"

namespace demarche::store {

namespace {

constexpr size_t kMostWords = 64;

struct Group {
  Act first;  // founds the group; all others were compared with it
  std::vector<Act> acts;
  std::vector<std::string> reasons;
};

// What the others know and the fullest does not.
void complete(Act* act, const Act& other) {
  if (!act->dated && other.dated) {
    act->dated = true;
    act->date = other.date;
    act->first = other.first;
    act->last = other.last;
  }
  if (act->source.empty()) act->source = other.source;
  if (act->target.empty()) act->target = other.target;
  if (act->place.empty() && !other.place.empty() && (act->country.empty() || act->country == other.country)) {
    act->place = other.place;
    act->country = other.country;
    act->located = other.located;
    act->lat = other.lat;
    act->lon = other.lon;
  }
  if (act->mode.empty()) act->mode = other.mode;
  std::vector<std::string> who;
  std::set_union(act->who.begin(), act->who.end(), other.who.begin(), other.who.end(), std::back_inserter(who));
  act->who = std::move(who);
  std::vector<std::string> words;
  std::set_union(act->words.begin(), act->words.end(), other.words.begin(), other.words.end(), std::back_inserter(words));
  if (words.size() <= kMostWords) act->words = std::move(words);
}

}  // namespace

std::vector<LocalUnit> units_of(std::vector<Act> acts, const std::set<std::string>& alone) {
  std::vector<Group> groups;
  for (Act& act : acts) {
    act.alone = alone.contains(act.id);
    Group* best = nullptr;
    Likeness most;
    for (Group& group : groups) {
      const Likeness like = likeness(group.first, act);
      if (!like.same || (best != nullptr && like.points <= most.points)) continue;
      best = &group;
      most = like;
    }
    if (best == nullptr) {
      groups.push_back({act, {std::move(act)}, {"founds"}});
    } else {
      best->acts.push_back(std::move(act));
      best->reasons.push_back(most.reason);
    }
  }
  std::vector<LocalUnit> units;
  for (Group& group : groups) {
    const auto fullest =
        std::max_element(group.acts.begin(), group.acts.end(), [](const Act& a, const Act& b) { return a.fullness() < b.fullness(); });
    LocalUnit unit{*fullest, {}};
    for (size_t i = 0; i < group.acts.size(); ++i) {
      unit.members.emplace(group.acts[i].id, group.reasons[i]);
      if (group.acts[i].id != unit.act.id) complete(&unit.act, group.acts[i]);
    }
    // The reason of the one that speaks for the unit is why the unit belongs to its event; the first one joins it instead.
    const auto first = unit.members.find(group.first.id);
    if (first->first != unit.act.id) first->second = unit.members[unit.act.id];
    units.push_back(std::move(unit));
  }
  return units;
}

}  // namespace demarche::store
