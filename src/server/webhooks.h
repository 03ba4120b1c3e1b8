// Messages to other programs: HTTP POST to addresses on a list. Internal to the room.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "base/result.h"

namespace demarche::server {

// Posts JSON to "http://HOST:PORT/PATH" and gives the status of the answer; redirections are not followed. Errors: kInput for
// an address of another form, kIo if there was no answer within ten seconds.
Result<int> post_json(const std::string& address, const std::string& body);

// Sends in a thread of its own, three times at most for each message. What does not fit into the queue is dropped and counted.
class Webhooks {
 public:
  Webhooks();
  ~Webhooks();
  void send(std::string address, std::string body);
  uint64_t sent() const { return sent_; }
  uint64_t failed() const { return failed_; }

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable some_;
  std::deque<std::pair<std::string, std::string>> queue_;
  bool ending_ = false;
  std::atomic<uint64_t> sent_{0}, failed_{0};
  std::thread thread_;
};

}  // namespace demarche::server
