#include "events/events.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/sha256.h"
#include "events/completion.h"
#include "events/confidence.h"
#include "events/participants.h"
#include "events/relate_model.h"
#include "events/relations.h"
#include "events/role_words.h"
#include "events/roles.h"
#include "events/sides.h"
#include "events/speaker.h"
#include "events/status.h"
#include "events/targets.h"
#include "events/topics.h"
#include "events/wars.h"
#include "events/when_where.h"

namespace demarche::events {

namespace {

using lexicon::PatternKind;
using lexicon::PatternMatch;

// Acts of speech that swallow what they are about: what is demanded, promised, threatened or refused is no second record.
bool swallows(EventType type) {
  return type == EventType::kRequest || type == EventType::kAgree || type == EventType::kThreaten || type == EventType::kReject;
}

bool any_actor(const std::vector<Participant>& list) {
  return std::any_of(list.begin(), list.end(), [](const Participant& p) { return !p.code.empty(); });
}

}  // namespace

// The events of one document. Lives for one call.
class DocumentEvents {
 public:
  DocumentEvents(const Layers& layers, const lexicon::Lexicon& lexicon, const TargetModel& targets)
      : layers_(layers),
        text_(layers.annotation.text),
        lexicon_(lexicon),
        mentions_(layers.annotation),
        roles_(layers, mentions_, others_),
        target_model_(targets) {}

  // Every candidate in text order of the triggers, sides filled from the whole document. With `seen`, what the ranker of
  // targets is asked is recorded there.
  std::vector<Built> run(std::vector<TargetQuestion>* seen) {
    choose();
    std::vector<Built> built;
    for (const PatternMatch* match : chosen_) {
      Built candidate = build_one(*match);
      // A judgement or demand that nobody is said to voice is the reporter's.
      // "I must say" asks nothing of anybody.
      const bool voiced = !judged(*match) || (!candidate.event.source.empty() && !asks_nobody(*match));
      if (voiced) built.push_back(std::move(candidate));
    }
    std::erase_if(built, [&](const Built& b) { return only_press(b.event); });
    merge_attacks(&built);
    const Completion completion(layers_, mentions_);
    completion.complete(&built);
    complete_from_wars(layers_, lexicon_, &built);
    TargetRanker(layers_, mentions_, target_model_).rank(&built, seen);
    completion.complete_sources(&built);
    WhenAndWhere(layers_, mentions_).complete(&built);
    return built;
  }

  // "He spoke to reporters": the press is no partner of talks.
  static bool only_press(const Event& e) {
    return e.type == EventType::kConsult && !e.target.empty() &&
           std::all_of(e.target.begin(), e.target.end(), [](const Participant& p) { return p.code.ends_with(":MED"); });
  }

  // "The bombing killed five and wounded ten": an attack noun and what it did to people, in one clause, are one act.
  void merge_attacks(std::vector<Built>* built) const {
    static constexpr std::array<std::string_view, 6> kHarm{"injure", "kill", "maim", "murder", "slay", "wound"};
    const auto harms = [&](TokenIndex t) { return std::find(kHarm.begin(), kHarm.end(), text_[t].lemma) != kHarm.end(); };
    std::vector<const PatternMatch*> merged;
    for (const Built& harm : *built) {
      const TokenIndex head = harm.match->head;
      if (harm.event.type != EventType::kAssault || !tree::is_verb(text_[head]) || !harms(head)) continue;
      tree::TokenList wholes = tree::clause_of(text_, head).doers;
      if (text_[head].deprel == Deprel::kConj) wholes.push(tree::first_conjunct(text_, head));
      for (const TokenIndex t : wholes) {
        const auto whole = std::find_if(built->begin(), built->end(), [&](const Built& b) {
          return b.match->head == t && b.match != harm.match && b.event.type == EventType::kAssault;
        });
        if (whole == built->end() || !(tree::is_nominal(text_[t]) || harms(t))) continue;
        if (whole->event.target.empty()) {
          whole->event.target = harm.event.target;
          whole->from.target = harm.from.target;
        }
        merged.push_back(harm.match);
        break;
      }
    }
    std::erase_if(*built, [&](const Built& b) { return std::find(merged.begin(), merged.end(), b.match) != merged.end(); });
  }

