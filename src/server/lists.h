// Lists: one kind of question each, as JSON, CSV or JSON lines. Internal to the room.
#pragma once
#include "server/api.h"

namespace demarche::server {

Response list(const Route& route, const Request& request, const std::vector<std::string>& parts, Worker* worker);

// All rows of a question as JSON objects, up to `limit`; for answers made of several lists.
Result<std::string> rows_json(EventStore* store, Query query, size_t limit);

}  // namespace demarche::server
