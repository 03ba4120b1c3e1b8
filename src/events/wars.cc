#include "events/wars.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/civil_date.h"
#include "events/sides.h"

namespace demarche::events {

namespace {

bool waged(std::string_view lemma) {
  static constexpr std::array<std::string_view, 14> kWaged{"aggression", "assault",  "atrocity",  "attack",   "bombardment",
                                                           "bombing",    "campaign", "incursion", "invasion", "offensive",
                                                           "onslaught",  "shelling", "strike",    "war"};
  return std::binary_search(kWaged.begin(), kWaged.end(), lemma);
}

// The one state of a side; empty if there are several or none.
std::string_view state_of(const Side& side) {
  std::string_view state;
  for (const Participant& p : side) {
    const std::string_view own = country_of(p.code);
    if (own.empty() || (!state.empty() && own != state)) return {};
    state = own;
  }
  return state;
}

// The mention of the state nearest to the trigger: of the state itself rather than of its people and officials.
const ActorMention* nearest_mention(const Layers& layers, std::string_view state, TokenIndex trigger) {
  const ActorMention* best = nullptr;
  uint32_t best_cost = UINT32_MAX;
  constexpr uint32_t kNotTheState = 10000;  // tokens that a mention of the state may be farther
  for (const ActorMention& mention : layers.annotation.actors) {
    if (mention.codes.size() != 1 || country_of(mention.codes.front().code) != state) continue;
    const uint32_t at = mention.head.value, distance = at > trigger.value ? at - trigger.value : trigger.value - at;
    const uint32_t cost = distance + (mention.codes.front().code == state ? 0 : kNotTheState);
    if (cost < best_cost) best = &mention, best_cost = cost;
  }
  return best;
}

}  // namespace

void complete_from_wars(const Layers& layers, const lexicon::Lexicon& lexicon, std::vector<Built>* events) {
  const Text& text = layers.annotation.text;
  for (Built& built : *events) {
    Event& event = built.event;
    if (event.type != EventType::kAssault || !event.target.empty() || !waged(text[built.match->head].lemma)) continue;
    const std::string_view attacker = state_of(event.source);
    CivilDate day;
    const std::string_view written = event.date.size() == 10 ? std::string_view(event.date) : layers.document_date;
    if (attacker.empty() || !parse_civil(written, &day)) continue;
    const std::string_view attacked = lexicon.wars().attacked_on(attacker, days_from_civil(day));
    const ActorMention* mention = attacked.empty() ? nullptr : nearest_mention(layers, attacked, built.match->head);
    if (mention == nullptr) continue;
    event.target = MentionIndexer::participants_of(*mention, text.bytes);
    built.from.target = Origin::kWar;
    event.why.push_back("target: whom " + std::string(attacker) + " is at war with by the dictionaries");
  }
}

}  // namespace demarche::events