  // The pattern's subject is whom praise or blame is for, so that whoever says it acts.
  bool judged(const PatternMatch& match) const {
    const auto type = static_cast<EventType>(match.label);
    if (type != EventType::kAccuse && type != EventType::kSupport && type != EventType::kRequest) return false;
    if (undergoes(text_[match.head].lemma)) return false;  // "faces trial", "came under scrutiny"
    // "Thank you for having us": whoever speaks thanks.
    if (text_[match.head].lemma == "thank" && !tree::has_child(text_, match.head, Deprel::kNsubj)) return true;
    const auto elements = lexicon_.patterns().elements(lexicon_.patterns().pattern(match.pattern));
    return std::any_of(
               elements.begin(), elements.end(),
               [](const lexicon::Element& e) { return e.kind == lexicon::ElementKind::kSubject && e.slot == lexicon::Slot::kTarget; }) &&
           std::none_of(elements.begin(), elements.end(), [](const lexicon::Element& e) { return e.slot == lexicon::Slot::kSource; });
  }

  const MentionIndexer& mentions() const { return mentions_; }

  Built build_one(const PatternMatch& match) const {
    Built built;
    built.match = &match;
    Event& event = built.event;
    const lexicon::Pattern& pattern = lexicon_.patterns().pattern(match.pattern);
    event.type = static_cast<EventType>(match.label);
    event.mode = lexicon_.patterns().text(pattern.mode);
    event.cameo = lexicon_.cameo_of(pattern);
    event.goldstein = lexicon_.goldstein_of(event.cameo);
    for (const std::string_view context : lexicon::split_list(lexicon_.contexts_of(event.type))) event.contexts.emplace_back(context);
    event.rule = lexicon_.where(match.entry);
    const Sentence& sentence = text_[text_[match.head].sentence];
    event.sentence = sentence.span;
    event.quote = std::string(sentence.span.in(text_.bytes));
    set_trigger(match, &event);
    built.from = roles_.fill(match, &event);
    const StatusReading status = status_of(layers_, lexicon_, match);
    event.status = status.status;
    if (!status.why.empty()) event.why.push_back("status: " + status.why);
    std::string speaking;
    event.speaker = speaker_of(layers_, lexicon_, mentions_, match.head, &speaking);
    if (event.speaker) speak_for_oneself(*event.speaker, &event.source);
    // "We condemn", said the minister, whom no name before has told.
    if (event.speaker && event.source.empty() && first_person(match)) {
      event.source.push_back(*event.speaker);
      built.from.source = Origin::kSpeaker;
    }
    // "His decision is a betrayal", she said: saying it is her act.
    if (event.speaker && event.source.empty() && judged(match)) {
      event.source.push_back(*event.speaker);
      built.from.source = Origin::kSpeaker;
    }
    // "Our condolences to the families", the minister wrote.
    if (event.speaker && event.source.empty() && uttered(match, event.type)) {
      event.source.push_back(*event.speaker);
      built.from.source = Origin::kSpeaker;
    }
    // "An accord has been reached with the government", said the rebels.
    const bool joint = mutual(event.type) && !event.target.empty() && event.speaker && !event.speaker->code.empty();
    if (joint && event.source.empty() && country_of(event.speaker->code) != country_of(event.target.front().code)) {
      event.source.push_back(*event.speaker);
      built.from.source = Origin::kSpeaker;
    }
    // In an official statement its publisher says it.
    // Rules for nobody in particular ("requests must be submitted") ask nothing.
    const bool rule = event.type == EventType::kRequest && event.target.empty();
    if (!event.speaker && event.source.empty() && judged(match) && !rule && !layers_.publisher.empty()) {
      Participant publisher;
      publisher.span = event.trigger.span;
      publisher.text = event.trigger.text;
      publisher.code = layers_.publisher;
      publisher.why = "the body that publishes the statement";
      event.source.push_back(publisher);
      built.from.source = Origin::kSpeaker;
    }
    const bool own = event.speaker && std::any_of(event.source.begin(), event.source.end(), [&](const Participant& p) {
                       return same_who(p, *event.speaker) || p.span == event.speaker->span;
                     });
    if (own) event.speaker.reset();
    // "Claimed responsibility for the attack": the claimant's own word for his own act.
    if (event.type == EventType::kAssault && !event.speaker && !event.source.empty() && claimed(match))
      event.speaker = event.source.front();
    if (!speaking.empty()) event.why.push_back((own ? "speaks of his own act: " : "speaker: ") + speaking);
    set_time_and_place(match, &event);
    event.about = topics_of(layers_, match, event.type);
    event.purpose = purpose_of(layers_, match);
    event.id = id_of(event);
    return built;
  }

