#include "times/times.h"

#include <algorithm>

#include "times/rules.h"

namespace demarche::times {

namespace {

constexpr int kFirstYear = 1, kLastYear = 9999;

// Words in front of a moment that say how it is meant and are no part of it.
uint32_t introduction(const Reader& r, uint32_t i, const Expression& e) {
  if (e.rule == "since" || e.rule == "after" || e.rule == "about") return 1;
  if (e.rule == "deadline") return r.any(i, {"no", "not"}) ? 3 : 1;
  if (e.rule == "range") return r.any(i, {"from", "between"}) ? 1 : 0;
  return e.rule == "within" ? 1 : 0;
}

// "date 2024-02-28", or a line that is nothing but a date, at the start of a document: it dates the document, not its events.
uint32_t document_date_length(const Reader& r, const Sentence& sentence) {
  if (sentence.tokens.begin.value != 0) return 0;
  const bool named = r.is(0, "date");
  const Expression e = moment_at(r, named ? 1 : 0);
  if (e.length == 0 || !e.moment || e.moment->grain != Grain::kDay || !(named || e.length == r.end())) return 0;
  return e.length + (named ? 1 : 0);
}

bool writable(const Moment& m) { return m.first.year >= kFirstYear && m.last.year <= kLastYear && m.first <= m.last; }

TimeMention mention_of(const Text& text, TokenSpan tokens, const Expression& e) {
  TimeMention mention;
  mention.tokens = tokens;
  mention.span = text.span_of(tokens);
  mention.kind = e.kind;
  mention.value = e.value;
  mention.edtf = !e.edtf.empty() ? e.edtf : e.moment ? edtf_of(*e.moment) : std::string();
  if (mention.kind == TimeKind::kPoint && mention.edtf.find('/') != std::string::npos) mention.kind = TimeKind::kInterval;
  mention.why = std::string(e.rule) + ": " + std::string(e.says);
  return mention;
}

}  // namespace

std::vector<TimeMention> find_times(const Text& text, std::string_view document_date) {
  std::vector<TimeMention> found;
  Reader reader(text, document_date);
  for (const Sentence& sentence : text.sentences) {
    reader.enter(sentence);
    for (uint32_t i = reader.begin() + document_date_length(reader, sentence); i < reader.end();) {
      const Expression e = expression_at(reader, i);
      if (e.length == 0 || (e.moment && !writable(*e.moment))) {
        ++i;
        continue;
      }
      const uint32_t from = i + introduction(reader, i, e);
      found.push_back(mention_of(text, {TokenIndex(from), TokenIndex(i + e.length)}, e));
      if (e.moment) reader.remember(*e.moment);
      i += e.length;
    }
  }
  return found;
}

}  // namespace demarche::times
