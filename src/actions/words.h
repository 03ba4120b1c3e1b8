// Which words of the patterns each token may stand for. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "demarche/annotation.h"
#include "lexicon/patterns.h"

namespace demarche::actions {

// Word numbers by token; lexicon::kNoWord where no pattern names the word.
struct WordIds {
  std::vector<uint32_t> lemma;  // of a word written with hyphens: of the whole ("carpet-bomb"), on its main token
  // A second reading that patterns know: the singular of "troops", the noun "fighting", the verb of a form whose lemma
  // the language room did not get right.
  std::vector<uint32_t> other;
  std::vector<uint32_t> form;   // as written, in lower case
  std::vector<uint8_t> joined;  // 1: the main token of a word written with hyphens, which may be a noun whatever its tag

  // Replaces what stands in it. Cost: some hash lookups for each token.
  void fill(const Text& text, const lexicon::PatternTables& tables);
};

}  // namespace demarche::actions
