// What people decided about events: mentions that belong together, and mentions that do not. The decisions are kept by the ids of
// mentions, which recoding does not change, and stay in force. Internal to the room.
#pragma once
#include <string>
#include <vector>

#include "store/act.h"
#include "store/database.h"

namespace demarche::store {

// The mentions of a document that is in the record, as merging sees them.
Result<std::vector<Act>> acts_of(Database* database, const std::string& sha256);

// Each inside a transaction, with all that follows. kNotFound for a mention that the record does not have.
Result<void> split(Database* database, const std::vector<std::string>& mentions, bool undo);
Result<void> join(Database* database, const std::string& a, const std::string& b, bool undo);

}  // namespace demarche::store
