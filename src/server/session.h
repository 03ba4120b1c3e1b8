// Connections: requests in, answers out, within limits. Internal to the room.
#pragma once
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "server/hub.h"
#include "server/metrics.h"
#include "server/page_files.h"
#include "server/workers.h"

namespace demarche::server {

class Session;

// Connections that wait for a request, the longest waiting first: under a flood these make room.
class Waiting {
 public:
  using Place = std::list<std::weak_ptr<Session>>::iterator;
  Place add(std::weak_ptr<Session> session);
  void remove(Place place);
  // Closes the one that has waited longest. False if nobody waits.
  bool make_room();
  // Closes all: at the end of the program nobody asks any more.
  void close_all();

 private:
  std::mutex mutex_;
  std::list<std::weak_ptr<Session>> sessions_;
};

// What all connections share. Outlives them.
struct Shared {
  explicit Shared(Journal* journal) : hub(journal) {}

  std::string token;
  PageFiles page;
  Metrics metrics;
  Hub hub;
  Waiting waiting;
  std::atomic<bool> ending{false};
  std::atomic<int64_t> unsent{0};  // bytes of answers that clients have not taken yet
  Workers* workers = nullptr;
};

// Serves one connection until it ends.
void start_session(boost::asio::ip::tcp::socket socket, Shared* shared);

}  // namespace demarche::server
