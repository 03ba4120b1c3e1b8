#include "language/language.h"

#include <algorithm>

#include "base/tree.h"
#include "language/quotations.h"

namespace demarche::language {

namespace {

constexpr size_t kArenaBlock = 1 << 14;

// Stores a lemma in the text's arena; blocks never move, so views into them stay valid.
std::string_view store(std::string_view lemma, Text* text) {
  if (text->arena.empty() || text->arena.back().capacity() - text->arena.back().size() < lemma.size()) {
    text->arena.emplace_back();
    text->arena.back().reserve(std::max(kArenaBlock, lemma.size()));
  }
  std::string& block = text->arena.back();
  const size_t at = block.size();
  block += lemma;
  return std::string_view(block).substr(at, lemma.size());
}

// Words of the dateline that stand before the sentence proper. They are parsed apart: "DUBAI (Reuters) - Saudi Arabia"
// is no enumeration.
uint32_t dateline_size(const Sentence& sentence) {
  const uint32_t size = sentence.dateline.size();
  return size < sentence.tokens.size() ? size : 0;
}

}  // namespace

Result<Analyzer> Analyzer::open(const std::string& model_folder) {
  Result<models::Parser> parser = models::Parser::open(model_folder + "/english.dmw");
  if (!parser) return parser.error();
  Result<Lemmatizer> lemmatizer = Lemmatizer::open(model_folder + "/english.dml");
  if (!lemmatizer) return lemmatizer.error();
  return Analyzer(std::move(*parser), std::move(*lemmatizer));
}

void Analyzer::analyze(std::string_view bytes, LanguageScratch* scratch, Text* text) const {
  *text = Text{};
  text->bytes = bytes;
  scratch->tokens.clear();
  tokenize(bytes, 0, &scratch->tokens);
  split_sentences(bytes, scratch->tokens, {lemmatizer_.boundaries()}, &scratch->sentences);
  text->tokens.reserve(scratch->tokens.size());
  for (const RawToken& raw : scratch->tokens) {
    Token token;
    token.span = raw.span;
    token.form = raw.span.in(bytes);
    token.space_after = raw.space_after;
    text->tokens.push_back(token);
  }
  text->sentences.reserve(scratch->sentences.size());
  for (const RawSentence& raw : scratch->sentences) {
    Sentence sentence;
    sentence.tokens = raw.tokens;
    sentence.span = text->span_of(raw.tokens);
    sentence.paragraph = raw.paragraph;
    sentence.kind = raw.kind;
    sentence.dateline = raw.dateline;
    text->sentences.push_back(sentence);
  }
  text->quotations = find_quotations(bytes, scratch->tokens, scratch->sentences);
  analyze_tokens(scratch, text);
}

void Analyzer::analyze_tokens(LanguageScratch* scratch, Text* text) const {
  scratch->forms.clear();
  scratch->lengths.clear();
  for (const Token& token : text->tokens) scratch->forms.push_back(token.form);
  for (const Sentence& sentence : text->sentences) {
    const uint32_t before = dateline_size(sentence);
    if (before > 0) scratch->lengths.push_back(before);
    scratch->lengths.push_back(sentence.tokens.size() - before);
  }
  scratch->analyses.resize(scratch->forms.size());
  parser_.parse(scratch->forms, scratch->lengths, &scratch->workspace, scratch->analyses);
  for (uint32_t s = 0; s < text->sentences.size(); ++s) {
    Sentence& sentence = text->sentences[s];
    const uint32_t body = sentence.tokens.begin.value + dateline_size(sentence);
    for (uint32_t i = sentence.tokens.begin.value; i < sentence.tokens.end.value; ++i) {
      const models::WordAnalysis& said = scratch->analyses[i];
      Token& token = text->tokens[i];
      token.sentence = SentenceIndex(s);
      token.upos = said.upos;
      token.xpos = said.xpos;
      token.deprel = said.deprel;
      token.head = said.head == 0 ? TokenIndex() : TokenIndex((i < body ? sentence.tokens.begin.value : body) + said.head - 1);
      if (said.head == 0 && i >= body) sentence.root = TokenIndex(i);
      set_lemma(&token, scratch, text);
    }
    for (uint32_t i = sentence.tokens.begin.value; i < body; ++i) {
      if (text->tokens[i].head.valid()) continue;
      text->tokens[i].head = sentence.root;
      text->tokens[i].deprel = Deprel::kParataxis;
    }
  }
  tree::index_children(text);
}

void Analyzer::set_lemma(Token* token, LanguageScratch* scratch, Text* text) const {
  const std::string_view lemma = lemmatizer_.lemma(token->form, token->upos, token->xpos, &scratch->lemma);
  const bool in_buffer = lemma.data() >= scratch->lemma.data() && lemma.data() <= scratch->lemma.data() + scratch->lemma.size();
  token->lemma = in_buffer ? store(lemma, text) : lemma;
}

std::string Analyzer::version() const { return std::string(parser_.version()) + "-" + std::string(lemmatizer_.version()); }

}  // namespace demarche::language
