// Messages of the server to whoever listens (server-sent events). Internal to the room.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/journal.h"

namespace demarche::server {

// Keeps the last messages, so that a listener that was away can have them again, also over restarts of the program if the
// journal keeps them. All members may be called from several threads.
class Hub {
 public:
  // Goes on with what `journal` holds; it outlives the hub and is used by no other thread meanwhile.
  explicit Hub(Journal* journal, size_t kept = 1000);

  // Numbers a message, keeps it and wakes everybody. `data` is one line of JSON.
  void tell(std::string_view kind, std::string_view data);

  // What a listener is sent. `after` is the id of the last message it has: empty for a new listener, who gets no old ones.
  // Where the messages after it are no longer known (too many since, or another run of the program) the text begins with a
  // "reset": the listener has to ask for everything anew. `last` becomes the id to ask with next.
  std::string since(const std::string& after, std::string* last) const;

  // The newest messages of saved searches and of changes, the newest first.
  std::vector<Told> found(size_t most) const;
  std::string id_of(uint64_t number) const { return run_ + "-" + std::to_string(number); }
  // True if messages outlive the program; false also once one could not be written.
  bool keeps() const;

  // Calls `wake` after each message and at the end, from the thread that tells. The number is for leave().
  uint64_t listen(std::function<void()> wake);
  void leave(uint64_t listener);
  size_t listeners() const;

  // Ends all listening.
  void close();
  bool closed() const;

 private:
  void wake_all();

  mutable std::mutex mutex_;
  Journal* journal_;
  std::string run_;  // tells messages of this program, or of its journal, from those of others
  size_t kept_;
  bool written_ = true;
  uint64_t told_ = 0, next_listener_ = 1;
  bool closed_ = false;
  std::deque<Told> messages_;
  std::map<uint64_t, std::function<void()>> listeners_;
};

}  // namespace demarche::server
