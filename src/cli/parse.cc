#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/command.h"
#include "readers/conllu.h"
#include "writers/writers.h"

namespace demarche::cli {

namespace {

struct ParseOptions {
  std::string file = "-";
  bool conllu = false;
  DataOptions data;
};

Result<std::string> slurp(const std::string& path) {
  if (path == "-") return std::string((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Error{ErrorKind::kNotFound, path, "cannot be opened", "a readable file"};
  return std::string((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
}

int parse_given(const Coder& coder, const std::string& bytes, const std::string& name) {
  Result<readers::GivenTokens> given = readers::read_conllu(bytes, name);
  if (!given) return report(given.error());
  const Coder::ScratchPointer scratch = coder.scratch();
  coder.parse_tokens(&given->text, scratch.get());
  std::string out;
  writers::write_conllu(given->text, given->ranges, given->comments, &out);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kDone;
}

}  // namespace

std::function<int()> setup_parse(CLI::App* app) {
  auto options = std::make_shared<ParseOptions>();
  app->add_option("FILE", options->file, "plain text, or CoNLL-U with --conllu; - is standard input");
  app->add_flag("--conllu", options->conllu, "keep the tokens of CoNLL-U input; predict lemma, tags and tree afresh");
  options->data.add(app);
  app->footer("Examples:\n  demarche parse report.txt\n  demarche parse --conllu treebank.conllu > predicted.conllu");
  return [=] {
    const Result<std::unique_ptr<Coder>> coder = open_coder(options->data);
    if (!coder) return report(coder.error());
    const Result<std::string> bytes = slurp(options->file);
    if (!bytes) return report(bytes.error());
    if (options->conllu) return parse_given(**coder, *bytes, options->file);
    const Coder::ScratchPointer scratch = (*coder)->scratch();
    std::string out;
    writers::write_conllu((*coder)->parse(*bytes, scratch.get()), options->file == "-" ? "stdin" : options->file, &out);
    std::fwrite(out.data(), 1, out.size(), stdout);
    return kDone;
  };
}

}  // namespace demarche::cli
