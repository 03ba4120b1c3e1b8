#include "actors/quoted.h"

#include <algorithm>
#include <array>

#include "base/tree.h"

namespace demarche::actors {

namespace {

bool says(std::string_view lemma) {
  static constexpr std::array<std::string_view, 44> kSays{
      "acknowledge", "add",      "admit",    "affirm",   "allege",  "announce", "answer",  "argue",     "ask",       "assert",  "claim",
      "comment",     "complain", "conclude", "continue", "declare", "demand",   "deny",    "emphasise", "emphasize", "explain", "insist",
      "joke",        "maintain", "note",     "observe",  "pledge",  "post",     "promise", "quote",     "reiterate", "remark",  "remind",
      "repeat",      "reply",    "respond",  "say",      "state",   "stress",   "tell",    "tweet",     "vow",       "warn",    "write"};
  return std::binary_search(kSays.begin(), kSays.end(), lemma);
}

// The draft whose head is the subject of a verb of saying among tokens [begin, end) outside the quotation; the nearest to it.
int32_t sayer_in(const Text& text, const std::vector<Draft>& drafts, uint32_t begin, uint32_t end, ByteSpan quote) {
  int32_t best = -1;
  uint32_t nearest = UINT32_MAX;
  for (size_t d = 0; d < drafts.size(); ++d) {
    const Draft& draft = drafts[d];
    const TokenIndex head = draft.mention.head;
    if (head.value < begin || head.value >= end || draft.mention.form == MentionForm::kAdjective) continue;
    if (text[head].span.begin >= quote.begin && text[head].span.begin < quote.end) continue;
    const TokenIndex first = tree::first_conjunct(text, head);
    const TokenIndex verb = text[first].head;
    if (text[first].deprel != Deprel::kNsubj || !verb.valid() || !says(text[verb].lemma)) continue;
    if (text[verb].span.begin >= quote.begin && text[verb].span.begin < quote.end) continue;
    const uint32_t at = text[verb].span.begin;
    const uint32_t distance = at < quote.begin ? quote.begin - at : at - quote.end;
    if (distance >= nearest) continue;
    nearest = distance;
    best = static_cast<int32_t>(d);
  }
  return best;
}

}  // namespace

int32_t speaker_of_quotation(const Text& text, const std::vector<Draft>& drafts, uint32_t byte) {
  constexpr int kQuotationsBack = 2;
  const auto holds = [&](const Quotation& q) { return q.span.begin <= byte && byte < q.span.end; };
  auto quotation = std::find_if(text.quotations.begin(), text.quotations.end(), holds);
  if (quotation == text.quotations.end()) return -1;
  const auto sentence_at = [&](uint32_t offset) {
    const auto after = std::upper_bound(text.sentences.begin(), text.sentences.end(), offset,
                                        [](uint32_t at, const Sentence& s) { return at < s.span.begin; });
    return static_cast<size_t>(after == text.sentences.begin() ? 0 : after - text.sentences.begin() - 1);
  };
  const uint32_t paragraph = text.sentences[sentence_at(quotation->span.begin)].paragraph;
  for (int step = 0; step <= kQuotationsBack; ++step) {
    const size_t first = sentence_at(quotation->span.begin), last = sentence_at(quotation->span.end - 1);
    const auto within = [&](size_t a, size_t b) {
      return sayer_in(text, drafts, text.sentences[a].tokens.begin.value, text.sentences[b].tokens.end.value, quotation->span);
    };
    int32_t found = within(first, last);
    if (found < 0 && first > 0) found = within(first - 1, first - 1);
    if (found < 0 && last + 1 < text.sentences.size() && text.sentences[last + 1].paragraph == paragraph)
      found = within(last + 1, last + 1);
    if (found >= 0) return found;
    if (quotation == text.quotations.begin()) return -1;
    --quotation;
    if (text.sentences[sentence_at(quotation->span.begin)].paragraph + 1 < paragraph) return -1;
  }
  return -1;
}

}  // namespace demarche::actors
