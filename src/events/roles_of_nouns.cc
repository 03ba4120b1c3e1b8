// Who acts where the trigger is a noun: owners, phrases, and the verb that the noun hangs on.
#include <algorithm>
#include <array>

#include "events/role_words.h"
#include "events/roles.h"
#include "events/sides.h"

namespace demarche::events {

using lexicon::PatternMatch;

// "Putin's invasion", "the army's unprovoked attack": of states and the armed the possessor attacks, whatever a pattern says.
void RoleReader::own_attack(const PatternMatch& match, tree::TokenList* sources, tree::TokenList* targets) const {
  const bool attack = static_cast<EventType>(match.label) == EventType::kAssault && sources->empty() && targets->size() == 1;
  if (!attack || undergone(text_[match.head].lemma)) return;
  const TokenIndex owner = *targets->begin();
  if (text_[owner].deprel != Deprel::kNmodPoss || text_[owner].head != match.head) return;
  const ActorMention* mention = mentions_.at(owner, true);
  if (mention == nullptr || mention->codes.front().code.ends_with(":CVL")) return;
  *sources = *targets;
  *targets = {};
}

// "Stood up in support of Peru", "marched in protest of the law": who does that supports, and "of" is what it is for.
void RoleReader::in_support(const PatternMatch& match, tree::TokenList* sources, tree::TokenList* targets) const {
  const Token& head = text_[match.head];
  const TokenIndex marker = tree::marker_of(text_, match.head);
  const auto type = static_cast<EventType>(match.label);
  if (head.deprel != Deprel::kObl || !marker.valid() || text_[marker].lemma != "in" || !match.mutual.empty()) return;
  if (!spoken(type) && type != EventType::kProtest) return;
  tree::TokenList objects;
  for (const TokenIndex* c = text_.children_begin(match.head); c != text_.children_end(match.head); ++c) {
    const TokenIndex of = text_[*c].deprel == Deprel::kNmod ? tree::marker_of(text_, *c) : TokenIndex();
    if (of.valid() && text_[of].lemma == "of") objects.push(*c);
  }
  const TokenIndex verb = tree::governing_clause(text_, match.head);
  if (objects.empty() || !verb.valid() || tree::has_child(text_, match.head, Deprel::kNmodPoss)) return;
  if (!sources->empty() && !objects.has(*sources->begin())) return;
  *sources = tree::clause_of(text_, verb).doers;
  if (targets->empty()) *targets = objects;
}

// "The two presidents discussed our cooperation": those who speak of it are those who do it.
std::vector<Participant> RoleReader::joined_subjects(TokenIndex noun, const Event& event) const {
  const TokenIndex owner = tree::child_with(text_, noun, Deprel::kNmodPoss);
  const bool ours = owner.valid() && text_[owner].upos == Upos::kPron && (text_[owner].lemma == "our" || text_[owner].lemma == "their");
  if (!event.source.empty() && !ours) return {};
  const TokenIndex verb = tree::governing_clause(text_, noun);
  if (!verb.valid()) return {};
  std::vector<Participant> both = mentions_.doers(tree::clause_of(text_, verb).doers);
  const bool several =
      std::any_of(both.begin(), both.end(), [&](const Participant& p) { return country_of(p.code) != country_of(both.front().code); });
  if (!several) return {};
  return both;
}

// "His murder", "the senator's arrest": the possessor is whom it was done to.
void RoleReader::whose_fate(TokenIndex noun, tree::TokenList* sources, tree::TokenList* targets) const {
  tree::TokenList kept;
  for (const TokenIndex t : *sources) {
    const ActorMention* mention = text_[t].deprel == Deprel::kNmodPoss && text_[t].head == noun ? mentions_.at(t, false) : nullptr;
    (mention != nullptr && mention->person ? targets : &kept)->push(t);
  }
  *sources = kept;
}

// "Collaboration between Chad and Niger".
std::vector<Participant> RoleReader::joined_between(TokenIndex noun) const {
  for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun); ++c) {
    const TokenIndex marker = text_[*c].deprel == Deprel::kNmod ? tree::marker_of(text_, *c) : TokenIndex();
    if (!marker.valid() || (text_[marker].lemma != "between" && text_[marker].lemma != "among")) continue;
    tree::TokenList phrase;
    phrase.push(*c);
    return mentions_.participants(phrase);
  }
  return {};
}

// "The U.S.-Russia summit", "the US-Tajik annual consultations": the two that a hyphen joins among the words before a noun.
std::vector<Participant> RoleReader::joined_by_hyphen(TokenIndex noun) const {
  constexpr uint32_t kWordsBefore = 6;
  const TokenIndex first_word = text_[text_[noun].sentence].tokens.begin;
  for (uint32_t t = noun.value; t-- > first_word.value + 1 && noun.value - t <= kWordsBefore;) {
    const Token& token = text_.tokens[t];
    if (token.form == "-" || token.form == "–") {
      const ActorMention* second = t + 1 < noun.value ? mentions_.at(TokenIndex(t + 1), true) : nullptr;
      const ActorMention* first = second != nullptr ? mentions_.at(TokenIndex(t - 1), true) : nullptr;
      if (first == nullptr || first == second) continue;
      std::vector<Participant> both = MentionIndexer::participants_of(*first, text_.bytes);
      for (Participant& p : MentionIndexer::participants_of(*second, text_.bytes)) both.push_back(std::move(p));
      return both;
    }
    const bool modifier = token.upos == Upos::kAdj || token.upos == Upos::kNoun || token.upos == Upos::kPropn || token.upos == Upos::kNum;
    if (!modifier) break;
  }
  return {};
}

