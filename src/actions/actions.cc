#include "actions/actions.h"

#include "actions/attempt.h"

namespace demarche::actions {

using lexicon::HeadKind;
using lexicon::Pattern;
using lexicon::PatternKind;
using lexicon::PatternMatch;

namespace {

bool argument(Deprel r) {
  return r == Deprel::kNsubj || r == Deprel::kNsubjPass || r == Deprel::kObj || r == Deprel::kObl || r == Deprel::kNmod ||
         r == Deprel::kCompound;
}

bool demanding(const Token& token) { return token.deprel == Deprel::kAux && token.xpos == Xpos::kMD; }

// `reading` is the word under which the pattern is listed: "fighting" is a noun, "fight" is not one there.
bool can_head(const Text& text, const ActionScratch& scratch, TokenIndex t, HeadKind kind, uint32_t reading) {
  const Token& token = text[t];
  switch (kind) {
    case HeadKind::kVerb:
      // "found" is a form of "find", so it is not the verb "found".
      if (reading != scratch.words.lemma[t.value] && reading == scratch.words.form[t.value] &&
          scratch.words.lemma[t.value] != lexicon::kNoWord)
        return false;
      // "T must V": the modal is the head of a demand.
      return tree::is_verb(token) || tree::is_participle_modifier(text, t) || demanding(token);
    case HeadKind::kNoun:
      if (token.upos == Upos::kNoun || token.upos == Upos::kPropn) return true;
      if (scratch.words.joined[t.value]) return !tree::is_verb(token) || argument(token.deprel);
      if (token.xpos == Xpos::kVBG)
        return reading == scratch.words.form[t.value] && (argument(token.deprel) || token.deprel == Deprel::kCsubj);
      // A finite verb is no argument: the tagger took a noun for it ("coalition talks between ...").
      return (token.xpos == Xpos::kVBZ || token.xpos == Xpos::kVBP || token.xpos == Xpos::kVB) && argument(token.deprel) &&
             !tree::marker_of(text, t).valid();
    case HeadKind::kAdjective:
      // A participle as it is written ("is committed to"); "attacked" is not the judgement "is an attack on".
      if (token.upos == Upos::kVerb) return reading == scratch.words.form[t.value] && reading != scratch.words.lemma[t.value];
      return token.upos == Upos::kAdj || token.upos == Upos::kNoun || token.upos == Upos::kAdv || token.upos == Upos::kAdp;
  }
  return false;
}

// The verb that a noun is an argument of.
TokenIndex governor_of(const Text& text, TokenIndex noun) {
  const Token& token = text[tree::first_conjunct(text, noun)];
  if (!token.head.valid() || !tree::is_verb(text[token.head])) {
    // "the attack launched by": the noun that a participle hangs on is its object.
    return {};
  }
  switch (token.deprel) {
    case Deprel::kObj:
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kObl: return token.head;
    default: return {};
  }
}

HeadView view_of(const Text& text, TokenIndex head, const ActionMatches& found) {
  HeadView view;
  view.head = head;
  if (demanding(text[head])) {
    view.clause = tree::clause_of(text, text[head].head);
    return view;
  }
  if (tree::is_verb(text[head]) || tree::is_participle_modifier(text, head)) {
    view.clause = tree::clause_of(text, head);
    return view;
  }
  if (tree::is_nominal(text[head])) {
    view.governor = governor_of(text, head);
    if (view.governor.valid()) {
      const PatternMatch* frame = found.find(view.governor, PatternKind::kFrame);
      const TokenIndex first = tree::first_conjunct(text, head);
      if (frame != nullptr && (frame->complement == head || frame->complement == first)) view.support = view.governor;
    }
    // "the attack carried out by": the participle's agent is the noun's.
    for (const TokenIndex* c = text.children_begin(head); c != text.children_end(head); ++c) {
      const PatternMatch* frame = text[*c].deprel == Deprel::kAcl ? found.find(*c, PatternKind::kFrame) : nullptr;
      if (frame != nullptr && !view.support.valid()) view.support = *c;
    }
  }
  bool own = false;
  view.clause.verb = head;
  view.clause.doers = tree::surface_subjects(text, head, &own);  // of a predicate noun or adjective
  const bool predicate = own || text[head].deprel == Deprel::kXcomp || text[head].deprel == Deprel::kConj ||
                         text[head].deprel == Deprel::kAmod || text[head].deprel == Deprel::kAcl || text[head].deprel == Deprel::kAdvcl;
  if (!predicate) view.clause.doers = {};
  return view;
}

}  // namespace

// The best patterns of the wanted kinds under one token.
class HeadPass {
 public:
  HeadPass(const Text& text, const lexicon::PatternTables& tables, ActionScratch* scratch, ActionMatches* out)
      : text_(text), tables_(tables), scratch_(scratch), out_(out) {}

