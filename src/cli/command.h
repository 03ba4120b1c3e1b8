// A command of the program. Internal to the room.
#pragma once
#include <CLI/CLI.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "demarche/coder.h"

namespace demarche::cli {

// Exit statuses that scripts rely on.
inline constexpr int kDone = 0, kFailed = 1, kUsage = 2, kQuarantined = 3, kBusy = 4, kInterrupted = 130;

// A row of the table of commands: adds its options to its subcommand; run() is called when the user gave it.
struct Command {
  std::string_view name, summary;
  std::function<int()> (*setup)(CLI::App* app);
};

std::span<const Command> commands();

std::function<int()> setup_code(CLI::App* app);
std::function<int()> setup_annotate(CLI::App* app);
std::function<int()> setup_parse(CLI::App* app);
std::function<int()> setup_relate(CLI::App* app);
std::function<int()> setup_explain(CLI::App* app);
std::function<int()> setup_actors(CLI::App* app);
std::function<int()> setup_dict(CLI::App* app);
std::function<int()> setup_eval(CLI::App* app);
std::function<int()> setup_ingest(CLI::App* app);
std::function<int()> setup_query(CLI::App* app);
std::function<int()> setup_split(CLI::App* app);
std::function<int()> setup_merge(CLI::App* app);
std::function<int()> setup_serve(CLI::App* app);

// Prints an error on standard error and gives the exit status for its kind.
int report(const Error& error);

// Options that every command with a coder has.
struct DataOptions {
  std::string folder;
  void add(CLI::App* app);
  // The folder given, else $DEMARCHE_DATA, else `data` beside the program, else ../share/demarche.
  std::string resolve() const;
};
Result<std::unique_ptr<Coder>> open_coder(const DataOptions& data);

// True once the user has interrupted the program.
bool interrupted();
void catch_interrupts();

}  // namespace demarche::cli
