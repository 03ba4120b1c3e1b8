#include "events/events.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/sha256.h"
#include "events/completion.h"
#include "events/participants.h"
#include "events/relate_model.h"
#include "events/relations.h"
#include "events/speaker.h"
#include "events/status.h"
#include "events/topics.h"

namespace demarche::events {

namespace {

using lexicon::PatternKind;
using lexicon::PatternMatch;

// Acts of speech that swallow what they are about: what is demanded, promised, threatened or refused is no second record.
bool swallows(EventType type) {
  return type == EventType::kRequest || type == EventType::kAgree || type == EventType::kThreaten || type == EventType::kReject;
}

bool mutual_type(EventType type) { return type == EventType::kConsult || type == EventType::kCooperate || type == EventType::kAgree; }

// Prepositions that bring in whom an act is done to, where its pattern names none.
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

bool same_who(const Participant& a, const Participant& b) { return a.code == b.code && a.actor == b.actor; }

bool any_actor(const std::vector<Participant>& list) {
  return std::any_of(list.begin(), list.end(), [](const Participant& p) { return !p.code.empty(); });
}

}  // namespace

// The events of one document. Lives for one call.
class DocumentEvents {
 public:
  DocumentEvents(const Layers& layers, const lexicon::Lexicon& lexicon)
      : layers_(layers), text_(layers.annotation.text), lexicon_(lexicon), mentions_(layers.annotation) {}

  std::vector<Event> run() {
    choose();
    std::vector<Built> built;
    for (const PatternMatch* match : chosen_) built.push_back({event_of(*match), match});
    Completion(layers_, mentions_).complete(&built);
    std::vector<Event> events;
    for (Built& b : built) {
      if (stands(b)) events.push_back(std::move(b.event));
    }
    return events;
  }

  // The pattern's subject is whom praise or blame is for, so that whoever says it acts.
  bool judged(const PatternMatch& match) const {
    const auto type = static_cast<EventType>(match.label);
    if (type != EventType::kAccuse && type != EventType::kSupport) return false;
    const auto elements = lexicon_.patterns().elements(lexicon_.patterns().pattern(match.pattern));
    return !match.passive && std::any_of(elements.begin(), elements.end(), [](const lexicon::Element& e) {
      return e.kind == lexicon::ElementKind::kSubject && e.slot == lexicon::Slot::kTarget;
    }) && std::none_of(elements.begin(), elements.end(), [](const lexicon::Element& e) { return e.slot == lexicon::Slot::kSource; });
  }

  // An act needs somebody; talks need a partner where the pattern speaks of one, and the press is none; what is given or
  // yielded needs a giver.
  bool stands(const Built& built) const {
    const Event& e = built.event;
    if (!any_actor(e.source) && !any_actor(e.target)) return false;
    if (e.source.empty() && judged(*built.match)) return false;
    const bool verb = tree::is_verb(text_[built.match->head]);
    if (e.type == EventType::kConsult) {
      const bool press =
          !e.target.empty() && std::all_of(e.target.begin(), e.target.end(), [](const Participant& p) { return p.code.ends_with(":MED"); });
      return !press && !(verb && built.match->target_slot && e.target.empty());
    }
    const bool gives = e.type == EventType::kAid || e.type == EventType::kConcede;
    return !(gives && verb && !built.match->passive && e.source.empty());
  }

  const MentionIndexer& mentions() const { return mentions_; }

