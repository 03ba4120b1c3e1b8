// From mentions to events. Internal to the room.
#pragma once
#include <string>

#include "store/database.h"

namespace demarche::store {

// Brings the events up to date after a document's mentions were written; called inside the transaction.
Result<void> add_events_of(Database* database, const std::string& sha256);
// The same before a document's mentions go away.
Result<void> remove_events_of(Database* database, const std::string& sha256);

}  // namespace demarche::store
