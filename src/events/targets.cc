#include "events/targets.h"

#include <algorithm>
#include <map>
#include <set>

#include "events/sides.h"

namespace demarche::events {

namespace {

// How far from the trigger somebody may be named to be a candidate, in sentences; who is named often is one everywhere.
constexpr uint32_t kReachBack = 12, kReachAhead = 3;
constexpr size_t kNamedOften = 4, kMostCandidates = 24;
// How much likelier than the rules' answer another has to be.
constexpr float kMargin = 0.5f;

// Origins that are right more often than any weighing: the words beside the trigger name the side.
bool certain(Origin origin) {
  switch (origin) {
    case Origin::kSlot:
    case Origin::kAround:
    case Origin::kOtherReading:
    case Origin::kWords:
    case Origin::kPhrase:
    case Origin::kGoverned:
    case Origin::kEachOther:
    case Origin::kAct:
    case Origin::kCrowd:
    case Origin::kWar:
    case Origin::kSpeaker: return true;
    default: return false;
  }
}

std::string_view sector_of(std::string_view code) {
  if (code.starts_with("IGO:")) return "IGO";
  const size_t colon = code.find(':');
  return colon == std::string_view::npos ? std::string_view("state") : code.substr(colon + 1);
}

template <typename Cut>
std::string key_of(const Side& side, Cut cut) {
  std::set<std::string_view> codes;
  for (const Participant& p : side) codes.insert(cut(p.code));
  std::string key;
  for (const std::string_view code : codes) key.append(code).push_back('+');
  return key;
}

std::string full_key(const Side& side) {
  return key_of(side, [](const std::string& code) { return std::string_view(code); });
}
std::string country_key(const Side& side) {
  return key_of(side, [](const std::string& code) { return country_of(code); });
}

std::string_view quad_word(EventType type) {
  constexpr std::string_view kWords[] = {"vcoop", "mcoop", "vconf", "mconf"};
  return kWords[static_cast<size_t>(quad_of(type))];
}

std::string_view bucket(size_t n) { return n <= 1 ? "1" : n == 2 ? "2" : n <= 4 ? "3-4" : n <= 8 ? "5-8" : "9+"; }

bool is_clause(const Text& text, TokenIndex t) { return tree::is_verb(text[t]) || tree::has_child(text, t, Deprel::kCop); }

// "nsubj", "obl:in": the relation of a phrase, with its preposition.
std::string relation_word(const Text& text, TokenIndex t) {
  const TokenIndex first = tree::first_conjunct(text, t);
  std::string word(name_of(text[first].deprel));
  const TokenIndex marker = tree::marker_of(text, first);
  const bool phrase = universal(text[first].deprel) == Deprel::kObl || universal(text[first].deprel) == Deprel::kNmod;
  if (phrase && marker.valid()) word.append(":").append(text[marker].lemma);
  return word;
}

}  // namespace

// Who stands where in an event, as numbers that are equal for equal codes and for equal countries; 0 for nobody.
struct TargetRanker::Keys {
  uint32_t source = 0, source_country = 0, target = 0, target_country = 0;
};

// Numbers for keys, given out in order.
class TargetRanker::Numbers {
 public:
  uint32_t of(const std::string& key) {
    return key.empty() ? 0 : numbers_.emplace(key, static_cast<uint32_t>(numbers_.size() + 1)).first->second;
  }

 private:
  std::map<std::string, uint32_t> numbers_;
};

// Sums the features of one candidate for the target of one event, and keeps their names for training.
class TargetRanker::Weigher {
 public:
  Weigher(const TargetRanker& ranker, const std::vector<Built>& events, const std::vector<Keys>& keys, Numbers* numbers, size_t at,
          bool naming)
      : r_(ranker), text_(ranker.text_), events_(events), keys_(keys), numbers_(*numbers), own_(keys[at]), at_(at), naming_(naming) {
    const Built& built = events[at];
    const Token& head = text_[built.match->head];
    const bool passive = built.match->passive || head.deprel == Deprel::kAcl || head.deprel == Deprel::kAmod;
    type_ = name_of(built.event.type);
    quad_ = quad_word(built.event.type);
    shape_ = tree::is_nominal(head) ? "noun" : !tree::is_verb(head) ? "other" : passive ? "passive" : "verb";
  }

