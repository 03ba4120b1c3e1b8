// One function a format. Internal to the room.
#pragma once
#include "writers/writers.h"

namespace demarche::writers {

void write_json(const CodedDocument& coded, std::string* out);
void write_csv_header(std::string* out);
void write_csv(const CodedDocument& coded, std::string* out);
void write_tsv_header(std::string* out);
void write_tsv(const CodedDocument& coded, std::string* out);
void write_coded_conllu(const CodedDocument& coded, const Text& text, std::string* out);

}  // namespace demarche::writers
