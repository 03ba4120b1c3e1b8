#include "lexicon/actor_tables.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <optional>

namespace demarche::lexicon {

namespace {

constexpr uint32_t kEmpty = 0xFFFFFFFF;

bool sound_slots(std::span<const uint32_t> slots, size_t count) {
  const bool power = !slots.empty() && (slots.size() & (slots.size() - 1)) == 0 && slots.size() > count;
  return power && std::all_of(slots.begin(), slots.end(), [&](uint32_t s) { return s == kEmpty || s < count; });
}

template <typename KeyOf>
uint32_t lookup(std::span<const uint32_t> slots, std::string_view key, const KeyOf& key_of) {
  const size_t mask = slots.size() - 1;
  for (size_t at = XXH3_64bits(key.data(), key.size()) & mask; slots[at] != kEmpty; at = (at + 1) & mask) {
    if (key_of(slots[at]) == key) return slots[at];
  }
  return kEmpty;
}

}  // namespace

bool written_as(uint8_t capitalised, std::string_view form) {
  if (capitalised == kAnyCase) return true;
  if (capitalised == kAllCapitals) return std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return form.front() < 'a' || form.front() > 'z';
}

Result<ActorTables> ActorTables::open(const Image& image) {
  ActorTables t;
  t.image_ = &image;
  std::optional<Error> failed;
  const auto read = [&]<typename T>(std::string_view name, std::span<const T>* out) {
    const auto section = image.section<T>(name);
    if (section) {
      *out = *section;
    } else if (!failed) {
      failed = section.error();
    }
  };
  read("a.actors", &t.actors_);
  read("a.roles", &t.roles_);
  read("a.ids", &t.state_ids_);
  read("a.links", &t.links_);
  read("a.phrases", &t.phrases_);
  read("a.phrase_slots", &t.phrase_slots_);
  read("a.agents", &t.agents_);
  read("a.agent_slots", &t.agent_slots_);
  read("a.not", &t.not_actors_);
  read("a.weak", &t.weak_);
  read("a.given", &t.given_);
  read("a.not_slots", &t.not_slots_);
  read("a.firsts", &t.firsts_);
  read("a.first_slots", &t.first_slots_);
  read("a.longest", &t.longest_);
  if (failed) return *failed;
  const auto within = [](uint64_t begin, uint64_t count, size_t whole) { return begin + count <= whole; };
  const bool sound = sound_slots(t.phrase_slots_, t.phrases_.size()) && sound_slots(t.agent_slots_, t.agents_.size()) &&
                     sound_slots(t.not_slots_, t.not_actors_.size()) && sound_slots(t.first_slots_, t.firsts_.size()) &&
                     t.firsts_.size() == t.longest_.size() &&
                     std::all_of(t.actors_.begin(), t.actors_.end(),
                                 [&](const ActorEntry& a) { return within(a.roles, a.role_count, t.roles_.size()); }) &&
                     std::all_of(t.phrases_.begin(), t.phrases_.end(),
                                 [&](const NamePhrase& p) { return within(p.links, p.link_count, t.links_.size()); }) &&
                     std::all_of(t.state_ids_.begin(), t.state_ids_.end(), [&](const StateId& i) { return i.actor < t.actors_.size(); }) &&
                     std::all_of(t.links_.begin(), t.links_.end(), [&](const NameLink& l) { return l.actor < t.actors_.size(); });
  if (!sound) return Error{ErrorKind::kCorrupt, "dictionary image", "has actors that point outside their tables", ""};
  return t;
}

std::span<const NameLink> ActorTables::find(std::string_view key) const {
  const uint32_t i = lookup(phrase_slots_, key, [&](uint32_t p) { return text(phrases_[p].key); });
  if (i == kEmpty) return {};
  return links_.subspan(phrases_[i].links, phrases_[i].link_count);
}

uint32_t ActorTables::longest_from(std::string_view first) const {
  const uint32_t i = lookup(first_slots_, first, [&](uint32_t p) { return text(firsts_[p]); });
  return i == kEmpty ? 0 : longest_[i];
}

const AgentNoun* ActorTables::find_agent(std::string_view key) const {
  const uint32_t i = lookup(agent_slots_, key, [&](uint32_t p) { return text(agents_[p].key); });
  return i == kEmpty ? nullptr : &agents_[i];
}

bool ActorTables::is_not_actor(std::string_view key) const {
  return lookup(not_slots_, key, [&](uint32_t p) { return text(not_actors_[p]); }) != kEmpty;
}

bool ActorTables::listed(std::span<const StringRef> sorted, std::string_view key) const {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), key, [&](StringRef ref, std::string_view k) { return text(ref) < k; });
  return at != sorted.end() && text(*at) == key;
}

const ActorRole* ActorTables::role_at(const ActorEntry& actor, int32_t day) const {
  for (const ActorRole& role : roles(actor)) {
    if (role.covers(day)) return &role;
  }
  return nullptr;
}

}  // namespace demarche::lexicon
