#include "events/when_where.h"

#include <algorithm>
#include <array>

#include "events/clauses.h"
#include "events/sayings.h"

namespace demarche::events {

namespace {

using lexicon::PatternMatch;

using Side = std::vector<Participant>;

// Sentences that talks and a scene go on.
constexpr uint32_t kTalksReach = 4, kSceneReach = 3;

std::string_view country_of(std::string_view code) { return code.starts_with("IGO:") ? code : code.substr(0, code.find(':')); }

bool shares_country(const Side& a, const Side& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& p) {
    return std::any_of(b.begin(), b.end(), [&](const Participant& q) { return country_of(p.code) == country_of(q.code); });
  });
}

bool contradict(const Side& a, const Side& b) { return !a.empty() && !b.empty() && !shares_country(a, b); }

// One of the first is one of the second: the same body or person, not only the same country.
bool same_actor(const Side& a, const Side& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& p) {
    return std::any_of(b.begin(), b.end(), [&](const Participant& q) { return !p.code.empty() && p.code == q.code && p.actor == q.actor; });
  });
}

// Acts that are done by saying something.
bool spoken(EventType type) {
  const Quad quad = quad_of(type);
  return type != EventType::kConsult && (quad == Quad::kVerbalConflict || quad == Quad::kVerbalCooperation);
}

// Talks and protests are where and when what is said in them is said.
bool stage(EventType type) { return type == EventType::kConsult || type == EventType::kProtest; }
bool scene(EventType type) { return type == EventType::kAssault || type == EventType::kProtest; }

// Verbs that only say that the noun's act takes place, with its time.
constexpr std::array<std::string_view, 41> kCarriers{
    "announce", "begin",  "break", "call",  "carry",  "cause",   "come",   "conclude", "conduct", "continue", "declare",
    "deliver",  "end",    "erupt", "file",  "follow", "give",    "happen", "hold",     "host",    "impose",   "issue",
    "kick",     "launch", "lift",  "make",  "mount",  "occur",   "open",   "order",    "pay",     "perform",  "resume",
    "sign",     "spark",  "stage", "start", "stop",   "suspend", "take",   "undertake"};

bool carries(std::string_view lemma) { return std::binary_search(kCarriers.begin(), kCarriers.end(), lemma); }

bool brings_in_stage(std::string_view preposition) { return preposition == "during" || preposition == "in" || preposition == "at"; }

Dated dated(const Layers& layers, int32_t time, const char* why) {
  const TimeMention& mention = layers.annotation.times[static_cast<size_t>(time)];
  return {mention.edtf, mention.span, std::string("date: ") + why + " (" + mention.why + ")"};
}

// "the state of emergency that he declared on Friday", "an attack carried out on Monday".
int32_t time_of_relative(const Layers& layers, TokenIndex noun) {
  const Text& text = layers.annotation.text;
  for (const TokenIndex* c = text.children_begin(noun); c != text.children_end(noun); ++c) {
    const Deprel r = text[*c].deprel;
    const bool describes = r == Deprel::kAclRelcl || (r == Deprel::kAcl && text[*c].xpos == Xpos::kVBN);
    if (describes && layers.time_on[c->value] >= 0) return layers.time_on[c->value];
  }
  return -1;
}

// The time of a noun's clause is the noun's as well if the verb only carries it, or where it stands for the time.
bool shares_clause(const Text& text, TokenIndex noun) {
  const TokenIndex first = tree::first_conjunct(text, noun);
  const TokenIndex verb = text[first].head;
  if (!verb.valid()) return true;
  const TokenIndex marker = tree::marker_of(text, first);
  if (marker.valid() && brings_in_stage(text[marker].lemma)) return true;
  switch (text[first].deprel) {
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kObj: return carries(text[verb].lemma);
    default: return false;
  }
}

}  // namespace

std::optional<Dated> own_date(const Layers& layers, const PatternMatch& match) {
  const Text& text = layers.annotation.text;
  tree::TokenList nouns;
  for (const TokenIndex t : match.words) {
    if (tree::is_nominal(text[t])) nouns.push(t);
  }
  if (tree::is_nominal(text[match.head])) nouns.push(match.head);
  for (const TokenIndex t : {match.head, match.support}) {
    if (t.valid() && layers.time_on[t.value] >= 0) return dated(layers, layers.time_on[t.value], "hangs on the trigger");
  }
  for (const TokenIndex t : nouns) {
    if (layers.time_on[t.value] >= 0) return dated(layers, layers.time_on[t.value], "hangs on the trigger");
    if (const int32_t time = time_of_relative(layers, t); time >= 0) return dated(layers, time, "of the clause that describes it");
  }
  const int32_t time = layers.time_at[match.head.value];
  const bool shared = !tree::is_nominal(text[match.head]) || shares_clause(text, match.head);
  return time >= 0 && shared ? std::optional<Dated>(dated(layers, time, "of the clause")) : std::nullopt;
}

