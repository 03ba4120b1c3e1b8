// Who does it where the pattern does not say.
#include "actions/attempt.h"

namespace demarche::actions {

using lexicon::HeadKind;
using lexicon::PatternKind;

namespace {

// "Aid from Norway", "criticism from Berlin"; not "withdrawal from Mali".
bool comes_from(EventType type) {
  return type == EventType::kAid || type == EventType::kSupport || type == EventType::kRequest || type == EventType::kAccuse ||
         type == EventType::kReject || type == EventType::kThreaten || type == EventType::kAssault;
}

}  // namespace

void Attempt::default_source() {
  const bool standing = pattern_.kind == PatternKind::kRelation || pattern_.kind == PatternKind::kStance;
  if (pattern_.head == HeadKind::kNoun && standing) source_of_predicate_noun();
  if (pattern_.head == HeadKind::kNoun && match_->source.empty()) return default_source_of_noun();
  if (pattern_.head == HeadKind::kNoun) return;
  for (const TokenIndex t : doers_) match_->source.push(t);
}

// Of whom a noun is said: "Hungary is a member of NATO", "Turkey, a member of NATO", "NATO member Turkey", "as a member of
// NATO, Turkey".
void Attempt::source_of_predicate_noun() {
  const Token& noun = text_[view_.head];
  for (const TokenIndex t : doers_) match_->source.push(t);
  if (!match_->source.empty()) return;
  if ((noun.deprel == Deprel::kAppos || noun.deprel == Deprel::kCompound || noun.deprel == Deprel::kFlat) && !match_->target.has(noun.head))
    match_->source.push(noun.head);
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    const Deprel r = text_[*c].deprel;
    if (*c > view_.head && (r == Deprel::kAppos || r == Deprel::kFlat) && match_->source.empty() && !match_->target.has(*c))
      match_->source.push(*c);
  }
  const TokenIndex marker = tree::marker_of(text_, view_.head);
  if (match_->source.empty() && noun.head.valid() && marker.valid() && text_[marker].lemma == "as" && tree::is_verb(text_[noun.head])) {
    for (const TokenIndex t : tree::clause_of(text_, noun.head).doers) match_->source.push(t);
  }
}

void Attempt::default_source_of_noun() {
  const auto free = [&](TokenIndex t) { return !match_->target.has(t) && !match_->words.has(t); };
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    if (!free(*c)) continue;
    const Token& child = text_[*c];
    const bool adjective = (child.deprel == Deprel::kAmod || child.deprel == Deprel::kCompound) && capitalised(child);
    if (child.deprel == Deprel::kNmodPoss || adjective) match_->source.push(*c);
    if (child.deprel != Deprel::kNmod) continue;
    const TokenIndex marker = tree::marker_of(text_, *c);
    if (!marker.valid()) continue;
    const std::string_view preposition = text_[marker].lemma;
    const bool from = preposition == "from" && comes_from(static_cast<EventType>(pattern_.label)) && pattern_.kind == PatternKind::kAction;
    if (preposition == "by" || from || (preposition == "of" && !of_taken_)) match_->source.push(*c);
  }
  // "The shooting of a student by guards": the agent that the tree hangs on the victim.
  if (match_->source.empty()) {
    const TokenIndex agent = tree::agent_below(text_, view_.head, 2);
    if (agent.valid() && free(agent)) match_->source.push(agent);
  }
  if (match_->source.empty() && view_.support.valid()) {
    // "T prevent V": the dictionary says that the subject is not who does it.
    const lexicon::PatternMatch* frame = found_.find(view_.support, PatternKind::kFrame);
    for (const TokenIndex t : tree::clause_of(text_, view_.support).doers) {
      if (t != view_.head && (frame == nullptr || !frame->target.has(t))) match_->source.push(t);
    }
  }
}

}  // namespace demarche::actions
