#include "base/tree.h"
#include "times/times.h"

namespace demarche::times {

namespace {

bool clause_head(const Text& text, TokenIndex t) {
  const Deprel r = text[t].deprel;
  return r == Deprel::kRoot || r == Deprel::kCcomp || r == Deprel::kAdvcl || r == Deprel::kAcl || r == Deprel::kAclRelcl ||
         r == Deprel::kParataxis || (r == Deprel::kConj && tree::is_verb(text[t])) || r == Deprel::kCsubj;
}

// The token by which the tree hangs an expression.
TokenIndex head_of(const Text& text, TokenSpan tokens) {
  TokenIndex t = tokens.begin;
  while (text[t].head.valid() && tokens.contains(text[t].head)) t = text[t].head;
  return t;
}

// "Monday's attack", "the March 24 launch", "the 2015 accord": the time is the noun's alone.
bool bound(Deprel r) { return r == Deprel::kNmodPoss || r == Deprel::kCompound || r == Deprel::kNummod || r == Deprel::kAmod; }

// "where on Sunday President Buhari signed": trees bind a day to the name after it, though a preposition stands before it.
bool misbound(const Text& text, TokenSpan tokens, TokenIndex head) {
  if (text[head].deprel == Deprel::kNmodPoss || tokens.begin.value == 0 || !text[head].head.valid() || text[head].head < head) return false;
  return text.tokens[tokens.begin.value - 1].lemma == "on";
}

// "in Monday's statement", "during last week's visit": what is told happened in the course of it.
bool in_course_of(const Text& text, TokenIndex noun) {
  const TokenIndex marker = tree::marker_of(text, noun);
  if (!marker.valid()) return false;
  const std::string_view lemma = text[marker].lemma;
  return lemma == "in" || lemma == "during" || lemma == "at";
}

// A date that stands for one day says more of a clause than a term or a longer stretch.
bool finer(const TimeMention& a, const TimeMention& b) {
  const bool stretch_a = a.edtf.find('/') != std::string::npos, stretch_b = b.edtf.find('/') != std::string::npos;
  if (stretch_a != stretch_b) return stretch_b;
  return !stretch_a && a.edtf.size() > b.edtf.size();
}

}  // namespace

AttachedTimes attach_times(const Text& text, const std::vector<TimeMention>& times) {
  AttachedTimes result;
  result.own.assign(text.tokens.size(), -1);
  // Each time belongs first to the word that it hangs on.
  for (size_t k = 0; k < times.size(); ++k) {
    const TokenIndex self = head_of(text, times[k].tokens);
    const TokenIndex above = text[self].head;
    if (times[k].edtf.empty() || !above.valid() || (bound(text[self].deprel) && misbound(text, times[k].tokens, self))) continue;
    int32_t& held = result.own[above.value];
    if (held < 0 || finer(times[k], times[static_cast<size_t>(held)])) held = static_cast<int32_t>(k);
  }
  // "was on Monday rammed": trees make the day the predicate and hang the verb on it.
  for (size_t k = 0; k < times.size(); ++k) {
    if (times[k].edtf.empty()) continue;
    const TokenIndex self = head_of(text, times[k].tokens);
    for (const TokenIndex* c = text.children_begin(self); c != text.children_end(self); ++c) {
      const bool clause = text[*c].deprel == Deprel::kAcl || text[*c].deprel == Deprel::kAdvcl;
      if (clause && tree::is_verb(text[*c]) && result.own[c->value] < 0) result.own[c->value] = static_cast<int32_t>(k);
    }
  }
  // Then to every word from there up to the clause's: trees often hang a time on the last noun.
  for (size_t k = 0; k < times.size(); ++k) {
    if (times[k].edtf.empty()) continue;
    const TokenIndex self = head_of(text, times[k].tokens);
    const TokenIndex first = text[self].head;
    if (first.valid() && bound(text[self].deprel) && !in_course_of(text, first) && !misbound(text, times[k].tokens, self)) continue;
    for (TokenIndex above = first; above.valid(); above = text[above].head) {
      if (result.own[above.value] < 0) result.own[above.value] = static_cast<int32_t>(k);
      const bool infinitive = text[above].deprel == Deprel::kXcomp;  // shares the time of its governor
      if (!infinitive && (tree::is_verb(text[above]) || clause_head(text, above))) break;
    }
  }
  // Tokens below inherit the time of their own clause, nouns that of the verb they depend on.
  result.clause = result.own;
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (result.own[i] >= 0) continue;
    for (TokenIndex t(i); text[t].head.valid() && !clause_head(text, t);) {
      t = text[t].head;
      if (result.own[t.value] >= 0) {
        result.clause[i] = result.own[t.value];
        break;
      }
    }
  }
  return result;
}

}  // namespace demarche::times
