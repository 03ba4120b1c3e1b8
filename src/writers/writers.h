// Coded documents and layers as text. The room's door.
#pragma once
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
  void (*document)(const CodedDocument& coded, std::string* out);  // one document, lines ended
};

// The table's row of that name, or null.
const Format* find_format(std::string_view name);
// Names for messages and help: "json, csv, tsv".
std::string format_names();

void write_annotation(const Annotation& annotation, std::string_view id, std::string_view date, std::string* out);
void write_conllu(const Text& text, std::string_view id, std::string* out);
void write_answer(const RelateAnswer& answer, std::string* out);

}  // namespace demarche::writers