  Event event_of(const PatternMatch& match) const {
    Event event;
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
    set_roles(match, &event);
    const StatusReading status = status_of(layers_, lexicon_, match);
    event.status = status.status;
    if (!status.why.empty()) event.why.push_back("status: " + status.why);
    event.speaker = speaker_of(layers_, mentions_, match.head);
    if (event.speaker) speak_for_oneself(*event.speaker, &event.source);
    // "His decision is a betrayal", she said: saying it is her act.
    if (event.speaker && event.source.empty() && judged(match)) event.source.push_back(*event.speaker);
    const bool own = event.speaker && std::any_of(event.source.begin(), event.source.end(), [&](const Participant& p) {
                       return same_who(p, *event.speaker) || p.span == event.speaker->span;
                     });
    if (own) event.speaker.reset();
    set_time_and_place(match, &event);
    event.about = topics_of(layers_, match, event.type);
    event.purpose = purpose_of(layers_, match);
    event.id = id_of(event);
    event.confidence = std::min(0.95, 0.3 + 0.01 * match.score + (event.source.empty() ? 0 : 0.1) + (event.target.empty() ? 0 : 0.1));
    return event;
  }

 private:
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
      for (const TokenIndex t : match->words) owner[t.value] = match;
      // The verb that carries a trigger noun is no act of its own.
      if (match->support.valid()) owner[match->support.value] = match;
      if (match->label != lexicon::kNotAnAct && !only_named(*match)) chosen_.push_back(match);
    }
    std::set<uint32_t> swallowed;
    for (const PatternMatch* match : chosen_) {
      if (!swallows(static_cast<EventType>(match->label)) || !match->complement.valid()) continue;
      for (const PatternMatch* other : chosen_) {
        if (other != match && governed(match->complement, other->head)) swallowed.insert(other->head.value);
      }
    }
    std::erase_if(chosen_, [&](const PatternMatch* m) { return swallowed.contains(m->head.value); });
    std::sort(chosen_.begin(), chosen_.end(), [](const PatternMatch* a, const PatternMatch* b) { return a->head < b->head; });
  }

  // Words that are part of a proper name ("the Shanghai Cooperation Organisation"), or a participle before a noun that
  // only says what is said of it ("the alleged death").
  bool only_named(const PatternMatch& match) const {
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

  void set_roles(const PatternMatch& match, Event* event) const {
    tree::TokenList sources = match.source, targets = match.target;
    if (event->mode == "visit" && targets.empty()) place_before_noun(&sources, &targets);
    // "The Kabul bombing": where it was, so whom it hit; "Turkish shelling" is by Turkey.
    if (event->type == EventType::kAssault && targets.empty() && tree::is_nominal(text_[match.head])) place_before_noun(&sources, &targets);
    event->source = mentions_.participants(sources);
    event->target = mentions_.participants(targets);
    if (event->target.empty()) event->target = mentions_.places(targets);
    if (event->source.empty()) owner_named_later(match, &event->source);
    if (!match.mutual.empty()) {
      event->source = mentions_.participants(match.mutual);
      event->target = event->source;
      return;
    }
    if (event->source.empty() || event->target.empty()) sides_of_other_readings(match, event);
    if (event->target.empty()) fallback_target(match, event);
    // "The two ministers met": they met each other.
    if (event->target.empty() && mutual_type(event->type) && event->source.size() > 1) event->target = event->source;
    // "The G7 met": a body that meets, meets itself.
    const bool meets = event->type == EventType::kConsult && event->mode != "visit" && event->mode != "phone" && !match.complement.valid();
    if (event->target.empty() && meets && event->source.size() == 1 && event->source.front().code.starts_with("IGO:") &&
        tree::is_verb(text_[match.head]) && match.others.empty()) {
      event->target = event->source;
    }
    // Nobody is the target of his own act unless the text says so.
    if (event->source.size() == 1 && !match.target_slot) {
      std::erase_if(event->target, [&](const Participant& p) { return same_who(p, event->source.front()); });
    }
  }

  // "The accord between Kosovo and Serbia was reached": "accord between" names the sides that "accord was reached" does not.
  void sides_of_other_readings(const PatternMatch& match, Event* event) const {
    for (const auto& [winner, other] : others_) {
      if (winner != &match) continue;
      if (!other->mutual.empty() && event->source.empty() && event->target.empty()) {
        event->source = event->target = mentions_.participants(other->mutual);
        continue;
      }
      if (event->source.empty()) event->source = mentions_.participants(other->source);
      if (!event->target.empty()) continue;
      event->target = mentions_.participants(other->target);
      std::erase_if(event->target, [&](const Participant& p) {
        return std::any_of(event->source.begin(), event->source.end(), [&](const Participant& q) { return q.span == p.span; });
      });
    }
  }

  // "His Moscow visit": the place that modifies the noun is where he goes.
  void place_before_noun(tree::TokenList* sources, tree::TokenList* targets) const {
    tree::TokenList kept;
    for (const TokenIndex t : *sources) {
      const ActorMention* mention = text_[t].deprel == Deprel::kCompound ? mentions_.at(t, true) : nullptr;
      (mention != nullptr && mention->place_like ? targets : &kept)->push(t);
    }
    *sources = kept;
  }

  // "During his visit, Sun said": a possessive pronoun whose owner is the subject of the clause.
  void owner_named_later(const PatternMatch& match, std::vector<Participant>* source) const {
    const TokenIndex owner = tree::child_with(text_, match.head, Deprel::kNmodPoss);
    if (!owner.valid() || text_[owner].upos != Upos::kPron || !tree::is_nominal(text_[match.head])) return;
    const TokenIndex verb = tree::governing_clause(text_, match.head);
    if (verb.valid()) *source = mentions_.participants(tree::clause_of(text_, verb).doers);
  }

  // A pattern without T: an actor that a preposition brings in, or one inside the object.
  void fallback_target(const PatternMatch& match, Event* event) const {
    tree::TokenList phrases;
    const auto look = [&](TokenIndex anchor) {
      for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
        const Deprel r = text_[*c].deprel;
        if (r != Deprel::kObl && r != Deprel::kNmod) continue;
        const TokenIndex marker = tree::marker_of(text_, *c);
        if (!marker.valid()) continue;
        if (!match.words.has(*c) && leads_to_target(event->type, text_[marker].lemma)) phrases.push(*c);
      }
    };
    look(match.head);
    for (const TokenIndex t : match.words) {
      if (t != match.head) look(t);
    }
    if (match.support.valid()) look(match.support);
    // What talks are about is not whom they are with.
    if (event->type != EventType::kConsult) {
      for (const TokenIndex t : match.others) phrases.push(t);
    }
    if (take_target(phrases, event)) return;
    if (event->type == EventType::kConsult || event->type == EventType::kProtest) return;
    // "Agreed to supply Ukraine", "threatened to arrest the nurses": whom the governed act is done to.
    tree::TokenList governed;
    governed.push(match.complement);
    for (const TokenIndex t : match.words) {
      if (t != match.head && t != match.support && tree::is_verb(text_[t])) governed.push(t);
    }
    for (const TokenIndex verb : governed) {
      tree::TokenList inner;
      if (tree::is_verb(text_[verb])) inner = tree::clause_of(text_, verb).undergoers;
      phrases = inner;
      look(verb);
      if (take_target(phrases, event)) return;
      for (const TokenIndex t : inner) look(t);
      if (take_target(phrases, event)) return;
    }
    if (tree::is_nominal(text_[match.head]) && !event->source.empty() && take_target(undergoers_of_noun(match.head), event)) return;
    if (match.kind == PatternKind::kAction && tree::is_verb(text_[match.head])) {
      tree::TokenList objects;
      for (const TokenIndex t : tree::clause_of(text_, match.head).undergoers) {
        if (!match.words.has(t)) objects.push(t);
      }
      if (take_target(objects, event)) return;
    }
    // "The demands of students": whose the thing is that the pattern names.
    tree::TokenList things;
    for (const TokenIndex t : match.words) {
      if (t != match.head && tree::is_nominal(text_[t]) && mentions_.at(t, true) == nullptr) things.push(t);
    }
    take_target(things, event);
  }

  // "The condemnation of Pyongyang by the council", "the strike drew condemnation from Qatar".
  tree::TokenList undergoers_of_noun(TokenIndex noun) const {
    static constexpr std::array<std::string_view, 21> kReceives{"attract", "bring",  "draw",   "earn",  "endure", "escape",  "face",
                                                                "get",     "incur",  "invite", "meet",  "obtain", "prompt",  "provoke",
                                                                "receive", "reject", "secure", "spark", "suffer", "trigger", "win"};
    tree::TokenList list;
    for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun); ++c) {
      const TokenIndex marker = text_[*c].deprel == Deprel::kNmod ? tree::marker_of(text_, *c) : TokenIndex();
      if (marker.valid() && (text_[marker].lemma == "of" || text_[marker].lemma == "into" || text_[marker].lemma == "against"))
        list.push(*c);
    }
    const TokenIndex first = tree::first_conjunct(text_, noun);
    if (list.empty() && text_[first].deprel == Deprel::kObj &&
        std::binary_search(kReceives.begin(), kReceives.end(), text_[text_[first].head].lemma)) {
      list = tree::clause_of(text_, text_[first].head).doers;
    }
    return list;
  }

  // The first actor of the phrases that is not the source itself.
  bool take_target(const tree::TokenList& phrases, Event* event) const {
    const bool verbal_cooperation = quad_of(event->type) == Quad::kVerbalCooperation;
    std::vector<Participant> found = mentions_.participants(phrases);
    std::erase_if(found, [&](const Participant& p) {
      return std::any_of(event->source.begin(), event->source.end(), [&](const Participant& s) {
        // A promise or praise is not made to one's own state ("reaffirmed the United States' commitment").
        const bool own_state = verbal_cooperation && p.code == s.code.substr(0, s.code.find(':'));
        return same_who(s, p) || s.span == p.span || own_state;
      });
    });
    if (found.empty()) return false;
    event->target.clear();
    for (const Participant& p : found) {
      // Coordinated actors come together; others are of another phrase.
      if (event->target.empty() || p.span.begin <= event->target.back().span.end + 8) event->target.push_back(p);
    }
    return true;
  }

  void set_time_and_place(const PatternMatch& match, Event* event) const {
    for (const TokenIndex t : {match.head, match.support}) {
      if (!t.valid()) continue;
      const int32_t time = layers_.time_at[t.value], place = layers_.place_at[t.value];
      if (time >= 0 && event->date.empty()) {
        const TimeMention& mention = layers_.annotation.times[static_cast<size_t>(time)];
        event->date = mention.edtf;
        event->date_span = mention.span;
      }
      if (place >= 0 && !event->place) event->place = place_from(layers_.annotation.places[static_cast<size_t>(place)]);
    }
  }

  EventPlace place_from(const PlaceMention& mention) const {
    EventPlace place;
    place.span = mention.span;
    place.text = std::string(mention.span.in(text_.bytes));
    place.name = mention.name;
    place.country = mention.country;
    place.lat = mention.lat;
    place.lon = mention.lon;
    place.has_coordinates = mention.has_coordinates;
    place.precision = name_of(mention.precision);
    place.claims = mention.claims;
    return place;
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
  // Winner and loser of one trigger where both say the same type: the loser may name a side that the winner does not.
  std::vector<std::pair<const PatternMatch*, const PatternMatch*>> others_;
};

void EventBuilder::build(const Layers& layers, CodedDocument* out) const {
  DocumentEvents events(layers, *lexicon_);
  out->events = events.run();
  find_relations(layers, *lexicon_, events.mentions(), out);
}

EventBuilder::Relating EventBuilder::relate(const Layers& layers, ByteSpan source, ByteSpan target) const {
  std::string loudest;
  const RelateModel::Scores scores = model_->score(relation_features(layers, source, target), &loudest);
  const size_t winner = static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
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
