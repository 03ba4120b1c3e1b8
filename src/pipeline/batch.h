// Many documents over several threads, results in the order of the documents.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "demarche/coder.h"

namespace demarche::pipeline {

// Codes documents that are put in from one thread. `work` turns a document into an output on a worker; `emit` gets the
// documents and outputs in the order of put(), from the thread that calls put() or finish(). At most a fixed number of
// documents is held.
template <typename Output>
class OrderedBatch {
 public:
  using Work = std::function<Output(const Document&, Coder::Scratch*)>;
  using Emit = std::function<void(Document&&, Output&&)>;

  OrderedBatch(const Coder& coder, unsigned threads, Work work, Emit emit)
      : coder_(coder), work_(std::move(work)), emit_(std::move(emit)), limit_(size_t{kHeldForEachThread} * threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
  }

  ~OrderedBatch() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    changed_.notify_all();
    threads_.clear();
  }

  void put(Document&& document) {
    std::unique_lock lock(mutex_);
    items_.emplace_back().document = std::move(document);
    changed_.notify_one();
    drain(&lock);
    while (items_.size() >= limit_) wait_for_front(&lock);
  }

  // Waits for all documents and emits the rest.
  void finish() {
    std::unique_lock lock(mutex_);
    while (!items_.empty()) wait_for_front(&lock);
  }

 private:
  static constexpr unsigned kHeldForEachThread = 32;

  struct Item {
    Document document;
    Output output;
    bool taken = false, done = false;
  };

  void run() {
    const Coder::ScratchPointer scratch = coder_.scratch();
    std::unique_lock lock(mutex_);
    for (;;) {
      Item* item = nullptr;
      changed_.wait(lock, [&] {
        item = next_free();
        return item != nullptr || closing_;
      });
      if (item == nullptr) return;
      item->taken = true;
      lock.unlock();
      item->output = work_(item->document, scratch.get());
      lock.lock();
      item->done = true;
      finished_.notify_one();
    }
  }

  Item* next_free() {
    for (Item& item : items_) {
      if (!item.taken) return &item;
    }
    return nullptr;
  }

  // Emits what is done at the front; the lock is held.
  void drain(std::unique_lock<std::mutex>* lock) {
    while (!items_.empty() && items_.front().done) {
      Item item = std::move(items_.front());
      items_.pop_front();
      lock->unlock();
      emit_(std::move(item.document), std::move(item.output));
      lock->lock();
    }
  }

  void wait_for_front(std::unique_lock<std::mutex>* lock) {
    finished_.wait(*lock, [&] { return items_.front().done; });
    drain(lock);
  }

  const Coder& coder_;
  Work work_;
  Emit emit_;
  std::mutex mutex_;
  std::condition_variable changed_, finished_;
  std::deque<Item> items_;  // a deque keeps addresses while items are pushed and popped at its ends
  bool closing_ = false;
  size_t limit_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace demarche::pipeline
