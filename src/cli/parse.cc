#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/command.h"
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

// Tokens of CoNLL-U input; comments are kept by sentence.
struct GivenTokens {
  Text text;
  std::vector<std::string> comments;
};

Result<GivenTokens> read_conllu(const std::string& bytes, const std::string& name) {
  GivenTokens given;
  std::string comments;
  uint32_t begin = 0, number = 0;
  const auto close = [&] {
    const auto end = static_cast<uint32_t>(given.text.tokens.size());
    if (end == begin) return;
    Sentence sentence;
    sentence.tokens = {TokenIndex(begin), TokenIndex(end)};
    given.text.sentences.push_back(sentence);
    given.comments.push_back(std::move(comments));
    comments.clear();
    begin = end;
  };
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line(bytes.data() + at, end - at);
    at = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) {
      close();
    } else if (line.front() == '#') {
      comments += std::string(line) + "\n";
    } else {
      const size_t tab = line.find('\t');
      const size_t second = tab == std::string_view::npos ? tab : line.find('\t', tab + 1);
      if (second == std::string_view::npos || second == tab + 1) {
        return input_error(name + ":" + std::to_string(number), "not a CoNLL-U row", "ten fields separated by tabs");
      }
      const std::string_view id = line.substr(0, tab);
      if (id.find_first_not_of("0123456789") != std::string_view::npos) continue;
      Token token;
      token.form = line.substr(tab + 1, second - tab - 1);
      token.span = {static_cast<uint32_t>(token.form.data() - bytes.data()),
                    static_cast<uint32_t>(token.form.data() - bytes.data() + token.form.size())};
      token.space_after = line.find("SpaceAfter=No") == std::string_view::npos;
      given.text.tokens.push_back(token);
    }
  }
  close();
  return given;
}

int parse_given(const Coder& coder, const std::string& bytes, const std::string& name) {
  Result<GivenTokens> given = read_conllu(bytes, name);
  if (!given) return report(given.error());
  const Coder::ScratchPointer scratch = coder.scratch();
  coder.parse_tokens(&given->text, scratch.get());
  std::string rows;
  writers::write_conllu(given->text, "s", &rows);
  // The writer's own comments give way to those of the input.
  std::string out;
  size_t sentence = 0;
  bool fresh = true;
  for (size_t at = 0; at < rows.size();) {
    const size_t end = rows.find('\n', at);
    const std::string_view line(rows.data() + at, end - at);
    at = end + 1;
    if (fresh) out += given->comments[sentence++];
    fresh = line.empty();
    if (line.empty() || line.front() != '#' || line.find('\t') != std::string_view::npos) out += std::string(line) + "\n";
  }
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
