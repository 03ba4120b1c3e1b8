#include "actors/hits.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche::actors {

namespace {

using lexicon::NameLink;

constexpr std::string_view kOnce = "ex-";

bool proper(const Token& t) { return t.upos == Upos::kPropn; }

}  // namespace

// Walks the text once and takes the longest phrase at each token.
class HitFinder {
 public:
  HitFinder(const Text& text, const lexicon::ActorTables& tables, ActorScratch* scratch) : text_(text), tables_(tables), s_(scratch) {}

  void run() {
    const auto n = static_cast<uint32_t>(text_.tokens.size());
    s_->keys.resize(n);
    for (uint32_t i = 0; i < n; ++i) s_->keys[i] = lexicon::name_key(text_.tokens[i].form);
    s_->hits.clear();
    s_->hit_at.assign(n, -1);
    for (const Sentence& sentence : text_.sentences) {
      for (uint32_t i = sentence.tokens.begin.value; i < sentence.tokens.end.value;) i = step(i, sentence.tokens.end.value);
    }
  }

 private:
  // Takes the phrase that begins here, if there is one; gives where to go on.
  uint32_t step(uint32_t i, uint32_t end) {
    Hit hit = longest_at(i, end);
    // "The Guardian Council" is no newspaper: what begins after the article and reaches further is meant.
    if (hit.tokens.size() > 1 && s_->keys[i] == "the") {
      const Hit inner = longest_at(i + 1, end);
      if (inner.tokens.end > hit.tokens.end) hit = inner;
    }
    if (hit.tokens.empty()) return i + 1;
    const bool nobody = hit.names.empty() && hit.agent == nullptr;
    for (uint32_t t = hit.tokens.begin.value; t < hit.tokens.end.value; ++t) {
      s_->hit_at[t] = nobody ? kNoActor : static_cast<int32_t>(s_->hits.size());
    }
    if (nobody) return hit.tokens.end.value;
    s_->hits.push_back(hit);
    return hit.tokens.end.value;
  }

  // Names nobody if it is a phrase that looks like an actor and is none; empty if no phrase begins here.
  Hit longest_at(uint32_t i, uint32_t end) {
    const std::string lemma_key = lexicon::name_key(text_.tokens[i].lemma);
    const uint32_t longest = std::max({tables_.longest_from(s_->keys[i]), tables_.longest_from(lemma_key), longest_after_ex(s_->keys[i])});
    for (uint32_t length = std::min(longest, end - i); length > 0; --length) {
      Hit hit{{TokenIndex(i), TokenIndex(i + length)}, {}, nullptr};
      if (tables_.is_not_actor(phrase(i, length, false))) return hit;
      hit.names = names_at(i, length);
      if (hit.names.empty()) hit.agent = agent_at(i, length);
      if (!hit.names.empty() || hit.agent != nullptr) return hit;
    }
    return {};
  }

  // Keys joined by blanks; with `singular` the last token is its lemma.
  std::string_view phrase(uint32_t i, uint32_t length, bool singular) {
    s_->phrase.clear();
    for (uint32_t t = i; t < i + length; ++t) {
      if (t > i) s_->phrase.push_back(' ');
      s_->phrase += singular && t + 1 == i + length ? lexicon::name_key(text_.tokens[t].lemma) : s_->keys[t];
    }
    return s_->phrase;
  }

  std::span<const NameLink> names_at(uint32_t i, uint32_t length) {
    const auto links = tables_.find(phrase(i, length, false));
    if (links.empty()) return {};
    const std::string_view form = text_.tokens[i].form;
    if (std::none_of(links.begin(), links.end(), [&](const NameLink& l) { return lexicon::written_as(l.capitalised, form); })) return {};
    // "THE SCHEDULE IS SUBJECT TO CHANGE": a word of grammar in a headline of capitals.
    const Upos part = text_.tokens[i].upos;
    const bool grammar = part == Upos::kAux || part == Upos::kAdp || part == Upos::kDet || part == Upos::kCconj || part == Upos::kPart;
    if (length == 1 && grammar && in_capitals(i)) return {};
    // "Michael Jordan": the last name of somebody, not the country.
    const bool state = tables_.actor(links.front().actor).kind == lexicon::ActorKind::kState;
    if (state && length == 1 && i > 0 && proper(text_.tokens[i]) && proper(text_.tokens[i - 1]) && s_->hit_at[i - 1] < 0 &&
        text_.tokens[i - 1].sentence == text_.tokens[i].sentence && text_.tokens[i].deprel == Deprel::kFlat) {
      return {};
    }
    // "Thames Valley Police": a word of a longer name, not a capital.
    const bool capital = length == 1 && links.front().form == lexicon::NameForm::kCapital && i > 0;
    if (capital && proper(text_.tokens[i - 1]) && s_->hit_at[i - 1] < 0 && text_.tokens[i - 1].sentence == text_.tokens[i].sentence &&
        text_.tokens[i - 1].deprel == Deprel::kCompound && text_.tokens[i].deprel == Deprel::kCompound) {
      return {};
    }
    return links;
  }

  // A word of capitals beside another one.
  bool in_capitals(uint32_t i) const {
    const auto capitals = [&](uint32_t t) {
      const std::string_view form = text_.tokens[t].form;
      return text_.tokens[t].sentence == text_.tokens[i].sentence && form.size() > 1 &&
             std::all_of(form.begin(), form.end(), [](char c) { return utf8::ascii_upper(c); });
    };
    return (i > 0 && capitals(i - 1)) || (i + 1 < text_.tokens.size() && capitals(i + 1));
  }

  const lexicon::AgentNoun* agent_at(uint32_t i, uint32_t length) {
    const Token& last = text_.tokens[i + length - 1];
    // "Arrested the accused": a participle with an article that is an argument.
    const bool participle = last.xpos == Xpos::kVBN && i > 0 && text_.tokens[i - 1].upos == Upos::kDet &&
                            (last.deprel == Deprel::kObj || last.deprel == Deprel::kNsubj || last.deprel == Deprel::kObl);
    const bool noun = last.upos == Upos::kNoun || last.upos == Upos::kPropn || last.upos == Upos::kAdj || length > 1 || participle;
    if (!noun) return nullptr;
    for (const bool singular : {false, true}) {
      const std::string_view words = phrase(i, length, singular);
      const lexicon::AgentNoun* agent = tables_.find_agent(words);
      if (agent != nullptr) return lexicon::written_as(agent->capitalised, text_.tokens[i].form) ? agent : nullptr;
      if (words.starts_with(kOnce)) return tables_.find_agent("former " + std::string(words.substr(kOnce.size())));
    }
    return nullptr;
  }

  // "ex-minister" is listed as "former minister"; the phrase that it begins is as long as that of "minister".
  uint32_t longest_after_ex(std::string_view key) const {
    return key.starts_with(kOnce) ? tables_.longest_from(key.substr(kOnce.size())) : 0;
  }

  const Text& text_;
  const lexicon::ActorTables& tables_;
  ActorScratch* s_;
};

void find_hits(const Text& text, const lexicon::ActorTables& tables, ActorScratch* scratch) { HitFinder(text, tables, scratch).run(); }

}  // namespace demarche::actors