 private:
  // "I must go", "we need to push for that", "they do not have to", "had to decide": nobody asks anybody.
  bool asks_nobody(const PatternMatch& match) const {
    const Token& head = text_[match.head];
    const bool need = head.lemma == "need" || head.lemma == "have";
    if (need && judged(match) && (tree::negated(text_, match.head) || head.xpos == Xpos::kVBD || head.xpos == Xpos::kVB)) return true;
    return std::any_of(match.target.begin(), match.target.end(), [&](TokenIndex t) {
      return text_[t].upos == Upos::kPron &&
             (text_[t].form == "I" || (need && judged(match) && (text_[t].lemma == "we" || text_[t].lemma == "you")));
    });
  }

  bool first_person(const PatternMatch& match) const {
    return std::any_of(match.source.begin(), match.source.end(), [&](TokenIndex t) {
      const std::string_view lemma = text_[t].lemma;
      return text_[t].upos == Upos::kPron && (lemma == "we" || lemma == "I" || lemma == "i" || lemma == "our" || lemma == "my");
    });
  }

  bool claimed(const PatternMatch& match) const {
    const auto credit = [&](TokenIndex t) { return text_[t].lemma == "responsibility" || text_[t].lemma == "credit"; };
    for (TokenIndex t = text_[match.head].head; t.valid(); t = text_[t].head) {
      if (credit(t)) return true;
      if (!tree::is_verb(text_[t])) continue;
      const tree::TokenList objects = tree::clause_of(text_, t).undergoers;
      return std::any_of(objects.begin(), objects.end(), credit);
    }
    return false;
  }

  // A noun of praise, blame or sympathy with no verb beside it in what is quoted.
  bool uttered(const PatternMatch& match, EventType type) const {
    if ((type != EventType::kSupport && type != EventType::kAccuse) || !tree::is_nominal(text_[match.head])) return false;
    const uint32_t at = text_[match.head].span.begin;
    const TokenIndex verb = tree::governing_clause(text_, match.head);
    return std::any_of(text_.quotations.begin(), text_.quotations.end(), [&](const Quotation& q) {
      const auto inside = [&](uint32_t byte) { return q.span.begin <= byte && byte < q.span.end; };
      return inside(at) && (!verb.valid() || verb == match.head || !inside(text_[verb].span.begin));
    });
  }

  // "We condemn", said the minister: the minister does.
  static void speak_for_oneself(const Participant& speaker, std::vector<Participant>* source) {
    for (Participant& p : *source) {
      std::string word = p.text;
      std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      if (word != "i" && word != "we" && word != "my" && word != "our") continue;
      p.code = speaker.code;
      p.actor = speaker.actor;
      p.name = speaker.name;
      p.wikidata = speaker.wikidata;
      p.why = "who speaks";
    }
  }

  // Drops triggers that are words of a better match and acts that an act of speech has swallowed.
  void choose() {
    std::vector<const PatternMatch*> order;
    for (const PatternMatch& match : layers_.matches) {
      if (match.kind == PatternKind::kAction) order.push_back(&match);
    }
    std::sort(order.begin(), order.end(),
              [](const PatternMatch* a, const PatternMatch* b) { return a->score != b->score ? a->score > b->score : a->head < b->head; });
    std::vector<const PatternMatch*> owner(text_.tokens.size(), nullptr);
    for (const PatternMatch* match : order) {
      if (owner[match->head.value] != nullptr) {
        if (owner[match->head.value]->label == match->label) others_.emplace_back(owner[match->head.value], match);
        continue;
      }
      if (match->label != lexicon::kNotAnAct && (only_named(*match) || welcomes_thing(*match))) continue;
      for (const TokenIndex t : match->words) {
        if (t == match->head || !alleged_act(*match, t)) owner[t.value] = match;
      }
      // The verb that carries a trigger noun is no act of its own.
      if (match->support.valid()) owner[match->support.value] = match;
      if (match->label != lexicon::kNotAnAct) chosen_.push_back(match);
    }
    std::set<uint32_t> swallowed;
    for (const PatternMatch* match : chosen_) {
      if (!swallows(static_cast<EventType>(match->label)) || !match->complement.valid()) continue;
      for (const PatternMatch* other : chosen_) {
        if (other != match && governed(match->complement, other->head)) swallowed.insert(other->head.value);
      }
    }
    std::erase_if(chosen_, [&](const PatternMatch* m) { return swallowed.contains(m->head.value) || colours_an_act(*m); });
    std::sort(chosen_.begin(), chosen_.end(), [](const PatternMatch* a, const PatternMatch* b) { return a->head < b->head; });
  }

