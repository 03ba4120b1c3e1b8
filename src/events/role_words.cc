#include "events/role_words.h"

#include <algorithm>
#include <array>

namespace demarche::events {

bool leads_to_target(EventType type, std::string_view preposition) {
  static constexpr std::array<std::string_view, kEventTypeCount> kByType{{
      "with to for toward towards against",            // AGREE
      "with to",                                       // CONSULT
      "for to with of toward towards",                 // SUPPORT
      "to for",                                        // CONCEDE
      "with to",                                       // COOPERATE
      "to for toward towards",                         // AID
      "to from with",                                  // RETREAT
      "to on from with against at",                    // REQUEST
      "against at on to with toward towards over",     // ACCUSE
      "from to by with",                               // REJECT
      "against to with on toward towards at",          // THREATEN
      "against",                                       // PROTEST
      "on against to with from toward towards",        // SANCTION
      "against around near to at toward towards off",  // MOBILIZE
      "on against to at",                              // COERCE
      "on against at into toward towards",             // ASSAULT
  }};
  const std::string_view list = kByType[static_cast<size_t>(type)];
  for (size_t at = list.find(preposition); at != std::string_view::npos; at = list.find(preposition, at + 1)) {
    const size_t end = at + preposition.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

bool performs(std::string_view lemma) {
  static constexpr std::array<std::string_view, 79> kPerforms{
      "accelerate",  "announce", "approve",    "arrange",  "attempt",    "authorise", "authorize", "begin",    "boost",   "cancel",
      "carry",       "cease",    "commit",     "complete", "conduct",    "continue",  "convene",   "convey",   "declare", "deepen",
      "delay",       "deliver",  "enact",      "enhance",  "escalate",   "exchange",  "expand",    "express",  "extend",  "file",
      "finish",      "grant",    "halt",       "hold",     "implement",  "impose",    "improve",   "increase", "inflict", "initiate",
      "intensify",   "issue",    "join",       "launch",   "lead",       "lift",      "make",      "mount",    "offer",   "open",
      "orchestrate", "organise", "organize",   "perform",  "perpetrate", "plan",      "postpone",  "prepare",  "promise", "propose",
      "pursue",      "reduce",   "renew",      "restart",  "resume",     "seek",      "send",      "serve",    "stage",   "start",
      "step",        "stop",     "strengthen", "suspend",  "undertake",  "unleash",   "voice",     "wage",     "withdraw"};
  return std::binary_search(kPerforms.begin(), kPerforms.end(), lemma);
}

bool operation(std::string_view lemma) {
  static constexpr std::array<std::string_view, 20> kOperations{
      "airstrike", "ambush",    "assault",   "attack", "blast",    "bombardment", "bombing", "campaign", "clash", "crackdown",
      "invasion",  "offensive", "operation", "raid",   "shelling", "shooting",    "siege",   "strike",   "sweep", "war"};
  return std::binary_search(kOperations.begin(), kOperations.end(), lemma);
}

bool undergone(std::string_view lemma) {
  static constexpr std::array<std::string_view, 22> kUndergone{
      "abduction",   "acquittal",  "arrest",    "assassination", "captivity",   "capture",     "conviction",   "custody",
      "deportation", "detention",  "execution", "expulsion",     "extradition", "impeachment", "imprisonment", "incarceration",
      "jailing",     "kidnapping", "killing",   "murder",        "ouster",      "release"};
  return std::binary_search(kUndergone.begin(), kUndergone.end(), lemma);
}

bool undergoes(std::string_view lemma) {
  static constexpr std::array<std::string_view, 15> kUndergoes{"attract", "bear", "come",    "draw",   "endure", "face",  "fall",  "get",
                                                               "go",      "meet", "receive", "remain", "serve",  "stand", "suffer"};
  return std::binary_search(kUndergoes.begin(), kUndergoes.end(), lemma);
}

bool gives(std::string_view lemma) {
  static constexpr std::array<std::string_view, 21> kGives{"allocate", "commit",  "contribute", "deliver", "deploy", "dispatch", "donate",
                                                           "extend",   "give",    "grant",      "hand",    "lend",   "offer",    "pledge",
                                                           "provide",  "release", "return",     "sell",    "send",   "ship",     "supply"};
  return std::binary_search(kGives.begin(), kGives.end(), lemma);
}

bool carries(std::string_view lemma) {
  static constexpr std::array<std::string_view, 30> kCarries{
      "array",   "barrage", "batch", "campaign",  "chorus", "dozen",      "expression", "flurry", "handful", "host",
      "hundred", "letter",  "list",  "message",   "number", "outpouring", "package",    "pair",   "raft",    "round",
      "series",  "set",     "spate", "statement", "string", "thousand",   "total",      "volley", "wave",    "word"};
  return std::binary_search(kCarries.begin(), kCarries.end(), lemma);
}

bool given_thing(std::string_view lemma) {
  static constexpr std::array<std::string_view, 23> kThings{
      "aid",  "ammunition", "arms",     "assistance", "cash",  "dollar", "donation", "euro",    "food",  "fund",    "funding", "grant",
      "help", "loan",       "medicine", "million",    "money", "relief", "supply",   "support", "troop", "vaccine", "weapon"};
  return std::binary_search(kThings.begin(), kThings.end(), lemma);
}

bool sent_by_others(std::string_view lemma) {
  static constexpr std::array<std::string_view, 11> kSent{"ambassador", "attache", "counterpart", "delegate",   "delegation",    "diplomat",
                                                          "emissary",   "envoy",   "mediator",    "negotiator", "representative"};
  return std::binary_search(kSent.begin(), kSent.end(), lemma);
}

}  // namespace demarche::events
