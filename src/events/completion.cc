#include "events/completion.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string_view>

#include "events/sides.h"

namespace demarche::events {

namespace {

using lexicon::PatternMatch;

// Sentences back that a counterpart or an addressee is looked up in.
constexpr uint32_t kCounterpartReach = 6, kAddresseeReach = 2, kAntecedentReach = 3;

// Two tellings of one act may leave out a day or a place but not differ in it.
bool days_agree(const std::string& a, const std::string& b) { return a.empty() || b.empty() || a.starts_with(b) || b.starts_with(a); }

bool places_agree(const std::optional<EventPlace>& a, const std::optional<EventPlace>& b) {
  return !a || !b || a->country == b->country || a->country.empty() || b->country.empty();
}

// Said by the same speaker, or both by the reporter.
bool same_voice(const Event& a, const Event& b) {
  return a.speaker.has_value() == b.speaker.has_value() && (!a.speaker || a.speaker->code == b.speaker->code);
}

bool physical(EventType type) {
  const Quad quad = quad_of(type);
  return quad == Quad::kMaterialConflict || type == EventType::kRetreat;
}

// Reactions judge the acts of others: praise, blame, refusal.
bool reaction(EventType type) { return type == EventType::kAccuse || type == EventType::kSupport || type == EventType::kReject; }

// Nouns that stand for an act told before.
constexpr std::array<std::string_view, 33> kActNouns{
    "act",     "action",   "announcement", "approach",  "argument", "bill",      "call",         "claim",      "comment",
    "conduct", "decision", "declaration",  "decree",    "effort",   "gesture",   "idea",         "initiative", "law",
    "measure", "move",     "offer",        "order",     "plan",     "policy",    "proclamation", "proposal",   "remark",
    "request", "response", "ruling",       "statement", "step",     "suggestion"};

// Verbs that say whose act it was, and the preposition of the doer.
struct Ascription {
  std::string_view verb, preposition;
};
constexpr std::array<Ascription, 14> kAscriptions{{{"ascribe", "to"},
                                                   {"attribute", "to"},
                                                   {"blame", "on"},
                                                   {"pin", "on"},
                                                   {"claim", "by"},
                                                   {"conduct", "by"},
                                                   {"perpetrate", "by"},
                                                   {"stage", "by"},
                                                   {"orchestrate", "by"},
                                                   {"commit", "by"},
                                                   {"mount", "by"},
                                                   {"execute", "by"},
                                                   {"wage", "by"},
                                                   {"mastermind", "by"}}};

// Types whose doer is as good as always told somewhere.
bool has_doer(EventType type) {
  return type == EventType::kRequest || type == EventType::kConsult || type == EventType::kAgree || type == EventType::kSupport ||
         type == EventType::kAid || type == EventType::kReject || type == EventType::kConcede || type == EventType::kCooperate ||
         type == EventType::kAccuse;
}

bool act_noun(std::string_view lemma) { return std::binary_search(kActNouns.begin(), kActNouns.end(), lemma); }

}  // namespace

void Completion::complete(std::vector<Built>* events) const {
  for (Built& built : *events) {
    if (!built.event.source.empty() || !physical(built.event.type)) continue;
    claimed_doer(&built);
    if (built.event.source.empty()) blamed_doer(*events, &built);
  }
  for (size_t i = 0; i < events->size(); ++i) {
    Built& built = (*events)[i];
    const Event& event = built.event;
    if (event.target.empty()) act_as_target(*events, i, &built);
    if (event.type == EventType::kProtest && event.source.empty()) crowd_of_document(&built);
    told_elsewhere(*events, i, &built);
    if (event.target.empty()) same_counterpart(*events, i, &built);
    if (event.target.empty()) asked_before(*events, i, &built);
  }
  // Acts that stand after the reaction to them have their doers now.
  for (size_t i = 0; i < events->size(); ++i) {
    if ((*events)[i].event.target.empty()) act_as_target(*events, i, &(*events)[i]);
  }
}

// Somebody always asks, promises, meets, helps or refuses: who did so towards the same target, else whose clause it is.
void Completion::complete_sources(std::vector<Built>* events) const {
  for (size_t i = 0; i < events->size(); ++i) {
    Built& built = (*events)[i];
    if (built.event.source.empty()) impeaching_body(&built);
    if (built.event.source.empty() && mutual(built.event.type) && built.event.target.size() > 1) {
      built.event.source = built.event.target;
      built.from.source = Origin::kEachOther;
      built.event.why.push_back("source: those who act on each other");
    }
    if (!built.event.source.empty() || !has_doer(built.event.type) || !tree::is_nominal(text_[built.match->head])) continue;
    const Built* found = nullptr;
    const auto weigh = [&](const Built& other) {
      const bool fits = other.event.type == built.event.type && !other.event.source.empty() &&
                        (built.event.target.empty() || shares_country(other.event.target, built.event.target)) &&
                        !same_side(other.event.source, built.event.target);
      // Many accuse: only the same charge is of the same people.
      if (built.event.type == EventType::kAccuse &&
          (text_[other.match->head].lemma != text_[built.match->head].lemma || !same_side(other.event.target, built.event.target)))
        return;
      if (fits && found == nullptr) found = &other;
    };
    for (size_t j = i; j-- > 0;) weigh((*events)[j]);
    for (size_t j = i + 1; j < events->size(); ++j) weigh((*events)[j]);
    if (found == nullptr) continue;
    built.event.source = found->event.source;
    built.from.source = Origin::kBefore;
    built.event.why.push_back("source: who does the like to the same elsewhere");
  }
}

// "The president was impeached": by the parliament that the report speaks of.
void Completion::impeaching_body(Built* built) const {
  const std::string_view lemma = text_[built->match->head].lemma;
  if (lemma != "impeach" && lemma != "impeachment") return;
  const ActorMention* nearest = nullptr;
  for (const ActorMention& mention : layers_.annotation.actors) {
    const std::string_view code = mention.codes.front().code;
    const bool body = code.ends_with(":LEG") && !mention.person && !mention.plural && mention.form != MentionForm::kPronoun;
    const bool of_country = built->event.target.empty() || country_of(built->event.target.front().code) == country_of(code);
    if (!body || !of_country) continue;
    if (nearest != nullptr && mention.tokens.begin > built->match->head) break;
    nearest = &mention;
  }
  if (nearest == nullptr) return;
  built->event.source = MentionIndexer::participants_of(*nearest, text_.bytes);
  built->from.source = Origin::kBefore;
  built->event.why.push_back("source: the parliament that impeaches");
}

// "The militia claimed responsibility for the attack", "an attack ascribed to the militia".
void Completion::claimed_doer(Built* built) const {
  const TokenIndex noun = tree::first_conjunct(text_, built->match->head);
  if (!tree::is_nominal(text_[noun])) return;
  Side doer;
  bool boasted = false;
  for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun) && doer.empty(); ++c) {
    if (text_[*c].deprel == Deprel::kAcl || text_[*c].deprel == Deprel::kAclRelcl) doer = named_by(*c);
  }
  const Token& token = text_[noun];
  if (doer.empty() && token.head.valid() && token.deprel == Deprel::kNsubjPass) doer = named_by(token.head);
  for (TokenIndex t = token.head; t.valid() && doer.empty(); t = text_[t].head) {
    const std::string_view lemma = text_[t].lemma;
    if (tree::is_nominal(text_[t]) && lemma != "responsibility" && lemma != "credit") break;
    if (!tree::is_verb(text_[t])) continue;
    const tree::Clause clause = tree::clause_of(text_, t);
    const bool claimed = std::any_of(clause.undergoers.begin(), clause.undergoers.end(),
                                     [&](TokenIndex u) { return text_[u].lemma == "responsibility" || text_[u].lemma == "credit"; });
    if (claimed && (lemma == "claim" || lemma == "take" || lemma == "admit" || lemma == "accept"))
      doer = mentions_.participants(clause.doers);
    boasted = !doer.empty();
    break;
  }
  if (doer.empty()) return;
  if (boasted && !built->event.speaker) {
    built->event.speaker = doer.front();
    built->event.why.push_back("speaker: who claims the act");
  }
  if (shares_country(doer, built->event.target)) return;
  built->event.source = doer;
  built->from.source = Origin::kBlamed;
  built->event.why.push_back("source: who claims the act or to whom it is ascribed");
}

