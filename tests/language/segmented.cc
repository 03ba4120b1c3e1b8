#include "segmented.h"

#include <cstdlib>

namespace language = demarche::language;

const language::Lemmatizer& tables() {
  static const auto opened = language::Lemmatizer::open(std::string(DEMARCHE_SOURCE_DIR) + "/models/english.dml");
  if (!opened) std::abort();
  return *opened;
}

Segmented::Segmented(std::string bytes) : text(std::move(bytes)) {
  language::tokenize(text, 0, &tokens);
  language::split_sentences(text, tokens, {tables().boundaries()}, &sentences);
}

std::vector<std::string> Segmented::lines() const {
  static constexpr const char* kKinds[] = {"", "{title} ", "{heading} ", "{bullet} "};
  std::vector<std::string> result;
  for (const auto& sentence : sentences) {
    std::string line = kKinds[static_cast<int>(sentence.kind)];
    if (!sentence.dateline.empty()) line += "{dateline " + std::to_string(sentence.dateline.size()) + "} ";
    for (uint32_t i = sentence.tokens.begin.value; i < sentence.tokens.end.value; ++i) {
      if (i > sentence.tokens.begin.value) line += ' ';
      line += form(i);
    }
    result.push_back(std::move(line));
  }
  return result;
}

namespace {

std::string check_tokens(const Segmented& s) {
  size_t at = 0;
  for (size_t i = 0; i < s.tokens.size(); ++i) {
    const auto& span = s.tokens[i].span;
    if (span.begin < at || span.begin >= span.end || span.end > s.text.size()) return "token spans go forward inside the text";
    if (span.size() > language::kMaxTokenBytes) return "tokens are bounded";
    for (; at < span.begin; at += std::max(1u, language::white_length(s.text, at))) {
      if (language::white_length(s.text, at) == 0) return "tokens cover all that is not white space";
    }
    for (at = span.begin; at < span.end; ++at) {
      if (language::white_length(s.text, at) > 0) return "tokens hold no white space";
    }
    const bool spaced = at == s.text.size() || language::white_length(s.text, at) > 0;
    if (spaced != s.tokens[i].space_after) return "space_after tells whether white space follows";
  }
  for (; at < s.text.size(); at += std::max(1u, language::white_length(s.text, at))) {
    if (language::white_length(s.text, at) == 0) return "tokens cover the end of the text";
  }
  return {};
}

std::string check_sentences(const Segmented& s) {
  uint32_t next = 0, paragraph = 0;
  for (const auto& sentence : s.sentences) {
    if (sentence.tokens.begin.value != next || sentence.tokens.empty()) return "sentences follow each other";
    if (sentence.tokens.size() > language::kMaxSentenceTokens) return "sentences are bounded";
    if (sentence.paragraph < paragraph || sentence.paragraph > paragraph + 1) return "paragraphs are counted";
    const auto& d = sentence.dateline;
    if (!d.empty() && (d.begin != sentence.tokens.begin || d.end > sentence.tokens.end)) return "datelines begin sentences";
    paragraph = sentence.paragraph;
    next = sentence.tokens.end.value;
  }
  return next == s.tokens.size() ? "" : "sentences hold all tokens";
}

std::string check_quotations(const Segmented& s) {
  uint32_t last = 0;
  for (const auto& q : language::find_quotations(s.text, s.tokens, s.sentences)) {
    if (q.span.begin >= q.span.end || q.span.end > s.text.size()) return "quotations lie in the text";
    if (q.span.begin < last) return "quotations come in order";
    if (q.depth == 0 || q.depth > 4) return "quotations are not deep";
    last = q.span.begin;
  }
  return {};
}

}  // namespace

std::string broken_invariant(const Segmented& s) {
  for (const auto& check : {check_tokens, check_sentences, check_quotations}) {
    if (std::string broken = check(s); !broken.empty()) return broken;
  }
  return {};
}
