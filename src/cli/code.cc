#include "cli/documents.h"
#include "writers/writers.h"

namespace demarche::cli {

std::function<int()> setup_code(CLI::App* app) {
  auto options = std::make_shared<DocumentOptions>();
  auto format = std::make_shared<std::string>("json");
  options->add(app);
  app->add_option("--format", *format, writers::format_names());
  app->footer(
      "Examples:\n  demarche code report.txt\n  demarche code --format csv archive.jsonl.gz > events.csv\n"
      "  demarche code --threads 2 --shard 1/4 archive.jsonl.zst > part1.jsonl");
  return [=] {
    const writers::Format* chosen = writers::find_format(*format);
    if (chosen == nullptr) {
      std::fprintf(stderr, "demarche: unknown format '%s' (expected %s)\n", format->c_str(), writers::format_names().c_str());
      return kUsage;
    }
    std::string header;
    if (chosen->header != nullptr) chosen->header(&header);
    return run_documents(
        *options,
        [chosen](const Coder& coder, const Document& document, Coder::Scratch* scratch, size_t* events) {
          std::string text;
          const CodedDocument coded = coder.code(document, scratch);
          *events = coded.events.size();
          if (chosen->with_trees != nullptr) {
            chosen->with_trees(coded, coder.parse(document.text, scratch), &text);
          } else {
            chosen->document(coded, &text);
          }
          return text;
        },
        header);
  };
}

std::function<int()> setup_annotate(CLI::App* app) {
  auto options = std::make_shared<DocumentOptions>();
  options->add(app);
  app->footer("Examples:\n  demarche annotate report.txt\n  demarche annotate --threads 2 archive.jsonl > layers.jsonl");
  return [=] {
    return run_documents(
        *options,
        [](const Coder& coder, const Document& document, Coder::Scratch* scratch, size_t* found) {
          std::string text;
          const Annotation annotation = coder.annotate(document, scratch);
          *found = annotation.text.tokens.size();
          writers::write_annotation(annotation, document.id, document.date, &text);
          return text;
        },
        "");
  };
}

}  // namespace demarche::cli
