#include "actions/attempt.h"

#include <algorithm>
#include <array>

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

// Nouns that only count or shape what follows their "of" ("dozens of soldiers", "a brigade of troops").
constexpr std::array<std::string_view, 42> kMeasures{
    "array",  "battalion", "bevy",    "bit",   "brigade", "bunch",  "column", "convoy",  "couple", "dozen",    "explosion",
    "flurry", "group",     "handful", "host",  "hundred", "kind",   "lot",    "million", "number", "outburst", "pair",
    "pile",   "plethora",  "raft",    "range", "round",   "series", "slew",   "sort",    "spate",  "string",   "thousand",
    "ton",    "tranche",   "type",    "unit",  "variety", "volley", "wave",   "wealth",  "wing"};

// "On Tuesday", "in August", "in 2019", "for weeks": no actor.
bool tells_time(const Token& t) {
  static constexpr std::array<std::string_view, 33> kTimes{
      "afternoon", "april",    "august",    "day",    "decade",   "december", "evening",  "february", "friday",    "hour", "january",
      "july",      "june",     "march",     "minute", "moment",   "monday",   "month",    "morning",  "night",     "noon", "november",
      "october",   "saturday", "september", "sunday", "thursday", "today",    "tomorrow", "tuesday",  "wednesday", "week", "year"};
  const bool year = t.upos == Upos::kNum && t.form.size() == 4 && (t.form.starts_with("19") || t.form.starts_with("20"));
  return year || (tree::is_nominal(t) && std::find(kTimes.begin(), kTimes.end(), utf8::lower(t.lemma)) != kTimes.end());
}

}  // namespace

Attempt::Attempt(const Text& text, const lexicon::PatternTables& tables, const ActionScratch& scratch, const ActionMatches& found,
                 const HeadView& view, const lexicon::Pattern& pattern)
    : text_(text),
      tables_(tables),
      scratch_(scratch),
      found_(found),
      view_(view),
      pattern_(pattern),
      doers_(view.clause.doers),
      undergoers_(view.clause.undergoers) {
  // "Is appalled by": who feels it is no undergoer.
  if (pattern.head == HeadKind::kAdjective && view.clause.passive) doers_ = view.clause.undergoers;
  if (pattern.head != HeadKind::kVerb || view.clause.passive || !undergoers_.empty()) return;
  // "Called the leader a puppet", "sealed off the headquarters": the tree may call an object something else.
  for (const TokenIndex* c = text.children_begin(view.head); c != text.children_end(view.head); ++c) {
    const bool mistaken = text[*c].deprel == Deprel::kXcomp || text[*c].deprel == Deprel::kObl;
    if (*c > view.head && mistaken && tree::is_nominal(text[*c]) && !tree::marker_of(text, *c).valid()) undergoers_.push(*c);
  }
}

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
  // Words first, then what is said of the object: what they take cannot fill a slot.
  const auto rank = [](const Element& e, bool after_clause) {
    if (after_clause && e.kind == ElementKind::kObject) return 3;
    return e.kind == ElementKind::kMarker || e.word_count > 0 ? 0 : e.predicate ? 1 : 2;
  };
  for (const int turn : {0, 1, 2, 3}) {
    bool after_clause = false;
    for (const Element& e : tables_.elements(pattern_)) {
      const bool wanted = rank(e, after_clause) == turn;
      after_clause = after_clause || e.kind == ElementKind::kPrepClause || e.kind == ElementKind::kClause;
      if (!wanted) continue;
      if (!element(e)) {
        *reason = reason_;
        return false;
      }
    }
  }
  if (!source_named_) default_source();
  // "Iran is under American sanctions": the subject is the target, the adjective says whose they are.
  const auto elements = tables_.elements(pattern_);
  const bool under = std::any_of(elements.begin(), elements.end(), [](const Element& e) { return e.kind == ElementKind::kMarker; });
  if (under && match->target_slot && match->source.empty() && match->mutual.empty()) default_source_of_noun();
  // "face criticism from S": who acts is named elsewhere, so the subject is the target.
  const bool subject_left = source_named_ && pattern_.head == HeadKind::kVerb && match->mutual.empty() && !match->target_slot;
  if (subject_left && !match->source.empty()) {
    for (const TokenIndex t : view_.clause.passive ? undergoers_ : doers_) fill(Slot::kTarget, t);
  }
  *reason = "the actors are of another kind";
  return kinds_fit();
}

