// The commands that correct what the record took for one event, or for several.
#include <cstdio>

#include "cli/command.h"
#include "demarche/store.h"

namespace demarche::cli {

namespace {

struct OverlayOptions {
  std::string store;
  std::vector<std::string> ids;
  bool undo = false;
};

std::shared_ptr<OverlayOptions> add_options(CLI::App* app, const char* ids) {
  auto options = std::make_shared<OverlayOptions>();
  app->add_option("--store", options->store, "the record: a path, sqlite:PATH or postgresql://...")->required();
  app->add_option("ID", options->ids, ids)->required();
  app->add_flag("--undo", options->undo, "take the same decision back");
  return options;
}

// Tells which events the mentions belong to afterwards.
int told(EventStore* store, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const Result<Page> page = store->query({"mentions", {}, {{"mention", id}}, 1, {}});
    if (!page) return report(page.error());
    if (page->rows.empty()) continue;
    std::printf("%s\t%s\n", id.c_str(), std::get<std::string>(page->rows.front()[1]).c_str());
  }
  return kDone;
}

}  // namespace

std::function<int()> setup_split(CLI::App* app) {
  const auto options = add_options(app, "mentions that belong to another event than the one they are in; together they become one");
  app->footer("Prints each mention and the event it is in now.\nExamples:\n  demarche split --store record.db 8f0c1d2e3a4b5c6d");
  return [=] {
    const Result<std::unique_ptr<EventStore>> store = open_store(options->store, OpenMode::kExisting);
    if (!store) return report(store.error());
    const Result<void> done = (*store)->split(options->ids, options->undo);
    return done ? told(store->get(), options->ids) : report(done.error());
  };
}

std::function<int()> setup_merge(CLI::App* app) {
  const auto options = add_options(app, "two events, or mentions of them, that are one");
  app->get_option("ID")->expected(2);
  app->footer(
      "Prints each id and the event it is in now.\nExamples:\n  demarche merge --store record.db 8f0c1d2e3a4b5c6d 91aa0b1c2d3e4f50");
  return [=] {
    const Result<std::unique_ptr<EventStore>> store = open_store(options->store, OpenMode::kExisting);
    if (!store) return report(store.error());
    const Result<void> done = (*store)->merge(options->ids[0], options->ids[1], options->undo);
    return done ? told(store->get(), options->ids) : report(done.error());
  };
}

}  // namespace demarche::cli
