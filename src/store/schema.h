// Tables of the record (docs/schema.md tells them to people) and how older ones become new. Internal to the room.
#pragma once
#include "store/database.h"

namespace demarche::store {

inline constexpr int kSchemaVersion = 2;

// Makes the tables of a new database, migrates older ones. Errors: kSchemaNewer, kCorrupt (version 1 had no way to keep
// what this version needs; its documents have to be read again), and those of the database.
Result<void> prepare_schema(Database* database);

}  // namespace demarche::store
