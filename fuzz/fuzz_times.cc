// Any bytes as a document with any tags and trees: times must lie in order inside the text, and what they resolve to must
// be dates that exist.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/edtf_days.h"
#include "base/tree.h"
#include "language/sentences.h"
#include "language/tokenizer.h"
#include "times/times.h"

namespace {

using namespace demarche;

void require(bool holds) {
  if (!holds) std::abort();
}

// Tokens and sentences by the language room; tags and heads by the input's own bytes. Heads point backwards, so that they
// are trees.
Text text_of(std::string_view bytes) {
  Text text;
  text.bytes = bytes;
  std::vector<language::RawToken> raw;
  language::tokenize(bytes, 0, &raw);
  std::vector<language::RawSentence> sentences;
  language::split_sentences(bytes, raw, {}, &sentences);
  for (const language::RawSentence& s : sentences) {
    Sentence sentence;
    sentence.tokens = s.tokens;
    sentence.root = s.tokens.begin;
    for (TokenIndex t = s.tokens.begin; t < s.tokens.end; t = t.next()) {
      Token token;
      token.span = raw[t.value].span;
      token.form = token.lemma = token.span.in(bytes);
      token.sentence = SentenceIndex(static_cast<uint32_t>(text.sentences.size()));
      const auto byte = static_cast<uint8_t>(bytes[(t.value * 7) % bytes.size()]);
      token.upos = static_cast<Upos>(byte % 17);
      token.xpos = static_cast<Xpos>(byte % 46);
      token.deprel = static_cast<Deprel>(byte % 46);
      if (t != s.tokens.begin) token.head = TokenIndex(s.tokens.begin.value + byte % (t.value - s.tokens.begin.value));
      text.tokens.push_back(token);
    }
    sentence.span = text.span_of(s.tokens);
    text.sentences.push_back(sentence);
  }
  tree::index_children(&text);
  return text;
}

void check(const Text& text, std::string_view date) {
  const std::vector<TimeMention> times = times::find_times(text, date);
  uint32_t last = 0;
  for (const TimeMention& t : times) {
    require(!t.tokens.empty() && t.tokens.begin.value >= last && t.tokens.end.value <= text.tokens.size());
    require(t.span.begin < t.span.end && t.span.end <= text.bytes.size() && !t.why.empty());
    last = t.tokens.end.value;
    if (t.edtf.empty()) continue;
    require(t.kind == TimeKind::kPoint || t.kind == TimeKind::kInterval);
    const DayRange days = days_of_edtf(t.edtf);
    require(!days.first.empty() || !days.last.empty());
  }
  const times::AttachedTimes attached = times::attach_times(text, times);
  require(attached.own.size() == text.tokens.size() && attached.clause.size() == text.tokens.size());
  for (const int32_t k : attached.clause) require(k >= -1 && k < static_cast<int32_t>(times.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Text text = text_of(bytes);
  for (const std::string_view date : {"2024-02-29", "0001-01-01", "9999-12-31", ""}) check(text, date);
  check(text, bytes.substr(0, 10));
  return 0;
}
