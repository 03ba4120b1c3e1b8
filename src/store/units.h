// The mentions of one document that tell of one act. Internal to the room.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/act.h"

namespace demarche::store {

// What one document tells of one act: the fullest of its mentions, which lends its id, and all of them.
struct LocalUnit {
  Act act;
  std::map<std::string, std::string> members;  // id of the mention, and why it belongs here
};

// `acts` are the mentions of one document in their order. Those in `alone` are units by themselves.
std::vector<LocalUnit> units_of(std::vector<Act> acts, const std::set<std::string>& alone);

}  // namespace demarche::store
