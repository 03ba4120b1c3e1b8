#include "events/speaker.h"

#include <algorithm>

namespace demarche::events {

namespace {

using lexicon::PatternKind;
using lexicon::PatternMatch;

class SpeakerFinder {
 public:
  SpeakerFinder(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions)
      : layers_(layers), text_(layers.annotation.text), lexicon_(lexicon), mentions_(mentions) {}

  std::optional<Participant> find(TokenIndex trigger, std::string* why) const {
    TokenIndex verb;
    if (auto said = from_tree(trigger, &verb)) return told(said, why, "what a verb of reporting governs, " + rule(verb));
    if (auto said = from_according(trigger)) return told(said, why, "\"according to\"");
    if (auto said = from_quotation(trigger, &verb)) return told(said, why, "the quotation around it, " + rule(verb));
    if (auto said = from_headline(trigger)) return told(said, why, "a name before a colon or after a dash");
    return std::nullopt;
  }

 private:
  static std::optional<Participant> told(const std::optional<Participant>& said, std::string* why, std::string rule) {
    *why = std::move(rule);
    return said;
  }

  std::string rule(TokenIndex verb) const {
    const PatternMatch* match = verb.valid() ? speech_at(verb) : nullptr;
    return match == nullptr ? std::string() : lexicon_.where(match->entry);
  }

  const PatternMatch* speech_at(TokenIndex t) const {
    const int32_t i = layers_.match_at[t.value][static_cast<size_t>(PatternKind::kSpeech)];
    return i < 0 ? nullptr : &layers_.matches[static_cast<size_t>(i)];
  }

  std::optional<Participant> subject_of(TokenIndex verb) const {
    const tree::Clause clause = tree::clause_of(text_, verb);
    const std::vector<Participant> who = mentions_.participants(clause.doers);
    if (who.empty()) return std::nullopt;
    return who.front();
  }

  // A reporting verb above the trigger whose complement holds it, or that is inserted beside it.
  std::optional<Participant> from_tree(TokenIndex trigger, TokenIndex* verb) const {
    TokenIndex below = trigger;
    for (TokenIndex above = text_[trigger].head; above.valid(); below = above, above = text_[above].head) {
      const Deprel relation = text_[below].deprel;
      const bool content = relation == Deprel::kCcomp || relation == Deprel::kParataxis || relation == Deprel::kDep;
      if (content && speech_at(above) != nullptr) {
        *verb = above;
        if (auto who = subject_of(above)) return who;
      }
      // "told reporters that ...": trees often hang the clause on the listener.
      const TokenIndex teller = text_[above].head;
      const bool listener = (text_[above].deprel == Deprel::kObj || text_[above].deprel == Deprel::kIobj) && teller.valid();
      if (relation == Deprel::kAclRelcl && listener && above.next().value < text_.tokens.size() && text_[above.next()].form == "that" &&
          speech_at(teller) != nullptr) {
        *verb = teller;
        if (auto who = subject_of(teller)) return who;
      }
    }
    // "Russia attacked the city, the minister said": the reporting verb hangs on the content.
    for (TokenIndex t = trigger; t.valid(); t = text_[t].head) {
      for (const TokenIndex* c = text_.children_begin(t); c != text_.children_end(t); ++c) {
        if (text_[*c].deprel == Deprel::kParataxis && speech_at(*c) != nullptr && *c != trigger && !tree::dominates(text_, *c, trigger)) {
          *verb = *c;
          if (auto who = subject_of(*c)) return who;
        }
      }
    }
    return std::nullopt;
  }

  std::optional<Participant> from_according(TokenIndex trigger) const {
    for (TokenIndex t = trigger; t.valid(); t = text_[t].head) {
      for (const TokenIndex* c = text_.children_begin(t); c != text_.children_end(t); ++c) {
        const TokenIndex marker = tree::marker_of(text_, *c);
        if (!marker.valid() || (text_[marker].lemma != "accord" && text_[marker].lemma != "according")) continue;
        tree::TokenList phrase;
        phrase.push(*c);
        const std::vector<Participant> who = mentions_.participants(phrase);
        if (!who.empty()) return who.front();
      }
    }
    return std::nullopt;
  }

  // Inside quotation marks: the reporting verb of the sentence, or of the next or last sentence of the same quotation.
  std::optional<Participant> from_quotation(TokenIndex trigger, TokenIndex* verb) const {
    const uint32_t at = text_[trigger].span.begin;
    const auto quotation = std::find_if(text_.quotations.begin(), text_.quotations.end(),
                                        [&](const Quotation& q) { return q.span.begin <= at && at < q.span.end; });
    if (quotation == text_.quotations.end() || quotation->span.size() < 25) return std::nullopt;
    const uint32_t own = text_[trigger].sentence.value;
    for (const int32_t offset : {0, -1, 1, -2}) {
      const int64_t s = int64_t{own} + offset;
      if (s < 0 || s >= static_cast<int64_t>(text_.sentences.size())) continue;
      const Sentence& sentence = text_.sentences[static_cast<size_t>(s)];
      for (uint32_t t = sentence.tokens.begin.value; t < sentence.tokens.end.value; ++t) {
        const bool outside = text_.tokens[t].span.begin < quotation->span.begin || text_.tokens[t].span.begin >= quotation->span.end;
        if (!outside || speech_at(TokenIndex(t)) == nullptr) continue;
        *verb = TokenIndex(t);
        if (auto who = subject_of(TokenIndex(t))) return who;
      }
    }
    return std::nullopt;
  }

  // "Zelensky: Russia bombed the port", "Russia bombed the port - Zelensky": a name and nothing else before a colon or
  // after a dash. A country or town there is where the news comes from.
  std::optional<Participant> from_headline(TokenIndex trigger) const {
    const TokenSpan sentence = text_.sentences[text_[trigger].sentence.value].tokens;
    for (const ActorMention& mention : layers_.annotation.actors) {
      if (mention.place_like || mention.form == MentionForm::kPronoun || mention.codes.front().code.empty()) continue;
      const TokenIndex next = mention.tokens.end;
      const bool before = mention.tokens.begin == sentence.begin && next < sentence.end && text_[next].form == ":" && trigger > next;
      const bool last = next == sentence.end || (next.next() == sentence.end && text_[next].upos == Upos::kPunct);
      const TokenIndex dash = mention.tokens.begin > sentence.begin ? TokenIndex(mention.tokens.begin.value - 1) : TokenIndex();
      const bool after = last && dash.valid() && trigger < dash && sentence.contains(trigger) && sentence.contains(dash) &&
                         (text_[dash].form == "-" || text_[dash].form == "–" || text_[dash].form == "—");
      if (before || after) return MentionIndexer::participants_of(mention, text_.bytes).front();
    }
    return std::nullopt;
  }

  const Layers& layers_;
  const Text& text_;
  const lexicon::Lexicon& lexicon_;
  const MentionIndexer& mentions_;
};

}  // namespace

std::optional<Participant> speaker_of(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions,
                                      TokenIndex trigger, std::string* why) {
  return SpeakerFinder(layers, lexicon, mentions).find(trigger, why);
}

}  // namespace demarche::events
