// Reading dependency trees: who does what in a clause, whatever the construction.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "demarche/annotation.h"

namespace demarche::tree {

// A short list of tokens without allocation; what does not fit is left out (twenty arguments are more than clauses have).
class TokenList {
 public:
  void push(TokenIndex t) {
    if (count_ < items_.size() && t.valid() && !has(t)) items_[count_++] = t;
  }
  void append(const TokenList& other) {
    for (const TokenIndex t : other) push(t);
  }
  bool has(TokenIndex t) const {
    for (uint8_t i = 0; i < count_; ++i) {
      if (items_[i] == t) return true;
    }
    return false;
  }
  bool empty() const { return count_ == 0; }
  uint8_t size() const { return count_; }
  TokenIndex operator[](size_t i) const { return items_[i]; }
  const TokenIndex* begin() const { return items_.data(); }
  const TokenIndex* end() const { return items_.data() + count_; }

 private:
  std::array<TokenIndex, 20> items_{};
  uint8_t count_ = 0;
};

// A clause seen from its verb: logical roles, so that the passive and the active look alike.
struct Clause {
  TokenIndex verb;
  TokenList doers;       // subject of an active, agent of a passive; inherited in control, coordination, relatives
  TokenList undergoers;  // objects of an active, subject of a passive
  bool passive = false;
  bool own_subject = false;  // the subject stands in this clause rather than being inherited
};

// Fills [token's children]; call once when a Text's heads are set.
void index_children(Text* text);

bool is_verb(const Token& token);     // VERB or a form of a verb (VB*), auxiliaries excepted unless they head a clause
bool is_nominal(const Token& token);  // NOUN, PROPN, PRON, NUM, and DET used as a head
bool is_participle_modifier(const Text& text, TokenIndex t);  // "jailed" in "the jailed leader"

// First child with this relation, invalid if none.
TokenIndex child_with(const Text& text, TokenIndex t, Deprel relation);
bool has_child(const Text& text, TokenIndex t, Deprel relation);
// The case marker or mark that introduces `t` ("in", "to", "from"); for "because of" the first word. Invalid if none.
TokenIndex marker_of(const Text& text, TokenIndex t);
// `t` and the conjuncts after it ("China", "Russia" for "China and Russia"), if it is the first of a coordination.
void with_conjuncts(const Text& text, TokenIndex t, TokenList* list);
// First conjunct of the coordination that `t` belongs to; `t` itself if none.
TokenIndex first_conjunct(const Text& text, TokenIndex t);
// The closest verb, or predicate with a copula, above `t` in the tree; invalid if none.
TokenIndex governing_clause(const Text& text, TokenIndex t);
// True if a negation ("not", "never", "no longer", determiner "no" on a subject or object) stands directly under `t`.
bool negated(const Text& text, TokenIndex t);
// True if `above` is `t` or one of its ancestors.
bool dominates(const Text& text, TokenIndex above, TokenIndex t);

// The words under `head` without its preposition or mark, without later conjuncts and their joints, and without final
// punctuation: how a phrase is quoted. With `from_head`, nothing before the head.
TokenSpan phrase_of(const Text& text, TokenIndex head, bool from_head = false);

// The phrase with "by" under `t`, at most `depth` phrases down; invalid if none.
TokenIndex agent_below(const Text& text, TokenIndex t, int depth);
Clause clause_of(const Text& text, TokenIndex verb);
// Subjects as the text has them, looked up through control, coordination and relatives; `passive` tells their side.
TokenList surface_subjects(const Text& text, TokenIndex verb, bool* own, int depth = 0);

}  // namespace demarche::tree
