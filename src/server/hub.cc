#include "server/hub.h"

#include <charconv>
#include <random>
#include <vector>

namespace demarche::server {

namespace {

std::string random_name() {
  std::random_device device;
  std::string name;
  for (int i = 0; i < 12; ++i) name.push_back("0123456789abcdef"[device() & 15]);
  return name;
}

}  // namespace

Hub::Hub(size_t kept) : run_(random_name()), kept_(kept) {}

void Hub::tell(std::string_view kind, std::string_view data) {
  {
    const std::scoped_lock lock(mutex_);
    ++told_;
    messages_.push_back({told_, "id: " + id_of(told_) + "\nevent: " + std::string(kind) + "\ndata: " + std::string(data) + "\n\n"});
    if (messages_.size() > kept_) messages_.pop_front();
  }
  wake_all();
}

std::string Hub::since(const std::string& after, std::string* last) const {
  const std::scoped_lock lock(mutex_);
  *last = id_of(told_);
  if (after.empty()) return "id: " + *last + "\nevent: hello\ndata: {}\n\n";
  uint64_t number = 0;
  const std::string_view digits = std::string_view(after).substr(std::min(after.size(), run_.size() + 1));
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool ours = after.starts_with(run_ + "-") && read.ec == std::errc() && read.ptr == digits.data() + digits.size() && number <= told_;
  const uint64_t first = told_ - messages_.size() + 1;
  if (!ours || number + 1 < first) return "id: " + *last + "\nevent: reset\ndata: {}\n\n";
  std::string text;
  for (const Message& message : messages_) {
    if (message.number > number) text += message.text;
  }
  return text;
}

uint64_t Hub::listen(std::function<void()> wake) {
  const std::scoped_lock lock(mutex_);
  listeners_.emplace(next_listener_, std::move(wake));
  return next_listener_++;
}

void Hub::leave(uint64_t listener) {
  const std::scoped_lock lock(mutex_);
  listeners_.erase(listener);
}

size_t Hub::listeners() const {
  const std::scoped_lock lock(mutex_);
  return listeners_.size();
}

void Hub::close() {
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
  }
  wake_all();
}

bool Hub::closed() const {
  const std::scoped_lock lock(mutex_);
  return closed_;
}

// Waking happens outside the lock: whoever wakes may leave at once.
void Hub::wake_all() {
  std::vector<std::function<void()>> wakes;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [number, wake] : listeners_) wakes.push_back(wake);
  }
  for (const std::function<void()>& wake : wakes) wake();
}

}  // namespace demarche::server
