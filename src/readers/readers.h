// Bytes in, dated documents out. The room's door.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "demarche/document.h"

namespace demarche::readers {

struct ReadOptions {
  std::string date;                // for documents that carry none, YYYY-MM-DD
  std::string date_from;           // "mtime", "filename" or "crawl" (a WARC record's own date), after `date`
  std::string format;              // a name of format_names(); empty: told by the name, then by the first bytes
  size_t limit = size_t{2} << 20;  // bytes of one document; a longer one is quarantined, so that memory is bounded
};

// What becomes of each document. A sink that returns false stops the reading.
struct Sink {
  std::function<bool(Document&&)> document;
  std::function<void(Quarantined&&)> quarantined;
  // May be empty. Called before each piece with the bytes of the file (as stored) that were read so far; false stops.
  std::function<bool(uint64_t bytes)> advanced = {};
};

// Names of the formats, for messages and help: "text", "jsonl", ...
std::vector<std::string> format_names();

// Reads one input: a path, or "-" for standard input, in gzip or zstd or neither. What cannot be read as a document goes to
// the sink's quarantine with its place and what was expected; only an input that cannot be opened, and a format that does
// not exist, are errors. Memory is bounded by a few times the limit, or by 64 MB for a feed, whatever the input.
Result<void> read(const std::string& path, const ReadOptions& options, const Sink& sink);

// The same over bytes in memory, plain or packed; for tests and fuzzing.
Result<void> read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options, const Sink& sink);

}  // namespace demarche::readers
