#include "server/hub.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>

namespace demarche::server {

namespace {

std::string now() {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

Hub::Hub(Journal* journal, size_t kept) : journal_(journal), run_(journal->run()), kept_(kept) {
  for (const Told& told : journal->told()) messages_.push_back(told);
  while (messages_.size() > kept_) messages_.pop_front();
  if (!messages_.empty()) told_ = messages_.back().number;
}

void Hub::tell(std::string_view kind, std::string_view data) {
  {
    const std::scoped_lock lock(mutex_);
    ++told_;
    messages_.push_back({told_, now(), std::string(kind), std::string(data)});
    written_ = journal_->add(messages_.back()).ok() && written_;
    if (messages_.size() > kept_) messages_.pop_front();
  }
  wake_all();
}

std::vector<Told> Hub::found(size_t most) const {
  const std::scoped_lock lock(mutex_);
  std::vector<Told> list;
  for (auto told = messages_.rbegin(); told != messages_.rend() && list.size() < most; ++told) {
    if (told->kind == "match" || told->kind == "change") list.push_back(*told);
  }
  return list;
}

bool Hub::keeps() const {
  const std::scoped_lock lock(mutex_);
  return journal_->keeps() && written_;
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
  for (const Told& told : messages_) {
    if (told.number > number) text += "id: " + id_of(told.number) + "\nevent: " + told.kind + "\ndata: " + told.data + "\n\n";
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
