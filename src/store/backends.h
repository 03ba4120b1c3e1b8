// The kinds of record; store.cc has their table. Internal to the room.
#pragma once
#include "base/result.h"
#include "demarche/store.h"

namespace demarche::store {

Result<std::unique_ptr<EventStore>> open_sqlite(const std::string& path);

}  // namespace demarche::store
