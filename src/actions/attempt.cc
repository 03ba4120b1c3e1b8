#include "actions/attempt.h"

#include "base/utf8.h"

namespace demarche::actions {

using lexicon::Element;
using lexicon::ElementKind;
using lexicon::HeadKind;
using lexicon::PatternKind;
using lexicon::Slot;
using lexicon::WordSet;

namespace {

// Phrases hang up to this far below the head when the tree attaches them to an argument instead ("imposed [sanctions on
// Russia]").
constexpr int kObliqueDepth = 2;

bool phrase_relation(Deprel r) {
  switch (r) {
    case Deprel::kObl:
    case Deprel::kOblAgent:
    case Deprel::kOblUnmarked:
    case Deprel::kNmod:
    case Deprel::kNmodUnmarked:
    case Deprel::kAdvcl:
    case Deprel::kAcl:
    case Deprel::kXcomp:
    case Deprel::kCcomp:
    case Deprel::kAdvmod:
    case Deprel::kDep: return true;
    default: return false;
  }
}

bool argument_relation(Deprel r) {
  return r == Deprel::kObj || r == Deprel::kIobj || r == Deprel::kObl || r == Deprel::kNmod || r == Deprel::kXcomp ||
         r == Deprel::kOblAgent || r == Deprel::kNsubjPass;
}

bool clause_relation(Deprel r) { return r == Deprel::kXcomp || r == Deprel::kCcomp || r == Deprel::kAdvcl || r == Deprel::kAcl; }

bool object_like(Deprel r) {
  return r == Deprel::kObj || r == Deprel::kIobj || r == Deprel::kXcomp || r == Deprel::kCcomp || r == Deprel::kAdvmod ||
         r == Deprel::kOblUnmarked || r == Deprel::kCompound || r == Deprel::kDep || r == Deprel::kObl || r == Deprel::kAmod;
}

bool capitalised(const Token& t) { return !t.form.empty() && utf8::ascii_upper(t.form.front()); }

}  // namespace

Attempt::Attempt(const Text& text, const lexicon::PatternTables& tables, const ActionScratch& scratch, const ActionMatches& found,
                 const HeadView& view, const lexicon::Pattern& pattern)
    : text_(text), tables_(tables), scratch_(scratch), found_(found), view_(view), pattern_(pattern) {}

bool Attempt::run(lexicon::PatternMatch* match, const char** reason) {
  match_ = match;
  *match = {};
  match->kind = pattern_.kind;
  match->label = pattern_.label;
  match->entry = pattern_.entry;
  match->score = pattern_.specificity;
  match->head = view_.head;
  match->support = pattern_.head == HeadKind::kNoun ? view_.support : TokenIndex();
  match->passive = view_.clause.passive;
  match->words.push(view_.head);
  anchors_.push(view_.head);
  if (pattern_.head == HeadKind::kNoun && view_.governor.valid()) anchors_.push(view_.governor);
  *reason = "not passive";
  if (pattern_.passive_only && !view_.clause.passive) return false;
  *reason = "not negated";
  if (pattern_.negated && !tree::negated(text_, view_.head)) return false;
  // Words first: what they take cannot fill a slot.
  for (const bool words : {true, false}) {
    for (const Element& e : tables_.elements(pattern_)) {
      if ((e.word_count > 0) != words) continue;
      if (!element(e)) {
        *reason = reason_;
        return false;
      }
    }
  }
  if (!source_named_) default_source();
  // "face criticism from S": who acts is named elsewhere, so the subject is the target.
  const bool subject_left = source_named_ && pattern_.head == HeadKind::kVerb && match->mutual.empty() && !match->target_slot;
  if (subject_left && !match->source.empty()) {
    for (const TokenIndex t : view_.clause.passive ? view_.clause.undergoers : view_.clause.doers) fill(Slot::kTarget, t);
  }
  return true;
}

bool Attempt::is_word(TokenIndex token, const WordSet& set) const {
  return tables_.has(set, set.as_written ? scratch_.form_ids[token.value] : scratch_.lemma_ids[token.value]);
}

bool Attempt::has_word_below(TokenIndex token, const WordSet& set, TokenIndex* found) const {
  for (const TokenIndex* c = text_.children_begin(token); c != text_.children_end(token); ++c) {
    if (is_word(*c, set)) {
      *found = *c;
      return true;
    }
    for (const TokenIndex* d = text_.children_begin(*c); d != text_.children_end(*c); ++d) {
      if (is_word(*d, set)) {
        *found = *d;
        return true;
      }
    }
  }
  return false;
}

// The last word is the phrase's head, the others stand under it.
bool Attempt::words_fit(TokenIndex token, const Element& e) {
  const auto sets = tables_.word_sets(e);
  if (!is_word(token, sets.back())) return false;
  tree::TokenList below;
  for (size_t i = 0; i + 1 < sets.size(); ++i) {
    TokenIndex found;
    if (!has_word_below(token, sets[i], &found) && !has_word_below(view_.head, sets[i], &found)) return false;
    below.push(found);
  }
  match_->words.push(token);
  match_->words.append(below);
  return true;
}

// "to cut ties": the first word is the infinitive, the others are found under it.
bool Attempt::infinitive_words_fit(TokenIndex verb, const Element& e) {
  const auto sets = tables_.word_sets(e);
  if (sets.size() < 2 || !is_word(verb, sets.front())) return false;
  tree::TokenList below;
  for (size_t i = 1; i < sets.size(); ++i) {
    TokenIndex found;
    if (!has_word_below(verb, sets[i], &found)) return false;
    below.push(found);
  }
  match_->words.push(verb);
  match_->words.append(below);
  return true;
}

bool Attempt::element(const Element& e) {
  switch (e.kind) {
    case ElementKind::kSubject:
      reason_ = "no subject";
      if (view_.clause.doers.empty() && !(view_.clause.passive && !view_.clause.undergoers.empty())) return false;
      if (e.slot == Slot::kMutual && !several(view_.clause.doers)) {
        reason_ = "the subject is one party";
        return false;
      }
      for (const TokenIndex t : view_.clause.passive ? view_.clause.undergoers : view_.clause.doers) fill(e.slot, t);
      source_named_ = true;
      return true;
    case ElementKind::kObject: return e.word_count > 0 ? object_words(e) : object_slot(e);
    case ElementKind::kModifier: return modifier(e);
    case ElementKind::kParticle: return particle(e);
    case ElementKind::kOblique:
    case ElementKind::kPrepClause: return oblique(e);
    case ElementKind::kClause: return clause(e);
  }
  return false;
}

// Two parties or more: a plural, or members of a coordination.
bool Attempt::several(const tree::TokenList& phrases) const {
  for (const TokenIndex t : phrases) {
    const Token& token = text_[t];
    if (token.xpos == Xpos::kNNS || token.xpos == Xpos::kNNPS || tree::has_child(text_, t, Deprel::kConj)) return true;
    if (token.upos == Upos::kPron && (token.lemma == "they" || token.lemma == "we" || token.lemma == "both")) return true;
  }
  return phrases.size() > 1;
}

bool Attempt::object_words(const Element& e) {
  reason_ = "the object is another word";
  tree::TokenList candidates;
  for (const TokenIndex t : view_.clause.undergoers) tree::with_conjuncts(text_, t, &candidates);
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    const Deprel relation = text_[*c].deprel;
    const bool marked = relation == Deprel::kObl && tree::marker_of(text_, *c).valid();
    if (object_like(relation) && !marked) candidates.push(*c);
  }
  for (const TokenIndex t : candidates) {
    if (!words_fit(t, e)) continue;
    anchors_.push(t);
    used_.push(t);
    if (e.slot != Slot::kNone) {
      const TokenIndex owner = tree::child_with(text_, t, Deprel::kNmodPoss);
      fill(e.slot, owner.valid() ? owner : t);
    }
    return true;
  }
  return false;
}

