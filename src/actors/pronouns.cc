#include "actors/pronouns.h"

#include <algorithm>

#include "base/tree.h"

namespace demarche::actors {

bool person_pronoun(std::string_view l) {
  return l == "he" || l == "she" || l == "him" || l == "her" || l == "his" || l == "hers" || l == "himself" || l == "herself";
}
bool thing_pronoun(std::string_view l) { return l == "it" || l == "its" || l == "itself"; }
bool plural_pronoun(std::string_view l) {
  return l == "both" || l == "they" || l == "them" || l == "their" || l == "themselves" || l == "theirs";
}
bool second_pronoun(std::string_view l) { return l == "you" || l == "your" || l == "yours"; }
bool first_pronoun(std::string_view l) {
  return l == "we" || l == "us" || l == "our" || l == "i" || l == "my" || l == "me" || l == "ours" || l == "ourselves";
}

bool reflexive(std::string_view l) { return l.ends_with("self") || l.ends_with("selves"); }

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

std::vector<uint32_t> objects_beside(const Text& text, const std::vector<Draft>& drafts, uint32_t i) {
  std::vector<uint32_t> objects;
  const Token& pronoun = text[drafts[i].mention.head];
  const bool subject = pronoun.deprel == Deprel::kNsubj && pronoun.head.valid() && tree::is_verb(text[pronoun.head]);
  if (!subject) return objects;
  for (uint32_t j = i + 1; j < drafts.size(); ++j) {
    const ActorMention& m = drafts[j].mention;
    if (text[m.head].sentence != pronoun.sentence) break;
    const Token& object = text[tree::first_conjunct(text, m.head)];
    if (object.head != pronoun.head || m.codes.empty() || m.form == MentionForm::kPronoun) continue;
    const TokenIndex marker = tree::marker_of(text, tree::first_conjunct(text, m.head));
    const std::string_view preposition = marker.valid() ? text[marker].lemma : std::string_view{};
    const bool to = preposition == "on" || preposition == "with" || preposition == "to" || preposition == "for" || preposition == "against";
    if (object.deprel == Deprel::kObj || object.deprel == Deprel::kIobj || (object.deprel == Deprel::kObl && to)) objects.push_back(j);
  }
  return objects;
}

bool means_the_same(const ActorMention& a, const ActorMention& b) {
  if (a.codes.empty() || b.codes.empty() || a.codes.front().code.empty() || a.person != b.person) return false;
  return a.chain == b.chain || a.codes.front().code == b.codes.front().code;
}

bool same_side(const Draft& a, const Draft& b) {
  return a.mention.chain == b.mention.chain || a.mention.codes.front().code == b.mention.codes.front().code;
}

int32_t named_after(const Text& text, const std::vector<Draft>& drafts, uint32_t i) {
  const TokenIndex pronoun = drafts[i].mention.head;
  const Sentence& sentence = text[text[pronoun].sentence];
  if (!sentence.root.valid() || text[pronoun].deprel != Deprel::kNmodPoss || tree::dominates(text, pronoun, sentence.root)) return -1;
  const TokenIndex subject = tree::child_with(text, sentence.root, Deprel::kNsubj);
  if (!subject.valid() || subject < pronoun) return -1;
  TokenIndex phrase = pronoun;
  while (text[phrase].head.valid() && text[phrase].head != sentence.root) phrase = text[phrase].head;
  if (text[phrase].deprel != Deprel::kObl && text[phrase].deprel != Deprel::kAdvcl) return -1;
  for (uint32_t j = i + 1; j < drafts.size() && drafts[j].mention.tokens.begin < sentence.tokens.end; ++j) {
    const ActorMention& m = drafts[j].mention;
    if (m.head == subject)
      return m.form == MentionForm::kName && (m.person || m.codes.front().actor.empty()) && !m.place_like ? static_cast<int32_t>(j) : -1;
  }
  return -1;
}

bool means_a_thing(const Text& text, const std::vector<Draft>& drafts, uint32_t i) {
  const uint32_t sentence = text[drafts[i].mention.head].sentence.value;
  const TokenIndex it = drafts[i].mention.head;
  if (sentence == 0 || (text[it].deprel != Deprel::kNsubj && text[it].deprel != Deprel::kNsubjPass)) return false;
  const Sentence& own = text.sentences[sentence];
  if (it.value > own.tokens.begin.value + 2) return false;
  const Sentence& before = text.sentences[sentence - 1];
  if (before.paragraph != own.paragraph || !before.root.valid()) return false;
  TokenIndex subject = tree::child_with(text, before.root, Deprel::kNsubj);
  if (!subject.valid()) subject = tree::child_with(text, before.root, Deprel::kNsubjPass);
  if (!subject.valid() || text[subject].upos != Upos::kNoun || text[subject].xpos != Xpos::kNN) return false;
  return std::none_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.mention.head == subject; });
}

}  // namespace demarche::actors
