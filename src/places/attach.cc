#include "places/attach.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/tree.h"

namespace demarche::places {

namespace {

// How well a place fits, 0 not at all. Steps in the tree cost; what each nature accepts is in kAccepts.
constexpr int kDirect = 100;   // "met in Geneva"
constexpr int kGoalOf = 95;    // "visit to Moscow", "moved into Syria"
constexpr int kVictim = 90;    // "attack on Aden", "entered Manbij"
constexpr int kModifier = 85;  // "Kabul bombing"
constexpr int kOther = 45;     // other prepositions
constexpr int kUp = 12, kDown = 9;
constexpr int kMaxSteps = 6;
constexpr uint32_t kCarry = 12;  // sentences that a scene lasts
constexpr uint32_t kRepeat = 6;  // sentences back to the meeting that is still told of

constexpr std::array<int, 4> kAccepts{100, 70, 66, 40};  // by EventNature
// What an earlier place says about the scene.
constexpr float kHappensThere = 3, kClauseThere = 2, kThingThere = 1, kNamedThere = 0.5f;
constexpr float kFade = 0.15f;  // for each sentence between
constexpr float kLater = 0.6f;  // what comes after counts less
constexpr float kSceneEnough = 1.0f;

constexpr std::array<std::string_view, 16> kInside{"in",         "at",  "near",  "inside", "outside", "across",  "around", "within",
                                                   "throughout", "off", "along", "over",   "above",   "outside", "amid",   "nearby"};
constexpr std::array<std::string_view, 6> kGoals{"to", "into", "toward", "towards", "onto", "through"};
constexpr std::array<std::string_view, 5> kVictims{"on", "against", "of", "from", "upon"};
// Words whose object or goal is where they happen.
constexpr std::array<std::string_view, 34> kGoalWords{
    "visit",   "trip",    "travel",     "tour",       "arrive",     "fly",     "return",   "go",         "come",
    "enter",   "move",    "deploy",     "send",       "incursion",  "advance", "march",    "push",       "flight",
    "journey", "flee",    "deployment", "cross",      "infiltrate", "arrival", "withdraw", "withdrawal", "leave",
    "pull",    "retreat", "evacuate",   "repatriate", "deport",     "reach",   "dispatch"};
// Verbs whose object is such a place.
constexpr std::array<std::string_view, 10> kReached{"visit", "tour", "enter",    "leave",      "reach",
                                                    "cross", "flee", "evacuate", "infiltrate", "quit"};
// Meetings that are named after where they lead.
constexpr std::array<std::string_view, 4> kJourneys{"visit", "trip", "tour", "travel"};
constexpr std::array<std::string_view, 36> kVictimWords{
    "attack",   "strike",     "airstrike",  "raid",   "bomb",      "bombing", "shell",  "shelling", "invade",
    "invasion", "assault",    "offensive",  "siege",  "besiege",   "storm",   "seize",  "seizure",  "capture",
    "occupy",   "occupation", "takeover",   "retake", "liberate",  "hit",     "target", "pound",    "destroy",
    "burn",     "war",        "aggression", "fight",  "operation", "missile", "fire",   "blockade", "control"};

// Nouns for sites that bear the name of the place before them.
constexpr std::array<std::string_view, 46> kSites{
    "airbase",       "airport",     "area",         "barracks", "base",    "border",   "camp",     "capital",
    "church",        "city",        "coast",        "compound", "county",  "crossing", "district", "embassy",
    "factory",       "governorate", "headquarters", "hospital", "island",  "market",   "mosque",   "neighborhood",
    "neighbourhood", "outskirts",   "park",         "plant",    "port",    "prison",   "province", "region",
    "school",        "section",     "sector",       "square",   "state",   "station",  "street",   "suburb",
    "territory",     "town",        "university",   "valley",   "village", "airspace"};

constexpr std::array<std::string_view, 14> kMeetingWords{"meet",       "meeting", "visit",  "trip",       "talk", "talks", "summit",
                                                         "conference", "host",    "travel", "discussion", "hold", "tour",  "welcome"};

template <size_t N>
bool one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Relations that lead out of a clause: a place beyond them belongs to another event.
bool leaves_clause(Deprel r) { return r == Deprel::kCcomp || r == Deprel::kParataxis || r == Deprel::kCsubj || r == Deprel::kCsubjPass; }
bool other_clause(Deprel r) {
  return leaves_clause(r) || r == Deprel::kAclRelcl || r == Deprel::kAdvcl || r == Deprel::kAcl || r == Deprel::kXcomp ||
         r == Deprel::kAdvclRelcl;
}

// A place as the tree sees it: the token that stands for it, and the preposition.
struct Node {
  TokenIndex head;
  std::string_view marker;
};

// "Manbij" in "in Raqqa and Manbij", "Idaho" in "in Moscow, Idaho": the first name carries the preposition.
Node node_of(const Text& text, const PlaceMention& place) {
  Node node{place.head, {}};
  for (int i = 0; i < kMaxSteps && node.head.valid(); ++i) {
    const Deprel r = text[node.head].deprel;
    const TokenIndex above = text[node.head].head;
    // "in the Tsuen Wan district", "at Incirlik airbase": the common noun is the same place.
    const bool names_site = (r == Deprel::kCompound || r == Deprel::kNmodPoss) && above.valid() && one_of(kSites, text[above].lemma);
    const bool follows = r == Deprel::kConj || r == Deprel::kAppos || r == Deprel::kFlat || r == Deprel::kNmodDesc || names_site;
    if (!follows || !text[node.head].head.valid()) break;
    node.head = text[node.head].head;
  }
  const TokenIndex marker = tree::marker_of(text, node.head);
  if (marker.valid()) node.marker = text[marker].lemma;
  return node;
}

// "claimed by the movement in Yemen": where an agent or a partner is at home is not where the act is.
bool at_home(const Text& text, TokenIndex noun) {
  if (!tree::is_nominal(text[noun])) return false;
  if (one_of(kVictimWords, text[noun].lemma)) return false;  // "killed by an airstrike in Iraq"
  const TokenIndex marker = tree::marker_of(text, noun);
  return text[noun].deprel == Deprel::kOblAgent || (marker.valid() && text[marker].lemma == "by");
}

// What the way from the place to `above` says; 0 if it does not place `above` anywhere.
int relation_score(const Text& text, const Node& node, TokenIndex above) {
  const Token& token = text[node.head];
  const std::string_view lemma = text[above].lemma;
  if (one_of(kInside, node.marker)) return at_home(text, above) ? 0 : kDirect;
  const bool goal_word = one_of(kGoalWords, lemma), victim_word = one_of(kVictimWords, lemma);
  if (one_of(kGoals, node.marker)) {
    // "a visit by the minister to Moscow": the tree hangs the goal on the visitor.
    const bool visitor = tree::is_nominal(text[above]) && at_home(text, above) && text[above].head.valid() &&
                         one_of(kGoalWords, text[text[above].head].lemma);
    return goal_word || victim_word || visitor ? kGoalOf : 0;
  }
  if (one_of(kVictims, node.marker)) return victim_word || (goal_word && node.marker == "from") ? kVictim : 0;
  if (!node.marker.empty()) return 0;
  const Deprel r = token.deprel;
  // "withdrew the United States from the treaty" moves it nowhere.
  if (r == Deprel::kObj || r == Deprel::kNsubjPass) return one_of(kReached, lemma) || victim_word ? kVictim : 0;
  if (r == Deprel::kCompound || r == Deprel::kNmodUnmarked) return kModifier;
  return 0;
}

int steps_between(const Text& text, TokenIndex from, TokenIndex above, bool* clean, bool upward) {
  int steps = 0;
  for (TokenIndex t = from; t != above; t = text[t].head, ++steps) {
    if (!t.valid() || steps > kMaxSteps) return -1;
    const bool last = text[t].head == above;
    if (upward ? leaves_clause(text[t].deprel) : !last && other_clause(text[t].deprel)) *clean = false;
    if (!upward && last && steps > 0 && other_clause(text[t].deprel)) *clean = false;
  }
  return steps;
}

// Lowest token above both, invalid if the sentence has no such.
TokenIndex common_ancestor(const Text& text, TokenIndex a, TokenIndex b) {
  for (int i = 0; a.valid() && i <= kMaxSteps; a = text[a].head, ++i) {
    if (tree::dominates(text, a, b)) return a;
  }
  return TokenIndex();
}

// "U.S.-Russia talks" are between them; "Geneva talks" are there.
bool party(const Text& text, const Node& node, const PlaceMention& place) {
  const TokenIndex above = text[node.head].head;
  return place.precision == PlacePrecision::kCountry && above.valid() && one_of(kMeetingWords, text[above].lemma) &&
         !one_of(kJourneys, text[above].lemma);
}

int fit(const Text& text, TokenIndex trigger, const PlaceMention& place, EventNature nature) {
  const Node node = node_of(text, place);
  if (node.head == trigger || !text[node.head].head.valid()) return 0;
  const TokenIndex meet = common_ancestor(text, trigger, node.head);
  if (!meet.valid() || meet == node.head) return 0;
  bool clean = true;
  const int up = steps_between(text, trigger, meet, &clean, true);
  const int down = steps_between(text, node.head, meet, &clean, false);
  if (up < 0 || down < 1 || !clean) return 0;
  const int score = relation_score(text, node, text[node.head].head);
  // A modifier of some other noun ("the Kabul government was attacked") is not where it happens.
  const bool of_deed = one_of(kVictimWords, text[text[node.head].head].lemma);
  if (score == kModifier && (((up > 0 || down > 1) && !of_deed) || party(text, node, place))) return 0;
  // "discussed the attack on Ukraine": what talks are about is not where they are.
  const TokenIndex above = text[node.head].head;
  if (nature == EventNature::kMeeting && down > 1 && score != kGoalOf && !one_of(kMeetingWords, text[above].lemma)) {
    // "met with the minister in Cairo": trees hang the place on the partner.
    const TokenIndex partner = tree::marker_of(text, above);
    const bool beside = down == 2 && (text[above].deprel == Deprel::kObj || (partner.valid() && text[partner].lemma == "with"));
    if (!beside || !one_of(kInside, node.marker)) return 0;
  }
  // "a U.S. airstrike" is by them; only where nothing else is told it may be there.
  if (score == kModifier && place.precision == PlacePrecision::kCountry && of_deed) return kOther;
  return score == 0 ? 0 : std::max(score - kUp * up - kDown * (down - 1), kOther);
}

// How much a place mentioned elsewhere says about where things happen.
float scene_weight(const Text& text, const PlaceMention& place) {
  if (text[text[place.tokens.begin].sentence].dateline.contains(place.tokens.begin)) return kHappensThere;
  const Node node = node_of(text, place);
  const TokenIndex above = text[node.head].head;
  if (!above.valid()) return kNamedThere;
  const std::string_view lemma = text[above].lemma;
  if (one_of(kMeetingWords, lemma)) return kNamedThere;  // where they met is not where they fought
  if (one_of(kVictims, node.marker) && one_of(kVictimWords, lemma)) return kHappensThere;
  if (one_of(kGoals, node.marker) && one_of(kGoalWords, lemma)) return kHappensThere;
  if (one_of(kInside, node.marker) && !at_home(text, above)) return tree::is_verb(text[above]) ? kClauseThere : kThingThere;
  return kNamedThere;
}

struct CountryWeight {
  std::string_view country;
  float weight = 0;
  const PlaceMention* nearest = nullptr;
  uint32_t distance = 0;
  bool happens = false;
};

// The scene of the sentences around: the country that most of their places lie in, by its nearest mention.
const PlaceMention* scene(const Text& text, SentenceIndex sentence, std::span<const PlaceMention> places) {
  std::array<CountryWeight, 16> tally{};
  size_t count = 0;
  const uint32_t first = sentence.value > kCarry ? sentence.value - kCarry : 0;
  const auto begin = std::partition_point(places.begin(), places.end(),
                                          [&](const PlaceMention& p) { return text[p.tokens.begin].sentence.value < first; });
  for (auto it = begin; it != places.end(); ++it) {
    const uint32_t at = text[it->tokens.begin].sentence.value;
    if (at > sentence.value + kCarry) break;
    if (it->country.empty()) continue;
    const uint32_t distance = at > sentence.value ? at - sentence.value : sentence.value - at;
    const auto found = std::find_if(tally.begin(), tally.begin() + count, [&](const CountryWeight& c) { return c.country == it->country; });
    if (found == tally.end()) continue;
    if (found == tally.begin() + count) tally[count++] = {it->country};
    const float weight = scene_weight(text, *it);
    const float later = at > sentence.value ? kLater : 1;
    found->weight += later * weight / (1 + kFade * static_cast<float>(distance));
    // The mention that stands for the country: one where something happens before one that is only named.
    const bool better = weight >= kThingThere && !found->happens;
    const bool as_good = (weight >= kThingThere) == found->happens && distance <= found->distance;
    if (found->nearest == nullptr || better || as_good) {
      found->nearest = &*it;
      found->distance = distance;
      found->happens = weight >= kThingThere;
    }
  }
  const auto best = std::max_element(tally.begin(), tally.begin() + count,
                                     [](const CountryWeight& a, const CountryWeight& b) { return a.weight < b.weight; });
  return count == 0 || best->weight < kSceneEnough ? nullptr : best->nearest;
}

// "will tour Russia, Poland and Ukraine": no one place.
bool in_several_countries(const Text& text, const PlaceMention& place, std::span<const PlaceMention> places) {
  const Node node = node_of(text, place);
  return std::any_of(places.begin(), places.end(), [&](const PlaceMention& other) {
    const bool coordinated = text[other.head].deprel == Deprel::kConj || text[place.head].deprel == Deprel::kConj;
    return coordinated && text[other.tokens.begin].sentence == text[place.tokens.begin].sentence && other.country != place.country &&
           node_of(text, other).head == node.head;
  });
}

// The place of the meeting or visit told of just before.
const PlaceMention* meeting(const Text& text, TokenIndex trigger, std::span<const PlaceMention> places) {
  const SentenceIndex sentence = text[trigger].sentence;
  const auto end = std::partition_point(places.begin(), places.end(), [&](const PlaceMention& p) {
    return text[p.tokens.begin].sentence <= sentence && p.tokens.begin < trigger;
  });
  for (auto it = end; it != places.begin();) {
    --it;
    if (text[it->tokens.begin].sentence.value + kRepeat < sentence.value) break;
    const Node node = node_of(text, *it);
    const TokenIndex above = text[node.head].head;
    if (!above.valid() || !one_of(kMeetingWords, text[above].lemma)) continue;
    // "the recent discussions held in Reykjavik" are told of by the way.
    if (text[above].deprel == Deprel::kAcl || text[above].deprel == Deprel::kAclRelcl) continue;
    const int score = relation_score(text, node, above);
    if (score == 0 || (score == kModifier && party(text, node, *it))) continue;
    return in_several_countries(text, *it, places) ? nullptr : &*it;
  }
  return nullptr;
}

}  // namespace

const PlaceMention* place_of(const Text& text, TokenIndex trigger, std::span<const PlaceMention> places, EventNature nature) {
  const SentenceIndex sentence = text[trigger].sentence;
  const PlaceMention* best = nullptr;
  int top = 0;
  auto it =
      std::partition_point(places.begin(), places.end(), [&](const PlaceMention& p) { return text[p.tokens.begin].sentence < sentence; });
  for (; it != places.end() && text[it->tokens.begin].sentence == sentence; ++it) {
    const int score = fit(text, trigger, *it, nature);
    if (score > top) {
      top = score;
      best = &*it;
    }
  }
  if (top >= kAccepts[static_cast<size_t>(nature)]) return in_several_countries(text, *best, places) ? nullptr : best;
  switch (nature) {
    case EventNature::kScene: return scene(text, sentence, places);
    case EventNature::kMeeting: return meeting(text, trigger, places);
    default: return nullptr;
  }
}

}  // namespace demarche::places