  float weigh(const Party* party, TargetCandidate* candidate) {
    sum_ = 0;
    names_ = naming_ ? &candidate->features : nullptr;
    const Built& built = events_[at_];
    const Origin origin = built.from.target;
    const uint32_t full = numbers_.of(full_key(candidate->who)), country = numbers_.of(country_key(candidate->who));
    if (full == own_.target) {
      candidate->ruled = true;
      add("rule", name_of(origin));
    }
    if (candidate->who.empty()) {
      add("nobody", type_);
      return sum_;
    }
    kind(candidate->who);
    against_source(full, country);
    elsewhere(full, country);
    if (built.event.speaker && country_of(built.event.speaker->code) == country_of(candidate->who.front().code)) add("speaker");
    if (party != nullptr) named(*party, built);
    return sum_;
  }

 private:
  void add(std::string_view a, std::string_view b = {}, std::string_view c = {}, std::string_view d = {}) {
    buffer_.clear();
    for (const std::string_view part : {a, b, c, d}) {
      if (part.empty()) continue;
      if (!buffer_.empty()) buffer_.push_back(' ');
      buffer_.append(part);
    }
    sum_ += r_.model_.weight(buffer_);
    if (names_ != nullptr) names_->push_back(buffer_);
  }

  void kind(const Side& who) { add("sector", sector_of(who.front().code), quad_); }

  void against_source(uint32_t full, uint32_t country) {
    const std::string_view how = own_.source == 0                 ? "empty"
                                 : full == own_.source            ? "same"
                                 : country == own_.source_country ? "same-country"
                                                                  : "differ";
    add("source", how);
    add("source", how, quad_);
  }

  // What the document's other events say of the candidate.
  void elsewhere(uint32_t full, uint32_t country) {
    const Built& built = events_[at_];
    bool type_same = false, type_other = false, word_same = false, word_other = false, facing = false;
    for (size_t i = 0; i < events_.size(); ++i) {
      if (i == at_) continue;
      const Built& b = events_[i];
      if (b.event.type != built.event.type) continue;
      const bool is_target = keys_[i].target_country == country, is_source = keys_[i].source_country == country;
      const bool same_word = text_[b.match->head].lemma == text_[built.match->head].lemma;
      type_same = type_same || is_target;
      type_other = type_other || is_source;
      word_same = word_same || (same_word && is_target);
      word_other = word_other || (same_word && is_source);
      if (is_target && own_.source != 0 && keys_[i].source_country == own_.source_country) facing = true;
    }
    if (type_same) add("type", "same", quad_);
    if (type_other) add("type", "other", quad_);
    if (word_same) add("word", "same", shape_);
    if (word_other) add("word", "other", shape_);
    if (facing) add("facing", shape_);
    // The events just before.
    for (size_t back = 1; back <= 2 && back <= at_; ++back) {
      const Keys& k = keys_[at_ - back];
      if (k.target == full) add("previous", back == 1 ? "1" : "2", "same");
      if (k.source == full) add("previous", back == 1 ? "1" : "2", "other");
    }
  }

  // Where and how the candidate is named.
  void named(const Party& party, const Built& built) {
    const TokenIndex head = built.match->head;
    const uint32_t here = text_[head].sentence.value;
    const ActorMention* nearest = nullptr;
    for (const ActorMention* mention : party.mentions) {
      const uint32_t there = text_[mention->head].sentence.value;
      if (there == here) path(head, mention->head);
      const bool closer = nearest == nullptr || (mention->head < head || text_[nearest->head].sentence.value > here);
      if (there <= here && mention->head < head ? closer
                                                : nearest == nullptr || (there == here && text_[nearest->head].sentence.value != here))
        nearest = mention;
    }
    const uint32_t there = text_[nearest->head].sentence.value;
    const std::string_view distance = there > here        ? (there == here + 1 ? "+1" : "+2")
                                      : there == here     ? (nearest->head < head ? "0" : "+0")
                                      : there + 1 == here ? "1"
                                      : there + 2 == here ? "2"
                                      : there + 5 >= here ? "3-5"
                                                          : "6+";
    add("distance", distance);
    add("named", bucket(party.mentions.size()));
    if (party.mentions.size() == r_.most_) add("named", "most");
  }

