// A linear model of sentence boundaries: what stands on both sides of a gap between two tokens says whether a sentence
// ends there. Trained by train/language/boundaries.cc on the same features.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/tokenizer.h"

namespace demarche::language {

// What the splitter knows at a gap besides the tokens themselves.
struct GapState {
  uint32_t sentence_begin = 0;  // first token of the sentence so far
  uint32_t paragraph_end = 0;   // one past the last token of the paragraph
  bool quote_open = false;      // a straight double quote is open before the gap
  bool bracket_open = false;
  bool rule = false;  // what the rules say
};

inline constexpr uint32_t kBoundarySlots = 1 << 16;
inline constexpr uint32_t kBoundaryFeatures = 20;
using BoundaryFeatures = std::array<uint16_t, kBoundaryFeatures>;

// Features of the gap after token `i`; i + 1 < paragraph_end.
BoundaryFeatures boundary_features(std::string_view text, const std::vector<RawToken>& tokens, uint32_t i, const GapState& state);

// Weights are 1/256 of the log-odds. Does not own them; without weights the rules decide alone.
struct BoundaryModel {
  std::span<const int16_t> weights;

  bool trained() const { return weights.size() == kBoundarySlots; }
  int32_t score(const BoundaryFeatures& features) const {
    int32_t sum = 0;
    for (const uint16_t f : features) sum += weights[f];
    return sum;
  }
};

// Classes of marks, shared with the splitter.
bool is_closing(std::string_view form);  // quotes and brackets that end something; straight quotes count
bool is_opening(std::string_view form);
// An opening curly quote that stands at the end of a word, and so closes: “so“.
bool is_turned(const std::vector<RawToken>& tokens, uint32_t i, std::string_view text);
bool is_final(std::string_view form);    // full stops, question and exclamation marks, ellipses
bool is_capital(std::string_view form);  // begins with a capital letter of any script

}  // namespace demarche::language
