#include "events/status.h"

#include <algorithm>
#include <array>

#include "events/role_words.h"

namespace demarche::events {

namespace {

using lexicon::FrameLabel;
using lexicon::PatternKind;
using lexicon::PatternMatch;

// Adjectives of a trigger noun that say it has not happened or will.
constexpr std::array<std::string_view, 13> kPlannedAdjectives{"pending",  "planned",     "upcoming", "scheduled", "future",
                                                              "next",     "forthcoming", "proposed", "expected",  "impending",
                                                              "intended", "imminent",    "coming"};
constexpr std::array<std::string_view, 6> kConditionalAdjectives{"possible",     "potential",  "likely",
                                                                 "hypothetical", "threatened", "would-be"};
constexpr std::array<std::string_view, 7> kNegatedAdjectives{"foiled",    "failed",  "thwarted", "attempted",
                                                             "cancelled", "averted", "canceled"};

template <size_t N>
bool listed(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const PatternMatch* match_of(const Layers& layers, TokenIndex t, PatternKind kind) {
  const int32_t i = layers.match_at[t.value][static_cast<size_t>(kind)];
  return i < 0 ? nullptr : &layers.matches[static_cast<size_t>(i)];
}

// Acts that are still to be done when they are announced.
bool carried_out(EventType type) {
  return type == EventType::kAid || type == EventType::kRetreat || type == EventType::kSanction || type == EventType::kCoerce ||
         type == EventType::kMobilize || type == EventType::kConsult || type == EventType::kConcede;
}

// Acts that put an end to others: the verb that says so does not undo them.
bool ends_something(EventType type) {
  return type == EventType::kSanction || type == EventType::kCoerce || type == EventType::kRetreat || type == EventType::kConcede;
}

class StatusReader {
 public:
  StatusReader(const Layers& layers, const lexicon::Lexicon& lexicon) : layers_(layers), text_(layers.annotation.text), lexicon_(lexicon) {}

  StatusReading read(const PatternMatch& match) {
    type_ = static_cast<EventType>(match.label);
    modifiers(match.head);
    const bool expects_negation = lexicon_.patterns().pattern(match.pattern).negated != 0;
    clause(match.head, expects_negation);
    // "the planned attack carried out by": the participle that carries the noun hangs on it.
    const bool carried = match.support.valid() && tree::dominates(text_, match.head, match.support);
    if (carried) clause(match.support, false);
    // "planned a visit": the pattern names both the act and the verb that governs it.
    const PatternMatch* own = match_of(layers_, match.head, PatternKind::kFrame);
    const auto type = static_cast<EventType>(match.label);
    // Threats and promises have happened whatever they speak of.
    const bool speech =
        type == EventType::kThreaten || type == EventType::kAgree || type == EventType::kRequest || type == EventType::kReject;
    // "Called off talks with the South" is itself the act that breaks them off.
    const bool breaks = own != nullptr && static_cast<FrameLabel>(own->label) == FrameLabel::kNegated && ends_something(type);
    if (own != nullptr && !speech && !breaks && own->complement.valid() && match.words.has(own->complement))
      apply(static_cast<FrameLabel>(own->label), lexicon_.where(own->entry));
    TokenIndex at = match.head;
    for (int depth = 0; depth < 6; ++depth) {
      const TokenIndex above = text_[at].head;
      if (!above.valid()) break;
      const TokenIndex first = tree::first_conjunct(text_, at);
      if (first != at) {  // coordination shares what stands over its first member
        if (!own_tense(at)) clause(first, false);
        at = first;
        continue;
      }
      if (const PatternMatch* frame = frame_over(at)) {
        if (!ends_what_goes_on(*frame, at)) apply(static_cast<FrameLabel>(frame->label), lexicon_.where(frame->entry));
        clause(frame->head, false);
        at = frame->head;
        continue;
      }
      if (takes_status_of(at, above)) {
        clause(above, false);
        at = above;
        continue;
      }
      if (conditional_mark(at)) set(EventStatus::kConditional, "stands under \"if\" or \"whether\"");
      break;
    }
    return reading_;
  }

 private:
  // "Wants to become a member", "a law that would let the state deport them", "will travel to hold talks", "plans to
  // impose a curfew", "announced $5 million in aid": what stands above says whether it has happened.
  bool takes_status_of(TokenIndex t, TokenIndex above) const {
    static constexpr std::array<std::string_view, 9> kLets{"allow",  "become", "empower", "enable", "let",
                                                           "permit", "remain", "seem",    "stay"};
    const std::string_view verb = text_[above].lemma;
    switch (text_[t].deprel) {
      case Deprel::kXcomp: return listed(kLets, verb);
      case Deprel::kAdvcl: {
        const TokenIndex mark = tree::child_with(text_, t, Deprel::kMark);
        const bool aim = mark.valid() && text_[mark].lemma == "to" && text_[t].xpos == Xpos::kVB;
        return aim && (type_ == EventType::kConsult || quad_of(type_) == Quad::kMaterialConflict);
      }
      case Deprel::kObj: return tree::is_nominal(text_[t]) && performs(verb);
      case Deprel::kNmod: return text_[above].upos == Upos::kNum || carries(verb);
      default: return false;
    }
  }

  // "To stop Russia's aggression", "ended the war": it is going on, or was.
  bool ends_what_goes_on(const PatternMatch& frame, TokenIndex t) const {
    if (static_cast<FrameLabel>(frame.label) != FrameLabel::kNegated || !tree::is_nominal(text_[t])) return false;
    const std::string_view verb = text_[frame.head].lemma;
    return quad_of(type_) == Quad::kMaterialConflict && (verb == "stop" || verb == "end" || verb == "halt" || verb == "cease");
  }

  // The frame that governs `t`: its verb is the head of `t`, or of the words between ("stopped short of recognising").
  const PatternMatch* frame_over(TokenIndex t) const {
    int steps = 0;
    for (TokenIndex above = text_[t].head; above.valid() && steps < 3; above = text_[above].head, ++steps) {
      const PatternMatch* frame = match_of(layers_, above, PatternKind::kFrame);
      if (frame != nullptr && frame->complement == t) return frame;
    }
    return nullptr;
  }

  // Later readings do not overrule stronger ones: denied, then conditional, then wanted or planned.
  void set(EventStatus status, std::string why) {
    const auto rank = [](EventStatus s) {
      switch (s) {
        case EventStatus::kNegated: return 3;
        case EventStatus::kConditional: return 2;
        case EventStatus::kActual: return 0;
        default: return 1;
      }
    };
    if (rank(status) <= rank(reading_.status)) return;
    reading_ = {status, std::move(why)};
  }

  void apply(FrameLabel label, const std::string& rule) {
    switch (label) {
      case FrameLabel::kPlanned: return set(EventStatus::kPlanned, rule);
      case FrameLabel::kCalledFor: return set(EventStatus::kCalledFor, rule);
      case FrameLabel::kConditional: return set(EventStatus::kConditional, rule);
      case FrameLabel::kNegated: return set(EventStatus::kNegated, rule);
      case FrameLabel::kAnnounced:
        if (carried_out(type_)) set(EventStatus::kPlanned, rule);
        return;
      case FrameLabel::kActual:
      case FrameLabel::kSame: return;
    }
  }

  void modifiers(TokenIndex noun) {
    for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun); ++c) {
      if (text_[*c].deprel != Deprel::kAmod) continue;
      std::string form(text_[*c].form);
      std::transform(form.begin(), form.end(), form.begin(),
                     [](char ch) { return ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch + 32) : ch; });
      if (listed(kPlannedAdjectives, form)) set(EventStatus::kPlanned, "\"" + form + "\"");
      if (listed(kConditionalAdjectives, form)) set(EventStatus::kConditional, "\"" + form + "\"");
      if (listed(kNegatedAdjectives, form)) set(EventStatus::kNegated, "\"" + form + "\"");
    }
  }

