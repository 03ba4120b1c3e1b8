// Checks that hold for every document, whatever its format. Internal to the room.
#pragma once
#include <string>

#include "readers/readers.h"

namespace demarche::readers {

class Gate {
 public:
  // Options and sink outlive the gate.
  Gate(const ReadOptions& options, const Sink& sink, std::string path) : options_(options), sink_(sink), path_(std::move(path)) {}

  // Gives the document to the sink if its text is UTF-8 without NUL bytes, not too long, and has a date that exists; else
  // quarantines it. A format's own date may be empty; then the options may give one. `crawled` is when it was fetched.
  // False if the sink wants no more.
  bool pass(Document&& document, const std::string& crawled = {}) const;
  // Always true, so that a parser can end with it.
  bool quarantine(std::string id, std::string origin, std::string reason) const;

 private:
  std::string fallback_date(const std::string& crawled) const;

  const ReadOptions& options_;
  const Sink& sink_;
  std::string path_;
};

}  // namespace demarche::readers
