#include "events/sayings.h"

#include <algorithm>

#include "events/clauses.h"

namespace demarche::events {

namespace {

constexpr uint32_t kSpeechReach = 6;  // sentences

bool same_voice(const std::vector<Participant>& a, const std::vector<Participant>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& p) {
    return std::any_of(b.begin(), b.end(), [&](const Participant& q) {
      return !p.code.empty() && p.code == q.code && (p.actor.empty() || q.actor.empty() || p.actor == q.actor);
    });
  });
}

}  // namespace

Sayings::Sayings(const Layers& layers, const MentionIndexer& mentions) : layers_(layers), text_(layers.annotation.text) {
  for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
    const TokenIndex t(i);
    if (!speech(t) || !tree::is_verb(text_[t]) || quoted(text_, t)) continue;
    sayings_.push_back({t, mentions.participants(tree::clause_of(text_, t).doers)});
  }
}

bool Sayings::speech(TokenIndex t) const { return layers_.match_at[t.value][static_cast<size_t>(lexicon::PatternKind::kSpeech)] >= 0; }

TokenIndex Sayings::reported_by(TokenIndex trigger) const {
  TokenIndex below = trigger;
  for (TokenIndex above = text_[below].head; above.valid(); below = above, above = text_[above].head) {
    const Deprel r = text_[below].deprel;
    if ((r == Deprel::kCcomp || r == Deprel::kParataxis || r == Deprel::kDep) && speech(above)) return above;
  }
  for (TokenIndex t = trigger; t.valid(); t = text_[t].head) {
    for (const TokenIndex* c = text_.children_begin(t); c != text_.children_end(t); ++c) {
      if (text_[*c].deprel == Deprel::kParataxis && speech(*c) && !tree::dominates(text_, *c, trigger)) return *c;
    }
  }
  const uint32_t at = text_[trigger].span.begin;
  const auto quotation = std::find_if(text_.quotations.begin(), text_.quotations.end(),
                                      [&](const Quotation& q) { return q.span.begin <= at && at < q.span.end; });
  if (quotation == text_.quotations.end()) return TokenIndex();
  for (const Saying& saying : sayings_) {
    const ByteSpan sentence = text_[text_[saying.verb].sentence].span;
    if (sentence.begin < quotation->span.end && sentence.end > quotation->span.begin) return saying.verb;
  }
  return TokenIndex();
}

std::optional<Dated> Sayings::date_of(TokenIndex report) const {
  int32_t time = layers_.time_at[report.value];
  // "said, while addressing the press yesterday".
  for (const TokenIndex* c = text_.children_begin(report); c != text_.children_end(report) && time < 0; ++c) {
    if (text_[*c].deprel == Deprel::kAdvcl && text_[*c].xpos == Xpos::kVBG) time = layers_.time_on[c->value];
  }
  if (time < 0) return std::nullopt;
  const TimeMention& mention = layers_.annotation.times[static_cast<size_t>(time)];
  return Dated{mention.edtf, mention.span, "date: of the saying (" + mention.why + ")"};
}

std::optional<Dated> Sayings::speech_that_goes_on(TokenIndex trigger, const std::vector<Participant>& voice) const {
  const uint32_t here = text_[trigger].sentence.value;
  for (auto it = sayings_.rbegin(); it != sayings_.rend(); ++it) {
    const uint32_t there = text_[it->verb].sentence.value;
    if (there > here) continue;
    if (here > there + kSpeechReach) break;
    if (!same_voice(it->who, voice)) {
      // Its own reporting verb may stand in the sentence ("he said", where "he" is unknown).
      if (there == here || it->who.empty()) continue;
      break;
    }
    if (std::optional<Dated> dated = date_of(it->verb)) return dated;
  }
  return std::nullopt;
}

}  // namespace demarche::events
