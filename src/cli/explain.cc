#include <cstdio>

#include "base/page_rows.h"
#include "cli/command.h"
#include "demarche/store.h"

namespace demarche::cli {

namespace {

struct ExplainOptions {
  std::string text, date, source, url, store, id;
  DataOptions data;
};

int explain_text(const ExplainOptions& options) {
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.data);
  if (!coder) return report(coder.error());
  Document document;
  document.id = "text";
  document.date = options.date;
  document.text = options.text;
  document.source = options.source;
  document.url = options.url;
  const std::string out = (*coder)->explain(document, (*coder)->scratch().get());
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kDone;
}

// Every cell of a row that is not empty, a line each.
void print_row(const Page& page, const std::vector<Value>& row, const char* indent) {
  for (size_t i = 0; i < row.size(); ++i) {
    const std::string value = cell_text(row[i]);
    if (!value.empty() && value != "[]") std::printf("%s%s: %s\n", indent, std::string(page.columns[i].name).c_str(), value.c_str());
  }
}

// The event, its mentions with the reasons that joined them, and what the coder says today of the founding sentence.
int explain_stored(const ExplainOptions& options) {
  const Result<std::unique_ptr<EventStore>> store = open_store(options.store, OpenMode::kExisting);
  if (!store) return report(store.error());
  const Result<Page> mention = (*store)->query({"mentions", {}, {{"mention", options.id}}, 1, {}});
  if (!mention) return report(mention.error());
  if (mention->rows.empty())
    return report({ErrorKind::kNotFound, options.store, "has no event or mention '" + options.id + "'",
                   "an id of `query events` or `query mentions`"});
  const std::string event = cell_text(mention->rows.front()[1]), sha256 = cell_text(mention->rows.front()[3]);
  const Result<Page> events = (*store)->query({"events", {}, {{"event", event}}, 1, {}});
  if (!events) return report(events.error());
  std::printf("event %s\n", event.c_str());
  if (!events->rows.empty()) print_row(*events, events->rows.front(), "  ");
  Query query{"mentions", {}, {{"event", event}}, 1000, {}};
  do {
    const Result<Page> page = (*store)->query(query);
    if (!page) return report(page.error());
    for (const auto& row : page->rows) {
      std::printf("mention %s%s\n", cell_text(row[0]).c_str(), cell_text(row[0]) == options.id ? " (the one asked for)" : "");
      print_row(*page, row, "  ");
    }
    query.cursor = page->next;
  } while (!query.cursor.empty());
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.data);
  if (!coder) return report(coder.error());
  const Result<StoredDocument> stored = (*store)->document(sha256);
  if (!stored) return report(stored.error());
  Document document;
  document.id = stored->id;
  document.date = stored->date;
  document.text = stored->text;
  document.source = stored->publisher;
  document.url = stored->url;
  const std::string out = (*coder)->explain(document, (*coder)->scratch().get());
  std::printf("document %s, as it is coded now\n", stored->id.c_str());
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kDone;
}

}  // namespace

std::function<int()> setup_explain(CLI::App* app) {
  auto options = std::make_shared<ExplainOptions>();
  app->add_option("--text", options->text, "the words to explain");
  app->add_option("--date", options->date, "YYYY-MM-DD, the date that the words are read on");
  app->add_option("--source", options->source, "who published the words: 'we' of an official statement is its publisher");
  app->add_option("--url", options->url, "where they were published");
  app->add_option("--store", options->store, "the record whose event or mention is to be explained");
  app->add_option("ID", options->id, "id of an event or a mention of the record");
  options->data.add(app);
  app->footer(
      "Examples:\n  demarche explain --date 2024-02-28 --text 'China refrained from condemning Russia.'\n"
      "  demarche explain --date 2022-03-07 --source 'U.S. Department of State' --text 'We urge Mali to hold elections.'\n"
      "  demarche explain --store record.db 8f0c1d2e3a4b5c6d");
  return [=] {
    const bool stored = !options->store.empty() && !options->id.empty() && options->text.empty();
    if (!stored && (options->text.empty() || !options->store.empty() || !options->id.empty())) {
      std::fprintf(stderr, "demarche: explain: --text WORDS, or --store RECORD and an ID are expected\n");
      return kUsage;
    }
    return stored ? explain_stored(*options) : explain_text(*options);
  };
}

}  // namespace demarche::cli
