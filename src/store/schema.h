// Tables of the record (docs/schema.md tells them to people) and how older ones become new. Internal to the room.
#pragma once
#include "store/database.h"

namespace demarche::store {

inline constexpr int kSchemaVersion = 4;

// Makes the tables of a new database and carries older ones over, in one transaction. The documents of older
// schemas come without what was coded from them, as documents of an older dictionary. Errors: kSchemaNewer and those of the database.
Result<void> prepare_schema(Database* database);

}  // namespace demarche::store
