#include "events/passages.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace demarche::events {

namespace {

// Who can do an act of international affairs: states, their officials and forces, organisations, rebels.
bool is_power(std::string_view code) {
  if (code.empty()) return false;
  if (code.starts_with("IGO:")) return true;
  const size_t colon = code.find(':');
  if (colon == std::string_view::npos) return true;
  static constexpr std::array<std::string_view, 9> kPowers{"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP", "REB", "UAF"};
  return std::find(kPowers.begin(), kPowers.end(), code.substr(colon + 1)) != kPowers.end();
}

// A few sentences do not tell what a report is about: it counts as if it had this many more, with powers in them.
constexpr double kPrior = 3;

}  // namespace

Passages::Passages(const Annotation& annotation) : sentences_(annotation.text.sentences.size()) {
  const Text& text = annotation.text;
  for (const ActorMention& mention : annotation.actors) {
    if (mention.form == MentionForm::kPronoun) continue;
    Traits& traits = sentences_[text[mention.head].sentence.value];
    traits.power =
        traits.power || std::any_of(mention.codes.begin(), mention.codes.end(), [](const ActorCode& c) { return is_power(c.code); });
  }
  for (const Token& token : text.tokens) {
    Traits& traits = sentences_[token.sentence.value];
    traits.talk = traits.talk || token.form == "?";
    if (token.upos != Upos::kPron) continue;
    const bool personal = token.lemma == "i" || token.lemma == "I" || token.lemma == "my" || token.lemma == "me";
    traits.personal = traits.personal || personal;
    traits.talk = traits.talk || personal || token.lemma == "you" || token.lemma == "your";
  }
  if (sentences_.empty()) return;
  const double all = static_cast<double>(sentences_.size());
  const double powers = static_cast<double>(std::count_if(sentences_.begin(), sentences_.end(), [](const Traits& t) { return t.power; }));
  powers_ = (powers + kPrior) / (all + kPrior);
  talk_ = static_cast<double>(std::count_if(sentences_.begin(), sentences_.end(), [](const Traits& t) { return t.talk; })) / all;
}

bool Passages::power_near(SentenceIndex s) const {
  if (sentences_.size() < static_cast<size_t>(kPrior)) return true;
  const size_t from = s.value > 0 ? s.value - 1 : 0, to = std::min<size_t>(s.value + 1, sentences_.size() - 1);
  for (size_t i = from; i <= to; ++i) {
    if (sentences_[i].power) return true;
  }
  return false;
}

}  // namespace demarche::events