// The phrase in which a verb like "claimed by", "ascribed to", "blamed on" names who did it.
Side Completion::named_by(TokenIndex verb) const {
  const auto row = std::find_if(kAscriptions.begin(), kAscriptions.end(), [&](const Ascription& a) { return a.verb == text_[verb].lemma; });
  if (row == kAscriptions.end()) return {};
  for (const TokenIndex* c = text_.children_begin(verb); c != text_.children_end(verb); ++c) {
    const TokenIndex marker = tree::marker_of(text_, *c);
    if (!marker.valid() || text_[marker].lemma != row->preposition) continue;
    tree::TokenList phrase;
    phrase.push(*c);
    return mentions_.participants(phrase);
  }
  return {};
}

// "Blamed Iran for the attack": Iran, by that account.
void Completion::blamed_doer(const std::vector<Built>& events, Built* built) const {
  for (const Built& other : events) {
    const bool charges = other.event.type == EventType::kAccuse || other.event.mode == "convict";
    if (!charges || other.event.target.empty() || sentence_of(other) != sentence_of(*built)) continue;
    if (other.match->head == built->match->head || !tree::dominates(text_, other.match->head, built->match->head)) continue;
    TokenIndex t = built->match->head;
    while (t.valid() && text_[t].head != other.match->head) t = text_[t].head;
    // "Blamed for backing Iran amid sanctions": only what he is said to have done himself, or its object.
    const TokenIndex act = tree::first_conjunct(text_, built->match->head);
    if (t.valid() && tree::is_verb(text_[t]) && t != act && (text_[act].head != t || text_[act].deprel != Deprel::kObj)) continue;
    const TokenIndex marker = t.valid() ? tree::marker_of(text_, t) : TokenIndex();
    static constexpr std::array<std::string_view, 5> kLeads{"for", "in", "of", "over", "with"};
    if (!marker.valid() || !std::binary_search(kLeads.begin(), kLeads.end(), text_[marker].lemma)) continue;
    // "Blamed Iran for the attack on the tanker": said outright, whatever country the tanker was taken to be of.
    const bool outright = other.match->words.has(built->match->head);
    if (!outright && shares_country(other.event.target, built->event.target)) continue;
    built->event.source = other.event.target;
    built->from.source = Origin::kBlamed;
    built->event.why.push_back("source: who is blamed for the act");
    if (other.event.type == EventType::kAccuse && !built->event.speaker && !other.event.source.empty()) {
      built->event.speaker = other.event.source.front();
      built->event.why.push_back("speaker: who blames him for it");
    }
    return;
  }
}

