// Changes of rates in the record: which dyads do more or less to each other than they did. Internal to the room.
#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "demarche/store.h"
#include "server/change_points.h"

namespace demarche::server {

struct RateChange {
  std::string source, target;  // countries or organisations
  std::string measure;         // "conflict" or "cooperation"
  std::string first, period;   // the first and the last month of the changed stretch
  ChangePoint point;
  bool newest = false;  // the stretch ends with the last month that was read
};

// Alarms of the most active dyads over the whole record, or what was known of it on a day (empty for now), the newest first,
// then the strongest.
Result<std::vector<RateChange>> rate_changes(EventStore* store, const std::string& as_of);

// As one JSON object.
void write_change(const RateChange& change, std::string* out);

}  // namespace demarche::server
