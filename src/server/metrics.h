// Counts of the server, as Prometheus reads them. Internal to the room.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <string>

namespace demarche::server {

// All members may be called from several threads.
class Metrics {
 public:
  void answered(int status, double seconds, size_t bytes);
  void connection_opened() { ++open_; }
  void connection_closed() { --open_; }
  void connection_refused() { ++refused_; }
  int64_t open() const { return open_; }
  std::string text() const;

 private:
  // Seconds that requests are counted by; those that took longer come behind the last.
  static constexpr std::array<double, 9> kBounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};

  std::array<std::atomic<uint64_t>, 6> by_class_{};  // by first digit of the status
  std::array<std::atomic<uint64_t>, kBounds.size() + 1> by_time_{};
  std::atomic<uint64_t> bytes_{0}, microseconds_{0}, refused_{0};
  std::atomic<int64_t> open_{0};
};

}  // namespace demarche::server