bool Completion::pointed_noun(TokenIndex t) const {
  const TokenIndex det = tree::child_with(text_, t, Deprel::kDet);
  if (tree::child_with(text_, t, Deprel::kNmodPoss).valid()) return true;
  return det.valid() && (text_[det].lemma == "the" || text_[det].lemma == "this" || text_[det].lemma == "that" ||
                         text_[det].lemma == "these" || text_[det].lemma == "those");
}

// The source of the event that this noun triggers ("the operation was condemned"); nullptr if there is none or it is the
// one who reacts.
const Side* Completion::doer_of(const std::vector<Built>& events, TokenIndex noun, const Event& reacting) const {
  const auto found = std::find_if(events.begin(), events.end(), [&](const Built& b) {
    return &b.event != &reacting && (b.match->head == noun || b.match->words.has(noun));
  });
  if (found == events.end() || found->event.source.empty() || same_side(found->event.source, reacting.source)) return nullptr;
  return &found->event.source;
}

// "Criticised the move", "rejected the request": the target is whoever made the move or the request.
void Completion::act_as_target(const std::vector<Built>& events, size_t at, Built* own) const {
  Event* event = &own->event;
  const Built& built = events[at];
  if (!reaction(event->type)) return;
  tree::TokenList objects = built.match->others;
  objects.append(built.match->target);
  if (tree::is_verb(text_[built.match->head])) objects.append(tree::clause_of(text_, built.match->head).undergoers);
  for (const TokenIndex object : objects) {
    if (object == built.match->head || !pointed_noun(object)) continue;
    const std::string_view lemma = text_[object].lemma;
    const int32_t act = layers_.match_at[object.value][static_cast<size_t>(lexicon::PatternKind::kAction)];
    if (const Side* doer = doer_of(events, object, *event); doer != nullptr) {
      event->target = *doer;
      own->from.target = Origin::kAct;
      event->why.push_back("target: who did what '" + std::string(text_[object].form) + "' tells");
      return;
    }
    const bool general = act < 0 || act_noun(lemma);
    if (general && !act_noun(lemma)) continue;
    for (size_t i = events.size(); i-- > 0;) {
      const Built& other = events[i];
      if (i == at || other.event.source.empty() || other.match->head > built.match->head) continue;
      if (sentence_of(built) > sentence_of(other) + kAntecedentReach) break;
      const bool kin = act >= 0 && static_cast<EventType>(layers_.matches[static_cast<size_t>(act)].label) == other.event.type;
      if (act >= 0 && !act_noun(lemma) && !kin) continue;
      if (act_noun(lemma) && other.event.type == event->type) continue;
      if (shares_country(other.event.source, event->source) && same_side(other.event.source, event->source)) continue;
      event->target = other.event.source;
      own->from.target = Origin::kAct;
      event->why.push_back("target: who did what '" + std::string(text_[object].form) + "' stands for");
      return;
    }
  }
}