  // The way through the tree from the trigger to somebody in the same sentence.
  void path(TokenIndex head, TokenIndex actor) {
    TokenIndex below = actor;
    if (tree::dominates(text_, head, actor)) {
      int steps = 0;
      for (; text_[below].head.valid() && below != head && text_[below].head != head; below = text_[below].head) ++steps;
      add("path", "down", below == head ? "itself" : relation_word(text_, below), steps == 0 ? "near" : "far");
      return;
    }
    int clauses = 0;
    TokenIndex meet = text_[head].head;
    for (; meet.valid() && !tree::dominates(text_, meet, actor); meet = text_[meet].head) clauses += is_clause(text_, meet);
    if (!meet.valid()) return;
    for (; below != meet && text_[below].head != meet; below = text_[below].head) {
    }
    const std::string relation = below == meet ? "itself" : relation_word(text_, below);
    const std::string_view far = clauses == 0 ? "0" : clauses == 1 ? "1" : "2";
    const bool direct = below == meet || tree::first_conjunct(text_, actor) == below;
    add("path", direct ? "up" : "up-inside", relation, far);
  }

  const TargetRanker& r_;
  const Text& text_;
  const std::vector<Built>& events_;
  const std::vector<Keys>& keys_;
  Numbers& numbers_;
  const Keys& own_;
  size_t at_;
  bool naming_;
  std::string_view type_, quad_, shape_;
  std::string buffer_;
  std::vector<std::string>* names_ = nullptr;
  float sum_ = 0;
};

TargetRanker::TargetRanker(const Layers& layers, const MentionIndexer& mentions, const TargetModel& model)
    : layers_(layers), text_(layers.annotation.text), mentions_(mentions), model_(model) {
  for (const ActorMention& mention : layers.annotation.actors) {
    std::vector<Participant> who = MentionIndexer::participants_of(mention, text_.bytes);
    if (who.empty()) continue;
    add_party(std::move(who), mention);
    if (!tree::has_child(text_, mention.head, Deprel::kConj)) continue;
    tree::TokenList phrase;
    phrase.push(mention.head);
    add_party(mentions_.participants(phrase), mention);
  }
  for (const Party& party : parties_) most_ = std::max(most_, party.mentions.size());
}

void TargetRanker::add_party(std::vector<Participant> who, const ActorMention& mention) {
  std::string key = full_key(who);
  for (Party& party : parties_) {
    if (party.key != key) continue;
    if (party.mentions.back() != &mention) party.mentions.push_back(&mention);
    return;
  }
  parties_.push_back({std::move(key), std::move(who), {&mention}});
}

// The same act, by its word and type, is done to the party elsewhere.
bool TargetRanker::suffers_alike(const Party& party, const std::vector<Built>& events, const Built& built) const {
  return std::any_of(events.begin(), events.end(), [&](const Built& other) {
    return &other != &built && other.event.type == built.event.type && full_key(other.event.target) == party.key &&
           text_[other.match->head].lemma == text_[built.match->head].lemma;
  });
}

bool TargetRanker::named_in(const Party& party, SentenceIndex sentence) const {
  return std::any_of(party.mentions.begin(), party.mentions.end(),
                     [&](const ActorMention* m) { return text_[m->head].sentence == sentence; });
}

// Nobody acts on himself, nor on a group that he is in, unless they act on each other.
bool TargetRanker::holds_source(const Party& party, const Event& event) const {
  return std::any_of(party.who.begin(), party.who.end(), [&](const Participant& p) {
    return std::any_of(event.source.begin(), event.source.end(), [&](const Participant& s) { return s.code == p.code; });
  });
}

// The parties named nearest to a sentence, those named often, and whom the rules chose; in text order.
std::vector<const TargetRanker::Party*> TargetRanker::near(uint32_t sentence, const std::string& ruled) const {
  std::vector<std::pair<uint32_t, const Party*>> found;
  for (const Party& party : parties_) {
    uint32_t distance = UINT32_MAX;
    for (const ActorMention* mention : party.mentions) {
      const uint32_t there = text_[mention->head].sentence.value;
      if (there <= sentence + kReachAhead) distance = std::min(distance, there <= sentence ? sentence - there : 2 * (there - sentence));
    }
    if (party.key == ruled) distance = 0;
    if (distance <= kReachBack || party.mentions.size() >= kNamedOften) found.emplace_back(distance, &party);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > kMostCandidates) found.resize(kMostCandidates);
  std::vector<const Party*> list;
  for (const auto& [distance, party] : found) list.push_back(party);
  std::sort(list.begin(), list.end());
  return list;
}

void TargetRanker::rank(std::vector<Built>* events, std::vector<TargetQuestion>* seen) const {
  Numbers numbers;
  std::vector<Keys> keys;
  for (const Built& b : *events) {
    keys.push_back({numbers.of(full_key(b.event.source)), numbers.of(country_key(b.event.source)), numbers.of(full_key(b.event.target)),
                    numbers.of(country_key(b.event.target))});
  }
  std::vector<std::pair<size_t, const Party*>> choices;  // event, and whom it is done to: nullptr for nobody
  for (size_t at = 0; at < events->size(); ++at) {
    const Built& built = (*events)[at];
    const bool settled = certain(built.from.target);
    if (settled && seen == nullptr) continue;
    TargetQuestion question{built.event.trigger, built.event.type, settled, {}, built.event.source};
    Weigher weigher(*this, *events, keys, &numbers, at, seen != nullptr);
    float best = 0, ruled = 0;
    const Party* chosen = nullptr;
    bool other = false;  // the best is not what the rules say
    const auto consider = [&](std::vector<Participant> who, const Party* party) {
      TargetCandidate candidate;
      candidate.who = std::move(who);
      const float score = weigher.weigh(party, &candidate);
      if (candidate.ruled) ruled = score;
      if (question.candidates.empty() || score > best) {
        best = score;
        chosen = party;
        other = !candidate.ruled;
      }
      question.candidates.push_back(std::move(candidate));
    };
    consider({}, nullptr);
    const std::string rule = full_key(built.event.target);
    bool rule_known = rule.empty();
    for (const Party* party : near(text_[built.match->head].sentence.value, rule)) {
      rule_known = rule_known || party->key == rule;
      const bool joint = mutual(built.event.type) && party->who.size() > 1;
      if (party->key != rule && !joint && holds_source(*party, built.event)) continue;
      // With nobody named on either side there is too little to go by outside the sentence but an act told again.
      if (party->key != rule && built.event.source.empty() && !named_in(*party, text_[built.match->head].sentence) &&
          !suffers_alike(*party, *events, built))
        continue;
      consider(party->who, party);
    }
    if (!rule_known) consider(built.event.target, nullptr);
    if (!settled && other && best > ruled + kMargin) choices.emplace_back(at, chosen);
    if (seen != nullptr) seen->push_back(std::move(question));
  }
  for (const auto& [at, party] : choices) {
    Event& event = (*events)[at].event;
    event.target = party == nullptr ? std::vector<Participant>{} : named_near(*party, (*events)[at].match->head);
    event.why.push_back("target: the likeliest of those whom the document names");
  }
}

// The party by its last mention up to a token, else by its first.
std::vector<Participant> TargetRanker::named_near(const Party& party, TokenIndex t) const {
  const ActorMention* last = party.mentions.front();
  for (const ActorMention* mention : party.mentions) {
    if (mention->head < t) last = mention;
  }
  std::vector<Participant> who = MentionIndexer::participants_of(*last, text_.bytes);
  return full_key(who) == party.key ? who : party.who;
}

}  // namespace demarche::events
