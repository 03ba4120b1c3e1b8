// Words per second of processor time of the tagger and parser on one thread, for each instruction set of this processor.
// Before it counts time it checks the answer: every path must give the trees of the first, and they are scored against
// the file's own tags and trees. One warm-up, then the best of several rounds.
//
// usage: parse_bench MODEL.dmw FILE.conllu [ROUNDS]
// usage: parse_bench MODEL.dmw FILE.conllu --write  prints the file with the tags and trees of this model
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/kernels.h"
#include "models/parser.h"

namespace {

using demarche::models::Kernels;
using demarche::models::Parser;
using demarche::models::WordAnalysis;
using demarche::models::Workspace;

// Sentences of a CoNLL-U file; syntactic words only.
struct Treebank {
  std::vector<std::string> words;
  std::vector<std::string_view> forms;
  std::vector<uint32_t> lengths;
  std::vector<WordAnalysis> gold;
};

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == '\t') {
      fields.emplace_back();
    } else {
      fields.back().push_back(c);
    }
  }
  return fields;
}

bool read_treebank(const char* path, Treebank* bank) {
  std::ifstream file(path);
  std::string line;
  uint32_t length = 0;
  while (std::getline(file, line)) {
    if (line.empty() && length > 0) bank->lengths.push_back(std::exchange(length, 0));
    const std::vector<std::string> fields = fields_of(line);
    if (fields.size() != 10 || fields[0].find_first_not_of("0123456789") != std::string::npos) continue;
    WordAnalysis word;
    demarche::upos_from_name(fields[3], &word.upos);
    demarche::xpos_from_name(fields[4], &word.xpos);
    demarche::deprel_from_name(fields[7], &word.deprel);
    word.head = static_cast<uint16_t>(std::atoi(fields[6].c_str()));
    bank->words.push_back(fields[1]);
    bank->gold.push_back(word);
    ++length;
  }
  if (length > 0) bank->lengths.push_back(length);
  bank->forms.assign(bank->words.begin(), bank->words.end());
  return !bank->words.empty();
}

void print_scores(const Treebank& bank, const std::vector<WordAnalysis>& out) {
  double upos = 0, xpos = 0, heads = 0, relations = 0, full = 0;
  for (size_t i = 0; i < out.size(); ++i) {
    const WordAnalysis& gold = bank.gold[i];
    const bool head = out[i].head == gold.head;
    upos += out[i].upos == gold.upos;
    xpos += out[i].xpos == gold.xpos;
    heads += head;
    relations += head && demarche::universal(out[i].deprel) == demarche::universal(gold.deprel);
    full += head && out[i].deprel == gold.deprel;
  }
  const double share = 100.0 / static_cast<double>(out.size());
  std::printf("UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f (with subtypes %.2f) on %zu words\n", upos * share, xpos * share, heads * share,
              relations * share, full * share, out.size());
}

bool same(const std::vector<WordAnalysis>& a, const std::vector<WordAnalysis>& b) {
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].head != b[i].head || a[i].upos != b[i].upos || a[i].xpos != b[i].xpos || a[i].deprel != b[i].deprel) return false;
  }
  return a.size() == b.size();
}

// Copies the file with our tags, heads and relations in the place of its own.
void write_treebank(const char* path, const std::vector<WordAnalysis>& out) {
  std::ifstream file(path);
  std::string line;
  size_t at = 0;
  while (std::getline(file, line)) {
    std::vector<std::string> fields = fields_of(line);
    if (fields.size() == 10 && fields[0].find_first_not_of("0123456789") == std::string::npos) {
      const WordAnalysis& word = out[at++];
      fields[3] = demarche::name_of(word.upos);
      fields[4] = demarche::name_of(word.xpos);
      fields[6] = std::to_string(word.head);
      fields[7] = demarche::name_of(word.deprel);
      line = fields[0];
      for (size_t f = 1; f < fields.size(); ++f) line += "\t" + fields[f];
    }
    std::puts(line.c_str());
  }
}

// Processor time of this thread: what other programs do does not count.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double words_per_second(const Parser& parser, const Treebank& bank, int rounds, std::vector<WordAnalysis>* out) {
  Workspace workspace;
  double best = 0;
  for (int round = 0; round <= rounds; ++round) {
    const double start = thread_seconds();
    parser.parse(bank.forms, bank.lengths, &workspace, *out);
    const double took = thread_seconds() - start;
    if (round > 0) best = std::max(best, static_cast<double>(bank.forms.size()) / took);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  Treebank bank;
  if (argc < 3 || !read_treebank(argv[2], &bank)) {
    std::fprintf(stderr, "usage: parse_bench MODEL.dmw FILE.conllu [ROUNDS | --write]\n");
    return 2;
  }
  const bool write = argc > 3 && std::string_view(argv[3]) == "--write";
  const int rounds = argc > 3 && !write ? std::atoi(argv[3]) : 3;
  std::vector<const Kernels*> paths;
  if (demarche::models::cpu_has_avx512()) paths.push_back(&demarche::models::avx512_kernels());
  if (demarche::models::cpu_has_avx2()) paths.push_back(&demarche::models::avx2_kernels());
  paths.push_back(&demarche::models::plain_kernels());
  std::vector<WordAnalysis> first;
  for (const Kernels* kernels : paths) {
    const double opening = thread_seconds();
    const auto parser = Parser::open(argv[1], *kernels);
    const double opened = (thread_seconds() - opening) * 1000;
    if (!parser) {
      std::fprintf(stderr, "%s\n", parser.error().message().c_str());
      return 1;
    }
    std::vector<WordAnalysis> out(bank.forms.size());
    const double speed = words_per_second(*parser, bank, write ? 0 : rounds, &out);
    if (write) {
      write_treebank(argv[2], out);
      return 0;
    }
    if (first.empty()) {
      first = out;
      print_scores(bank, out);
    } else if (!same(first, out)) {
      std::fprintf(stderr, "%s gives other trees than %s\n", kernels->name, paths.front()->name);
      return 1;
    }
    std::printf("%-7s %8.0f words/s, opens in %.1f ms\n", kernels->name, speed, opened);
  }
  return 0;
}
