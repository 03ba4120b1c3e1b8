// The record on top of a database. Internal to the room; tests open it over databases of their own.
#pragma once
#include "demarche/store.h"
#include "store/database.h"

namespace demarche::store {

Result<std::unique_ptr<EventStore>> open_on(std::unique_ptr<Database> database);

}  // namespace demarche::store
