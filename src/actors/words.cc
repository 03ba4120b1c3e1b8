#include "actors/words.h"

#include <algorithm>

#include "base/utf8.h"
#include "lexicon/actor_tables.h"

namespace demarche::actors {

namespace {

bool capitalised_form(std::string_view form) { return utf8::ascii_upper(form.front()) || static_cast<unsigned char>(form.front()) >= 0xC3; }

}  // namespace

bool capitalised(const Token& t) { return capitalised_form(t.form); }

bool honorific(std::string_view form) {
  static constexpr std::string_view kHonorifics[] = {"mr.", "mrs.", "ms.", "dr.", "sir", "mr", "mrs", "ms", "dr"};
  const std::string low = utf8::lower(form);
  return capitalised_form(form) && std::find(std::begin(kHonorifics), std::end(kHonorifics), low) != std::end(kHonorifics);
}

bool calendar_word(std::string_view form) {
  static constexpr std::string_view kDays[] = {"Monday",    "Tuesday",  "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
                                               "January",   "February", "March",     "April",    "June",   "July",     "August",
                                               "September", "October",  "November",  "December", "Jan.",   "Feb.",     "Aug.",
                                               "Sept.",     "Oct.",     "Nov.",      "Dec."};
  return std::find(std::begin(kDays), std::end(kDays), form) != std::end(kDays);
}

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
  static constexpr std::string_view kOwn[]{"president",
                                           "vice president",
                                           "secretary",
                                           "secretary of state",
                                           "deputy secretary",
                                           "deputy secretary of state",
                                           "assistant secretary",
                                           "assistant secretary of state",
                                           "deputy assistant secretary",
                                           "under secretary",
                                           "under secretary of state",
                                           "special representative",
                                           "special envoy",
                                           "special presidential envoy",
                                           "spokesperson",
                                           "press secretary",
                                           "national security advisor",
                                           "national security adviser",
                                           "counselor",
                                           "delegation",
                                           "administration",
                                           "department",
                                           "congress",
                                           "senate",
                                           "senator",
                                           "congressman",
                                           "congresswoman",
                                           "house",
                                           "house of representatives",
                                           "attorney general",
                                           "federal government",
                                           "cabinet secretary"};
  for (const std::string_view rank : {"acting ", "principal ", "senior "}) {
    if (title.starts_with(rank)) title.remove_prefix(rank.size());
  }
  return std::find(std::begin(kOwn), std::end(kOwn), title) != std::end(kOwn);
}

bool said_former(const Text& text, TokenSpan title) {
  static constexpr std::string_view kPast[] = {"former", "late", "ousted", "deposed", "onetime", "retired"};
  constexpr uint32_t kReach = 4;
  const uint32_t first = text[text.tokens[title.begin.value].sentence].tokens.begin.value;
  for (uint32_t t = title.begin.value; t > first && title.begin.value - t < kReach; --t) {
    const Token& before = text.tokens[t - 1];
    const std::string_view lemma = before.lemma;
    if (before.upos == Upos::kCconj || before.upos == Upos::kVerb || (before.upos == Upos::kPunct && before.form != "-")) return false;
    if (std::find(std::begin(kPast), std::end(kPast), lemma) != std::end(kPast)) return true;
  }
  return false;
}

bool group_noun(std::string_view lemma) {
  static constexpr std::array<std::string_view, 19> kGroupNouns{
      "participant", "nation", "country", "side",      "leader",   "state", "party",    "government", "president", "minister",
      "official",    "power",  "ally",    "neighbour", "neighbor", "pair",  "diplomat", "partner",    "capital"};
  return std::find(kGroupNouns.begin(), kGroupNouns.end(), lemma) != kGroupNouns.end();
}

bool all_by_itself(std::string_view lemma) { return lemma == "leader" || lemma == "side" || lemma == "participant"; }

bool word_in(std::string_view word, std::string_view phrase) {
  for (size_t at = phrase.find(word); at != std::string_view::npos; at = phrase.find(word, at + 1)) {
    const bool begins = at == 0 || phrase[at - 1] == ' ';
    const bool ends = at + word.size() == phrase.size() || phrase[at + word.size()] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace demarche::actors
