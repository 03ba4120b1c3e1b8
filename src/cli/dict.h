// What the subcommands of `dict` share. Internal to the room.
#pragma once
#include "cli/command.h"

namespace demarche::cli {

struct DictionaryImage {
  uint32_t entries = 0;
  size_t bytes = 0;
  std::string version;
};
// Compiles a dictionaries' folder into an image file, written beside and moved.
Result<DictionaryImage> build_image(const std::string& folder, const std::string& out);

// Runs the examples of the pattern folders: each has to give what its entry says. Prints counts; with `verbose` each
// failure. Gives the exit status.
int test_examples(const std::string& folder, const DataOptions& data, bool verbose);

// Runs the examples of actors/, or of the part of it that `only` names ("actors/people"), over all processors.
int test_actor_examples(const std::string& folder, const std::string& only, const DataOptions& data, bool verbose);

std::function<int()> setup_suggest(CLI::App* app);
std::function<int()> setup_diff(CLI::App* app);

}  // namespace demarche::cli
