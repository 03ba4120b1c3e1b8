// Reading documents, coding them over threads, and telling how it went: what code and annotate share. Internal.
#pragma once
#include "cli/command.h"
#include "readers/readers.h"

namespace demarche::cli {

struct DocumentOptions {
  std::vector<std::string> files;
  readers::ReadOptions read;
  DataOptions data;
  unsigned threads = 1;
  std::string shard;
  bool strict = false, no_progress = false;
  void add(CLI::App* app);
};

// One of several equal parts of the documents, counted from 0.
struct Shard {
  size_t index = 0, count = 1;
  bool takes(size_t position) const { return position % count == index; }
};
// From "I/N" with I counted from 1; all of them from "".
Result<Shard> parse_shard(const std::string& text);

// What became of the documents.
struct Outcome {
  size_t in = 0, coded = 0, empty = 0, quarantined = 0, events = 0;
};

// Runs `work` over every document of the files and prints its texts in order. `counts` tells whether a text is a coded
// document with events (for the closing line). Gives the exit status.
using DocumentWork = std::function<std::string(const Coder&, const Document&, Coder::Scratch*, size_t* events)>;
int run_documents(const DocumentOptions& options, const DocumentWork& work, std::string_view header);

}  // namespace demarche::cli
