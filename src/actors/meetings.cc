#include "actors/meetings.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/tree.h"

namespace demarche::actors {

namespace {

constexpr std::array<std::string_view, 12> kMeet{"meet", "speak",   "talk",    "confer", "host",  "receive",
                                                 "call", "welcome", "consult", "phone",  "greet", "telephone"};
// "held talks with", "had a call with".
constexpr std::array<std::string_view, 5> kCarry{"hold", "have", "conduct", "lead", "start"};
constexpr std::array<std::string_view, 9> kTalks{"talk",         "meeting",     "call",     "conversation", "discussion",
                                                 "consultation", "negotiation", "dialogue", "summit"};

template <size_t n>
bool listed(const std::array<std::string_view, n>& words, std::string_view lemma) {
  return std::find(words.begin(), words.end(), lemma) != words.end();
}

bool joined_by(const Text& text, TokenIndex t, std::string_view a, std::string_view b) {
  const TokenIndex marker = tree::marker_of(text, t);
  return marker.valid() && (text[marker].lemma == a || text[marker].lemma == b);
}

}  // namespace

std::vector<uint32_t> parties_to_meeting(const Text& text, const std::vector<Draft>& drafts, uint32_t sentence) {
  const TokenSpan tokens = text.sentences[sentence].tokens;
  for (TokenIndex verb = tokens.begin; verb < tokens.end; verb = verb.next()) {
    if (!tree::is_verb(text[verb])) continue;
    const bool meets = listed(kMeet, text[verb].lemma), carries = listed(kCarry, text[verb].lemma);
    if (!meets && !carries) continue;
    TokenIndex talks;
    const TokenIndex object = tree::child_with(text, verb, Deprel::kObj);
    if (object.valid() && listed(kTalks, text[object].lemma)) talks = object;
    if (carries && !talks.valid()) continue;
    std::vector<uint32_t> who, whom;
    for (uint32_t j = 0; j < drafts.size(); ++j) {
      const ActorMention& m = drafts[j].mention;
      if (!(m.head >= tokens.begin && m.head < tokens.end) || m.codes.empty() || m.codes.front().code.empty()) continue;
      if (m.form == MentionForm::kAdjective || m.form == MentionForm::kPronoun) continue;
      const TokenIndex first = tree::first_conjunct(text, m.head);
      const Token& token = text[first];
      if (token.head == verb && (token.deprel == Deprel::kNsubj || token.deprel == Deprel::kNsubjPass)) who.push_back(j);
      const bool with = (token.head == verb && joined_by(text, first, "with", "to")) ||
                        (talks.valid() && token.head == talks && joined_by(text, first, "with", "with"));
      const bool met = meets && !talks.valid() && token.head == verb && token.deprel == Deprel::kObj;
      if (with || met) whom.push_back(j);
    }
    if (who.empty() || whom.empty()) continue;
    who.insert(who.end(), whom.begin(), whom.end());
    return who;
  }
  return {};
}

bool done_together(const Text& text, TokenIndex subject) {
  const TokenIndex verb = text[subject].head;
  if (!verb.valid() || text[subject].deprel != Deprel::kNsubj || text[subject].lemma != "we") return false;
  for (const TokenIndex* c = text.children_begin(verb); c != text.children_end(verb); ++c) {
    if (text[*c].deprel == Deprel::kAdvmod && (text[*c].lemma == "together" || text[*c].lemma == "jointly")) return true;
    if (text[*c].deprel == Deprel::kObl && text[*c].lemma == "other" && joined_by(text, *c, "with", "to")) return true;
  }
  return false;
}

int32_t several_as_subject(const Text& text, const std::vector<Draft>& drafts, uint32_t sentence) {
  for (uint32_t j = 0; j < drafts.size(); ++j) {
    const ActorMention& m = drafts[j].mention;
    if (text[m.head].sentence.value != sentence || !m.plural || m.form == MentionForm::kAdjective) continue;
    const Deprel relation = text[tree::first_conjunct(text, m.head)].deprel;
    if (relation == Deprel::kNsubj || relation == Deprel::kNsubjPass) return static_cast<int32_t>(j);
  }
  return -1;
}

}  // namespace demarche::actors
