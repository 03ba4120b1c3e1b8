// A unit in memory while a transaction settles what belongs together. Internal to the room.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "store/act.h"
#include "store/merge.h"

namespace demarche::store {

struct Settling::Unit {
  Act act;
  Keys keys;
  std::string leader, event, reason;
  std::string stored_leader, stored_event;  // as the record has them; empty if the unit is new
  bool fresh = false, decided = false;
  std::map<std::string, std::string> members;  // of a new unit
  std::vector<Unit*> near;                     // found by decide()
  uint64_t found = 0;                          // the last search that met it

  bool founds() const { return leader == act.id; }
};

}  // namespace demarche::store