bool Attempt::object_slot(const Element& e) {
  reason_ = "no object";
  bool filled = false;
  for (const TokenIndex t : view_.clause.undergoers) {
    if (used_.has(t)) continue;
    if (e.slot == Slot::kAnything) match_->others.push(t);
    fill(e.slot, t);
    if (pattern_.head != HeadKind::kNoun) anchors_.push(t);
    filled = true;
  }
  if (!filled && e.slot == Slot::kAnything) filled = tree::has_child(text_, view_.head, Deprel::kCcomp);
  return filled;
}

bool Attempt::modifier(const Element& e) {
  reason_ = "no such modifier";
  bool filled = false;
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    const Token& child = text_[*c];
    const bool modifies = child.deprel == Deprel::kCompound || child.deprel == Deprel::kAmod || child.deprel == Deprel::kNmodPoss ||
                          child.deprel == Deprel::kNmodUnmarked || child.deprel == Deprel::kNmodDesc || child.deprel == Deprel::kFlat;
    if (*c > view_.head || !modifies) continue;
    if (e.slot != Slot::kNone) {
      if (child.deprel != Deprel::kNmodPoss && !capitalised(child) && !tree::is_nominal(child)) continue;
      fill(e.slot, *c);
      filled = true;
    } else {
      TokenIndex below;
      const WordSet& set = tables_.word_sets(e).front();
      if (!is_word(*c, set) && !has_word_below(*c, set, &below)) continue;
      match_->words.push(below.valid() ? below : *c);
      return true;
    }
  }
  return filled;
}

bool Attempt::particle(const Element& e) {
  reason_ = "no such particle";
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    if (*c > view_.head && is_word(*c, e.prepositions)) {
      match_->words.push(*c);
      return true;
    }
  }
  const TokenIndex next = view_.head.next();
  if (next.value < text_.tokens.size() && text_[next].sentence == text_[view_.head].sentence && is_word(next, e.prepositions)) {
    match_->words.push(next);
    return true;
  }
  return false;
}

