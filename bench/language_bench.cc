// What cutting a text into words and sentences and looking up lemmas costs, without the parser.
// usage: language_bench MODELS TEXT
// MODELS is the folder of the weights, TEXT a plain text. The words are checked first: they must cover the text.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "language/lemmas.h"
#include "language/quotations.h"
#include "language/sentences.h"
#include "language/tokenizer.h"

namespace {

using namespace demarche;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

bool covers(std::string_view text, const std::vector<language::RawToken>& tokens) {
  size_t at = 0;
  for (const auto& token : tokens) {
    for (; at < token.span.begin; at += language::white_length(text, at)) {
      if (language::white_length(text, at) == 0) return false;
    }
    at = token.span.end;
  }
  return !tokens.empty();
}

void report(const char* what, double seconds, size_t words) {
  std::printf("%-22s %8.3f microseconds a word\n", what, 1e6 * seconds / static_cast<double>(words));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto tables = language::Lemmatizer::open(std::string(argv[1]) + "/english.dml");
  std::ifstream file(argv[2], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<language::RawToken> tokens;
  std::vector<language::RawSentence> sentences;
  language::tokenize(text, 0, &tokens);
  if (!tables || !covers(text, tokens)) return 1;
  double best[4] = {1e9, 1e9, 1e9, 1e9};
  size_t bytes = 0;
  std::string buffer;
  for (int round = 0; round < 5; ++round) {
    auto start = Clock::now();
    tokens.clear();
    language::tokenize(text, 0, &tokens);
    best[0] = std::min(best[0], seconds_since(start));
    start = Clock::now();
    language::split_sentences(text, tokens, {tables->boundaries()}, &sentences);
    best[1] = std::min(best[1], seconds_since(start));
    start = Clock::now();
    bytes += language::find_quotations(text, tokens, sentences).size();
    best[2] = std::min(best[2], seconds_since(start));
    start = Clock::now();
    for (const auto& token : tokens) bytes += tables->lemma(token.span.in(text), Upos::kNoun, Xpos::kNNS, &buffer).size();
    best[3] = std::min(best[3], seconds_since(start));
  }
  std::printf("%zu words, %zu sentences, check %zu\n", tokens.size(), sentences.size(), bytes);
  report("words", best[0], tokens.size());
  report("sentences", best[1], tokens.size());
  report("quotations", best[2], tokens.size());
  report("lemmas", best[3], tokens.size());
  report("all", best[0] + best[1] + best[2] + best[3], tokens.size());
  return 0;
}
