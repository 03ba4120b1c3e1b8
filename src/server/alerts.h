// Saved searches, kept in a file of their own. Internal to the room.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"

namespace demarche::server {

struct SavedSearch {
  std::string id, name;
  std::map<std::string, std::string> filters;  // of events
  std::string webhook;                         // "http://HOST:PORT/PATH", empty for none
};

// All members may be called from several threads.
class Alerts {
 public:
  // Reads the file; one that is not there yet is an empty list. `file` may be empty: then nothing can be saved. Webhooks go
  // to the "HOST:PORT"s of `allowed` and nowhere else. Errors: kInput with the file and what it should hold.
  static Result<std::unique_ptr<Alerts>> open(const std::string& file, bool writable, std::vector<std::string> allowed);

  bool writable() const { return writable_; }
  const std::vector<std::string>& allowed() const { return allowed_; }
  std::vector<SavedSearch> searches() const;
  // Keeps a search and writes the file; gives its id. Errors: kInput for a bad name, filter or address, kNotFound for an
  // address that is not on the list, kLimit for too many,
  // kIo if the file cannot be written.
  Result<std::string> add(SavedSearch search);
  // kNotFound for an unknown id.
  Result<void> remove(const std::string& id);

 private:
  Result<void> check(const SavedSearch& search) const;
  Result<void> write() const;

  std::string file_;
  bool writable_ = false;
  std::vector<std::string> allowed_;
  mutable std::mutex mutex_;
  std::vector<SavedSearch> searches_;
};

// A saved search from {"name", "filters", "webhook"}; kInput with `where` for anything else.
Result<SavedSearch> saved_search(const nlohmann::json& entry, const std::string& where);

// The parts of "http://HOST:PORT/PATH"; false for any other address.
struct WebAddress {
  std::string host, port, path;
};
bool parse_web_address(const std::string& text, WebAddress* address);

}  // namespace demarche::server
