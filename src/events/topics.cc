#include "events/topics.h"

#include <algorithm>
#include <array>

namespace demarche::events {

namespace {

constexpr std::array<std::string_view, 7> kTopicPrepositions{"about", "on", "over", "regarding", "concerning", "around", "upon"};
constexpr std::array<std::string_view, 6> kAims{"objective", "aim", "purpose", "goal", "point", "object"};

template <size_t N>
bool listed(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Quote quote_of(const Text& text, TokenSpan tokens) {
  const ByteSpan span = text.span_of(tokens);
  return {span, std::string(span.in(text.bytes))};
}

bool is_time(const Annotation& annotation, TokenIndex t) {
  return std::any_of(annotation.times.begin(), annotation.times.end(), [&](const TimeMention& m) { return m.tokens.contains(t); });
}

bool including(std::string_view lemma) { return lemma == "include" || lemma == "including"; }

// Speech acts: the infinitive under them is what is asked or promised, no aim.
bool swallows(EventType type) {
  return type == EventType::kRequest || type == EventType::kAgree || type == EventType::kThreaten || type == EventType::kReject;
}

// An aim without what a comma and a participle add to it (", showcasing ...").
TokenSpan aim_of(const Text& text, TokenIndex verb) {
  TokenSpan span = tree::phrase_of(text, verb, true);
  for (const TokenIndex* c = text.children_begin(verb); c != text.children_end(verb); ++c) {
    const bool added =
        text[*c].deprel == Deprel::kAdvcl && text[*c].xpos == Xpos::kVBG && *c > verb && text.tokens[c->value - 1].form == ",";
    if (added && span.contains(*c)) span.end = TokenIndex(c->value - 1);
  }
  return span;
}

// The phrase and its conjuncts, or those after "including" inside it.
void add_topics(const Text& text, TokenIndex phrase, std::vector<Quote>* out) {
  tree::TokenList heads;
  for (const TokenIndex* c = text.children_begin(phrase); c != text.children_end(phrase); ++c) {
    const TokenIndex marker = tree::marker_of(text, *c);
    if (marker.valid() && including(text[marker].lemma)) tree::with_conjuncts(text, *c, &heads);
  }
  if (heads.empty()) tree::with_conjuncts(text, phrase, &heads);
  for (const TokenIndex t : heads) out->push_back(quote_of(text, tree::phrase_of(text, t)));
}

// "to promote", "in order to promote", "so as to promote".
bool infinitive(const Text& text, TokenIndex t) {
  if (!tree::is_verb(text[t]) || t.value == 0) return false;
  for (const TokenIndex* c = text.children_begin(t); c != text.children_end(t) && *c < t; ++c) {
    if (text[*c].deprel == Deprel::kMark && (text[*c].lemma == "to" || text.tokens[t.value - 1].form == "to")) return true;
  }
  return false;
}

// Things in a place: the place belongs to what is talked about ("the war in Ukraine"), not to the talking.
constexpr std::array<std::string_view, 14> kSituations{"ceasefire",   "conflict", "crackdown", "crisis",    "coup",
                                                       "development", "election", "fighting",  "situation", "tension",
                                                       "transition",  "unrest",   "violence",  "war"};

// What is discussed, without the partner ("the hostages with the minister"), with the place of a situation.
TokenSpan discussed(const Text& text, TokenIndex verb, TokenIndex topic) {
  TokenSpan span = tree::phrase_of(text, topic);
  for (const TokenIndex* c = text.children_begin(topic); c != text.children_end(topic); ++c) {
    const TokenIndex marker = tree::marker_of(text, *c);
    if (marker.valid() && text[marker].lemma == "with" && span.contains(marker)) span.end = marker;
  }
  if (!listed(kSituations, text[topic].lemma)) return span;
  for (const TokenIndex* c = text.children_begin(verb); c != text.children_end(verb); ++c) {
    const TokenIndex marker = tree::marker_of(text, *c);
    if (text[*c].deprel == Deprel::kObl && marker == span.end && text[marker].lemma == "in") span.end = tree::phrase_of(text, *c).end;
  }
  return span;
}

}  // namespace

std::vector<Quote> topics_of(const Layers& layers, const lexicon::PatternMatch& match, EventType type) {
  const Text& text = layers.annotation.text;
  std::vector<Quote> topics;
  const bool talks = type == EventType::kConsult || type == EventType::kAgree || type == EventType::kCooperate;
  if (!talks) return topics;
  tree::TokenList anchors;
  anchors.push(match.head);
  for (const TokenIndex t : match.words) anchors.push(t);
  anchors.push(match.support);
  std::vector<Quote> included;  // trees often hang "including ..." on the verb
  for (const TokenIndex anchor : anchors) {
    for (const TokenIndex* c = text.children_begin(anchor); c != text.children_end(anchor); ++c) {
      const Deprel r = text[*c].deprel;
      const TokenIndex marker = tree::marker_of(text, *c);
      if (marker.valid() && including(text[marker].lemma)) add_topics(text, *c, &included);
      const bool phrase = (r == Deprel::kObl || r == Deprel::kNmod) && marker.valid() && listed(kTopicPrepositions, text[marker].lemma);
      if (phrase && !is_time(layers.annotation, *c)) add_topics(text, *c, &topics);
    }
  }
  if (!topics.empty() && !included.empty()) return included;
  const bool discussing = type == EventType::kConsult && tree::is_verb(text[match.head]);
  for (const TokenIndex t : match.others) {
    const Deprel r = text[t].deprel;
    if (!discussing || r != Deprel::kObj) continue;
    tree::TokenList members;
    tree::with_conjuncts(text, t, &members);
    if (members.size() > 1) {
      add_topics(text, t, &topics);
    } else {
      topics.push_back(quote_of(text, discussed(text, match.head, t)));
    }
  }
  return topics;
}

std::optional<Quote> purpose_of(const Layers& layers, const lexicon::PatternMatch& match) {
  const Text& text = layers.annotation.text;
  for (const TokenIndex anchor : {match.support, match.head}) {
    if (!anchor.valid()) continue;
    for (const TokenIndex* c = text.children_begin(anchor); c != text.children_end(anchor); ++c) {
      const Deprel r = text[*c].deprel;
      // A verb that has its object already governs no infinitive: "visited Paris to sign".
      const bool adverbial =
          r == Deprel::kAdvcl || r == Deprel::kAcl || (r == Deprel::kXcomp && tree::has_child(text, anchor, Deprel::kObj));
      const bool aim = adverbial && *c > anchor && infinitive(text, *c);
      const bool governed = *c == match.complement && swallows(static_cast<EventType>(match.label));
      if (aim && !governed && !match.words.has(*c)) return quote_of(text, aim_of(text, *c));
    }
  }
  const TokenIndex above = text[match.head].head;
  // "The talks are aimed at ending the dispute".
  if (above.valid() && (text[above].lemma == "aim" || text[above].lemma == "design" || text[above].lemma == "intend")) {
    for (const TokenIndex* c = text.children_begin(above); c != text.children_end(above); ++c) {
      const TokenIndex marker = tree::marker_of(text, *c);
      const bool gerund = marker.valid() && text[marker].lemma == "at" && text[*c].xpos == Xpos::kVBG;
      if (*c > above && (gerund || infinitive(text, *c))) return quote_of(text, aim_of(text, *c));
    }
  }
  if (!above.valid() || text[match.head].deprel != Deprel::kNmod || !listed(kAims, text[above].lemma)) return std::nullopt;
  const TokenIndex predicate = text[above].head;
  if (!predicate.valid()) return std::nullopt;
  if (infinitive(text, predicate)) return quote_of(text, aim_of(text, predicate));
  for (const TokenIndex* c = text.children_begin(predicate); c != text.children_end(predicate); ++c) {
    if (infinitive(text, *c)) return quote_of(text, aim_of(text, *c));
  }
  return std::nullopt;
}

}  // namespace demarche::events
