// Messages of the server to whoever listens (server-sent events). Internal to the room.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace demarche::server {

// Keeps the last messages, so that a listener that was away can have them again. All members may be called from several
// threads.
class Hub {
 public:
  explicit Hub(size_t kept = 1000);

  // Numbers a message, keeps it and wakes everybody. `data` is one line of JSON.
  void tell(std::string_view kind, std::string_view data);

  // What a listener is sent. `after` is the id of the last message it has: empty for a new listener, who gets no old ones.
  // Where the messages after it are no longer known (too many since, or another run of the program) the text begins with a
  // "reset": the listener has to ask for everything anew. `last` becomes the id to ask with next.
  std::string since(const std::string& after, std::string* last) const;

  // Calls `wake` after each message and at the end, from the thread that tells. The number is for leave().
  uint64_t listen(std::function<void()> wake);
  void leave(uint64_t listener);
  size_t listeners() const;

  // Ends all listening.
  void close();
  bool closed() const;

 private:
  struct Message {
    uint64_t number;
    std::string text;
  };
  std::string id_of(uint64_t number) const { return run_ + "-" + std::to_string(number); }
  void wake_all();

  mutable std::mutex mutex_;
  std::string run_;  // tells messages of this run of the program from those of others
  size_t kept_;
  uint64_t told_ = 0, next_listener_ = 1;
  bool closed_ = false;
  std::deque<Message> messages_;
  std::map<uint64_t, std::function<void()>> listeners_;
};

}  // namespace demarche::server
