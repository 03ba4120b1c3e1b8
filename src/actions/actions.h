// What was done: finds the patterns of the dictionaries in a text's trees.
#pragma once
#include <array>
#include <span>
#include <vector>

#include "actions/words.h"
#include "demarche/annotation.h"
#include "lexicon/pattern_match.h"
#include "lexicon/patterns.h"

namespace demarche::actions {

// Working memory of one thread; grows to the largest document and is reused.
struct ActionScratch {
  WordIds words;
  std::span<const lexicon::KindMask> kinds;             // by token; set while a text is searched
  std::vector<lexicon::PatternTrial>* trace = nullptr;  // set to record every pattern that was tried
};

// The best match of each kind on each token.
struct ActionMatches {
  std::vector<lexicon::PatternMatch> matches;  // kinds mixed, in no order: go by `at`
  // By token and kind: index into matches, or -1.
  std::vector<std::array<int32_t, lexicon::kPatternKindCount>> at;

  const lexicon::PatternMatch* find(TokenIndex t, lexicon::PatternKind kind) const {
    const int32_t i = at[t.value][static_cast<size_t>(kind)];
    return i < 0 ? nullptr : &matches[static_cast<size_t>(i)];
  }
};

// Matches patterns; const use is thread-safe with one scratch for each thread. Knows trees and lemmas, no actors.
class ActionFinder {
 public:
  explicit ActionFinder(const lexicon::PatternTables* patterns) : patterns_(patterns) {}

  // `out` is cleared first. Cost: a few lookups for each token, and for each head word the patterns listed under it.
  // `kinds`, by token, are the kinds of the actors that the token's mention names: patterns may ask for them.
  void find(const Text& text, std::span<const lexicon::KindMask> kinds, ActionScratch* scratch, ActionMatches* out) const;

 private:
  const lexicon::PatternTables* patterns_;
};

}  // namespace demarche::actions
