// Who may ask: tokens, hosts, origins. Internal to the room.
#pragma once
#include <optional>
#include <string>

#include "server/http.h"

namespace demarche::server {

// A refusal, or nothing. A token is compared in constant time. Without a token the Host has to be a loopback name, so that
// no page elsewhere reaches the record by a name of its own; a POST has to come from the page itself or from no page.
std::optional<Response> refused(const Request& request, const std::string& token);

bool loopback(const std::string& address);

}  // namespace demarche::server