// "A series of attacks", "statements of regret": the noun that stands in the sentence for the trigger.
TokenIndex RoleReader::carried_by(TokenIndex trigger) const {
  TokenIndex noun = tree::first_conjunct(text_, trigger);
  while (text_[noun].deprel == Deprel::kNmod && carries(text_[text_[noun].head].lemma)) {
    const TokenIndex marker = tree::marker_of(text_, noun);
    if (!marker.valid() || text_[marker].lemma != "of") break;
    noun = tree::first_conjunct(text_, text_[noun].head);
  }
  return noun;
}

// "Condemnation came from the Holy See and Chile".
void RoleReader::come_from(TokenIndex noun, std::vector<Participant>* source) const {
  const Token& token = text_[noun];
  if (token.deprel != Deprel::kNsubj || (text_[token.head].lemma != "come" && text_[token.head].lemma != "emanate")) return;
  for (const TokenIndex* c = text_.children_begin(token.head); c != text_.children_end(token.head); ++c) {
    const TokenIndex marker = tree::marker_of(text_, *c);
    if (!marker.valid() || text_[marker].lemma != "from") continue;
    tree::TokenList phrase;
    phrase.push(*c);
    *source = mentions_.doers(phrase);
    return;
  }
}

// "Funding through the development agency": the body that hands it out.
void RoleReader::given_through(TokenIndex noun, std::vector<Participant>* source) const {
  for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun); ++c) {
    const TokenIndex marker = tree::marker_of(text_, *c);
    if (!marker.valid() || text_[marker].lemma != "through") continue;
    tree::TokenList phrase;
    phrase.push(*c);
    *source = mentions_.participants(phrase);
    return;
  }
}

// Possessors and modifiers of a noun: "U.S.", "the army's".
tree::TokenList RoleReader::owners_before(TokenIndex noun) const {
  tree::TokenList list;
  for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun); ++c) {
    const Deprel r = text_[*c].deprel;
    if (*c < noun && (r == Deprel::kNmodPoss || r == Deprel::kCompound || r == Deprel::kAmod)) list.push(*c);
  }
  return list;
}

// "His Moscow visit": the place that modifies the noun is where he goes.
void RoleReader::place_before_noun(tree::TokenList* sources, tree::TokenList* targets) const {
  tree::TokenList kept;
  for (const TokenIndex t : *sources) {
    const ActorMention* mention = text_[t].deprel == Deprel::kCompound ? mentions_.at(t, true) : nullptr;
    (mention != nullptr && mention->place_like ? targets : &kept)->push(t);
  }
  *sources = kept;
}

// "Peru's aggression in Ecuador": an attack by one state in another is on that one.
bool RoleReader::attacked_ground(const PatternMatch& match, Event* event) const {
  if (event->source.empty() || !tree::is_nominal(text_[match.head])) return false;
  tree::TokenList grounds;
  for (const TokenIndex* c = text_.children_begin(match.head); c != text_.children_end(match.head); ++c) {
    const TokenIndex marker = text_[*c].deprel == Deprel::kNmod ? tree::marker_of(text_, *c) : TokenIndex();
    if (marker.valid() && (text_[marker].lemma == "in" || text_[marker].lemma == "inside")) grounds.push(*c);
  }
  // Trees often hang the phrase on the verb above ("condemned the aggression in Ecuador").
  const TokenIndex next = match.head.next();
  if (next < text_[text_[match.head].sentence].tokens.end && text_[next].lemma == "in" && text_[next].head.valid())
    grounds.push(text_[next].head);
  std::vector<Participant> found = mentions_.places(grounds);
  std::erase_if(found, [&](const Participant& p) { return country_of(p.code) == country_of(event->source.front().code); });
  if (found.size() != 1) return false;
  event->target = found;
  return true;
}

// "The condemnation of Pyongyang by the council", "the strike drew condemnation from Qatar".
tree::TokenList RoleReader::undergoers_of_noun(TokenIndex noun) const {
  static constexpr std::array<std::string_view, 21> kReceives{"attract", "bring",  "draw",   "earn",  "endure", "escape",  "face",
                                                              "get",     "incur",  "invite", "meet",  "obtain", "prompt",  "provoke",
                                                              "receive", "reject", "secure", "spark", "suffer", "trigger", "win"};
  tree::TokenList list;
  for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun); ++c) {
    const TokenIndex marker = text_[*c].deprel == Deprel::kNmod ? tree::marker_of(text_, *c) : TokenIndex();
    if (marker.valid() && (text_[marker].lemma == "of" || text_[marker].lemma == "into" || text_[marker].lemma == "against")) list.push(*c);
  }
  const TokenIndex first = tree::first_conjunct(text_, noun);
  if (list.empty() && text_[first].deprel == Deprel::kObj &&
      std::binary_search(kReceives.begin(), kReceives.end(), text_[text_[first].head].lemma)) {
    list = tree::clause_of(text_, text_[first].head).doers;
  }
  return list;
}

}  // namespace demarche::events
