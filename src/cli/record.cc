// The command that asks a record.
#include <algorithm>
#include <cstdio>

#include "cli/answer_formats.h"
#include "cli/command.h"
#include "demarche/store.h"

namespace demarche::cli {

namespace {

struct QueryOptions {
  std::string store, format = "table";
  Query query;
  bool all = false;
};

bool put(const std::string& text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

// An answer that ends before its end says so: what was printed looks whole otherwise.
int broken_off(const Error& error, size_t rows) {
  if (rows > 0) std::fprintf(stderr, "demarche: the answer breaks off after %zu rows\n", rows);
  return report(error);
}

int ask(const QueryOptions& options) {
  const AnswerFormat* format = find_answer_format(options.format);
  if (!format->kind.empty() && format->kind != options.query.what) {
    std::fprintf(stderr, "demarche: --format %s is for %s\n", options.format.c_str(), std::string(format->kind).c_str());
    return kUsage;
  }
  Result<std::unique_ptr<EventStore>> store = open_store(options.store, OpenMode::kExisting);
  if (!store) return report(store.error());
  Query query = options.query;
  size_t rows = 0;
  for (bool first = true;; first = false) {
    const Result<Page> page = (*store)->query(query);
    if (!page) return broken_off(page.error(), rows);
    std::string out;
    if (first && format->begin != nullptr) format->begin(*page, &out);
    for (const std::vector<Value>& row : page->rows) format->row(*page, row, &out);
    const bool last = page->next.empty() || !options.all;
    if (last && format->end != nullptr) format->end(&out);
    if (!put(out) || (last && std::fflush(stdout) != 0))
      return broken_off({ErrorKind::kIo, "standard output", "cannot be written", ""}, rows + 1);
    rows += page->rows.size();
    if (!page->next.empty() && last) std::fprintf(stderr, "more rows: --cursor %s\n", page->next.c_str());
    if (last) return kDone;
    query.cursor = page->next;
  }
}

}  // namespace

std::function<int()> setup_query(CLI::App* app) {
  auto options = std::make_shared<QueryOptions>();
  auto words = std::make_shared<std::vector<std::string>>();
  app->add_option("--store", options->store, "the record: a path, sqlite:PATH or postgresql://...")->required();
  std::string kinds, formats;
  for (const QueryKind& kind : query_kinds()) {
    kinds += "\n  " + std::string(kind.what);
    for (const std::string_view argument : kind.arguments) kinds += " " + std::string(argument);
    kinds += ": " + std::string(kind.meaning);
  }
  std::vector<std::string> names;
  for (const AnswerFormat& format : answer_formats()) {
    names.emplace_back(format.name);
    formats += (formats.empty() ? "" : ", ") + std::string(format.name) + " (" + std::string(format.meaning) +
               (format.kind.empty() ? "" : ", of " + std::string(format.kind)) + ")";
  }
  app->add_option("WHAT", *words, "what to ask for, with its arguments: events, dyad CHN USA ...")->required();
  for (const Filter& filter : filters()) {
    std::string flag = "--" + std::string(filter.name);
    std::replace(flag.begin(), flag.end(), '_', '-');
    app->add_option(flag, options->query.filters[std::string(filter.name)], std::string(filter.meaning));
  }
  app->add_option("--limit", options->query.limit, "rows of a page");
  app->add_option("--cursor", options->query.cursor, "where the page before ended");
  app->add_flag("--all", options->all, "every page");
  app->add_option("--format", options->format, formats)->check(CLI::IsMember(names));
  app->footer("What can be asked:" + kinds +
              "\nExamples:\n  demarche query --store record.db events --source CHN --type CONSULT\n  demarche query --store record.db dyad "
              "RUS UKR --format csv\n  demarche query --store record.db relations --as-of 2024-02-28 --relation holds_office\n"
              "  demarche query --store record.db agenda --source USA:GOV --format ics --all > agenda.ics");
  return [=] {
    options->query.what = words->front();
    options->query.arguments.assign(words->begin() + 1, words->end());
    std::erase_if(options->query.filters, [](const auto& filter) { return filter.second.empty(); });
    return ask(*options);
  };
}

}  // namespace demarche::cli