// "The protests", in a report that speaks of protesters: they do. The nearest such mention before, else after.
void Completion::crowd_of_document(Built* own) const {
  static constexpr std::array<std::string_view, 7> kCrowds{"crowd",     "demonstrator", "marcher", "protester",
                                                           "protestor", "rioter",       "striker"};
  const ActorMention* nearest = nullptr;
  for (const ActorMention& mention : layers_.annotation.actors) {
    const bool crowd =
        mention.form == MentionForm::kDescription && std::binary_search(kCrowds.begin(), kCrowds.end(), text_[mention.head].lemma);
    if (!crowd || mention.codes.front().code.empty()) continue;
    if (nearest != nullptr && mention.tokens.begin > own->match->head) break;
    nearest = &mention;
  }
  if (nearest == nullptr) return;
  own->event.source = MentionIndexer::participants_of(*nearest, text_.bytes);
  own->from.source = Origin::kCrowd;
  own->event.why.push_back("source: the crowd that the report speaks of");
}

// Nouns, and verbs in the passive without an agent.
bool Completion::doer_may_be_elsewhere(const Built& built) const {
  const Token& head = text_[built.match->head];
  if (tree::is_nominal(head)) return true;
  return built.match->passive || head.deprel == Deprel::kAcl || head.deprel == Deprel::kAmod;
}

// "Sixty people were injured": some victims, of an act that has not been told.
bool Completion::of_anybody(const Built& built) const {
  if (tree::is_nominal(text_[built.match->head])) return !physical(built.event.type);
  const tree::TokenList victims = tree::clause_of(text_, built.match->head).undergoers;
  return std::any_of(victims.begin(), victims.end(), [&](TokenIndex t) {
    const TokenIndex det = tree::child_with(text_, t, Deprel::kDet);
    const bool definite = det.valid() ? text_[det].lemma == "the" || text_[det].lemma == "this" || text_[det].lemma == "these"
                                      : text_[t].upos == Upos::kPropn || text_[t].upos == Upos::kPron;
    return !definite && !tree::has_child(text_, t, Deprel::kNmodPoss);
  });
}

// The telling of the same act that `gives` what is missing: of the same speaker if there is one, then the nearest before,
// then the nearest after. nullptr if there is none, or if tellings farther than a sentence contradict each other.
const Built* Completion::telling(const std::vector<Built>& events, size_t at, const std::function<const Side*(const Event&)>& gives) const {
  const Event& event = events[at].event;
  const bool pointed = pointed_noun(events[at].match->head);
  const Built* nearest = nullptr;
  bool contested = false;
  // What is said again with the same word ("the request") is that, whatever else was asked.
  bool by_word = pointed && !physical(event.type);
  const auto weigh = [&](const Built& candidate) {
    const Event& other = candidate.event;
    if (&other == &event || other.type != event.type || other.status == EventStatus::kNegated) return;
    const Side* given = gives(other);
    if (given == nullptr || given->empty() || !days_agree(event.date, other.date) || !places_agree(event.place, other.place)) return;
    if (!event.source.empty() && !other.source.empty() && !shares_country(event.source, other.source)) return;
    if (!event.target.empty() && !other.target.empty() && !shares_country(event.target, other.target)) return;
    const bool same_word = text_[candidate.match->head].lemma == text_[events[at].match->head].lemma;
    if (by_word && !same_word) return;
    if (!same_word && !physical(event.type) && !tree::is_nominal(text_[events[at].match->head])) return;
    if (!pointed && !same_word && (event.source.empty() ? event.target.empty() || other.target.empty() : false)) return;
    if (nearest == nullptr) {
      nearest = &candidate;
      return;
    }
    const Side* first = gives(nearest->event);
    contested = contested || !shares_country(*first, *given);
    const bool better = same_voice(event, other) && !same_voice(event, nearest->event);
    if (better) nearest = &candidate;
  };
  for (const bool word : {true, false}) {
    if (nearest != nullptr || (word && !by_word)) continue;
    by_word = word;
    for (size_t i = at; i-- > 0;) weigh(events[i]);
    for (size_t i = at + 1; i < events.size(); ++i) weigh(events[i]);
  }
  if (nearest == nullptr) return nullptr;
  const uint32_t here = sentence_of(events[at]), there = sentence_of(*nearest);
  // Who is blamed or boasts is not who did it where others are named for it too.
  const bool claimed = gives(nearest->event) == &nearest->event.source && nearest->from.source == Origin::kBlamed;
  return contested && (claimed || there > here || here > there + 1) ? nullptr : nearest;
}