  // "Welcomed the talks in Oslo" praises; only people are welcomed as guests.
  bool welcomes_thing(const PatternMatch& match) const {
    if (match.label != static_cast<uint8_t>(EventType::kConsult) || text_[match.head].lemma != "welcome" ||
        !tree::is_verb(text_[match.head]))
      return false;
    return !match.target.empty() &&
           std::all_of(match.target.begin(), match.target.end(), [&](TokenIndex t) { return mentions_.at(t, false) == nullptr; });
  }

  // "Blamed the militia for the attack": what somebody is blamed for is an act of its own.
  bool alleged_act(const PatternMatch& match, TokenIndex t) const {
    if (match.label != static_cast<uint8_t>(EventType::kAccuse) || !tree::is_nominal(text_[t])) return false;
    const TokenIndex marker = tree::marker_of(text_, t);
    if (!marker.valid() || !match.words.has(marker)) return false;
    const int32_t act = layers_.match_at[t.value][static_cast<size_t>(PatternKind::kAction)];
    if (act < 0 || layers_.matches[static_cast<size_t>(act)].label == lexicon::kNotAnAct) return false;
    return static_cast<EventType>(layers_.matches[static_cast<size_t>(act)].label) == EventType::kAssault;
  }

  // "The unprovoked and unjustified attack": the attack is told, and blamed in passing.
  bool colours_an_act(const PatternMatch& match) const {
    if (lexicon_.patterns().pattern(match.pattern).head != lexicon::HeadKind::kAdjective) return false;
    const TokenIndex first = tree::first_conjunct(text_, match.head);
    if (text_[first].deprel != Deprel::kAmod) return false;
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const PatternMatch* m) { return m->head == text_[first].head; });
  }

  // Words that are part of a proper name ("the Shanghai Cooperation Organisation"), or a participle before a noun that
  // only says what is said of it ("the alleged death").
  bool only_named(const PatternMatch& match) const {
    // "March 28"
    const bool date = std::any_of(layers_.annotation.times.begin(), layers_.annotation.times.end(),
                                  [&](const TimeMention& t) { return t.tokens.contains(match.head); });
    if (date && text_[match.head].upos == Upos::kPropn) return true;
    const ActorMention* mention = mentions_.at(match.head, true);
    if (mention != nullptr && mention->form == MentionForm::kName && text_[match.head].upos == Upos::kPropn) return true;
    const Quad quad = quad_of(static_cast<EventType>(match.label));
    const bool verbal = quad == Quad::kVerbalConflict || quad == Quad::kVerbalCooperation;
    return verbal && text_[match.head].deprel == Deprel::kAmod;
  }

  // True if `t` is the complement itself, shares its coordination, or is reached by infinitives and objects alone.
  bool governed(TokenIndex complement, TokenIndex t) const {
    for (; t.valid(); t = text_[t].head) {
      if (t == complement) return true;
      const Deprel r = text_[t].deprel;
      const bool close = r == Deprel::kXcomp || r == Deprel::kConj || r == Deprel::kObj || r == Deprel::kNmod || r == Deprel::kObl;
      if (!close) return false;
    }
    return false;
  }

  void set_trigger(const PatternMatch& match, Event* event) const {
    uint32_t begin = match.head.value, end = match.head.value + 1;
    const auto widen = [&](TokenIndex t) {
      if (text_[t].sentence != text_[match.head].sentence) return;
      begin = std::min(begin, t.value);
      end = std::max(end, t.value + 1);
    };
    for (const TokenIndex t : match.words) widen(t);
    if (match.support.valid() && match.support < match.head && match.head.value - match.support.value < 6) widen(match.support);
    event->trigger.span = text_.span_of({TokenIndex(begin), TokenIndex(end)});
    event->trigger.text = std::string(event->trigger.span.in(text_.bytes));
  }

  void set_time_and_place(const PatternMatch& match, Event* event) const {
    if (const std::optional<Dated> dated = own_date(layers_, match, *event)) {
      event->date = dated->edtf;
      event->date_span = dated->span;
      event->why.push_back(dated->why);
    }
    for (const TokenIndex t : {match.head, match.support}) {
      const int32_t place = t.valid() ? layers_.place_at[t.value] : -1;
      if (place >= 0 && !event->place) {
        const PlaceMention& mention = layers_.annotation.places[static_cast<size_t>(place)];
        event->place = place_from(mention, text_.bytes);
        const bool here = text_[mention.tokens.begin].sentence == text_[match.head].sentence;
        event->why.push_back(here ? "place: of its clause" : "place: of the scene or the talks that the sentences around tell of");
      }
    }
  }

  // Half of it is the document's, so that a record keeps what one document says close together.
  std::string id_of(const Event& event) const {
    const std::string key = std::string(layers_.document_id) + "\n" + std::to_string(event.trigger.span.begin) + "\n" +
                            std::to_string(event.trigger.span.end) + "\n" + std::string(name_of(event.type));
    const std::string hash = sha256_hex(key);
    return std::string(layers_.document_id.size() < 8 ? std::string_view(hash).substr(16, 8) : layers_.document_id.substr(0, 8)) +
           hash.substr(0, 8);
  }

  const Layers& layers_;
  const Text& text_;
  const lexicon::Lexicon& lexicon_;
  MentionIndexer mentions_;
  std::vector<const PatternMatch*> chosen_;
  OtherReadings others_;
  RoleReader roles_;
  const TargetModel& target_model_;
};

