// Threads that answer, each with a store and a scratch of its own. Internal to the room.
#pragma once
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "server/api.h"

namespace demarche::server {

// As many workers as threads: a job always finds one free.
class Workers {
 public:
  explicit Workers(std::vector<std::unique_ptr<Worker>> workers) : free_(std::move(workers)), pool_(free_.size()) {}
  ~Workers() { end(); }

  // Runs `job(worker)` on one of the threads.
  template <typename Job>
  void run(Job job) {
    boost::asio::post(pool_, [this, job = std::move(job)]() mutable {
      std::unique_ptr<Worker> worker = take();
      job(worker.get());
      give(std::move(worker));
    });
  }
  // Lets running jobs end; those that wait are dropped.
  void end() {
    pool_.stop();
    pool_.join();
  }

 private:
  std::unique_ptr<Worker> take() {
    const std::scoped_lock lock(mutex_);
    std::unique_ptr<Worker> worker = std::move(free_.back());
    free_.pop_back();
    return worker;
  }
  void give(std::unique_ptr<Worker> worker) {
    const std::scoped_lock lock(mutex_);
    free_.push_back(std::move(worker));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> free_;
  boost::asio::thread_pool pool_;
};

}  // namespace demarche::server