void Completion::told_elsewhere(const std::vector<Built>& events, size_t at, Built* own) const {
  Event* event = &own->event;
  const Built& built = events[at];
  const bool noun = tree::is_nominal(text_[built.match->head]);
  const bool pointed = noun && pointed_noun(built.match->head);
  const bool given = noun && !event->target.empty() && quad_of(event->type) == Quad::kMaterialCooperation;
  const bool open_source = event->source.empty() && (pointed || given || (doer_may_be_elsewhere(built) && !of_anybody(built)));
  const bool open_target = event->target.empty() && (pointed || event->type == EventType::kProtest || (noun && physical(event->type)));
  const char* kWhy = ": as told elsewhere of the same act";
  const Built* of_source = open_source ? telling(events, at, [](const Event& e) { return &e.source; }) : nullptr;
  const Built* of_target = open_target ? telling(events, at, [](const Event& e) { return &e.target; }) : nullptr;
  if (of_source != nullptr) {
    event->source = of_source->event.source;
    own->from.source = Origin::kTold;
    event->why.push_back(std::string("source") + kWhy);
  }
  if (of_target != nullptr) {
    event->target = of_target->event.target;
    own->from.target = Origin::kTold;
    event->why.push_back(std::string("target") + kWhy);
  }
  if (pointed) planned_before(events, at, event);
}

// The plan that a noun points back to ("the visit" that was announced).
void Completion::planned_before(const std::vector<Built>& events, size_t at, Event* event) const {
  for (size_t i = at; i-- > 0;) {
    const Event& other = events[i].event;
    if (other.type != event->type || other.status == EventStatus::kNegated) continue;
    if (!days_agree(event->date, other.date) || !places_agree(event->place, other.place)) continue;
    const auto fits = [](const Side& own, const Side& told) { return own.empty() || told.empty() || shares_country(own, told); };
    if (!fits(event->source, other.source) || !fits(event->target, other.target)) continue;
    if (event->status != EventStatus::kActual || other.status != EventStatus::kPlanned) return;
    event->status = other.status;
    event->why.push_back("status: as planned before");
    return;
  }
}

// "He also discussed trade": with whom the sentences before have told.
void Completion::same_counterpart(const std::vector<Built>& events, size_t at, Built* own) const {
  Event* event = &own->event;
  // What an official statement says that its own side asked for or praised, it did to the other.
  const bool told_of_talks = !layers_.publisher.empty() && !event->source.empty() &&
                             country_of(event->source.front().code) == country_of(layers_.publisher) &&
                             (event->type == EventType::kRequest || event->type == EventType::kSupport);
  const bool joint = event->type == EventType::kConsult || event->type == EventType::kAgree || told_of_talks;
  if (!joint || event->source.size() != 1 || events[at].match->target_slot) return;
  for (size_t i = at; i-- > 0;) {
    const Event& other = events[i].event;
    if (sentence_of(events[at]) > sentence_of(events[i]) + kCounterpartReach) return;
    if (other.type != EventType::kConsult || other.source.size() != 1 || other.target.empty()) continue;
    const Participant &before = other.source.front(), &now = event->source.front();
    const bool named_alike = before.code == now.code && (before.actor.empty() || now.actor.empty());
    if (!same_who(before, now) && !named_alike) continue;
    event->target = other.target;
    std::erase_if(event->target, [&](const Participant& p) { return same_who(p, event->source.front()); });
    own->from.target = Origin::kBefore;
    event->why.push_back("target: as in the meeting told before");
    return;
  }
}

// "He requested an exemption": of whom he has asked before.
void Completion::asked_before(const std::vector<Built>& events, size_t at, Built* own) const {
  Event* event = &own->event;
  if (event->type != EventType::kRequest || event->source.empty()) return;
  for (size_t i = at; i-- > 0;) {
    const Event& other = events[i].event;
    if (sentence_of(events[at]) > sentence_of(events[i]) + kAddresseeReach) return;
    if (other.type != EventType::kRequest || other.target.empty() || !same_side(other.source, event->source)) continue;
    event->target = other.target;
    own->from.target = Origin::kBefore;
    event->why.push_back("target: who was asked before");
    return;
  }
}

}  // namespace demarche::events
