// A PostgreSQL server of the tests' own: in a temporary folder, on a socket there, gone with the object.
#pragma once
#include <sys/types.h>

#include <memory>
#include <string>

#include "made.h"

namespace demarche::store {

class Cluster {
 public:
  // The server of this process, started when first asked for; null if no PostgreSQL is installed.
  static Cluster* shared();
  // A server that the caller may kill.
  static std::unique_ptr<Cluster> start();
  ~Cluster();

  // URL of a new empty database.
  std::string fresh();
  void kill();     // as a crash does: nothing is written any more
  void restart();  // after kill()

 private:
  Cluster(std::string programs, std::string user) : programs_(std::move(programs)), user_(std::move(user)) {}
  // Starts a program of PostgreSQL in the folder, as a user that is not root.
  pid_t spawn(const std::string& command) const;
  bool run(const std::string& command) const;
  void serve();

  Folder folder_;
  std::string programs_, user_;
  pid_t server_ = -1;
  int databases_ = 0;
};

}  // namespace demarche::store
