#include "actors/signatories.h"

#include <algorithm>

#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::actors {

namespace {

constexpr uint32_t kPreambleTokens = 200;  // where the head of an official statement is looked for

bool begins_text(const Text& text, const Sentence& sentence) {
  const uint32_t begin = sentence.tokens.begin.value;
  return sentence.tokens.size() >= 2 && utf8::lower(text.tokens[begin].form) == "begin" &&
         utf8::lower(text.tokens[begin + 1].form) == "text";
}

bool is_body(const Draft& draft) {
  const bool speaks = draft.mention.form == MentionForm::kDescription && !draft.country.empty() && draft.sector == "GOV";
  return draft.mention.form != MentionForm::kAdjective && (draft.mention.place_like || speaks || draft.country.starts_with("IGO:"));
}

// Where the enumeration stops: words that are neither bodies nor commas, "and", "the", "of" between two bodies.
bool listed_together(const Text& text, uint32_t from, uint32_t to) {
  return std::all_of(text.tokens.begin() + from, text.tokens.begin() + to, [](const Token& t) {
    return t.upos == Upos::kPunct || t.upos == Upos::kCconj || t.upos == Upos::kDet || t.lemma == "of";
  });
}

ActorCode signing_code(const Draft& draft) {
  ActorCode code = draft.mention.codes.front();
  code.code = draft.country.starts_with("IGO:") ? draft.country : draft.country + ":GOV";
  return code;
}

}  // namespace

// "We, the President of A and the President of B, declare".
JointStatement named_as_we(const Text& text, const std::vector<Draft>& drafts) {
  JointStatement joint;
  if (text.sentences.empty()) return joint;
  const TokenSpan first = text.sentences.front().tokens;
  if (first.size() < 4 || utf8::lower(text[first.begin].form) != "we" || text.tokens[first.begin.value + 1].form != ",") return joint;
  uint32_t end = first.begin.value + 2;
  for (const Draft& draft : drafts) {
    if (draft.mention.tokens.begin >= first.end) break;
    if (draft.mention.tokens.begin.value < end || !(is_body(draft) || draft.mention.person) || draft.country.empty()) continue;
    if (!listed_together(text, end, draft.mention.tokens.begin.value)) break;
    joint.signatories.push_back(signing_code(draft));
    end = draft.mention.tokens.end.value;
  }
  joint.begin = first.begin;
  if (joint.signatories.size() < 2) joint.signatories.clear();
  return joint;
}

JointStatement find_joint_statement(const Text& text, const std::vector<Draft>& drafts) {
  JointStatement joint = named_as_we(text, drafts);
  if (!joint.signatories.empty()) return joint;
  for (const Sentence& sentence : text.sentences) {
    if (sentence.tokens.begin.value > kPreambleTokens) return joint;
    if (!begins_text(text, sentence)) continue;
    joint.begin = sentence.tokens.end;
    std::vector<ActorCode> run;
    uint32_t end = 0;  // of the last body of the run
    for (const Draft& draft : drafts) {
      if (draft.mention.tokens.begin >= sentence.tokens.begin) break;
      if (!is_body(draft) || draft.mention.tokens.begin.value < end) continue;
      if (!run.empty() && !listed_together(text, end, draft.mention.tokens.begin.value)) run.clear();
      run.push_back(signing_code(draft));
      end = draft.mention.tokens.end.value;
      if (run.size() > 1 && run.size() > joint.signatories.size()) joint.signatories = run;
    }
    return joint;
  }
  return joint;
}

}  // namespace demarche::actors
