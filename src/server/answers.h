// Answers that are worth keeping until the record changes: those that took long, and those that every reader opens. Internal to
// the room.
#pragma once
#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/http.h"

namespace demarche::server {

// All members may be called from several threads.
class Answers {
 public:
  // The answer to a question, if it was kept for the record as it is now.
  std::optional<Response> find(const std::string& question);
  void keep(const std::string& question, uint64_t version, Response response);
  // The record has changed: nothing that was kept holds any more. What every reader opens has been asked anew, so that nobody
  // waits for it; `standing` are questions with their answers, kept for good until the next change.
  void renew(std::vector<std::pair<std::string, Response>> standing);
  // Counts the changes of the record that were noticed; an answer belongs to the version it was begun under.
  uint64_t version() const { return version_; }

 private:
  struct Kept {
    std::string question;
    Response response;
  };
  std::atomic<uint64_t> version_{0};
  std::mutex mutex_;
  size_t bytes_ = 0;
  std::list<Kept> list_;  // the last used first
  std::unordered_map<std::string, std::list<Kept>::iterator> places_;
  std::unordered_map<std::string, Response> standing_;
};

}  // namespace demarche::server
