// Where objects, and what is said of them, are found.
#include "actions/attempt.h"

namespace demarche::actions {

using lexicon::Element;
using lexicon::HeadKind;
using lexicon::Slot;

namespace {

bool object_like(Deprel r) {
  return r == Deprel::kObj || r == Deprel::kIobj || r == Deprel::kXcomp || r == Deprel::kCcomp || r == Deprel::kAdvmod ||
         r == Deprel::kOblUnmarked || r == Deprel::kCompound || r == Deprel::kDep || r == Deprel::kObl || r == Deprel::kAmod;
}

// Nouns that only count or shape what follows their "of" ("dozens of soldiers", "a brigade of troops").
constexpr std::array<std::string_view, 42> kMeasures{
    "array",  "battalion", "bevy",    "bit",   "brigade", "bunch",  "column", "convoy",  "couple", "dozen",    "explosion",
    "flurry", "group",     "handful", "host",  "hundred", "kind",   "lot",    "million", "number", "outburst", "pair",
    "pile",   "plethora",  "raft",    "range", "round",   "series", "slew",   "sort",    "spate",  "string",   "thousand",
    "ton",    "tranche",   "type",    "unit",  "variety", "volley", "wave",   "wealth",  "wing"};

// The furthest that a word said of the object stands from the verb.
constexpr uint32_t kPredicateReach = 14;

bool predicate_path(Deprel r) {
  switch (r) {
    case Deprel::kObj:
    case Deprel::kIobj:
    case Deprel::kXcomp:
    case Deprel::kCcomp:
    case Deprel::kAmod:
    case Deprel::kNmod:
    case Deprel::kNmodUnmarked:
    case Deprel::kOblUnmarked:
    case Deprel::kAppos:
    case Deprel::kCompound:
    case Deprel::kAdvmod:
    case Deprel::kAcl:
    case Deprel::kNsubj: return true;
    default: return false;
  }
}

}  // namespace

bool Attempt::object_words(const Element& e) {
  reason_ = "the object is another word";
  tree::TokenList candidates;
  // "decide to V together": the words stand beside what the pattern governs.
  if (match_->complement.valid()) {
    for (const TokenIndex* c = text_.children_begin(match_->complement); c != text_.children_end(match_->complement); ++c)
      candidates.push(*c);
  }
  for (const TokenIndex t : undergoers_) tree::with_conjuncts(text_, t, &candidates);
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    const Deprel relation = text_[*c].deprel;
    const bool marked = relation == Deprel::kObl && tree::marker_of(text_, *c).valid();
    if (object_like(relation) && !marked) candidates.push(*c);
  }
  for (const TokenIndex t : candidates) {
    if (!words_fit(t, e)) continue;
    stand_on(e, t);
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
  for (const TokenIndex t : undergoers_) {
    if (used_.has(t)) {
      // "granted Snowden asylum": trees hang the first object before the second.
      const TokenIndex first = predicate_.has(t) ? tree::child_with(text_, t, Deprel::kCompound) : TokenIndex();
      if (!first.valid() || e.slot == Slot::kAnything) continue;
      fill(e.slot, first);
      filled = true;
      continue;
    }
    if (e.slot == Slot::kAnything) match_->others.push(t);
    fill(e.slot, t);
    if (pattern_.head != HeadKind::kNoun) anchors_.push(t);
    filled = true;
  }
  if (!filled && e.slot == Slot::kAnything) filled = tree::has_child(text_, view_.head, Deprel::kCcomp);
  return filled;
}

// The object of "join" in "apply to join T", of "buying" in "stop buying X".
bool Attempt::inner_object(const Element& e) {
  reason_ = "no object under the words before";
  const size_t at = static_cast<size_t>(&e - tables_.elements(pattern_).data());
  const TokenIndex above = stands_on_[at - 1];
  if (!tree::is_verb(text_[above])) return object_slot(e);
  bool filled = false;
  for (const TokenIndex t : tree::clause_of(text_, above).undergoers) {
    if (t == view_.head || used_.has(t)) continue;
    if (e.slot == Slot::kAnything) match_->others.push(t);
    fill(e.slot, t);
    anchors_.push(t);
    filled = true;
  }
  return filled;
}

// "declared the law unlawful", "found the general guilty", "took dozens prisoner": trees hang the word on the verb or
// somewhere in the object.
bool Attempt::predicate_words(const Element& e) {
  reason_ = "that is not said of the object";
  const TokenSpan sentence = text_.sentences[text_[view_.head].sentence.value].tokens;
  for (TokenIndex t = view_.head.next(); t < sentence.end && t.value <= view_.head.value + kPredicateReach; t = t.next()) {
    TokenIndex up = t;
    for (int depth = 0; depth < 4 && up != view_.head && predicate_path(text_[up].deprel); ++depth) up = text_[up].head;
    const bool said = up == view_.head && !tree::marker_of(text_, t).valid();
    // An attribute before its noun is part of the object, not said of it ("called for unlawful arrests").
    const bool before_noun = text_[t].deprel == Deprel::kAmod && t < text_[t].head;
    if (!said || before_noun || !words_fit(t, e)) continue;
    stand_on(e, t);
    predicate_.push(t);
    return true;
  }
  // A passive leaves it right after the verb ("was found guilty"), which the loop has seen; nothing else counts.
  return false;
}

// Something is said of the object ("call T X").
bool Attempt::predicate_slot() {
  reason_ = "nothing is said of the object";
  for (const TokenIndex* c = text_.children_begin(view_.head); c != text_.children_end(view_.head); ++c) {
    const bool infinitive = tree::is_verb(text_[*c]) && tree::marker_of(text_, *c).valid();
    if (*c > view_.head && text_[*c].deprel == Deprel::kXcomp && !infinitive && !undergoers_.has(*c)) return true;
  }
  if (undergoers_.size() > 1) {
    used_.push(undergoers_[undergoers_.size() - 1]);
    return true;
  }
  for (const TokenIndex object : undergoers_) {
    if (object < view_.head) continue;
    for (const TokenIndex* c = text_.children_begin(object); c != text_.children_end(object); ++c) {
      const Deprel r = text_[*c].deprel;
      if (*c > object && (r == Deprel::kAmod || r == Deprel::kAppos || r == Deprel::kNmodUnmarked) &&
          !tree::has_child(text_, *c, Deprel::kPunct))
        return true;
    }
  }
  return false;
}

void Attempt::stand_on(const Element& e, TokenIndex token) {
  anchors_.push(token);
  used_.push(token);
  stands_on_[static_cast<size_t>(&e - tables_.elements(pattern_).data())] = token;
}

}  // namespace demarche::actions
