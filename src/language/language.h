// From a document's text to sentences, tokens, lemmas, tags and dependency trees. The room's door.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "demarche/annotation.h"
#include "language/lemmas.h"
#include "language/sentences.h"
#include "models/parser.h"

namespace demarche::language {

// Working memory of one thread; reused from document to document.
struct LanguageScratch {
  std::vector<RawToken> tokens;
  std::vector<RawSentence> sentences;
  std::vector<std::string_view> forms;
  std::vector<uint32_t> lengths;
  std::vector<models::WordAnalysis> analyses;
  models::Workspace workspace;
  std::string lemma;
};

// Const use is thread-safe with one scratch for each thread. Knows nothing of states and events.
class Analyzer {
 public:
  // Opens models/english.dmw and models/english.dml in `model_folder`.
  static Result<Analyzer> open(const std::string& model_folder);

  // Analyses a document. `bytes` must outlive `text`. Any bytes are accepted; time and memory are linear in their number.
  void analyze(std::string_view bytes, LanguageScratch* scratch, Text* text) const;

  // Predicts lemmas, tags and trees for tokens that are given. `text` has bytes, tokens with spans and forms, and
  // sentences with token ranges; the rest is filled.
  void analyze_tokens(LanguageScratch* scratch, Text* text) const;

  // Content hash of the weights and the lemma table.
  std::string version() const;

 private:
  Analyzer(models::Parser parser, Lemmatizer lemmatizer) : parser_(std::move(parser)), lemmatizer_(std::move(lemmatizer)) {}
  void set_lemma(Token* token, LanguageScratch* scratch, Text* text) const;

  models::Parser parser_;
  Lemmatizer lemmatizer_;
};

}  // namespace demarche::language