void EventBuilder::build(const Layers& layers, CodedDocument* out) const {
  DocumentEvents events(layers, *lexicon_, *target_model_);
  std::vector<Built> built = events.run(nullptr);
  std::vector<std::string> why(built.size());
  const Passages passages(layers.annotation);
  for (size_t i = 0; i < built.size(); ++i)
    built[i].event.confidence =
        confidence_->of(evidence_on(layers, *lexicon_, passages, built, i), wording_of(layers.annotation.text, built[i], *model_), &why[i]);
  for (size_t i = 0; i < built.size(); ++i) {
    // An act of nobody to nobody has to be more likely than not.
    const bool nobody = !any_actor(built[i].event.source) && !any_actor(built[i].event.target);
    if (built[i].event.confidence < (nobody ? std::max(0.5, confidence_->threshold()) : confidence_->threshold())) continue;
    built[i].event.why.push_back("confidence: " + why[i]);
    out->events.push_back(std::move(built[i].event));
  }
  find_relations(layers, *lexicon_, events.mentions(), out);
}

std::vector<EventCandidate> EventBuilder::candidates(const Layers& layers) const {
  DocumentEvents events(layers, *lexicon_, *target_model_);
  const std::vector<Built> built = events.run(nullptr);
  const Passages passages(layers.annotation);
  std::vector<EventCandidate> list;
  for (size_t i = 0; i < built.size(); ++i) {
    EventCandidate candidate{built[i].event, {}};
    std::vector<Evidence> evidence = evidence_on(layers, *lexicon_, passages, built, i);
    std::string why;
    const Wording wording = wording_of(layers.annotation.text, built[i], *model_);
    candidate.event.confidence = confidence_->of(evidence, wording, &why);
    candidate.event.why.push_back("confidence: " + why);
    name_wording(wording, &evidence);
    for (Evidence& e : evidence) candidate.evidence.emplace_back(std::move(e.name), e.value);
    list.push_back(std::move(candidate));
  }
  return list;
}

std::vector<TargetQuestion> EventBuilder::target_questions(const Layers& layers) const {
  std::vector<TargetQuestion> seen;
  DocumentEvents(layers, *lexicon_, *target_model_).run(&seen);
  return seen;
}

EventBuilder::Relating EventBuilder::relate(const Layers& layers, ByteSpan source, ByteSpan target) const {
  std::string loudest;
  const RelateModel::Scores scores = model_->score(relation_features(layers, *lexicon_, source, target), &loudest);
  const size_t winner = static_cast<size_t>(RelateModel::best(scores));
  Relating answer{static_cast<EventType>(winner), "", "words: " + loudest, EventStatus::kActual, scores[winner]};
  const Text& text = layers.annotation.text;
  double best = -1;
  for (const PatternMatch& match : layers.matches) {
    if (match.kind != PatternKind::kAction || match.label != winner) continue;
    const auto covers = [&](const tree::TokenList& list, ByteSpan span) {
      return std::any_of(list.begin(), list.end(), [&](TokenIndex t) { return span.overlaps(text[t].span); });
    };
    const double near = match.score + 60 * (covers(match.source, source) || covers(match.mutual, source)) +
                        60 * (covers(match.target, target) || covers(match.mutual, target));
    if (near <= best) continue;
    best = near;
    answer.rule = lexicon_->where(match.entry);
    answer.mode = lexicon_->patterns().text(lexicon_->patterns().pattern(match.pattern).mode);
    answer.status = status_of(layers, *lexicon_, match).status;
  }
  return answer;
}

}  // namespace demarche::events
