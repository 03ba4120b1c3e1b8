#include "server/answers.h"

#include "server/compress.h"

namespace demarche::server {

namespace {

constexpr size_t kMostBytes = 32 * 1024 * 1024, kLargest = 4 * 1024 * 1024;

size_t size_of(const std::string& question, const Response& response) {
  return question.size() + response.body.size() + response.packed.size();
}

}  // namespace

std::optional<Response> Answers::find(const std::string& question) {
  const std::scoped_lock lock(mutex_);
  if (const auto there = standing_.find(question); there != standing_.end()) return there->second;
  const auto place = places_.find(question);
  if (place == places_.end()) return std::nullopt;
  list_.splice(list_.begin(), list_, place->second);
  return place->second->response;
}

void Answers::keep(const std::string& question, uint64_t version, Response response) {
  if (response.status != 200 || response.rest || response.body.size() > kLargest) return;
  response.packed = gzip(response.body);
  const std::scoped_lock lock(mutex_);
  if (version != version_ || places_.contains(question)) return;
  bytes_ += size_of(question, response);
  list_.push_front({question, std::move(response)});
  places_[question] = list_.begin();
  while (bytes_ > kMostBytes) {
    const Kept& oldest = list_.back();
    bytes_ -= size_of(oldest.question, oldest.response);
    places_.erase(oldest.question);
    list_.pop_back();
  }
}

void Answers::renew(std::vector<std::pair<std::string, Response>> standing) {
  std::unordered_map<std::string, Response> fresh;
  for (auto& [question, response] : standing) {
    if (response.status != 200 || response.rest) continue;
    response.packed = gzip(response.body);
    fresh[question] = std::move(response);
  }
  const std::scoped_lock lock(mutex_);
  ++version_;
  bytes_ = 0;
  places_.clear();
  list_.clear();
  standing_ = std::move(fresh);
}

}  // namespace demarche::server
