// Many documents over several threads, results in the order of the documents.
#pragma once
#include <functional>
#include <string>

#include "demarche/coder.h"

namespace demarche::pipeline {

// Codes documents that are put in from one thread. `work` turns a document into output text on a worker; `emit` gets the
// texts in the order of put(), from the thread that calls put() or finish(). At most a fixed number of documents is held.
class OrderedBatch {
 public:
  using Work = std::function<std::string(const Document&, Coder::Scratch*)>;
  using Emit = std::function<void(const std::string&)>;

  OrderedBatch(const Coder& coder, unsigned threads, Work work, Emit emit);
  ~OrderedBatch();
  void put(Document&& document);
  void finish();  // waits for all documents and emits the rest

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace demarche::pipeline
