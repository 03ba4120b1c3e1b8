#include "times/tense.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/tree.h"

namespace demarche::times {

namespace {

// Verbs of plans: what they govern, and what is so described, is to come.
constexpr std::array<std::string_view, 27> kPlans{"agree",   "aim",     "ask",     "bind",     "call",  "demand", "due",
                                                  "expect",  "hope",    "intend",  "invite",   "order", "plan",   "pledge",
                                                  "prepare", "promise", "propose", "schedule", "set",   "slate",  "threaten",
                                                  "time",    "urge",    "vow",     "wait",     "want",  "warn"};
// Of these only what is said in the passive or as an adjective tells of a date to come.
constexpr std::array<std::string_view, 7> kScheduled{"due", "expect", "plan", "schedule", "set", "slate", "time"};
// Verbs whose present tense is that of a timetable: "The summit opens on Friday".
constexpr std::array<std::string_view, 33> kTimetable{
    "arrive", "attend", "begin",  "close", "come", "commence", "conclude", "convene", "depart", "end",   "expire",
    "face",   "go",     "head",   "hold",  "host", "kick",     "last",     "leave",   "meet",   "occur", "open",
    "report", "resume", "return", "run",   "sit",  "start",    "stop",     "take",    "travel", "visit", "vote"};
constexpr std::array<std::string_view, 9> kComing{"coming", "expected", "forthcoming", "impending", "looming",
                                                  "next",   "planned",  "scheduled",   "upcoming"};

template <size_t N>
bool listed(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Auxiliaries {
  bool will = false, modal = false, have = false, had = false, did = false, is = false, was = false;
};

Auxiliaries auxiliaries_of(const Text& text, TokenIndex verb) {
  Auxiliaries a;
  for (const TokenIndex* c = text.children_begin(verb); c != text.children_end(verb); ++c) {
    const Token& t = text[*c];
    if (t.deprel != Deprel::kAux && t.deprel != Deprel::kAuxPass && t.deprel != Deprel::kCop) continue;
    a.will |= t.lemma == "will" || t.lemma == "shall" || t.lemma == "would";
    a.modal |= t.lemma == "may" || t.lemma == "might" || t.lemma == "can" || t.lemma == "could" || t.lemma == "should" || t.lemma == "must";
    a.have |= t.lemma == "have" && t.xpos != Xpos::kVBD;
    a.had |= t.lemma == "have" && t.xpos == Xpos::kVBD;
    a.did |= t.lemma == "do" && t.xpos == Xpos::kVBD;
    a.is |= t.lemma == "be" && (t.xpos == Xpos::kVBZ || t.xpos == Xpos::kVBP);
    a.was |= t.lemma == "be" && t.xpos == Xpos::kVBD;
  }
  return a;
}

bool title(const Text& text, TokenIndex t) { return text[text[t].sentence].kind == SentenceKind::kTitle; }

// "agreed to limit exports on Tuesday": the day is that of the agreement.
Tense of_infinitive(const Text& text, TokenIndex verb) {
  const TokenIndex above = text[verb].head;
  if (!above.valid() || text[above].xpos != Xpos::kVBD) return Tense::kFuture;
  return listed(kPlans, text[above].lemma) && text[above].lemma != "agree" && text[above].lemma != "order" ? Tense::kFuture : Tense::kPast;
}

// What a verb and its auxiliaries say; kUnknown if the clause above has to be asked.
Tense of_verb(const Text& text, TokenIndex verb) {
  const Token& v = text[verb];
  const Auxiliaries a = auxiliaries_of(text, verb);
  if (a.will || a.modal) return a.have ? Tense::kPast : Tense::kFuture;
  const bool scheduled = listed(kScheduled, v.lemma) && (v.xpos == Xpos::kVBN || v.xpos == Xpos::kJJ);
  if (scheduled && !a.have && !a.had) return Tense::kFuture;
  if (a.have || a.had || a.did || a.was) return Tense::kPast;
  switch (v.xpos) {
    case Xpos::kVBD: return v.lemma == "be" && tree::has_child(text, verb, Deprel::kXcomp) ? Tense::kUnknown : Tense::kPast;
    case Xpos::kVBG:
      if (!a.is) return Tense::kUnknown;
      return Tense::kFuture;
    case Xpos::kVBN:
      if (a.is) return Tense::kPast;
      return v.deprel == Deprel::kAdvcl ? Tense::kUnknown : Tense::kPast;
    case Xpos::kVBZ:
    case Xpos::kVBP:
      if (title(text, verb) || v.lemma == "say") return Tense::kPast;
      return v.lemma == "be" || listed(kTimetable, v.lemma) ? Tense::kFuture : Tense::kUnknown;
    case Xpos::kVB: {
      const TokenIndex mark = tree::child_with(text, verb, Deprel::kMark);
      if (mark.valid() && text[mark].lemma == "to") return title(text, verb) ? Tense::kFuture : of_infinitive(text, verb);
      return a.is ? Tense::kFuture : Tense::kUnknown;
    }
    default: return a.is ? Tense::kFuture : Tense::kUnknown;  // "the deadline is Friday"
  }
}

bool coming(const Text& text, TokenIndex noun) {
  if (text[noun].lemma == "deadline") return true;
  for (const TokenIndex* c = text.children_begin(noun); c != text.children_end(noun); ++c) {
    if (text[*c].deprel == Deprel::kAmod && listed(kComing, text[*c].lemma)) return true;
    if (text[*c].deprel == Deprel::kAmod && listed(kComing, text[*c].form)) return true;
  }
  return false;
}

TokenIndex head_of(const Text& text, TokenSpan expression) {
  TokenIndex t = expression.begin;
  while (text[t].head.valid() && expression.contains(text[t].head)) t = text[t].head;
  return t;
}

// "by Friday", "until Friday", "a strike for Friday": told by the word before, wherever the tree hangs it.
bool awaited(const Text& text, TokenSpan expression) {
  if (expression.begin.value == 0) return false;
  const std::string_view before = text.tokens[expression.begin.value - 1].lemma;
  if (before == "by" || before == "until" || before == "till") return true;
  const TokenIndex above = text[head_of(text, expression)].head;
  return before == "for" && above.valid() && (tree::is_nominal(text[above]) || listed(kPlans, text[above].lemma));
}

}  // namespace

Tense tense_of(const Text& text, TokenSpan expression) {
  bool waits = awaited(text, expression);
  const TokenIndex own = head_of(text, expression);
  bool of_noun = false;
  for (TokenIndex t = own; t.valid(); t = text[t].head) {
    waits |= text[t].lemma == "ahead";  // "ahead of Sunday's election"
    if (tree::is_nominal(text[t]) && coming(text, t)) return Tense::kFuture;
    if (text[t].upos == Upos::kAdj && listed(kPlans, text[t].lemma)) return Tense::kFuture;  // "due to begin"
    if (tree::is_verb(text[t]) || tree::has_child(text, t, Deprel::kCop)) {
      const Tense tense = of_verb(text, t);
      const Auxiliaries a = auxiliaries_of(text, t);
      if (waits && tense != Tense::kUnknown && !a.had) return Tense::kFuture;
      // "people continue to flee the February 1 coup": what is to come is not the noun's day.
      if (tense == Tense::kFuture && of_noun && !a.will) return Tense::kUnknown;
      if (tense != Tense::kUnknown) return tense;
    }
    of_noun |= t != own && tree::is_nominal(text[t]);
  }
  return waits ? Tense::kFuture : Tense::kUnknown;
}

bool goes_on(const Text& text, TokenSpan expression) {
  for (TokenIndex t = text[head_of(text, expression)].head; t.valid(); t = text[t].head) {
    if (tree::is_verb(text[t]) || tree::has_child(text, t, Deprel::kCop)) {
      const Auxiliaries a = auxiliaries_of(text, t);
      return a.have || (text[t].xpos == Xpos::kVBG && a.is);
    }
  }
  return false;
}

}  // namespace demarche::times