bool Attempt::oblique(const Element& e) {
  reason_ = e.word_count > 0 ? "no such phrase with that preposition" : "no phrase with that preposition";
  for (const TokenIndex anchor : anchors_) {
    if (oblique_under(anchor, e, kObliqueDepth)) return true;
  }
  return false;
}

bool Attempt::oblique_under(TokenIndex anchor, const Element& e, int depth) {
  for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
    const Token& child = text_[*c];
    if (!phrase_relation(child.deprel) || match_->words.has(*c)) continue;
    const TokenIndex marker = tree::marker_of(text_, *c);
    if (!marker.valid() || !is_word(marker, e.prepositions)) continue;
    if (accept_oblique(*c, e)) {
      // A preposition that the pattern needs is part of the trigger only between its words.
      if (e.word_count > 0) match_->words.push(marker);
      return true;
    }
  }
  if (depth == 0) return false;
  for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
    if (*c > view_.head && argument_relation(text_[*c].deprel) && oblique_under(*c, e, depth - 1)) return true;
  }
  return false;
}

bool Attempt::accept_oblique(TokenIndex candidate, const Element& e) {
  if (e.kind == ElementKind::kPrepClause) {
    if (!complement_fits(candidate, e)) return false;
    match_->complement = candidate;
    return true;
  }
  if (e.word_count > 0) {
    if (!words_fit(candidate, e) && !infinitive_words_fit(candidate, e)) return false;
    anchors_.push(candidate);
    used_.push(candidate);
    return true;
  }
  // An actor's slot wants a phrase, not a clause ("opposition to negotiate" has no target).
  if (e.slot != Slot::kAnything && tree::is_verb(text_[candidate])) return false;
  const TokenIndex marker = tree::marker_of(text_, candidate);
  if (text_[marker].lemma == "of") of_taken_ = true;
  if (e.slot == Slot::kAnything) match_->others.push(candidate);
  fill(e.slot, candidate);
  return true;
}

bool Attempt::complement_fits(TokenIndex token, const Element& e) const {
  if (e.complement == lexicon::kAnyComplement) return true;
  const lexicon::PatternMatch* inner = found_.find(token, PatternKind::kAction);
  if (inner == nullptr || inner->label == lexicon::kNotAnAct) return false;
  if (e.complement <= kEventTypeCount) return inner->label + 1 == e.complement;
  const Quad quad = quad_of(static_cast<EventType>(inner->label));
  const bool cooperation = quad == Quad::kVerbalCooperation || quad == Quad::kMaterialCooperation;
  return cooperation == (e.complement == lexicon::kCooperationComplement);
}

bool Attempt::clause(const Element& e) {
  reason_ = "no clause";
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    if (!clause_relation(text_[*c].deprel) || *c < view_.head) continue;
    if (e.slot == Slot::kAnything || e.slot == Slot::kClause) {
      if (e.slot == Slot::kAnything && text_[*c].deprel == Deprel::kXcomp) continue;
      if (!complement_fits(*c, e)) continue;
      match_->complement = *c;
      return true;
    }
    bool own = false;
    const tree::TokenList subjects = tree::surface_subjects(text_, *c, &own);
    if (!own) continue;
    for (const TokenIndex t : subjects) fill(e.slot, t);
    match_->complement = *c;
    return true;
  }
  if (e.slot != Slot::kClause) return false;
  for (const TokenIndex t : view_.clause.undergoers) {
    if (used_.has(t) || !complement_fits(t, e)) continue;
    match_->complement = t;
    return true;
  }
  return false;
}

void Attempt::fill(Slot slot, TokenIndex token) {
  switch (slot) {
    case Slot::kSource:
      match_->source.push(token);
      source_named_ = true;
      break;
    case Slot::kTarget:
      match_->target.push(token);
      match_->target_slot = true;
      break;
    case Slot::kMutual:
      match_->mutual.push(token);
      match_->target_slot = true;
      source_named_ = true;
      break;
    case Slot::kClause:
    case Slot::kAnything:
    case Slot::kNone: break;
  }
}

void Attempt::default_source() {
  if (pattern_.head == HeadKind::kNoun) return default_source_of_noun();
  for (const TokenIndex t : view_.clause.doers) match_->source.push(t);
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
    if (preposition == "by" || (preposition == "of" && !of_taken_)) match_->source.push(*c);
  }
  // "The shooting of a student by guards": the agent that the tree hangs on the victim.
  if (match_->source.empty() && of_taken_) {
    const TokenIndex agent = tree::agent_below(text_, view_.head, 2);
    if (agent.valid() && free(agent)) match_->source.push(agent);
  }
  if (match_->source.empty() && view_.support.valid()) {
    for (const TokenIndex t : tree::clause_of(text_, view_.support).doers) {
      if (t != view_.head) match_->source.push(t);
    }
  }
}

}  // namespace demarche::actions