EventPlace place_from(const PlaceMention& mention, std::string_view bytes) {
  EventPlace place;
  place.span = mention.span;
  place.text = std::string(mention.span.in(bytes));
  place.name = mention.name;
  place.country = mention.country;
  place.lat = mention.lat;
  place.lon = mention.lon;
  place.has_coordinates = mention.has_coordinates;
  place.precision = name_of(mention.precision);
  place.claims = mention.claims;
  return place;
}

// One document's events.
class DocumentSettings {
 public:
  DocumentSettings(const Layers& layers, const MentionIndexer& mentions, bool statement, std::vector<Built>* events)
      : layers_(layers),
        text_(layers.annotation.text),
        sayings_(layers, mentions),
        statement_(statement),
        events_(*events),
        event_at_(text_.tokens.size(), -1) {
    for (size_t i = 0; i < events_.size(); ++i) event_at_[head(i).value] = static_cast<int32_t>(i);
  }

  void run() {
    for (const auto rule :
         {&DocumentSettings::hanging, &DocumentSettings::same_act, &DocumentSettings::said, &DocumentSettings::in_talks,
          &DocumentSettings::published,
          // What has its date only now may give it to others.
          &DocumentSettings::hanging, &DocumentSettings::same_act, &DocumentSettings::told_later, &DocumentSettings::at_home}) {
      apply(rule);
    }
  }

 private:
  // What a rule gives: a date, a place or both.
  struct Setting {
    std::optional<Dated> date;
    std::optional<EventPlace> place;
    std::string why_place;
  };
  using Rule = Setting (DocumentSettings::*)(size_t) const;

  void apply(Rule rule) {
    for (size_t i = 0; i < events_.size(); ++i) {
      Event& event = events_[i].event;
      if (!event.date.empty() && event.place) continue;
      const Setting found = (this->*rule)(i);
      if (found.date && event.date.empty() && !open_time(i) && !(event.status == EventStatus::kPlanned && over(found.date->edtf))) {
        event.date = found.date->edtf;
        event.date_span = found.date->span;
        event.why.push_back(found.date->why);
      }
      if (found.place && !event.place) {
        event.place = found.place;
        event.why.push_back(found.why_place);
      }
    }
  }

  TokenIndex head(size_t i) const { return events_[i].match->head; }
  // The verb of the trigger: its own, or the one that carries its noun.
  TokenIndex verb(size_t i) const { return events_[i].match->support.valid() ? events_[i].match->support : head(i); }
  uint32_t sentence(size_t i) const { return text_[head(i)].sentence.value; }

  // The noun that names the act, be it the head or a word of the trigger ("filed a lawsuit"); invalid if there is none.
  TokenIndex act_noun(size_t i) const {
    if (tree::is_nominal(text_[head(i)])) return head(i);
    for (const TokenIndex t : events_[i].match->words) {
      if (tree::is_nominal(text_[t])) return t;
    }
    return TokenIndex();
  }

  // "recently condemned": the text says when, though not on which day.
  bool open_time(size_t i) const {
    return std::any_of(layers_.annotation.times.begin(), layers_.annotation.times.end(), [&](const TimeMention& t) {
      const TokenIndex above = text_[t.tokens.begin].head;
      return t.edtf.empty() && t.kind == TimeKind::kPoint && above.valid() && (above == head(i) || above == verb(i));
    });
  }

  // A day before the document's: no plan is for then.
  bool over(const std::string& edtf) const { return edtf.size() == 10 && edtf < layers_.document_date; }

  std::optional<Dated> date_like(size_t other, const char* why) const {
    const Event& e = events_[other].event;
    if (e.date.empty()) return std::nullopt;
    return Dated{e.date, e.date_span, std::string("date: ") + why + " \"" + e.trigger.text + "\""};
  }

