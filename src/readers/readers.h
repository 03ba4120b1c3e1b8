// Bytes in, dated documents out. The room's door.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "demarche/document.h"

namespace demarche::readers {

struct ReadOptions {
  std::string date;       // for documents that carry none, YYYY-MM-DD
  std::string date_from;  // "mtime" or "filename", after `date`
  size_t limit = size_t{2} << 20;  // bytes of one document; a longer one is quarantined, so that memory is bounded
};

// What becomes of each document. A sink that returns false stops the reading.
struct Sink {
  std::function<bool(Document&&)> document;
  std::function<void(Quarantined&&)> quarantined;
};

// Reads one input: a path, or "-" for standard input. The format is told by the name, then by the first bytes: JSON lines or
// plain text, in gzip or zstd or neither. What cannot be read as a document goes to the sink's quarantine with its place
// and what was expected; only an input that cannot be opened is an error.
Result<void> read(const std::string& path, const ReadOptions& options, const Sink& sink);

// The same over bytes in memory; for tests and fuzzing.
void read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options, const Sink& sink);

}  // namespace demarche::readers
