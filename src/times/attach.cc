#include "base/tree.h"
#include "times/times.h"

namespace demarche::times {

namespace {

bool clause_head(const Text& text, TokenIndex t) {
  const Deprel r = text[t].deprel;
  return r == Deprel::kRoot || r == Deprel::kCcomp || r == Deprel::kAdvcl || r == Deprel::kAcl || r == Deprel::kAclRelcl ||
         r == Deprel::kParataxis || (r == Deprel::kConj && tree::is_verb(text[t])) || r == Deprel::kCsubj;
}

}  // namespace

std::vector<int32_t> attach_times(const Text& text, const std::vector<TimeMention>& times) {
  std::vector<int32_t> result(text.tokens.size(), -1);
  // Each time belongs to the head of the phrase or clause that it hangs on.
  for (size_t k = 0; k < times.size(); ++k) {
    if (times[k].edtf.empty()) continue;
    TokenIndex t = times[k].tokens.begin;
    while (text[t].head.valid() && times[k].tokens.contains(text[t].head)) t = text[t].head;
    // Its own head, and every word from there up to the clause's: trees often hang a time on the last noun.
    for (TokenIndex above = text[t].head; above.valid(); above = text[above].head) {
      if (result[above.value] < 0) result[above.value] = static_cast<int32_t>(k);
      const bool infinitive = text[above].deprel == Deprel::kXcomp;  // shares the time of its governor
      if (!infinitive && (tree::is_verb(text[above]) || clause_head(text, above))) break;
    }
  }
  // Tokens below inherit the time of their own clause, nouns that of the verb they depend on.
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (result[i] >= 0) continue;
    for (TokenIndex t(i); text[t].head.valid() && !clause_head(text, t);) {
      t = text[t].head;
      if (result[t.value] >= 0) {
        result[i] = result[t.value];
        break;
      }
    }
  }
  return result;
}

}  // namespace demarche::times
