// Answers that need the coder: layers of a text, a text's record, why an event was coded so. Internal to the room.
#pragma once
#include <string>

#include "server/api.h"

namespace demarche::server {

// Every layer of a text, as `annotate` gives it; "null" without a coder.
std::string layers_json(const Document& document, Worker* worker);

Response explanation(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response code(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);

}  // namespace demarche::server
