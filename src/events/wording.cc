#include "events/wording.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche::events {

namespace {

constexpr uint32_t kNear = 25;  // tokens on either side
// Weights of all evidence are held small alike in training; the numbers of a mean vector are small themselves.
constexpr float kLoudness = 2.5f;

bool tells_something(const Token& token) {
  switch (token.upos) {
    case Upos::kNoun:
    case Upos::kPropn:
    case Upos::kVerb:
    case Upos::kAdj:
    case Upos::kAdv: return true;
    default: return false;
  }
}

// Adds vectors and divides by how many there were.
class Mean {
 public:
  explicit Mean(const RelateModel& model) : model_(model), sum_(model.dimensions(), 0.0f) {}

  void add(const Token& token) {
    if (tells_something(token) && model_.add_vector(utf8::lower(token.form), sum_)) ++count_;
  }
  std::vector<float> take() {
    for (float& x : sum_) x *= count_ == 0 ? 0 : kLoudness / static_cast<float>(count_);
    return std::move(sum_);
  }

 private:
  const RelateModel& model_;
  std::vector<float> sum_;
  size_t count_ = 0;
};

}  // namespace

Wording wording_of(const Text& text, const Built& built, const RelateModel& model) {
  Mean trigger(model), around(model);
  const TokenIndex head = built.match->head;
  const TokenSpan sentence = text.sentences[text[head].sentence.value].tokens;
  const uint32_t begin = std::max(sentence.begin.value, head.value - std::min(head.value, kNear));
  const uint32_t end = std::min(sentence.end.value, head.value + kNear + 1);
  for (uint32_t t = begin; t < end; ++t) {
    const Token& token = text.tokens[t];
    (built.event.trigger.span.overlaps(token.span) ? trigger : around).add(token);
  }
  return {trigger.take(), around.take()};
}

}  // namespace demarche::events
