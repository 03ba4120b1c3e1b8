#include "events/when_where.h"

#include <algorithm>
#include <array>

#include "events/clauses.h"
#include "events/same_acts.h"
#include "events/sayings.h"
#include "events/sides.h"

namespace demarche::events {

namespace {

using lexicon::PatternMatch;

// Sentences that tell of one journey.
constexpr uint32_t kJourneyReach = 6;
// Sentences that talks go on.
constexpr uint32_t kTalksReach = 4;
// Sentences that open a document, its title line among them.
constexpr uint32_t kOpening = 4, kLeadReach = 12;

// Verbs that only say that the noun's act takes place, with its time.
constexpr std::array<std::string_view, 46> kCarriers{
    "announce", "begin", "break",  "call",  "carry",  "cause", "come",   "conclude", "conduct", "continue", "declare", "deliver",
    "end",      "erupt", "expect", "file",  "follow", "give",  "happen", "hold",     "host",    "impose",   "issue",   "kick",
    "launch",   "lift",  "make",   "mount", "occur",  "open",  "order",  "pay",      "perform", "plan",     "resume",  "schedule",
    "set",      "sign",  "slate",  "spark", "stage",  "start", "stop",   "suspend",  "take",    "undertake"};

bool carries(std::string_view lemma) { return std::binary_search(kCarriers.begin(), kCarriers.end(), lemma); }

bool brings_in_stage(std::string_view preposition) { return preposition == "during" || preposition == "in" || preposition == "at"; }

// Whether a date can be that of the event: what is done is not yet to come, what is planned is not over, and a term ("by
// March") or the year that money is meant for is no date of a deed.
bool possible(const std::string& edtf, EventStatus status, std::string_view today) {
  if (status == EventStatus::kPlanned) return edtf.size() != 10 || edtf >= today;
  if (status != EventStatus::kActual || edtf.starts_with("..")) return true;
  std::string_view first = std::string_view(edtf).substr(0, edtf.find('/'));
  first = first.substr(0, first.find_first_of("X~?"));
  // Seasons and quarters are numbered after the months.
  if (first.size() == 7 && first.substr(5) > "12") first = first.substr(0, 4);
  return first <= today.substr(0, first.size());
}

bool tells_when(const TimeMention& mention, const Event& event, std::string_view today) {
  if (mention.edtf.starts_with("../") && event.status == EventStatus::kActual) return false;
  if (mention.why.starts_with("fiscal-year") && event.type != EventType::kAid && event.type != EventType::kConcede) return false;
  return possible(mention.edtf, event.status, today);
}

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

bool told_by_action(const Layers& layers, TokenIndex t) {
  const int32_t match = layers.match_at[t.value][static_cast<size_t>(lexicon::PatternKind::kAction)];
  return match >= 0 && layers.matches[static_cast<size_t>(match)].label != lexicon::kNotAnAct;
}

// Nouns that only say how many there are of what follows.
bool counts(std::string_view lemma) {
  static constexpr std::array<std::string_view, 12> kCounts{"batch",   "couple", "dozen", "number", "round", "row",
                                                            "package", "series", "set",   "string", "wave",  "week"};
  return std::find(kCounts.begin(), kCounts.end(), lemma) != kCounts.end();
}

// The time of a noun's clause is the noun's as well if the verb only carries it, if the noun is new and its verb no act of
// its own ("survived an attack"), or where the noun stands for the time.
bool shares_clause(const Layers& layers, TokenIndex noun, EventType type) {
  const Text& text = layers.annotation.text;
  TokenIndex first = tree::first_conjunct(text, noun);
  TokenIndex marker = tree::marker_of(text, first);
  // "issued a series of pardons": the clause's object all the same.
  if (text[first].deprel == Deprel::kNmod && marker.valid() && text[marker].lemma == "of" && counts(text[text[first].head].lemma)) {
    first = tree::first_conjunct(text, text[first].head);
    marker = tree::marker_of(text, first);
  }
  const TokenIndex verb = text[first].head;
  if (!verb.valid()) return true;
  if (marker.valid() && brings_in_stage(text[marker].lemma)) return true;
  switch (text[first].deprel) {
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kObj: return carries(text[verb].lemma) || (!points(text, noun) && !told_by_action(layers, verb));
    case Deprel::kObl:
      if (marker.valid() && text[marker].lemma == "with") return carries(text[verb].lemma);
      break;
    case Deprel::kOblAgent: return scene(type);  // "were hit by two air strikes"
    default: break;
  }
  // "was the target of an attack": the clause tells of nothing else.
  const TokenIndex above = verb_above(text, noun);
  return above.valid() && tree::has_child(text, above, Deprel::kCop) && !points(text, noun);
}

// "lauded the visit earlier this year": a coarse time after an object that is an act is the object's, wherever the tree hangs it.
bool of_the_object(const Layers& layers, TokenIndex verb, const TimeMention& time) {
  const Text& text = layers.annotation.text;
  if (time.edtf.size() == 10) return false;
  return std::any_of(text.children_begin(verb), text.children_end(verb), [&](TokenIndex t) {
    const bool argument = text[t].deprel == Deprel::kObj || text[t].deprel == Deprel::kObl || text[t].deprel == Deprel::kNsubjPass;
    return argument && t > verb && t < time.tokens.begin && tree::is_nominal(text[t]) && told_by_action(layers, t);
  });
}

}  // namespace

std::optional<Dated> own_date(const Layers& layers, const PatternMatch& match, const Event& event) {
  const Text& text = layers.annotation.text;
  const auto& times = layers.annotation.times;
  const auto usable = [&](int32_t k) { return k >= 0 && tells_when(times[static_cast<size_t>(k)], event, layers.document_date); };
  tree::TokenList nouns;
  for (const TokenIndex t : match.words) {
    if (tree::is_nominal(text[t])) nouns.push(t);
  }
  if (tree::is_nominal(text[match.head])) nouns.push(match.head);
  for (const TokenIndex t : {match.head, match.support}) {
    const int32_t k = t.valid() ? layers.time_on[t.value] : -1;
    if (!usable(k)) continue;
    const bool elsewhere = spoken(event.type) && tree::is_verb(text[t]) && of_the_object(layers, t, times[static_cast<size_t>(k)]);
    if (!elsewhere) return dated(layers, k, "hangs on the trigger");
  }
  for (const TokenIndex t : nouns) {
    if (usable(layers.time_on[t.value])) return dated(layers, layers.time_on[t.value], "hangs on the trigger");
    if (const int32_t k = time_of_relative(layers, t); usable(k)) return dated(layers, k, "of the clause that describes it");
  }
  const int32_t k = layers.time_at[match.head.value];
  if (!usable(k)) return std::nullopt;
  if (tree::is_nominal(text[match.head])) {
    const TokenIndex above = text[tree::first_conjunct(text, match.head)].head;
    const bool object = above.valid() && tree::is_verb(text[above]) && of_the_object(layers, above, times[static_cast<size_t>(k)]);
    return object || shares_clause(layers, match.head, event.type) ? std::optional<Dated>(dated(layers, k, "of the clause")) : std::nullopt;
  }
  if (spoken(event.type) && of_the_object(layers, match.head, times[static_cast<size_t>(k)])) return std::nullopt;
  return dated(layers, k, "of the clause");
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
        same_(layers, *events) {
    lead_ = lead_day();
  }

  void run() {
    for (const auto rule : {&DocumentSettings::hanging, &DocumentSettings::same_act, &DocumentSettings::said, &DocumentSettings::in_talks,
                            &DocumentSettings::on_journey, &DocumentSettings::published,
                            // What has its date only now may give it to others.
                            &DocumentSettings::hanging, &DocumentSettings::same_act, &DocumentSettings::told_later,
                            &DocumentSettings::where, &DocumentSettings::of_lead, &DocumentSettings::at_home}) {
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
      if (found.date && event.date.empty() && !open_time(i) && possible(found.date->edtf, event.status, layers_.document_date)) {
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
  TokenIndex verb(size_t i) const {
    const TokenIndex t = events_[i].match->support.valid() ? events_[i].match->support : head(i);
    // "must", "should" of a demand stand for the verb that they belong to.
    return text_[t].deprel == Deprel::kAux && text_[t].head.valid() ? text_[t].head : t;
  }
  uint32_t sentence(size_t i) const { return text_[head(i)].sentence.value; }

  // "recently condemned": the text says when, though not on which day.
  bool open_time(size_t i) const {
    return std::any_of(layers_.annotation.times.begin(), layers_.annotation.times.end(), [&](const TimeMention& t) {
      if (!t.edtf.empty() || t.kind != TimeKind::kPoint) return false;
      TokenIndex above = t.tokens.begin;
      while (above.valid() && t.tokens.contains(above)) above = text_[above].head;
      return above.valid() && (above == head(i) || above == verb(i));
    });
  }

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
      case Deprel::kAdvcl: {
        // "died on Tuesday after being shot".
        const bool at_once =
            token.xpos == Xpos::kVBN && mark.valid() && text_[mark].lemma == "after" && has_auxiliary(text_, t, "be", false);
        return participle || aim || at_once ? token.head : TokenIndex();
      }
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
        const std::optional<size_t> other = same_.event_of(*c);
        if (!marker.valid() || !brings_in_stage(text_[marker].lemma) || !other || *other == i) continue;
        Setting s = like(*other, "in the course of");
        if (s.date || s.place) return s;
      }
      t = hangs_on(t);
      if (!t.valid()) return {};
      const std::optional<size_t> other = same_.event_of(t);
      Setting s;
      if (other) s = like(*other, "of the clause it hangs on,");
      if (other && !stage(events_[*other].event.type)) s.place.reset();
      if (!s.date && layers_.time_on[t.value] >= 0) s.date = dated(layers_, layers_.time_on[t.value], "of the clause it hangs on");
      if (s.date) return s;
    }
    return {};
  }

  Setting same_act(size_t i) const {
    if (const auto other = same_.in_clause(i)) return like(*other, "of the act that it tells,");
    const auto other = same_.before(i);
    return other ? like(*other, "as told before of the same act,") : Setting{};
  }

  // What is told with its date only afterwards.
  Setting told_later(size_t i) const {
    const auto other = same_.anywhere(i);
    return other ? like(*other, "as told elsewhere of the same act,") : Setting{};
  }

  bool said_now(size_t i) const {
    const TokenIndex t = verb(i);
    if (tree::is_verb(text_[t]) || tree::has_child(text_, t, Deprel::kCop)) return present(text_, t);
    // "Our condolences are with", "our commitment": of those who speak.
    const TokenIndex owner = tree::child_with(text_, tree::first_conjunct(text_, t), Deprel::kNmodPoss), above = verb_above(text_, t);
    return owner.valid() && text_[owner].lemma == "we" && above.valid() && present(text_, above);
  }

  // A noun for violence that bears a day though no event was made of it ("after Friday's mass shooting").
  const TimeMention* named_day(size_t i) const {
    static constexpr std::array<std::string_view, 14> kViolence{"ambush",    "assault",  "attack",  "blast",    "bombing",
                                                                "explosion", "incident", "killing", "massacre", "murder",
                                                                "raid",      "shooting", "strike",  "violence"};
    const auto violent = [&](TokenIndex t) { return std::binary_search(kViolence.begin(), kViolence.end(), text_[t].lemma); };
    constexpr uint32_t kNamedReach = 400;  // tokens back
    const TokenIndex noun = same_.act_noun(i);
    for (uint32_t t = noun.value; t-- > 0 && noun.value - t < kNamedReach;) {
      const int32_t k = layers_.time_on[t];
      if (k < 0 || !tree::is_nominal(text_.tokens[t])) continue;
      const bool alike = text_.tokens[t].lemma == text_[noun].lemma || (violent(TokenIndex(t)) && violent(noun));
      const TimeMention& time = layers_.annotation.times[static_cast<size_t>(k)];
      if (alike && time.edtf.size() == 10 && time.edtf <= layers_.document_date) return &time;
    }
    return nullptr;
  }

  // "The shooting", in a report that begins with a day: the act that the report is about, however that was told.
  Setting of_lead(size_t i) const {
    const Event& event = events_[i].event;
    const TokenIndex noun = same_.act_noun(i);
    if (event.status != EventStatus::kActual || quoted(text_, head(i))) return {};
    const bool named = scene(event.type) && noun.valid() && !same_.another(noun) && points(text_, noun) && general_noun(text_[noun].lemma);
    const bool told = scene(event.type) && tree::is_verb(text_[head(i)]) && past(text_, head(i)) && layers_.time_at[head(i).value] < 0;
    if (const TimeMention* day = named ? named_day(i) : nullptr; day != nullptr)
      return {Dated{day->edtf, day->span, "date: of the act named with its day (" + day->why + ")"}, {}, {}};
    if ((!named && !told) || lead_ == nullptr) return {};
    const uint32_t begin = text_[lead_->tokens.begin].sentence.value;
    if (sentence(i) <= begin || sentence(i) > begin + kLeadReach || lead_->edtf == layers_.document_date) return {};
    // One that was told before without a day is another matter.
    for (size_t k = 0; k < i && named; ++k) {
      if (events_[k].event.type == event.type && events_[k].event.date.empty()) return {};
    }
    return {Dated{lead_->edtf, lead_->span, "date: of what the report begins with (" + lead_->why + ")"}, {}, {}};
  }

  // The first day before the document's date among the times of its opening, if only one is told there.
  const TimeMention* lead_day() const {
    const TimeMention* lead = nullptr;
    for (const TimeMention& t : layers_.annotation.times) {
      if (text_[t.tokens.begin].sentence.value >= kOpening) break;
      if (t.edtf.size() != 10 || t.edtf > layers_.document_date) continue;
      if (lead != nullptr && lead->edtf != t.edtf) return nullptr;
      lead = &t;
    }
    return lead;
  }

  Setting said(size_t i) const {
    const Event& event = events_[i].event;
    const TokenIndex report = sayings_.reported_by(head(i)), t = verb(i);
    std::optional<Dated> found = report.valid() ? sayings_.date_of(report) : std::nullopt;
    const bool now = said_now(i);
    if (found && now && (spoken(event.type) || text_[t].xpos == Xpos::kVBG)) return {found, {}, {}};
    if (!found && quoted(text_, head(i)))
      found = sayings_.speech_that_goes_on(head(i), event.speaker ? Side{*event.speaker} : event.source);
    if (!found) return {};
    if (now && spoken(event.type) && quoted(text_, head(i))) return {found, {}, {}};
    // "said it had attacked", "I have instructed": done on that day or before.
    const bool done = has_auxiliary(text_, t, "have", true) || (quoted(text_, head(i)) && has_auxiliary(text_, t, "have", false));
    if (!done || found->edtf.size() != 10 || event.status != EventStatus::kActual) return {};
    found->edtf.insert(0, "../");
    found->why += ", done by then";
    return {found, {}, {}};
  }

  // "They also discussed trade", "she thanked the prime minister": in the talks told before.
  Setting in_talks(size_t i) const {
    const Event& event = events_[i].event;
    const bool joint = event.type == EventType::kConsult || event.type == EventType::kAgree;
    if (event.status != EventStatus::kActual || quoted(text_, head(i)) || !(joint || (statement_ && spoken(event.type)))) return {};
    if (!tree::is_verb(text_[verb(i)]) || !past(text_, verb(i)) || event.source.empty()) return {};
    for (size_t k = i; k-- > 0;) {
      if (!statement_ && sentence(i) > sentence(k) + kTalksReach) break;
      const Event& other = events_[k].event;
      if (other.type != EventType::kConsult || other.status != EventStatus::kActual) continue;
      if (!shares_country(event.source, other.source) && !shares_country(event.source, other.target)) continue;
      const bool held = tree::is_nominal(text_[head(k)]) || past(text_, verb(k));
      const bool fits = event.date.empty() ? !other.date.empty() || (held && other.place) : event.date == other.date;
      if (held && fits) return like(k, "of the talks,");
    }
    return {};
  }

  // "In Thailand, he will meet officials", after the days of the journey or of the meeting before.
  Setting on_journey(size_t i) const {
    const Event& event = events_[i].event;
    if (event.type != EventType::kConsult || event.status != EventStatus::kPlanned || event.source.size() != 1) return {};
    if (layers_.time_at[head(i).value] >= 0 || quoted(text_, head(i))) return {};
    for (size_t k = i; k-- > 0 && sentence(i) <= sentence(k) + kJourneyReach;) {
      const Event& other = events_[k].event;
      const bool fits = other.type == EventType::kConsult && other.status == EventStatus::kPlanned && other.source.size() == 1;
      if (fits && !other.date.empty() && same_who(other.source.front(), event.source.front()))
        return {date_like(k, "of the journey,"), {}, {}};
    }
    return {};
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
    const bool open = event.status == EventStatus::kConditional || event.status == EventStatus::kNegated ||
                      (event.status == EventStatus::kPlanned && !spoken(event.type));
    if (!statement_ || open || event.speaker || !said_now(i) || !by_publisher(event)) return {};
    if (!spoken(event.type) && (event.type == EventType::kConsult || text_[verb(i)].xpos != Xpos::kVBG)) return {};
    // A statement on talks of the last days is theirs.
    for (size_t k = 0; k < i; ++k) {
      const Event& talks = events_[k].event;
      const bool opens = talks.type == EventType::kConsult && talks.status == EventStatus::kActual && sentence(k) < kOpening;
      if (opens && talks.date.size() == 10 && talks.date <= layers_.document_date) return {date_like(k, "of the talks,"), {}, {}};
    }
    return {Dated{std::string(layers_.document_date), std::nullopt, "date: said by the publisher of the statement"}, {}, {}};
  }

  // "a visit to Moscow, where he praised the accord".
  Setting where(size_t i) const {
    TokenIndex t = verb(i);
    if (!tree::is_verb(text_[t])) return {};
    const Deprel r = text_[t].deprel;
    const bool clause = r == Deprel::kAclRelcl || r == Deprel::kAdvclRelcl || r == Deprel::kAdvcl;
    const bool where = std::any_of(text_.children_begin(t), text_.children_end(t), [&](TokenIndex c) { return text_[c].lemma == "where"; });
    if (!clause || !where) return {};
    // Trees hang the clause on the verb or on the visit as well; the place stands before it.
    for (auto p = layers_.annotation.places.rbegin(); p != layers_.annotation.places.rend(); ++p) {
      constexpr uint32_t kBefore = 4;  // tokens between the place and its clause
      const TokenIndex begin = tree::phrase_of(text_, t).begin;
      if (p->tokens.end > begin) continue;
      if (begin.value - p->tokens.end.value > kBefore || text_[p->tokens.begin].sentence != text_[t].sentence) break;
      return {std::nullopt, place_from(*p, text_.bytes), "place: what \"where\" stands for"};
    }
    return {};
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
  const TimeMention* lead_ = nullptr;
  SameActs same_;
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
