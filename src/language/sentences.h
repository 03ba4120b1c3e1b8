// Groups tokens into sentences and marks what kind of line each stands in.
#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "demarche/annotation.h"
#include "language/boundaries.h"
#include "language/tokenizer.h"

namespace demarche::language {

// Longest sentence; a longer stretch without a full stop is cut at the best mark before this many tokens.
inline constexpr uint32_t kMaxSentenceTokens = 200;

// A sentence as a range of tokens, before anything is known of its words.
struct RawSentence {
  TokenSpan tokens;
  uint32_t paragraph = 0;
  SentenceKind kind = SentenceKind::kBody;
  TokenSpan dateline;
};

// A blank line always ends a sentence and a paragraph; so does the end of a line that was not wrapped, going by whether
// the next word would have fitted. Elsewhere the model decides, or the rules if it is not trained. Linear in the number
// of bytes.
void split_sentences(std::string_view text, const std::vector<RawToken>& tokens, const BoundaryModel& model,
                     std::vector<RawSentence>* sentences);

// Calls `gap(i, state)` for every gap that split_sentences would leave to the model and goes on as its answer says (true:
// a sentence ends after token i). What the trainer learns from.
void visit_gaps(std::string_view text, const std::vector<RawToken>& tokens, const std::function<bool(uint32_t, const GapState&)>& gap);

}  // namespace demarche::language
