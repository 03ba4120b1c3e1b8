#include "pipeline/batch.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace demarche::pipeline {

namespace {

constexpr size_t kHeldForEachThread = 32;

}  // namespace

struct OrderedBatch::State {
  struct Item {
    Document document;
    std::string output;
    bool taken = false, done = false;
  };

  State(const Coder& c, Work w, Emit e) : coder(c), work(std::move(w)), emit(std::move(e)) {}

  void run() {
    const Coder::ScratchPointer scratch = coder.scratch();
    std::unique_lock lock(mutex);
    for (;;) {
      Item* item = nullptr;
      changed.wait(lock, [&] {
        item = next_free();
        return item != nullptr || closing;
      });
      if (item == nullptr) return;
      item->taken = true;
      lock.unlock();
      item->output = work(item->document, scratch.get());
      lock.lock();
      item->done = true;
      finished.notify_one();
    }
  }

  Item* next_free() {
    for (Item& item : items) {
      if (!item.taken) return &item;
    }
    return nullptr;
  }

  // Emits what is done at the front; the lock is held.
  void drain(std::unique_lock<std::mutex>* lock) {
    while (!items.empty() && items.front().done) {
      const std::string output = std::move(items.front().output);
      items.pop_front();
      lock->unlock();
      emit(output);
      lock->lock();
    }
  }

  const Coder& coder;
  Work work;
  Emit emit;
  std::mutex mutex;
  std::condition_variable changed, finished;
  std::deque<Item> items;  // a deque keeps addresses while items are pushed and popped at its ends
  bool closing = false;
  size_t limit = 0;
  std::vector<std::jthread> threads;
};

OrderedBatch::OrderedBatch(const Coder& coder, unsigned threads, Work work, Emit emit)
    : state_(std::make_unique<State>(coder, std::move(work), std::move(emit))) {
  state_->limit = kHeldForEachThread * threads;
  for (unsigned i = 0; i < threads; ++i) state_->threads.emplace_back([s = state_.get()] { s->run(); });
}

OrderedBatch::~OrderedBatch() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->closing = true;
  }
  state_->changed.notify_all();
  state_->threads.clear();
}

void OrderedBatch::put(Document&& document) {
  std::unique_lock lock(state_->mutex);
  state_->items.emplace_back();
  state_->items.back().document = std::move(document);
  state_->changed.notify_one();
  state_->drain(&lock);
  while (state_->items.size() >= state_->limit) {
    state_->finished.wait(lock, [&] { return state_->items.front().done; });
    state_->drain(&lock);
  }
}

void OrderedBatch::finish() {
  std::unique_lock lock(state_->mutex);
  while (!state_->items.empty()) {
    state_->finished.wait(lock, [&] { return state_->items.front().done; });
    state_->drain(&lock);
  }
}

}  // namespace demarche::pipeline
