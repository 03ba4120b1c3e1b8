// What was told and what was known when it was told, kept in two files beside those of the saved searches, so that a server
// that starts again goes on where the last one ended. Internal to the room.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"

namespace demarche::server {

struct Told {
  uint64_t number;
  std::string time;  // UTC
  std::string kind, data;
};

// What a watcher knows, by what it looks at: ids of events by saved search, names of changes under "changes".
using Known = std::map<std::string, std::set<std::string>>;

// One thread at a time.
class Journal {
 public:
  // Reads "FILE.log" and "FILE.known"; files that are not there are empty. With no file nothing is kept and nothing fails.
  // A last line that a killed server left unfinished is dropped. Errors: kInput with file and line for any other line.
  static Result<std::unique_ptr<Journal>> open(const std::string& file);

  bool keeps() const { return !file_.empty(); }
  // Tells messages of this file from those of others: the same for as long as the file is there.
  const std::string& run() const { return run_; }
  const std::vector<Told>& told() const { return told_; }
  const Known& known() const { return known_; }

  // Each kIo if the file cannot be written.
  Result<void> add(const Told& told);
  Result<void> keep(const Known& known);

 private:
  Result<void> read_log();
  Result<void> read_known();

  std::string file_, run_;
  std::vector<Told> told_;
  Known known_;
};

}  // namespace demarche::server