  // The date and the place of another event.
  Setting like(size_t other, const char* why) const {
    const Event& e = events_[other].event;
    Setting s{date_like(other, why), e.place, {}};
    if (e.place) s.why_place = std::string("place: ") + why + " \"" + e.trigger.text + "\"";
    return s;
  }

  // The clause that a verb without a tense or a subject of its own hangs on; invalid if it stands alone.
  TokenIndex hangs_on(TokenIndex t) const {
    const Token& token = text_[t];
    const TokenIndex mark = tree::child_with(text_, t, Deprel::kMark);
    const bool bare = !tree::has_child(text_, t, Deprel::kAux) && !tree::has_child(text_, t, Deprel::kAuxPass);
    const bool participle = token.xpos == Xpos::kVBG && bare, aim = mark.valid() && text_[mark].lemma == "to";
    switch (token.deprel) {
      case Deprel::kXcomp: return token.head;
      case Deprel::kAdvcl: return participle || aim ? token.head : TokenIndex();
      case Deprel::kAcl: return participle ? verb_above(text_, t) : TokenIndex();
      case Deprel::kConj: {
        const bool own_subject = tree::has_child(text_, t, Deprel::kNsubj) || tree::has_child(text_, t, Deprel::kNsubjPass);
        const TokenIndex first = tree::first_conjunct(text_, t);
        const bool alike = tree::is_verb(text_[first]) && (text_[first].xpos == token.xpos || participle);
        return alike && !own_subject ? first : TokenIndex();
      }
      default: return TokenIndex();
    }
  }

  // "..., accusing Iran of lying", "met and signed", "spoke to reaffirm"; "apologised during the hearing".
  Setting hanging(size_t i) const {
    constexpr int kDepth = 4;
    TokenIndex t = verb(i);
    if (!tree::is_verb(text_[t])) return {};
    for (int depth = 0; depth < kDepth; ++depth) {
      for (const TokenIndex* c = text_.children_begin(t); c != text_.children_end(t); ++c) {
        const TokenIndex marker = text_[*c].deprel == Deprel::kObl ? tree::marker_of(text_, *c) : TokenIndex();
        const int32_t other = event_at_[c->value];
        if (!marker.valid() || !brings_in_stage(text_[marker].lemma) || other < 0 || static_cast<size_t>(other) == i) continue;
        Setting s = like(static_cast<size_t>(other), "in the course of");
        if (s.date || s.place) return s;
      }
      t = hangs_on(t);
      if (!t.valid()) return {};
      const int32_t other = event_at_[t.value];
      Setting s;
      if (other >= 0) s = like(static_cast<size_t>(other), "of the clause it hangs on,");
      if (other >= 0 && !stage(events_[static_cast<size_t>(other)].event.type)) s.place.reset();
      if (!s.date && layers_.time_on[t.value] >= 0) s.date = dated(layers_, layers_.time_on[t.value], "of the clause it hangs on");
      if (s.date) return s;
    }
    return {};
  }

  // "an earlier attack", "another strike", "further sanctions": not the act told before.
  bool another(TokenIndex noun) const {
    static constexpr std::array<std::string_view, 17> kOthers{"additional", "another",  "different", "earlier", "fresh",  "further",
                                                              "future",     "last",     "more",      "new",     "next",   "other",
                                                              "past",       "previous", "prior",     "second",  "similar"};
    return std::any_of(text_.children_begin(noun), text_.children_end(noun),
                       [&](TokenIndex c) { return std::binary_search(kOthers.begin(), kOthers.end(), text_[c].form); });
  }

  // Words of one root name one act: "ban" and "banned", "criticise" and "criticism".
  bool kin(TokenIndex a, TokenIndex b) const {
    const std::string_view x = text_[a].lemma, y = text_[b].lemma;
    if (x == y) return true;
    constexpr size_t kRoot = 5;
    const size_t shorter = std::min(x.size(), y.size());
    const size_t shared =
        static_cast<size_t>(std::mismatch(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(shorter), y.begin()).first - x.begin());
    return shared >= kRoot || (shared == shorter && shared >= 3);
  }

  bool same_word(size_t i, size_t other) const {
    if (kin(head(i), head(other))) return true;
    const TokenIndex a = act_noun(i), b = act_noun(other);
    return (a.valid() && kin(a, b.valid() ? b : head(other))) || (b.valid() && kin(b, head(i)));
  }