  bool own_tense(TokenIndex t) const {
    return tree::has_child(text_, t, Deprel::kAux) || tree::has_child(text_, t, Deprel::kAuxPass) || text_[t].xpos == Xpos::kVBD ||
           text_[t].xpos == Xpos::kVBZ;
  }

  // "revealed that the envoy would tour": the future as it was told.
  bool reported_in_past(TokenIndex verb) const {
    const TokenIndex above = text_[verb].head;
    return text_[verb].deprel == Deprel::kCcomp && above.valid() && (text_[above].xpos == Xpos::kVBD || text_[above].xpos == Xpos::kVBN);
  }

  bool conditional_mark(TokenIndex t) const {
    const TokenIndex mark = tree::child_with(text_, t, Deprel::kMark);
    return mark.valid() && (text_[mark].lemma == "if" || text_[mark].lemma == "unless" || text_[mark].lemma == "whether");
  }

  void clause(TokenIndex verb, bool expects_negation) {
    if (!expects_negation && tree::negated(text_, verb)) set(EventStatus::kNegated, "negated");
    if (conditional_mark(verb)) set(EventStatus::kConditional, "stands under \"if\" or \"whether\"");
    for (const TokenIndex* c = text_.children_begin(verb); c != text_.children_end(verb); ++c) {
      if (text_[*c].deprel != Deprel::kAux) continue;
      const std::string_view modal = text_[*c].lemma;
      // "Will continue to press for": does so already.
      if (modal == "will" && text_[verb].lemma == "continue") continue;
      if (modal == "will" || modal == "shall" || modal == "'ll" || modal == "wo") set(EventStatus::kPlanned, "\"will\"");
      if (modal == "may" || modal == "might" || modal == "could" || modal == "can" || (modal == "would" && !reported_in_past(verb)))
        set(EventStatus::kConditional, "modal \"" + std::string(modal) + "\"");
      if (modal == "would" && reported_in_past(verb)) set(EventStatus::kPlanned, "\"would\" in a report of the past");
      if (modal == "should" || modal == "must" || modal == "ought") set(EventStatus::kCalledFor, "modal \"" + std::string(modal) + "\"");
    }
    // Headline future: "Russia to send troops"; trees hang it on the noun.
    const TokenIndex mark = tree::child_with(text_, verb, Deprel::kMark);
    const TokenIndex above = text_[verb].head;
    const bool on_root =
        text_[verb].deprel == Deprel::kRoot || (text_[verb].deprel == Deprel::kAcl && text_[above].deprel == Deprel::kRoot &&
                                                text_[above].upos == Upos::kPropn && !tree::has_child(text_, above, Deprel::kCop));
    const bool headline = on_root && mark.valid() && text_[mark].lemma == "to" && text_[verb].xpos == Xpos::kVB;
    if (headline) set(EventStatus::kPlanned, "infinitive of a headline");
  }

  const Layers& layers_;
  const Text& text_;
  const lexicon::Lexicon& lexicon_;
  StatusReading reading_;
  EventType type_ = EventType::kConsult;  // of actions
};

}  // namespace

StatusReading status_of(const Layers& layers, const lexicon::Lexicon& lexicon, const PatternMatch& match) {
  return StatusReader(layers, lexicon).read(match);
}

}  // namespace demarche::events
