#include "server/metrics.h"

#include <algorithm>

#include "base/json.h"

namespace demarche::server {

namespace {

std::string number(double value) {
  std::string text;
  json_number(value, &text);
  return text;
}

}  // namespace

void Metrics::answered(int status, double seconds, size_t bytes) {
  const size_t digit = static_cast<size_t>(status / 100);
  ++by_class_[digit < by_class_.size() ? digit : 0];
  bytes_ += bytes;
  microseconds_ += static_cast<uint64_t>(seconds * 1e6);
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
  ++by_time_[static_cast<size_t>(bound - kBounds.begin())];
}

std::string Metrics::text() const {
  std::string out = "# HELP demarche_requests_total Requests answered, by class of status.\n# TYPE demarche_requests_total counter\n";
  for (size_t i = 1; i < by_class_.size(); ++i) {
    out += "demarche_requests_total{class=\"" + std::to_string(i) + "xx\"} " + std::to_string(by_class_[i].load()) + "\n";
  }
  out += "# HELP demarche_request_seconds Time from a request to its answer.\n# TYPE demarche_request_seconds histogram\n";
  uint64_t count = 0;
  for (size_t i = 0; i < by_time_.size(); ++i) {
    count += by_time_[i].load();
    const std::string bound = i < kBounds.size() ? number(kBounds[i]) : "+Inf";
    out += "demarche_request_seconds_bucket{le=\"" + bound + "\"} " + std::to_string(count) + "\n";
  }
  out += "demarche_request_seconds_sum " + std::to_string(static_cast<double>(microseconds_.load()) / 1e6) + "\n";
  out += "demarche_request_seconds_count " + std::to_string(count) + "\n";
  out += "# HELP demarche_response_bytes_total Bytes of bodies sent.\n# TYPE demarche_response_bytes_total counter\n";
  out += "demarche_response_bytes_total " + std::to_string(bytes_.load()) + "\n";
  out += "# HELP demarche_connections Open connections.\n# TYPE demarche_connections gauge\ndemarche_connections " +
         std::to_string(open_.load()) + "\n";
  out += "# HELP demarche_connections_refused_total Connections over the limit.\n# TYPE demarche_connections_refused_total counter\n";
  out += "demarche_connections_refused_total " + std::to_string(refused_.load()) + "\n";
  return out;
}

}  // namespace demarche::server
