// Answers that are more than one list: documents, explanations, actors, the overview, coding. Internal to the room.
#pragma once
#include "server/api.h"

namespace demarche::server {

Response document(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response explanation(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response actor(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response overview(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response code(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response description(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response change_points(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response saved_searches(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response save_search(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response remove_search(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
// The head of the stream; its messages are sent by the connection itself.
Response stream(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);
Response readiness(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker);

}  // namespace demarche::server
