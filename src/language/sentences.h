// Groups tokens into sentences and marks what kind of line each stands in.
#pragma once
#include <string_view>
#include <vector>

#include "demarche/annotation.h"
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

// Linear in the number of tokens.
void split_sentences(std::string_view text, const std::vector<RawToken>& tokens, std::vector<RawSentence>* sentences);

// Paired quotation marks: straight, curly, over several sentences; a mark that opens a paragraph while a quotation is
// still open goes on with it. Unclosed quotations end with their paragraph.
std::vector<Quotation> find_quotations(std::string_view text, const std::vector<RawToken>& tokens,
                                       const std::vector<RawSentence>& sentences);

}  // namespace demarche::language
