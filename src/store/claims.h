// What the mentions of one event say differently: numbers, doers, places. Internal to the room.
#pragma once
#include "store/database.h"

namespace demarche::store {

// Writes the claims of the events in `touched`, where mentions of an event disagree.
Result<void> write_claims(Database* database);

}  // namespace demarche::store