  void run(TokenIndex head, bool frames) {
    const WordIds& words = scratch_->words;
    const uint32_t lemma = words.lemma[head.value], other = words.other[head.value], form = words.form[head.value];
    const auto listed = tables_.with_head(lemma);
    const auto second = tables_.with_head(other);
    const auto written = form == lemma || form == other ? std::span<const lexicon::HeadIndex>{} : tables_.with_head(form);
    if (listed.empty() && second.empty() && written.empty()) return;
    bool viewed = false;
    HeadView view;
    std::array<PatternMatch, lexicon::kPatternKindCount> best;
    std::array<bool, lexicon::kPatternKindCount> won{};
    for (const auto list : {written, second, listed}) {
      for (const lexicon::HeadIndex& entry : list) {
        const Pattern& pattern = tables_.pattern(entry.pattern);
        const auto kind = static_cast<size_t>(pattern.kind);
        if ((pattern.kind == PatternKind::kFrame) != frames || !can_head(text_, *scratch_, head, pattern.head, entry.lemma)) continue;
        if (pattern.head_words.as_written ? entry.lemma != form : !list.empty() && list.data() == written.data()) continue;
        if (won[kind] && best[kind].score >= pattern.specificity) {
          if (scratch_->trace != nullptr) note(head, entry.pattern, false, "a more specific pattern won");
          continue;
        }
        if (!viewed) view = view_of(text_, head, *out_);
        viewed = true;
        try_one(view, entry.pattern, &best[kind], &won[kind]);
      }
    }
    for (size_t kind = 0; kind < won.size(); ++kind) {
      if (!won[kind]) continue;
      out_->at[head.value][kind] = static_cast<int32_t>(out_->matches.size());
      out_->matches.push_back(best[kind]);
    }
  }

 private:
  void try_one(const HeadView& view, uint32_t index, PatternMatch* best, bool* won) {
    PatternMatch match;
    const char* reason = "";
    Attempt attempt(text_, tables_, *scratch_, *out_, view, tables_.pattern(index));
    const bool matched = attempt.run(&match, &reason);
    if (scratch_->trace != nullptr) note(view.head, index, matched, matched ? "" : reason);
    if (!matched) return;
    match.pattern = index;
    *best = match;
    *won = true;
  }

  void note(TokenIndex head, uint32_t pattern, bool matched, const char* reason) {
    scratch_->trace->push_back({head, pattern, matched, reason});
  }

  const Text& text_;
  const lexicon::PatternTables& tables_;
  ActionScratch* scratch_;
  ActionMatches* out_;
};

void ActionFinder::find(const Text& text, std::span<const lexicon::KindMask> kinds, ActionScratch* scratch, ActionMatches* out) const {
  scratch->kinds = kinds;
  out->matches.clear();
  std::array<int32_t, lexicon::kPatternKindCount> none;
  none.fill(-1);
  out->at.assign(text.tokens.size(), none);
  scratch->words.fill(text, *patterns_);
  HeadPass pass(text, *patterns_, scratch, out);
  // Frames first: they tell which verbs only carry a noun. Then from the end, so that what a pattern governs is known
  // before the pattern is tried.
  const auto count = static_cast<uint32_t>(text.tokens.size());
  for (uint32_t i = 0; i < count; ++i) pass.run(TokenIndex(i), true);
  for (uint32_t i = count; i-- > 0;) pass.run(TokenIndex(i), false);
}

}  // namespace demarche::actions