  // Nothing that is told of both speaks against their being one act, and the other knows more.
  bool may_be_same(size_t i, size_t other, size_t contradictions) const {
    const Event &a = events_[i].event, &b = events_[other].event;
    if (i == other || a.type != b.type || b.status == EventStatus::kNegated) return false;
    const bool gives = (a.date.empty() && !b.date.empty()) || (!a.place && b.place);
    const bool agree = a.date.empty() || b.date.empty() || a.date == b.date;
    const bool there = !a.place || !b.place || a.place->country == b.place->country || a.place->country.empty();
    if (!gives || !agree || !there) return false;
    if ((a.status == EventStatus::kPlanned) != (b.status == EventStatus::kPlanned)) return false;
    return contradict(a.source, b.source) + contradict(a.target, b.target) <= static_cast<int>(contradictions);
  }

  // How many tellings of the type have this date: the story's main act is told most often.
  int tellings(const Event& event) const {
    return static_cast<int>(std::count_if(events_.begin(), events_.end(),
                                          [&](const Built& b) { return b.event.type == event.type && b.event.date == event.date; }));
  }

  // How well another event fits as a telling of the same act; negative: not at all.
  double likeness(size_t i, size_t other) const {
    const Event &event = events_[i].event, &candidate = events_[other].event;
    const TokenIndex noun = act_noun(i);
    const bool pointing = noun.valid() && points(text_, noun), word = same_word(i, other), verbal = tree::is_verb(text_[head(i)]);
    if (!may_be_same(i, other, pointing && word ? 1 : 0)) return -1;
    const uint32_t here = sentence(i), there = sentence(other), apart = here > there ? here - there : there - here;
    const bool after = head(other) > head(i);
    const bool sides = same_actor(event.source, candidate.source) && !contradict(event.target, candidate.target);
    const bool told =
        verbal && scene(event.type) && !quoted(text_, head(i)) && event.status == EventStatus::kActual && past(text_, head(i));
    const bool one = pointing ? word || !after : verbal ? word && sides : word;
    if (!one && (after || !told || apart > kSceneReach)) return -1;
    constexpr double kWord = 2, kSides = 1, kTelling = 0.3, kFade = 0.1, kLater = 1;
    return 10 + kWord * word + kSides * sides + kTelling * std::min(tellings(candidate), 5) - kFade * apart - (after ? kLater : 0);
  }

  // "the attacks struck the plant", "reaffirmed the commitment": subject or object and verb are one act.
  Setting same_clause(size_t i) const {
    tree::TokenList others;
    if (tree::is_verb(text_[head(i)])) {
      const tree::Clause clause = tree::clause_of(text_, head(i));
      others = clause.doers;
      others.append(clause.undergoers);
    } else if (text_[tree::first_conjunct(text_, head(i))].deprel == Deprel::kObj) {
      others.push(text_[tree::first_conjunct(text_, head(i))].head);
    }
    for (const TokenIndex t : others) {
      const int32_t other = event_at_[t.value];
      if (other >= 0 && may_be_same(i, static_cast<size_t>(other), 0)) return like(static_cast<size_t>(other), "of the act that it tells,");
    }
    return {};
  }

  Setting alike(size_t i, size_t end, const char* why) const {
    const TokenIndex noun = act_noun(i);
    if (events_[i].event.status == EventStatus::kNegated || (noun.valid() && another(noun))) return {};
    double top = 0;
    size_t best = events_.size();
    for (size_t k = 0; k < end; ++k) {
      const double score = likeness(i, k);
      if (score < top || score < 0) continue;
      top = score;
      best = k;
    }
    return best < events_.size() ? like(best, why) : Setting{};
  }

  Setting same_act(size_t i) const {
    Setting s = same_clause(i);
    return s.date || s.place ? s : alike(i, i, "as told before of the same act,");
  }

  // What is told with its date only afterwards.
  Setting told_later(size_t i) const { return alike(i, events_.size(), "as told elsewhere of the same act,"); }

  bool said_now(size_t i) const {
    const TokenIndex t = verb(i);
    if (tree::is_verb(text_[t]) || tree::has_child(text_, t, Deprel::kCop)) return present(text_, t);
    const TokenIndex above = verb_above(text_, t);
    return above.valid() && present(text_, above);
  }

