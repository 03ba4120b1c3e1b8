// Coded documents and layers as text. The room's door.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "demarche/annotation.h"
#include "demarche/coder.h"
#include "demarche/event.h"

namespace demarche::writers {

// An output format of coded documents. Functions append to `out`.
struct Format {
  std::string_view name;
  std::string_view description;
  void (*header)(std::string* out);                                // before the first document; may be null
  void (*document)(const CodedDocument& coded, std::string* out);  // one document, lines ended; null if trees are wanted
  void (*with_trees)(const CodedDocument& coded, const Text& text, std::string* out) = nullptr;  // the same for trees
};

// The table's row of that name, or null.
const Format* find_format(std::string_view name);
// Names for messages and help: "json, csv, tsv".
std::string format_names();

void write_annotation(const Annotation& annotation, std::string_view id, std::string_view date, std::string* out);
// CoNLL-U. Words that are written as one ("don't", "cannot") are joined by a range row, as the English treebanks have it.
// Each sentence is preceded by its own comment lines: an id ("ID-1") and, if the text has bytes, the sentence.
void write_conllu(const Text& text, std::string_view id, std::string* out);
// The same for tokens that were given: with their ranges, and `comments` (one a sentence, lines ended) as they were.
void write_conllu(const Text& text, std::span<const TokenSpan> ranges, std::span<const std::string> comments, std::string* out);
void write_answer(const RelateAnswer& answer, std::string* out);

}  // namespace demarche::writers
