#include "server/answers.h"

namespace demarche::server {

namespace {

constexpr size_t kMostBytes = 32 * 1024 * 1024, kLargest = 4 * 1024 * 1024;

}  // namespace

std::optional<Response> Answers::find(const std::string& question) {
  const std::scoped_lock lock(mutex_);
  const auto place = places_.find(question);
  if (place == places_.end()) return std::nullopt;
  list_.splice(list_.begin(), list_, place->second);
  return place->second->response;
}

void Answers::keep(const std::string& question, uint64_t version, const Response& response) {
  if (response.status != 200 || response.rest || response.body.size() > kLargest) return;
  const std::scoped_lock lock(mutex_);
  if (version != version_ || places_.contains(question)) return;
  bytes_ += question.size() + response.body.size();
  list_.push_front({question, response});
  places_[question] = list_.begin();
  while (bytes_ > kMostBytes) {
    const Kept& oldest = list_.back();
    bytes_ -= oldest.question.size() + oldest.response.body.size();
    places_.erase(oldest.question);
    list_.pop_back();
  }
}

void Answers::forget() {
  const std::scoped_lock lock(mutex_);
  ++version_;
  bytes_ = 0;
  places_.clear();
  list_.clear();
}

}  // namespace demarche::server
