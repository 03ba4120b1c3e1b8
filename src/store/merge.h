// From mentions to events. An event is founded by the first unit, in the order of reports, that is like no event before
// it; a later unit joins the event that it is most like. Which units found and which join depends on the units alone, not
// on the order in which they come into the record. Internal to the room.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/database.h"
#include "store/totals.h"
#include "store/units.h"

namespace demarche::store {

// Where a new mention belongs.
struct Belonging {
  std::string event, unit, reason;
};

// One transaction's share of the work: units that go, units that come, and what follows for all others.
class Settling {
 public:
  explicit Settling(Database* database);
  ~Settling();

  // Before a document's mentions are deleted.
  Result<void> forget(const std::string& sha256);
  // The mentions of a document that is on its way into the record, in their order.
  Result<void> add(std::vector<Act> acts);
  // Documents whose original changed; to be told before settle().
  void copies_changed(const std::vector<std::string>& documents);
  // Decides. The rows of the new documents must be in the record, their mentions must not.
  Result<void> settle();
  const Belonging& of(const std::string& mention) const;
  // Where the mentions were in the record before: tells them where they belong now.
  Result<void> place_mentions();
  // Writes what changed: units, mentions that were there before, events, plans and denials. The new mentions must be in
  // the record.
  Result<void> write();

 private:
  struct Unit;
  struct ByRank {
    bool operator()(const Unit* a, const Unit* b) const;
  };
  Result<void> read_overlays();
  // Fills the table of the events that the next statements are about.
  Result<void> touch(const std::set<std::string>& events);
  Unit* remember(Act act, std::string leader, std::string event, bool fresh);
  // A unit of the record that stands under a key; read when it is needed.
  struct Stored {
    int day = 0;
    std::string id;
    Unit* unit = nullptr;
  };
  Result<std::vector<Stored>*> stored_under(int64_t key, int64_t span);
  // Units under one of the keys with a day in the range, in no order.
  Result<std::vector<Unit*>> find(const std::vector<int64_t>& keys, int from, int to);
  Result<std::vector<Unit*>> near(const Unit& unit);
  Result<std::vector<Unit*>> load(const std::string& condition, const std::string& value);
  Result<std::vector<Unit*>> of_document(const std::string& sha256);
  Result<void> decide(Unit* unit);
  Result<void> join_copy(Unit* unit, Unit** best, std::string* reason);
  Result<void> spread(Unit* unit, const std::string& before);
  Result<void> apply_merges();
  Result<void> mark_links();
  Result<void> write_units();
  Result<void> write_events();
  Result<void> write_agenda();
  Result<void> write_denials();

  Database* database_;
  std::unordered_map<std::string, std::unique_ptr<Unit>> units_;
  std::map<std::pair<int64_t, int64_t>, std::vector<Stored>> stored_;  // by key and span, as far as they were asked for
  uint64_t searches_ = 0;
  std::unordered_map<int64_t, std::vector<std::pair<int, Unit*>>> fresh_by_key_;
  std::map<std::string, std::string> unit_of_fresh_;         // by mention
  std::map<std::string, Belonging> belongings_;              // by new mention
  std::map<std::string, std::string> original_of_;           // by document, as far as it was asked for
  std::set<std::string> alone_;                              // mentions that a person split off
  std::vector<std::pair<std::string, std::string>> merges_;  // mentions that a person joined
  std::set<Unit*, ByRank> dirty_, plans_, denials_;
  std::vector<Keys> gone_keys_;
  std::vector<Act> gone_;
  std::set<std::string> touched_;  // events whose row has to be made again
  std::set<std::string> removed_;  // units that are gone
  Totals totals_;
  bool read_ = false;
};

}  // namespace demarche::store
