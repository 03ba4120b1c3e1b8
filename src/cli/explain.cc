#include <cstdio>

#include "cli/command.h"

namespace demarche::cli {

std::function<int()> setup_explain(CLI::App* app) {
  struct Options {
    std::string text, date;
    DataOptions data;
  };
  auto options = std::make_shared<Options>();
  app->add_option("--text", options->text, "the words to explain")->required();
  app->add_option("--date", options->date, "YYYY-MM-DD, the date that the words are read on");
  options->data.add(app);
  app->footer("Examples:\n  demarche explain --date 2024-02-28 --text 'China refrained from condemning Russia.'");
  return [=] {
    const Result<std::unique_ptr<Coder>> coder = open_coder(options->data);
    if (!coder) return report(coder.error());
    Document document;
    document.id = "text";
    document.date = options->date;
    document.text = options->text;
    const std::string out = (*coder)->explain(document, (*coder)->scratch().get());
    std::fwrite(out.data(), 1, out.size(), stdout);
    return kDone;
  };
}

}  // namespace demarche::cli
