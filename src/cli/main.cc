// The program: a table of commands.
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "cli/command.h"

namespace demarche::cli {

namespace {

constexpr std::array<Command, 13> kCommands{{
    {"code", "documents in, coded documents out", setup_code},
    {"annotate", "every layer of a document as JSON", setup_annotate},
    {"parse", "text to CoNLL-U", setup_parse},
    {"relate", "the relation of a given source to a given target", setup_relate},
    {"explain", "why words are coded as they are", setup_explain},
    {"actors", "who a name is on a day, who belongs to a body, states' codes", setup_actors},
    {"ingest", "code documents into a record", setup_ingest},
    {"query", "ask a record", setup_query},
    {"merge", "make one event of two", setup_merge},
    {"split", "take mentions out of an event", setup_split},
    {"serve", "the HTTP API and the page over a record", setup_serve},
    {"eval", "score output against gold records", setup_eval},
    {"dict", "build, lint and test dictionaries", setup_dict},
}};

std::atomic<bool> stop{false};
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

std::span<const Command> commands() { return kCommands; }

bool interrupted() { return stop.load(std::memory_order_relaxed); }

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop.store(true, std::memory_order_relaxed); };
  action.sa_flags = SA_RESETHAND;  // a second interrupt ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

int report(const Error& error) {
  std::fprintf(stderr, "demarche: %s\n", error.message().c_str());
  return error.kind == ErrorKind::kBusy || error.kind == ErrorKind::kSchemaNewer ? kBusy : kFailed;
}

void DataOptions::add(CLI::App* app) { app->add_option("--data", folder, "folder with the dictionaries, models and gazetteer"); }

std::string DataOptions::resolve() const {
  namespace fs = std::filesystem;
  if (!folder.empty()) return folder;
  if (const char* given = std::getenv("DEMARCHE_DATA"); given != nullptr && *given != '\0') return given;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (fs::exists(program / "data", error)) return (program / "data").string();
  return (program / "../share/demarche").lexically_normal().string();
}

Result<std::unique_ptr<Coder>> open_coder(const DataOptions& data) { return Coder::open(data.resolve()); }

}  // namespace demarche::cli

int main(int argc, char** argv) {
  using namespace demarche::cli;
  CLI::App app{"Demarche reads dated news reports and keeps the record of international affairs they describe."};
  app.name("demarche");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n  demarche code report.txt\n  demarche explain --date 2024-02-28 --text 'China refrained from condemning Russia.'\n"
      "Each command has its own --help.");
  std::function<int()> chosen;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    std::function<int()> run = command.setup(sub);
    sub->callback([&chosen, run] { chosen = run; });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  return chosen();
}
