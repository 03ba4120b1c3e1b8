#include "actors/pronouns.h"

#include "base/tree.h"

namespace demarche::actors {

bool person_pronoun(std::string_view l) {
  return l == "he" || l == "she" || l == "him" || l == "her" || l == "his" || l == "hers" || l == "himself" || l == "herself";
}
bool thing_pronoun(std::string_view l) { return l == "it" || l == "its" || l == "itself"; }
bool plural_pronoun(std::string_view l) { return l == "they" || l == "them" || l == "their" || l == "themselves" || l == "theirs"; }
bool first_pronoun(std::string_view l) {
  return l == "we" || l == "us" || l == "our" || l == "i" || l == "my" || l == "me" || l == "ours" || l == "ourselves";
}

bool agrees(std::string_view form, const Draft& other) {
  if (person_pronoun(form)) return other.mention.person && !other.mention.plural;
  if (thing_pronoun(form)) return !other.mention.person && !other.mention.plural && other.sector != "CVL";
  return other.mention.plural || !other.mention.person;
}

std::vector<uint32_t> subjects_beside(const Text& text, const std::vector<Draft>& drafts, uint32_t i) {
  std::vector<uint32_t> subjects;
  const Token& pronoun = text[drafts[i].mention.head];
  const bool object = pronoun.deprel == Deprel::kObj || pronoun.deprel == Deprel::kIobj || pronoun.deprel == Deprel::kObl;
  if (!object || !pronoun.head.valid() || !tree::is_verb(text[pronoun.head])) return subjects;
  const tree::Clause clause = tree::clause_of(text, pronoun.head);
  for (uint32_t j = 0; j < drafts.size(); ++j) {
    if (j == i || drafts[j].mention.codes.empty()) continue;
    for (const TokenIndex doer : clause.doers) {
      if (drafts[j].mention.head == doer) subjects.push_back(j);
    }
  }
  return subjects;
}

bool means_the_same(const ActorMention& a, const ActorMention& b) {
  if (a.codes.empty() || b.codes.empty() || a.codes.front().code.empty() || a.person != b.person) return false;
  return a.chain == b.chain || a.codes.front().code == b.codes.front().code;
}

}  // namespace demarche::actors