  Setting said(size_t i) const {
    const Event& event = events_[i].event;
    const TokenIndex report = sayings_.reported_by(head(i)), t = verb(i);
    std::optional<Dated> found = report.valid() ? sayings_.date_of(report) : std::nullopt;
    const bool now = said_now(i);
    if (found && now && (spoken(event.type) || text_[t].xpos == Xpos::kVBG)) return {found, {}, {}};
    if (found && found->edtf.size() == 10 && event.status == EventStatus::kActual && has_auxiliary(text_, t, "have", true)) {
      found->edtf.insert(0, "../");
      found->why += ", done by then";
      return {found, {}, {}};
    }
    if (found || !spoken(event.type) || !quoted(text_, head(i)) || !now) return {};
    return {sayings_.speech_that_goes_on(head(i), event.speaker ? Side{*event.speaker} : event.source), {}, {}};
  }

  // "They also discussed trade", "she thanked the prime minister": in the talks told before.
  Setting in_talks(size_t i) const {
    const Event& event = events_[i].event;
    const bool joint = event.type == EventType::kConsult || event.type == EventType::kAgree;
    if (event.status != EventStatus::kActual || quoted(text_, head(i)) || !(joint || (statement_ && spoken(event.type)))) return {};
    if (!tree::is_verb(text_[verb(i)]) || !past(text_, verb(i)) || event.source.empty()) return {};
    Setting place;
    for (size_t k = i; k-- > 0;) {
      if (!statement_ && sentence(i) > sentence(k) + kTalksReach) break;
      const Event& other = events_[k].event;
      if (other.type != EventType::kConsult || other.status != EventStatus::kActual || (other.date.empty() && !other.place)) continue;
      if (!shares_country(event.source, other.source) && !shares_country(event.source, other.target)) continue;
      Setting s = like(k, "of the talks,");
      if (s.date || !event.date.empty()) return s;
      if (!place.place) place = std::move(s);
    }
    return place;
  }

  bool by_publisher(const Event& event) const {
    return event.source.empty() || std::any_of(event.source.begin(), event.source.end(), [&](const Participant& p) {
             const bool first_person =
                 p.text == "We" || p.text == "we" || p.text == "I" || p.text == "our" || p.text == "Our" || p.text == "us";
             return first_person || (!layers_.publisher.empty() && country_of(p.code) == country_of(layers_.publisher));
           });
  }

  Setting published(size_t i) const {
    const Event& event = events_[i].event;
    const bool open =
        event.status == EventStatus::kConditional || event.status == EventStatus::kNegated || event.status == EventStatus::kPlanned;
    if (!statement_ || open || event.speaker || !said_now(i) || !by_publisher(event)) return {};
    if (!spoken(event.type) && (event.type == EventType::kConsult || text_[verb(i)].xpos != Xpos::kVBG)) return {};
    return {Dated{std::string(layers_.document_date), std::nullopt, "date: said by the publisher of the statement"}, {}, {}};
  }

  // "Germany banned the airline": in Germany. Only where the text names the state.
  Setting at_home(size_t i) const {
    const Event& event = events_[i].event;
    const bool rules = event.mode == "ban" || event.mode == "martial-law" || event.mode == "curfew" || event.mode == "censor";
    if (event.type != EventType::kCoerce || !rules || event.source.size() != 1) return {};
    const std::string_view state = country_of(event.source.front().code);
    const PlaceMention* nearest = nullptr;
    for (const PlaceMention& p : layers_.annotation.places) {
      if (p.precision != PlacePrecision::kCountry || p.country != state) continue;
      if (nearest != nullptr && p.span.begin > event.trigger.span.end) break;
      nearest = &p;
    }
    if (nearest == nullptr) return {};
    return {std::nullopt, place_from(*nearest, text_.bytes), "place: the state whose order it is"};
  }

  const Layers& layers_;
  const Text& text_;
  Sayings sayings_;
  bool statement_;
  std::vector<Built>& events_;
  std::vector<int32_t> event_at_;  // by token: the event whose trigger's head it is
};

WhenAndWhere::WhenAndWhere(const Layers& layers, const MentionIndexer& mentions)
    : layers_(layers), mentions_(mentions), statement_(!layers.publisher.empty()) {
  // "We condemn" outside quotation marks: the text speaks for its publisher.
  const Text& text = layers.annotation.text;
  for (uint32_t i = 0; i < text.tokens.size() && !statement_; ++i) {
    const Token& t = text.tokens[i];
    statement_ = t.upos == Upos::kPron && t.lemma == "we" && !quoted(text, TokenIndex(i));
  }
}

void WhenAndWhere::complete(std::vector<Built>* events) const { DocumentSettings(layers_, mentions_, statement_, events).run(); }

}  // namespace demarche::events
