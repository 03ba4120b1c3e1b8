// Counts of events by month: of actors, of dyads, of all. They change with the events, by what is added and taken away, so
// that questions about all of a record need not read all of it. Internal to the room.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "store/database.h"

namespace demarche::store {

// One transaction's changes.
class Totals {
 public:
  // Notes what the events in the table `touched` count for, before they are deleted. An event is noted once, however often it
  // is touched; whose participants are about to go must be touched before.
  Result<void> take_away(Database* database);
  // Notes what the events in the table `touched` count for, after they are made.
  Result<void> add(Database* database);
  // Writes the difference. The participants must be as they are to be.
  Result<void> write(Database* database);

 private:
  // What an event counts for an actor or a dyad. Equal parts of an event that goes and one that comes leave nothing to write.
  struct ActorPart {
    std::string code, month, day, name, country, sector, quad;
    bool as_source = false, as_target = false;
    auto operator<=>(const ActorPart&) const = default;
  };
  struct DyadPart {
    std::string source, target, month, day, quad;
    int64_t tenths = 0;  // of Goldstein scores
    auto operator<=>(const DyadPart&) const = default;
  };
  struct EventPart {
    std::string month, quad;
    int64_t tenths = 0;
    auto operator<=>(const EventPart&) const = default;
  };

  Result<void> read(Database* database, int64_t sign);
  Result<void> write_actors(Database* database) const;
  Result<void> write_dyads(Database* database) const;
  Result<void> write_months(Database* database) const;

  std::set<std::string> taken_;
  std::map<ActorPart, int64_t> actors_;
  std::map<DyadPart, int64_t> dyads_;
  std::map<EventPart, int64_t> months_;
};

}  // namespace demarche::store
