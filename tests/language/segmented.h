// A text cut with the boundary weights that ship.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "language/lemmas.h"
#include "language/quotations.h"
#include "language/sentences.h"
#include "language/tokenizer.h"

// The tables of models/english.dml; a fatal failure of the test if they cannot be read.
const demarche::language::Lemmatizer& tables();

struct Segmented {
  explicit Segmented(std::string bytes);
  std::string_view form(uint32_t i) const { return tokens[i].span.in(text); }
  // One line a sentence, as in the case files.
  std::vector<std::string> lines() const;

  std::string text;
  std::vector<demarche::language::RawToken> tokens;
  std::vector<demarche::language::RawSentence> sentences;
};

// What must hold of any bytes; empty, or what does not hold.
std::string broken_invariant(const Segmented& s);
