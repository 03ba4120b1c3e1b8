#include "cli/dict.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/sha256.h"
#include "lexicon/actor_lint.h"
#include "lexicon/lexicon.h"
#include "lexicon/pattern_lint.h"

namespace demarche::cli {

namespace {

using lexicon::DictionaryText;

}  // namespace

Result<DictionaryImage> build_image(const std::string& folder, const std::string& out) {
  const Result<DictionaryText> text = lexicon::read_dictionaries(folder);
  if (!text) return text.error();
  const Result<std::string> image = lexicon::compile(*text);
  if (!image) return image.error();
  // Written beside and moved, so that a reader never maps half an image.
  const std::string part = out + ".part";
  std::ofstream stream(part, std::ios::binary);
  stream.write(image->data(), static_cast<std::streamsize>(image->size()));
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(part, out, error);
  if (!stream || error) return Error{ErrorKind::kIo, out, "cannot be written", "a writable path"};
  return DictionaryImage{text->entry_count, image->size(), text->version};
}

namespace {

int build(const std::string& folder, const std::string& out) {
  const Result<DictionaryImage> built = build_image(folder, out);
  if (!built) return report(built.error());
  std::printf("%u entries, %zu bytes, version %s\n", built->entries, built->bytes, built->version.c_str());
  return kDone;
}

// Every problem, not just the first.
int lint(const std::string& folder) {
  const Result<DictionaryText> text = lexicon::read_dictionaries(folder);
  if (!text) return report(text.error());
  size_t problems = 0;
  const auto complain = [&](const Error& error) {
    ++problems;
    std::fprintf(stderr, "%s\n", error.message().c_str());
  };
  for (const Error& error : lexicon::lint_patterns(*text)) complain(error);
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
  for (const Error& error : lexicon::lint_actors(*text, static_cast<int32_t>(today))) complain(error);
  std::printf("%u entries, %zu problems\n", text->entry_count, problems);
  return problems == 0 ? kDone : kFailed;
}

}  // namespace

std::function<int()> setup_dict(CLI::App* app) {
  struct Options {
    std::string folder = "dictionaries", out = "dictionaries.img", only;
    DataOptions data;
    bool verbose = false;
    int (*run)(const Options&) = nullptr;
  };
  auto options = std::make_shared<Options>();
  app->require_subcommand(1);
  const auto add = [&](const char* name, const char* summary, int (*run)(const Options&)) {
    CLI::App* sub = app->add_subcommand(name, summary);
    sub->add_option("FOLDER", options->folder, "the dictionaries' folder");
    sub->callback([options, run] { options->run = run; });
    return sub;
  };
  add("build", "compile the dictionaries into one image", [](const Options& o) {
    return build(o.folder, o.out);
  })->add_option("-o,--out", options->out, "the image to write");
  add("lint", "find bad entries, duplicates, impossible dates", [](const Options& o) { return lint(o.folder); });
  CLI::App* tests = add("test", "run the examples", [](const Options& o) {
    const bool actors = o.only.starts_with("actors");
    const int patterns = actors ? kDone : test_examples(o.folder, o.data, o.verbose);
    const int people = actors || o.only.empty() ? test_actor_examples(o.folder, actors ? o.only : "actors", o.data, o.verbose) : kDone;
    return std::max(patterns, people);
  });
  tests->add_flag("-v,--verbose", options->verbose, "name each example that fails");
  tests->add_option("--only", options->only, "patterns, actors, or a part of actors: actors/people")->check([](const std::string& part) {
    return part == "patterns" || part.starts_with("actors") ? std::string() : std::string("patterns or actors... is expected");
  });
  options->data.add(tests);
  const std::function<int()> suggest = setup_suggest(app->add_subcommand("suggest", "frequent phrases of a corpus that no entry codes"));
  const std::function<int()> diff = setup_diff(app->add_subcommand("diff", "what a change of the dictionaries changes in a corpus"));
  app->footer(
      "Examples:\n  demarche dict build dictionaries -o dictionaries.img\n  demarche dict lint dictionaries\n  demarche dict test -v "
      "dictionaries\n  demarche dict suggest reports.jsonl\n  demarche dict diff old/dictionaries dictionaries --corpus reports.jsonl");
  return [=] {
    if (app->got_subcommand("suggest")) return suggest();
    if (app->got_subcommand("diff")) return diff();
    return options->run(*options);
  };
}

}  // namespace demarche::cli
