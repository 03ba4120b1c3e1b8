// Any bytes as words: spaces part words, line ends part sentences. Each sentence must come out as a tree with one root.
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/parser.h"
#include "models/trees.h"

namespace {

using demarche::models::Parser;
using demarche::models::WordAnalysis;

const Parser& tiny_parser() {
  static const auto parser = Parser::open(std::string(DEMARCHE_SOURCE_DIR) + "/fuzz/seeds/models/tiny.dmw");
  if (!parser) std::abort();
  return *parser;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> forms;
  std::vector<uint32_t> lengths(1, 0);
  size_t begin = 0;
  for (size_t i = 0; i <= size; ++i) {
    if (i < size && text[i] != ' ' && text[i] != '\n') continue;
    forms.push_back(text.substr(begin, i - begin));
    ++lengths.back();
    if (i < size && text[i] == '\n') lengths.push_back(0);
    begin = i + 1;
  }
  std::vector<WordAnalysis> out(forms.size());
  demarche::models::Workspace workspace;
  tiny_parser().parse(forms, lengths, &workspace, out);
  size_t at = 0;
  for (const uint32_t length : lengths) {
    std::vector<uint16_t> heads;
    for (uint32_t i = 0; i < length; ++i) heads.push_back(out[at++].head);
    if (length > 0 && !demarche::models::is_tree(heads)) std::abort();
  }
  return 0;
}
