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

// Appends the tokens of `text`, whose first byte is byte `base` of the document. Linear in time; any bytes are accepted.
// Tokens cover every byte that is not white space, in order, without overlap.
void tokenize(std::string_view text, uint32_t base, std::vector<RawToken>* tokens);

// Abbreviations that keep their full stop. `ends` tells whether one may also end a sentence ("U.S.", "Inc.").
bool is_abbreviation(std::string_view form, bool* may_end);

}  // namespace demarche::language
