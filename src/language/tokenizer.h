// Cuts a text into the words and marks of UD English, with exact byte spans.
#pragma once
#include <string_view>
#include <vector>

#include "demarche/span.h"

namespace demarche::language {

struct RawToken {
  ByteSpan span;
  bool space_after = false;  // white space or the end of the text follows
};

// No token is longer than this many bytes.
inline constexpr uint32_t kMaxTokenBytes = 512;

// Appends the tokens of `text`, whose first byte is byte `base` of the document. Linear in time; any bytes are accepted.
// Tokens cover every byte that is not white space, in order, without overlap. Texts end below 4 GiB.
void tokenize(std::string_view text, uint32_t base, std::vector<RawToken>* tokens);

// Length of the white space at `at`, Unicode spaces included; 0 if there is none.
uint32_t white_length(std::string_view text, size_t at);

}  // namespace demarche::language
