#include "server/metrics.h"

namespace demarche::server {

void Metrics::answered(int status, double seconds, size_t bytes) {
  const size_t digit = static_cast<size_t>(status / 100);
  ++by_class_[digit < by_class_.size() ? digit : 0];
  bytes_ += bytes;
  microseconds_ += static_cast<uint64_t>(seconds * 1e6);
}

std::string Metrics::text() const {
  std::string out = "# HELP demarche_requests_total Requests answered, by class of status.\n# TYPE demarche_requests_total counter\n";
  for (size_t i = 1; i < by_class_.size(); ++i) {
    out += "demarche_requests_total{class=\"" + std::to_string(i) + "xx\"} " + std::to_string(by_class_[i].load()) + "\n";
  }
  out += "# HELP demarche_request_seconds_total Time spent on answers.\n# TYPE demarche_request_seconds_total counter\n";
  out += "demarche_request_seconds_total " + std::to_string(static_cast<double>(microseconds_.load()) / 1e6) + "\n";
  out += "# HELP demarche_response_bytes_total Bytes of bodies sent.\n# TYPE demarche_response_bytes_total counter\n";
  out += "demarche_response_bytes_total " + std::to_string(bytes_.load()) + "\n";
  out += "# HELP demarche_connections Open connections.\n# TYPE demarche_connections gauge\ndemarche_connections " +
         std::to_string(open_.load()) + "\n";
  out += "# HELP demarche_connections_refused_total Connections over the limit.\n# TYPE demarche_connections_refused_total counter\n";
  out += "demarche_connections_refused_total " + std::to_string(refused_.load()) + "\n";
  return out;
}

}  // namespace demarche::server
