// Reads the dictionaries' text: folders of files whose lines are entries with fields separated by " | ".
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "demarche/span.h"

namespace demarche::lexicon {

// One entry. The views point into the owning TextFile's bytes.
struct Line {
  uint32_t number = 0;                   // counted from 1
  EntryId entry;                         // number of this entry over all dictionaries
  std::vector<std::string_view> fields;  // trimmed; empty fields stay
};

// One dictionary file.
struct TextFile {
  std::string name;                          // as reported: "dictionaries/actions/consult.txt"
  std::string folder;                        // "actions", "actors/people": the path below the dictionaries' root without the file
  std::string stem;                          // "consult"
  std::unique_ptr<const std::string> bytes;  // on the heap, so that the views survive a move
  std::vector<Line> lines;

  // "dictionaries/actions/consult.txt:17"
  std::string where(const Line& line) const { return name + ":" + std::to_string(line.number); }
};

// All files of the dictionaries in a fixed order (by path), with entries numbered from 0 in that order. The deque keeps
// addresses stable. Not thread-safe while being filled.
struct DictionaryText {
  std::deque<TextFile> files;
  uint32_t entry_count = 0;
  std::string version;  // first 12 hex digits of the SHA-256 over all names and bytes

  // Files whose folder is `folder` or lies below it.
  std::vector<const TextFile*> in(std::string_view folder) const;
};

// Reads every *.txt below `root` (the folder that holds actions/, actors/ ...). Errors: kNotFound, kIo; bytes that are
// not UTF-8 are an input error naming file and line.
Result<DictionaryText> read_dictionaries(const std::string& root);

// Splits one text that is already in memory; for tests and fuzzing. `next_entry` is advanced.
Result<TextFile> parse_text_file(std::string name, std::string folder, std::string bytes, uint32_t* next_entry);

// Pieces of a field separated by `separator`, trimmed, empty pieces dropped.
std::vector<std::string_view> split_list(std::string_view field, char separator = ';');
std::string_view trim(std::string_view text);

}  // namespace demarche::lexicon
