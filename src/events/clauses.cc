#include "events/clauses.h"

#include <algorithm>

namespace demarche::events {

namespace {

constexpr int kDepth = 5;  // clauses up to the one that has a tense

// The verb whose tense a verb without one shares; invalid if it stands alone.
TokenIndex tense_giver(const Text& text, TokenIndex verb) {
  const Token& t = text[verb];
  switch (t.deprel) {
    case Deprel::kConj: return tree::first_conjunct(text, verb);
    case Deprel::kXcomp:
    case Deprel::kAdvcl:
    case Deprel::kAcl: return verb_above(text, verb);
    default: return TokenIndex();
  }
}

bool has_any_auxiliary(const Text& text, TokenIndex verb) {
  return tree::has_child(text, verb, Deprel::kAux) || tree::has_child(text, verb, Deprel::kAuxPass);
}

bool present_modal(const Text& text, TokenIndex verb) {
  return std::any_of(text.children_begin(verb), text.children_end(verb), [&](TokenIndex c) {
    const Token& t = text[c];
    const bool tensed = t.xpos == Xpos::kMD || t.xpos == Xpos::kVBP || t.xpos == Xpos::kVBZ;
    return t.deprel == Deprel::kAux && tensed && t.lemma != "would" && t.lemma != "could" && t.lemma != "may" && t.lemma != "might";
  });
}

}  // namespace

TokenIndex verb_above(const Text& text, TokenIndex t) {
  for (t = text[t].head; t.valid(); t = text[t].head) {
    if (tree::is_verb(text[t]) || text[t].deprel == Deprel::kRoot) return t;
  }
  return TokenIndex();
}

bool has_auxiliary(const Text& text, TokenIndex verb, std::string_view lemma, bool past) {
  return std::any_of(text.children_begin(verb), text.children_end(verb), [&](TokenIndex c) {
    const Token& t = text[c];
    const bool auxiliary = t.deprel == Deprel::kAux || t.deprel == Deprel::kAuxPass || t.deprel == Deprel::kCop;
    return auxiliary && t.lemma == lemma && (t.xpos == Xpos::kVBD) == past;
  });
}

bool present(const Text& text, TokenIndex predicate) {
  for (int depth = 0; depth < kDepth && predicate.valid(); ++depth) {
    const Token& t = text[predicate];
    if (t.xpos == Xpos::kVBZ || t.xpos == Xpos::kVBP) return true;
    if (t.xpos == Xpos::kVBD) return false;
    if (t.xpos == Xpos::kVBG && has_auxiliary(text, predicate, "be", false)) return true;
    if (t.xpos == Xpos::kVB && (present_modal(text, predicate) || t.deprel == Deprel::kRoot)) return true;
    if (tree::has_child(text, predicate, Deprel::kCop)) return has_auxiliary(text, predicate, "be", false);
    const bool open = (t.xpos == Xpos::kVBG || t.xpos == Xpos::kVB) && !has_any_auxiliary(text, predicate);
    if (!open) return false;
    predicate = tense_giver(text, predicate);
  }
  return false;
}

bool past(const Text& text, TokenIndex verb) {
  for (int depth = 0; depth < kDepth && verb.valid(); ++depth) {
    const Token& t = text[verb];
    if (t.xpos == Xpos::kVBD) return true;
    if (t.xpos == Xpos::kVBN) return has_auxiliary(text, verb, "be", true) || t.deprel == Deprel::kConj;
    if ((t.xpos != Xpos::kVBG && t.xpos != Xpos::kVB) || has_any_auxiliary(text, verb)) return false;
    verb = tense_giver(text, verb);
  }
  return false;
}

bool quoted(const Text& text, TokenIndex t) {
  const uint32_t at = text[t].span.begin;
  return std::any_of(text.quotations.begin(), text.quotations.end(),
                     [&](const Quotation& q) { return q.span.begin <= at && at < q.span.end; });
}

bool points(const Text& text, TokenIndex noun) {
  return std::any_of(text.children_begin(noun), text.children_end(noun), [&](TokenIndex c) {
    const Token& t = text[c];
    const bool definite = t.lemma == "the" || t.lemma == "this" || t.lemma == "that" || t.lemma == "these" || t.lemma == "those";
    return t.deprel == Deprel::kNmodPoss || (t.deprel == Deprel::kDet && definite);
  });
}

}  // namespace demarche::events
