// Any bytes as a document: the invariants of words, sentences and quotations must hold, by the rules alone and with
// weights made of the input itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "language/quotations.h"
#include "language/sentences.h"
#include "language/tokenizer.h"

namespace {

using namespace demarche::language;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_tokens(std::string_view text, const std::vector<RawToken>& tokens) {
  size_t at = 0;
  for (const RawToken& token : tokens) {
    require(token.span.begin >= at && token.span.begin < token.span.end && token.span.end <= text.size());
    require(token.span.size() <= kMaxTokenBytes);
    while (at < token.span.begin) {
      const uint32_t length = white_length(text, at);
      require(length > 0);
      at += length;
    }
    at = token.span.end;
  }
  while (at < text.size()) {
    const uint32_t length = white_length(text, at);
    require(length > 0);
    at += length;
  }
}

void check_sentences(std::string_view text, const std::vector<RawToken>& tokens, const BoundaryModel& model) {
  std::vector<RawSentence> sentences;
  split_sentences(text, tokens, model, &sentences);
  uint32_t next = 0;
  for (const RawSentence& sentence : sentences) {
    require(sentence.tokens.begin.value == next && !sentence.tokens.empty() && sentence.tokens.size() <= kMaxSentenceTokens);
    require(sentence.dateline.empty() || sentence.dateline.end <= sentence.tokens.end);
    next = sentence.tokens.end.value;
  }
  require(next == tokens.size());
  uint32_t last = 0;
  for (const demarche::Quotation& quotation : find_quotations(text, tokens, sentences)) {
    require(quotation.span.begin >= last && quotation.span.begin < quotation.span.end && quotation.span.end <= text.size());
    last = quotation.span.begin;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<RawToken> tokens;
  tokenize(text, 0, &tokens);
  check_tokens(text, tokens);
  check_sentences(text, tokens, {});
  if (size == 0) return 0;
  std::vector<int16_t> weights(kBoundarySlots);
  for (size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<int16_t>(data[i % size] * 16 - 2048);
  check_sentences(text, tokens, {weights});
  return 0;
}
