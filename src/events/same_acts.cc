#include "events/same_acts.h"

#include <algorithm>
#include <array>

#include "events/clauses.h"
#include "events/sides.h"

namespace demarche::events {

namespace {

constexpr uint32_t kSceneReach = 3;  // sentences that a scene goes on

constexpr std::array<std::string_view, 28> kGeneralNouns{
    "aid",        "assault",  "assistance", "attack", "bombing", "call",   "clash",    "conference", "conversation", "demonstration",
    "discussion", "incident", "killing",    "march",  "meeting", "murder", "protest",  "raid",       "rally",        "shooting",
    "strike",     "summit",   "support",    "talk",   "trip",    "unrest", "violence", "visit"};

}  // namespace

bool general_noun(std::string_view lemma) { return std::binary_search(kGeneralNouns.begin(), kGeneralNouns.end(), lemma); }

SameActs::SameActs(const Layers& layers, const std::vector<Built>& events)
    : layers_(layers), text_(layers.annotation.text), events_(events), event_at_(text_.tokens.size(), -1) {
  for (size_t i = 0; i < events_.size(); ++i) {
    const TokenIndex support = events_[i].match->support;
    if (support.valid()) event_at_[support.value] = static_cast<int32_t>(i);
  }
  for (size_t i = 0; i < events_.size(); ++i) {
    event_at_[head(i).value] = static_cast<int32_t>(i);
    if (!events_[i].event.date.empty()) ++tellings_[{events_[i].event.type, events_[i].event.date}];
  }
}

std::optional<size_t> SameActs::event_of(TokenIndex t) const {
  const int32_t i = event_at_[t.value];
  return i < 0 ? std::nullopt : std::optional<size_t>(static_cast<size_t>(i));
}

TokenIndex SameActs::act_noun(size_t i) const {
  if (tree::is_nominal(text_[head(i)])) return head(i);
  for (const TokenIndex t : events_[i].match->words) {
    if (tree::is_nominal(text_[t])) return t;
  }
  return TokenIndex();
}

bool SameActs::another(TokenIndex noun) const {
  static constexpr std::array<std::string_view, 17> kOthers{"additional", "another",  "different", "earlier", "fresh",  "further",
                                                            "future",     "last",     "more",      "new",     "next",   "other",
                                                            "past",       "previous", "prior",     "second",  "similar"};
  return std::any_of(text_.children_begin(noun), text_.children_end(noun),
                     [&](TokenIndex c) { return std::binary_search(kOthers.begin(), kOthers.end(), text_[c].form); });
}

// Words of one root name one act: "ban" and "banned", "criticise" and "criticism".
bool SameActs::kin(TokenIndex a, TokenIndex b) const {
  const std::string_view x = text_[a].lemma, y = text_[b].lemma;
  if (x == y) return true;
  constexpr size_t kRoot = 5;
  const size_t shorter = std::min(x.size(), y.size());
  const size_t shared =
      static_cast<size_t>(std::mismatch(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(shorter), y.begin()).first - x.begin());
  return shared >= kRoot || (shared == shorter && shared >= 3);
}

bool SameActs::same_word(size_t i, size_t other) const {
  if (kin(head(i), head(other))) return true;
  const TokenIndex a = act_noun(i), b = act_noun(other);
  return (a.valid() && kin(a, b.valid() ? b : head(other))) || (b.valid() && kin(b, head(i)));
}

// Nothing that is told of both speaks against their being one act, and the other knows more.
bool SameActs::may_be_same(size_t i, size_t other, int contradictions) const {
  const Event &a = events_[i].event, &b = events_[other].event;
  if (i == other || a.type != b.type || b.status == EventStatus::kNegated) return false;
  const bool gives = (a.date.empty() && !b.date.empty()) || (!a.place && b.place);
  const bool agree = a.date.empty() || b.date.empty() || a.date == b.date;
  const bool there = !a.place || !b.place || a.place->country == b.place->country || a.place->country.empty();
  if (!gives || !agree || !there) return false;
  if ((a.status == EventStatus::kPlanned) != (b.status == EventStatus::kPlanned)) return false;
  return contradict(a.source, b.source) + contradict(a.target, b.target) <= contradictions;
}

// How well another event fits as a telling of the same act; negative: not at all.
double SameActs::likeness(size_t i, size_t other) const {
  const Event &event = events_[i].event, &candidate = events_[other].event;
  if (event.type != candidate.type || !may_be_same(i, other, 1)) return -1;
  const TokenIndex noun = act_noun(i);
  const bool pointing = noun.valid() && points(text_, noun), word = same_word(i, other), verbal = tree::is_verb(text_[head(i)]);
  if (!may_be_same(i, other, pointing && (word || general_noun(text_[noun].lemma)) ? 1 : 0)) return -1;
  const uint32_t here = sentence(i), there = sentence(other), apart = here > there ? here - there : there - here;
  const bool after = head(other) > head(i);
  const bool sides = same_actor(event.source, candidate.source) && !contradict(event.target, candidate.target);
  const bool told = verbal && scene(event.type) && !quoted(text_, head(i)) && event.status == EventStatus::kActual && past(text_, head(i));
  // What comes after is the same only where a noun points at it: a verb tells of its own act.
  const bool one = pointing ? word || (!after && (sides || general_noun(text_[noun].lemma))) : verbal ? word && sides && !after : word;
  if (!one && (after || !told || apart > kSceneReach)) return -1;
  // A year or a stretch of long ago is told of another act, unless the word is the same or the sentence the next.
  if (!candidate.date.empty() && candidate.date.size() != 10 && !word && apart > 1) return -1;
  // Its own clause gives a time, though not certainly to it.
  if (event.date.empty() && !pointing && layers_.time_at[head(i).value] >= 0 && here != there) return -1;
  const auto told_often = tellings_.find({candidate.type, candidate.date});
  const int tellings = told_often == tellings_.end() ? 0 : std::min(told_often->second, 5);
  constexpr double kWord = 2, kSides = 1, kTelling = 0.3, kFade = 0.1, kLater = 1;
  return 10 + kWord * word + kSides * sides + kTelling * tellings - kFade * apart - (after ? kLater : 0);
}

std::optional<size_t> SameActs::in_clause(size_t i) const {
  tree::TokenList others;
  if (tree::is_verb(text_[head(i)])) {
    const tree::Clause clause = tree::clause_of(text_, head(i));
    others = clause.doers;
    others.append(clause.undergoers);
  } else if (events_[i].event.type != EventType::kConsult && text_[tree::first_conjunct(text_, head(i))].deprel == Deprel::kObj) {
    others.push(text_[tree::first_conjunct(text_, head(i))].head);
  }
  for (const TokenIndex t : others) {
    const std::optional<size_t> other = event_of(t);
    if (other && may_be_same(i, *other, 0)) return other;
  }
  return std::nullopt;
}

std::optional<size_t> SameActs::best(size_t i, size_t end) const {
  const TokenIndex noun = act_noun(i);
  if (events_[i].event.status == EventStatus::kNegated || (noun.valid() && another(noun))) return std::nullopt;
  double top = 0;
  std::optional<size_t> found;
  for (size_t k = 0; k < end; ++k) {
    const double score = likeness(i, k);
    if (score < top) continue;
    top = score;
    found = k;
  }
  return found;
}

}  // namespace demarche::events
