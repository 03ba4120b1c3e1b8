// Tells wrapped lines from lines that end where their writer ended them. Internal to the room.
#pragma once
#include <cstdint>
#include <string_view>

namespace demarche::language {

// Walks forward through a text; every byte is looked at a fixed number of times.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text) {}

  enum class Gap : uint8_t { kNone, kSpace, kWrapped, kLineEnd, kParagraph };

  // What stands between two tokens: the bytes [from, to) are white space. Calls go forward through the text.
  Gap between(uint32_t from, uint32_t to);

 private:
  bool fits(uint32_t line_end, uint32_t next_line);
  void measure_block(uint32_t at);

  std::string_view text_;
  uint32_t line_begin_ = 0;
  uint32_t block_end_ = 0;  // lines before this byte belong to the block that was measured
  uint32_t longest_ = 0;
};

}  // namespace demarche::language
