#include "actors/words.h"

#include <algorithm>

#include "base/utf8.h"
#include "lexicon/actor_tables.h"

namespace demarche::actors {

bool capitalised(const Token& t) { return utf8::ascii_upper(t.form.front()) || static_cast<unsigned char>(t.form.front()) >= 0xC3; }

bool country_preposition(std::string_view lemma) {
  return lemma == "of" || lemma == "from" || lemma == "in" || lemma == "for" || lemma == "at";
}

bool is_sent(std::string_view title) {
  static constexpr std::string_view kSent[] = {"envoy",    "representative", "ambassador", "coordinator", "embassy", "secretary",
                                               "affaires", "counterpart",    "mediator",   "negotiator",  "adviser", "advisor"};
  return std::any_of(std::begin(kSent), std::end(kSent), [&](std::string_view word) { return title.find(word) != std::string_view::npos; });
}

bool many_countries(const Text& text, TokenSpan span) {
  static constexpr std::string_view kMany[] = {"foreign",      "international", "world",       "regional",   "global",       "african",
                                               "asian",        "european",      "arab",        "muslim",     "humanitarian", "eastern",
                                               "neighbouring", "latin",         "neighboring", "commercial", "multinational"};
  const Token& noun = text.tokens[span.end.value - 1];
  if (noun.xpos != Xpos::kNNS && noun.xpos != Xpos::kNNPS) return false;
  // "Our partners", "other donors": of other countries than whose they are.
  if (noun.lemma == "partner" || noun.lemma == "donor" || noun.lemma == "ally" || noun.lemma == "stakeholder") return true;
  return std::any_of(text.tokens.begin() + span.begin.value, text.tokens.begin() + span.end.value, [](const Token& t) {
    return std::find(std::begin(kMany), std::end(kMany), lexicon::name_key(t.form)) != std::end(kMany);
  });
}

bool acts_through(const Text& text, TokenIndex noun) {
  static constexpr std::string_view kActs[] = {
      "violence",     "brutality",    "attack",    "assault",  "raid",        "offensive",  "operation", "crackdown",  "shelling",
      "bombing",      "strike",       "airstrike", "ambush",   "killing",     "abuse",      "action",    "advance",    "withdrawal",
      "announcement", "statement",    "decision",  "approval", "disapproval", "repression", "takeover",  "coup",       "incursion",
      "siege",        "intervention", "presence",  "shooting", "gunfire",     "protest",    "complaint", "accusation", "criticism",
      "demand",       "request",      "petition",  "lawsuit",  "appeal",      "boycott",    "rally",     "march",      "threat",
      "pressure",     "opposition",   "support",   "outrage",  "fire",        "torture"};
  return noun.valid() && std::find(std::begin(kActs), std::end(kActs), text[noun].lemma) != std::end(kActs);
}

bool is_suspect(std::string_view title) {
  static constexpr std::string_view kSuspects[] = {"accused", "alleged gunman", "assailant",   "attacker", "defendant",
                                                   "gunman",  "lone gunman",    "perpetrator", "shooter",  "suspect"};
  return std::find(std::begin(kSuspects), std::end(kSuspects), title) != std::end(kSuspects);
}

bool own_office(std::string_view title) {
  static constexpr std::string_view kOwn[]{"secretary",
                                           "secretary of state",
                                           "deputy secretary",
                                           "special representative",
                                           "special envoy",
                                           "spokesperson",
                                           "national security advisor",
                                           "vice president",
                                           "assistant secretary",
                                           "under secretary",
                                           "special presidential envoy",
                                           "administration",
                                           "department",
                                           "congress",
                                           "senate",
                                           "deputy secretary of state",
                                           "national security adviser",
                                           "counselor"};
  return std::find(std::begin(kOwn), std::end(kOwn), title) != std::end(kOwn);
}

bool said_former(const Text& text, TokenSpan title) {
  static constexpr std::string_view kPast[] = {"former", "late", "ousted", "deposed", "onetime", "retired"};
  constexpr uint32_t kReach = 4;
  const uint32_t first = text[text.tokens[title.begin.value].sentence].tokens.begin.value;
  for (uint32_t t = title.begin.value; t > first && title.begin.value - t < kReach; --t) {
    const std::string_view lemma = text.tokens[t - 1].lemma;
    if (std::find(std::begin(kPast), std::end(kPast), lemma) != std::end(kPast)) return true;
  }
  return false;
}

bool group_noun(std::string_view lemma) {
  static constexpr std::array<std::string_view, 18> kGroupNouns{"nation",     "country",   "side",     "leader",   "state",   "party",
                                                                "government", "president", "minister", "official", "power",   "ally",
                                                                "neighbour",  "neighbor",  "pair",     "diplomat", "partner", "capital"};
  return std::find(kGroupNouns.begin(), kGroupNouns.end(), lemma) != kGroupNouns.end();
}

bool word_in(std::string_view word, std::string_view phrase) {
  for (size_t at = phrase.find(word); at != std::string_view::npos; at = phrase.find(word, at + 1)) {
    const bool begins = at == 0 || phrase[at - 1] == ' ';
    const bool ends = at + word.size() == phrase.size() || phrase[at + word.size()] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace demarche::actors
