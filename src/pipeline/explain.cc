#include "pipeline/explain.h"

#include <fmt/format.h>

namespace demarche::pipeline {

namespace {

void tree_of(const Text& text, const Sentence& sentence, std::string* out) {
  for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end; t = t.next()) {
    const Token& token = text[t];
    const uint32_t own = t.value - sentence.tokens.begin.value + 1;
    const uint32_t head = token.head.valid() ? token.head.value - sentence.tokens.begin.value + 1 : 0;
    *out += fmt::format("  {:>3} {:<18} {:<18} {:<6} {:<5} -> {:>3} {}\n", own, token.form, token.lemma, name_of(token.upos),
                        name_of(token.xpos), head, name_of(token.deprel));
  }
}

void side(const char* name, const std::vector<Participant>& list, std::string* out) {
  for (const Participant& p : list) *out += fmt::format("    {} {} [{}] {}\n", name, p.text, p.code, p.actor);
}

void event(const Event& e, std::string* out) {
  *out += fmt::format("  {}{}{} \"{}\" cameo {} goldstein {} status {} confidence {:.2f}\n    rule {}\n", name_of(e.type),
                      e.mode.empty() ? "" : "/", e.mode, e.trigger.text, e.cameo, e.goldstein, name_of(e.status), e.confidence, e.rule);
  side("source", e.source, out);
  side("target", e.target, out);
  if (e.speaker) *out += fmt::format("    speaker {} [{}]\n", e.speaker->text, e.speaker->code);
  if (!e.date.empty()) *out += fmt::format("    date {}\n", e.date);
  if (e.place) *out += fmt::format("    place {} {} {}\n", e.place->name, e.place->country, e.place->precision);
  for (const std::string& why : e.why) *out += fmt::format("    {}\n", why);
}

}  // namespace

std::string explanation(const Annotation& annotation, const std::vector<lexicon::PatternTrial>& trials, const lexicon::Lexicon& lexicon,
                        const CodedDocument& coded, const std::vector<EventCandidate>& unsure) {
  const Text& text = annotation.text;
  std::string out;
  for (const Sentence& sentence : text.sentences) {
    out += fmt::format("sentence {}\n", sentence.span.in(text.bytes));
    tree_of(text, sentence, &out);
    for (const ActorMention& m : annotation.actors) {
      if (!sentence.span.contains(m.span)) continue;
      for (const ActorCode& c : m.codes) {
        out += fmt::format("  actor {} [{}] {} {}\n", m.span.in(text.bytes), c.code, c.actor, lexicon.where(c.entry));
      }
    }
    for (const TimeMention& t : annotation.times) {
      if (sentence.span.contains(t.span)) out += fmt::format("  time {} = {} ({})\n", t.span.in(text.bytes), t.edtf, t.why);
    }
    for (const PlaceMention& p : annotation.places) {
      if (sentence.span.contains(p.span)) out += fmt::format("  place {} = {} {} {}\n", p.span.in(text.bytes), p.name, p.country, p.why);
    }
    for (const lexicon::PatternTrial& trial : trials) {
      if (!sentence.tokens.contains(trial.head)) continue;
      out += fmt::format("  tried {} on \"{}\": {}\n", lexicon.where(lexicon.patterns().pattern(trial.pattern).entry),
                         text[trial.head].form, trial.matched ? "matches" : trial.reason);
    }
    for (const Event& e : coded.events) {
      if (e.sentence == sentence.span) event(e, &out);
    }
    for (const EventCandidate& c : unsure) {
      if (c.event.sentence != sentence.span) continue;
      out += "  too unsure to be recorded:\n";
      event(c.event, &out);
    }
    for (const Relation& r : coded.relations) {
      if (r.sentence != sentence.span) continue;
      out += fmt::format("  relation {} {} [{}] -> {} {} {} {}\n", name_of(r.relation), r.subject.text, r.subject.code,
                         r.object ? r.object->code : "-", r.role, r.start.empty() && r.end.empty() ? "" : r.start + "/" + r.end, r.rule);
    }
    for (const Stance& s : coded.stances) {
      if (s.sentence == sentence.span)
        out += fmt::format("  stance {} {} [{}] -> {} {}\n", name_of(s.attitude), s.holder.text, s.holder.code, s.object.text, s.rule);
    }
  }
  return out;
}

}  // namespace demarche::pipeline
