// A stream of plain bytes from a file, standard input or memory, unpacked on the way. Internal to the room.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace demarche::readers {

class Input {
 public:
  virtual ~Input() = default;
  // Fills at most `size` bytes; 0 at the end. An error names what broke ("gzip stream is cut off"). A signal that
  // interrupts a wait for bytes gives 0 with interrupted() true; reading may go on.
  virtual Result<size_t> read(char* to, size_t size) = 0;
  // Bytes of the file as stored that were read so far.
  virtual uint64_t consumed() const = 0;
  virtual bool interrupted() const = 0;

  // Opens a path ("-": standard input); gzip and zstd are told by their first bytes.
  static Result<std::unique_ptr<Input>> open(const std::string& path);
  // Reads `bytes`, which are not owned.
  static std::unique_ptr<Input> over(std::string_view bytes, const std::string& name);
};

}  // namespace demarche::readers
