// A pattern found in a text: what the matcher gives and what events are built from.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/tree.h"
#include "demarche/annotation.h"
#include "lexicon/patterns.h"

namespace demarche::lexicon {

struct PatternMatch {
  uint32_t pattern = 0;  // index into PatternTables
  PatternKind kind = PatternKind::kAction;
  uint8_t label = 0;
  EntryId entry;
  uint16_t score = 0;                      // specificity
  TokenIndex head;                         // the trigger's main word
  TokenIndex support;                      // the verb that carries a trigger noun ("launched" of "launched an attack"), else invalid
  TokenIndex complement;                   // what the pattern governs (V, that-clause, infinitive), else invalid
  tree::TokenList words;                   // trigger words, the head included
  tree::TokenList source, target, mutual;  // heads of the phrases that fill the slots
  tree::TokenList others;                  // phrases that X stands for: an actor inside one may be the target
  bool passive = false;
  bool target_slot = false;  // the pattern names T (or R); otherwise a target is looked for around the trigger
};

// Why a pattern did not win; recorded for explain only.
struct PatternTrial {
  TokenIndex head;
  uint32_t pattern = 0;
  bool matched = false;
  std::string reason;  // "no object", "no 'with'", "a more specific pattern won"
};

}  // namespace demarche::lexicon
