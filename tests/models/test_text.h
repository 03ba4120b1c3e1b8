// Sentences for the tests of this room.
#pragma once
#include <cstdint>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "models/parser.h"

namespace demarche::models {

inline const std::string kWeightsPath = std::string(DEMARCHE_SOURCE_DIR) + "/models/english.dmw";
inline const std::string kTinyWeightsPath = std::string(DEMARCHE_SOURCE_DIR) + "/fuzz/seeds/models/tiny.dmw";

struct TestText {
  std::vector<std::string> words;
  std::vector<std::string_view> forms;  // views into `words`
  std::vector<uint32_t> lengths;

  void finish() { forms.assign(words.begin(), words.end()); }
};

// The sentences of tests/models/sentences.txt.
inline TestText read_sentences() {
  TestText text;
  std::ifstream file(std::string(DEMARCHE_SOURCE_DIR) + "/tests/models/sentences.txt");
  std::string line, word;
  while (std::getline(file, line)) {
    std::istringstream in(line);
    uint32_t length = 0;
    for (; in >> word; ++length) text.words.push_back(word);
    text.lengths.push_back(length);
  }
  text.finish();
  return text;
}

// Sentences of the given lengths made of words drawn at random; one word in ten is mangled so that it is unknown.
inline TestText shuffled_words(const std::vector<uint32_t>& lengths, uint32_t seed) {
  const TestText from = read_sentences();
  std::mt19937 random(seed);
  TestText text;
  text.lengths = lengths;
  for (const uint32_t length : lengths) {
    for (uint32_t i = 0; i < length; ++i) {
      std::string word = from.words[random() % from.words.size()];
      if (random() % 10 == 0) word.insert(random() % word.size(), 1, static_cast<char>('a' + random() % 26));
      text.words.push_back(word);
    }
  }
  text.finish();
  return text;
}

inline std::vector<WordAnalysis> parse_text(const Parser& parser, const TestText& text) {
  std::vector<WordAnalysis> out(text.forms.size());
  Workspace workspace;
  parser.parse(text.forms, text.lengths, &workspace, out);
  return out;
}

inline bool same_word(const WordAnalysis& a, const WordAnalysis& b) {
  return a.upos == b.upos && a.xpos == b.xpos && a.deprel == b.deprel && a.head == b.head;
}

inline size_t differences(const std::vector<WordAnalysis>& a, const std::vector<WordAnalysis>& b) {
  size_t count = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) count += !same_word(a[i], b[i]);
  return count;
}

}  // namespace demarche::models
