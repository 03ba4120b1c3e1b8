// Coded documents and layers as text. The room's door.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "demarche/annotation.h"
#include "demarche/coder.h"
#include "demarche/document.h"
#include "demarche/event.h"

namespace demarche::writers {

// An event as other data sets lay it out: of a coded document, or merged from several reports in a record.
struct ExchangeEvent {
  std::string id, type, mode, cameo, quad, status;
  std::string day;        // of the event, else of the report
  std::string published;  // day of the report
  std::string document, url, publisher, language;
  double goldstein = 0, confidence = 0;
  std::vector<std::string> contexts;
  std::vector<Participant> source, target;
  std::string place, place_text, country, precision;
  bool located = false;
  double lat = 0, lon = 0;
  uint64_t mentions = 1, documents = 1, publishers = 1;
  size_t sentence = 0;   // of the document, from 0
  uint64_t trigger = 0;  // byte offset
};
ExchangeEvent exchange_event(const Document& document, const CodedDocument& coded, const Event& event);

// An output format of coded documents. Functions append to `out`. A format has one of `document`, `with_trees`, `event`.
struct Format {
  std::string_view name;
  std::string_view description;
  void (*header)(std::string* out);                                                              // before the first document; may be null
  void (*document)(const CodedDocument& coded, std::string* out);                                // one document, lines ended
  void (*with_trees)(const CodedDocument& coded, const Text& text, std::string* out) = nullptr;  // the same for trees
  void (*event)(const ExchangeEvent& event, std::string* out) = nullptr;  // one event; what a record's events can be written in too
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
