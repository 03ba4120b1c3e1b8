// CoNLL-U as tokens to be parsed afresh.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "demarche/annotation.h"

namespace demarche::readers {

struct GivenTokens {
  Text text;                          // forms, white space and sentences; forms point into the input
  std::vector<std::string> comments;  // one a sentence, lines ended
  std::vector<TokenSpan> ranges;      // multiword tokens, in text order
};

// Reads the rows of CoNLL-U; empty nodes are left out, and every field beyond the form and SpaceAfter. Spans are bytes of
// `bytes`, which must outlive the result. Errors name the line: a row with too few fields or an empty form, forms that are
// not UTF-8, a range that does not cover words of its sentence. `name` is for messages.
Result<GivenTokens> read_conllu(std::string_view bytes, const std::string& name);

}  // namespace demarche::readers
