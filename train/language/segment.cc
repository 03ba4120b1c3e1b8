// Raw text on standard input to lines "begin end sentence", one a token.
// usage: segment [WEIGHTS]   (what train_boundaries writes; without it the rules decide alone)
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "language/sentences.h"

int main(int argc, char** argv) {
  using namespace demarche::language;
  const std::string text((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  std::vector<int16_t> weights;
  if (argc > 1) {
    std::ifstream file(argv[1], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    weights.resize(bytes.size() / sizeof(int16_t));
    std::memcpy(weights.data(), bytes.data(), weights.size() * sizeof(int16_t));
  }
  std::vector<RawToken> tokens;
  std::vector<RawSentence> sentences;
  tokenize(text, 0, &tokens);
  split_sentences(text, tokens, {weights}, &sentences);
  for (size_t s = 0; s < sentences.size(); ++s) {
    for (uint32_t i = sentences[s].tokens.begin.value; i < sentences[s].tokens.end.value; ++i) {
      std::printf("%u %u %zu\n", tokens[i].span.begin, tokens[i].span.end, s);
    }
  }
  return 0;
}
