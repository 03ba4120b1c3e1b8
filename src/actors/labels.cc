#include "actors/labels.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche::actors {

namespace {

constexpr uint32_t kLongest = 8;  // words of a label
constexpr size_t kFewest = 2;     // labels of a transcript

bool capitals(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::any_of(form.begin(), form.end(), [](char c) { return utf8::ascii_upper(c); });
}

}  // namespace

std::vector<SpeakerLabel> find_labels(const Text& text) {
  std::vector<SpeakerLabel> labels;
  for (uint32_t s = 0; s < text.sentences.size(); ++s) {
    const Sentence& sentence = text.sentences[s];
    if (s > 0 && text.sentences[s - 1].paragraph == sentence.paragraph) continue;
    TokenIndex t = sentence.tokens.begin;
    // "MR. PRICE", "PRIME MINISTER KISHIDA", "QUESTION", "Q".
    while (t < sentence.tokens.end && t.value - sentence.tokens.begin.value < kLongest && (capitals(text[t].form) || text[t].form == "."))
      t = t.next();
    const bool label = t < sentence.tokens.end && text[t].form == ":" && t > sentence.tokens.begin;
    if (label) labels.push_back({s, TokenSpan{sentence.tokens.begin, t}});
  }
  if (labels.size() < kFewest) labels.clear();
  return labels;
}

const SpeakerLabel* label_of(const std::vector<SpeakerLabel>& labels, uint32_t sentence) {
  const auto after =
      std::upper_bound(labels.begin(), labels.end(), sentence, [](uint32_t s, const SpeakerLabel& l) { return s < l.sentence; });
  return after == labels.begin() ? nullptr : &*std::prev(after);
}

}  // namespace demarche::actors
