// A stream of plain bytes from a file or standard input, unpacked on the way. Internal to the room.
#pragma once
#include <memory>
#include <string>

#include "base/result.h"

namespace demarche::readers {

class Input {
 public:
  virtual ~Input() = default;
  // Fills at most `size` bytes; 0 at the end. An error names what broke ("gzip stream is cut off").
  virtual Result<size_t> read(char* to, size_t size) = 0;

  // Opens a path ("-": standard input); gzip and zstd are told by their first bytes.
  static Result<std::unique_ptr<Input>> open(const std::string& path);
};

}  // namespace demarche::readers