bool Attempt::kinds_fit() const {
  const auto any = [&](const tree::TokenList& side, lexicon::KindMask wanted) {
    if (wanted == 0) return true;
    for (const TokenIndex phrase : side) {
      tree::TokenList heads;
      tree::with_conjuncts(text_, phrase, &heads);
      for (const TokenIndex t : heads) {
        if (scratch_.kinds[t.value] & wanted) return true;
        // "thousands of students"
        const TokenIndex counted = tree::child_with(text_, t, Deprel::kNmod);
        if (counted.valid() && (scratch_.kinds[counted.value] & wanted)) return true;
      }
    }
    return false;
  };
  return any(match_->mutual.empty() ? match_->source : match_->mutual, pattern_.source_kinds) && any(match_->target, pattern_.target_kinds);
}

bool Attempt::is_word(TokenIndex token, const WordSet& set) const {
  const WordIds& words = scratch_.words;
  if (set.as_written) return tables_.has(set, words.form[token.value]);
  return tables_.has(set, words.lemma[token.value]) || tables_.has(set, words.other[token.value]);
}

// "pulled out of the deal" has two prepositions before the phrase: either may be the one.
bool Attempt::introduced_by(TokenIndex token, const WordSet& set, TokenIndex* marker) const {
  for (const TokenIndex* c = text_.children_begin(token); c != text_.children_end(token) && *c < token; ++c) {
    const Token& child = text_[*c];
    const bool introduces = child.deprel == Deprel::kCase || child.deprel == Deprel::kMark;
    if (!introduces || child.lemma == "that" || !is_word(*c, set)) continue;
    *marker = *c;
    return true;
  }
  return false;
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
  if (!is_word(token, sets.back())) {
    // "sent dozens of troops": what is counted.
    if (!std::binary_search(kMeasures.begin(), kMeasures.end(), text_[token].lemma)) return false;
    const TokenIndex counted = tree::child_with(text_, token, Deprel::kNmod);
    const TokenIndex of = counted.valid() ? tree::marker_of(text_, counted) : TokenIndex();
    if (!of.valid() || text_[of].lemma != "of" || !is_word(counted, sets.back())) return false;
    match_->words.push(token);
    token = counted;
  }
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
      if (e.word_count > 0) return std::any_of(doers_.begin(), doers_.end(), [&](TokenIndex t) { return words_fit(t, e); });
      if (doers_.empty() && !(view_.clause.passive && !undergoers_.empty())) return false;
      if (e.slot == Slot::kMutual && !several(doers_)) {
        reason_ = "the subject is one party";
        return false;
      }
      for (const TokenIndex t : view_.clause.passive ? undergoers_ : doers_) fill(e.slot, t);
      source_named_ = true;
      return true;
    case ElementKind::kObject:
      if (e.inner) return inner_object(e);
      if (e.predicate) return e.word_count > 0 ? predicate_words(e) : predicate_slot();
      return e.word_count > 0 ? object_words(e) : object_slot(e);
    case ElementKind::kMarker: return marker(e);
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

// The preposition before a predicate. "In custody" is said of a subject ("is in custody"), of the subject of "remain",
// or of the noun it hangs on ("suspects in custody").
bool Attempt::marker(const Element& e) {
  reason_ = "another preposition before it";
  TokenIndex found;
  if (!introduced_by(view_.head, e.prepositions, &found)) return false;
  match_->words.push(found);
  if (!doers_.empty()) return true;
  const Token& head = text_[view_.head];
  reason_ = "said of nothing";
  if (!head.head.valid()) return false;
  if (head.deprel == Deprel::kNmod) doers_.push(head.head);
  const std::string_view above = text_[head.head].lemma;
  const bool stays = above == "remain" || above == "stay" || above == "be" || above == "languish" || above == "keep" || above == "hold";
  if ((head.deprel == Deprel::kObl || head.deprel == Deprel::kXcomp) && stays) {
    const tree::Clause clause = tree::clause_of(text_, head.head);
    doers_ = clause.passive || above == "keep" || above == "hold" ? clause.undergoers : clause.doers;
  }
  return !doers_.empty();
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
      // "The embassy attack" hits the embassy, "Russia's attack" does not hit Russia.
      if (e.slot == Slot::kTarget && child.deprel == Deprel::kNmodPoss) continue;
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
  // Of the verb, or of one that it governs ("agreed to step down").
  for (const TokenIndex anchor : anchors_) {
    for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
      if (*c < anchor || !is_word(*c, e.prepositions) || tree::is_nominal(text_[anchor])) continue;
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
  // "Have the right to strike" is not "have to strike": without an object in the pattern an infinitive is the verb's own.
  const auto elements = tables_.elements(pattern_);
  const bool own = e.kind == ElementKind::kPrepClause && pattern_.head == HeadKind::kVerb &&
                   std::none_of(elements.begin(), elements.end(), [](const Element& o) { return o.kind == ElementKind::kObject; });
  for (const TokenIndex anchor : anchors_) {
    if (oblique_under(anchor, e, own ? 0 : kObliqueDepth)) return true;
  }
  return false;
}

bool Attempt::oblique_under(TokenIndex anchor, const Element& e, int depth) {
  for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
    const Token& child = text_[*c];
    if (!phrase_relation(child.deprel) || match_->words.has(*c)) continue;
    TokenIndex phrase = *c, marker;
    if (!introduced_by(phrase, e.prepositions, &marker)) {
      // "A strike on Iran ten minutes before launch": trees may hang the name on the time.
      phrase = tells_time(child) ? tree::child_with(text_, *c, Deprel::kCompound) : TokenIndex();
      if (!phrase.valid() || !introduced_by(phrase, e.prepositions, &marker)) continue;
    }
    if (e.negated && !tree::negated(text_, phrase)) continue;
    // "Commitment to the defence of Japan": an "of" farther down says whose defence it is, not who commits himself.
    if (e.slot == Slot::kSource && depth < kObliqueDepth && text_[marker].lemma == "of") continue;
    if (accept_oblique(phrase, e)) {
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
    // "plans a visit to Iraq" is no infinitive.
    const TokenIndex marker = tree::marker_of(text_, candidate);
    if (marker.valid() && text_[marker].lemma == "to" && !tree::is_verb(text_[candidate])) return false;
    match_->complement = candidate;
    anchors_.push(candidate);  // "look forward to V with T"
    return true;
  }
  if (e.word_count > 0) {
    tree::TokenList members;
    tree::with_conjuncts(text_, candidate, &members);
    for (const TokenIndex member : members) {
      if (!words_fit(member, e) && !infinitive_words_fit(member, e)) continue;
      stand_on(e, member);
      return true;
    }
    return false;
  }
  // An actor's slot wants a phrase, not a clause ("opposition to negotiate" has no target).
  if (e.slot != Slot::kAnything && (tree::is_verb(text_[candidate]) || tells_time(text_[candidate]))) return false;
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
  if (text_[view_.head].deprel == Deprel::kAux) {  // what a modal governs
    match_->complement = text_[view_.head].head;
    reason_ = "about the past";
    for (const TokenIndex* c = text_.children_begin(match_->complement); c != text_.children_end(match_->complement); ++c) {
      if (text_[*c].deprel == Deprel::kAux && text_[*c].lemma == "have") return false;  // "should have asked" blames
    }
    match_->words.push(match_->complement);
    return complement_fits(match_->complement, e);
  }
  reason_ = "no clause";
  if (e.slot == Slot::kClause) {
    for (const TokenIndex t : undergoers_) {
      if (used_.has(t) || !complement_fits(t, e)) continue;
      match_->complement = t;
      return true;
    }
    return clause_under(view_.head, e);
  }
  // "expressed concern that T ...": the clause may hang on the words.
  for (const TokenIndex anchor : anchors_) {
    if (clause_under(anchor, e)) return true;
  }
  return false;
}

bool Attempt::clause_under(TokenIndex anchor, const Element& e) {
  for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
    if (!clause_relation(text_[*c].deprel) || *c < anchor) continue;
    // "announced a ban after marchers came": when or why is not what.
    if (text_[*c].deprel == Deprel::kAdvcl && tree::marker_of(text_, *c).valid()) continue;
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

}  // namespace demarche::actions
