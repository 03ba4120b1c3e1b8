// The record's events as rows: CSV (RFC 4180) and TSV (tabs, newlines and backslashes escaped with a backslash).
#include <array>

#include "base/json.h"
#include "writers/record.h"

namespace demarche::writers {

namespace {

constexpr std::array<std::string_view, 24> kColumns{"doc",       "document_date", "event",   "type",    "mode",       "cameo",
                                                    "quad",      "goldstein",     "status",  "date",    "source",     "source_text",
                                                    "target",    "target_text",   "place",   "country", "lat",        "lon",
                                                    "precision", "speaker",       "trigger", "quote",   "confidence", "rule"};

template <typename Field>
std::string joined(const std::vector<Participant>& list, const Field& field) {
  std::string text;
  for (const Participant& p : list) {
    if (!text.empty()) text += "; ";
    text += field(p);
  }
  return text;
}

std::string number(double value) {
  std::string text;
  json_number(value, &text);
  return text;
}

std::array<std::string, 24> row_of(const CodedDocument& coded, const Event& e) {
  const auto code = [](const Participant& p) { return p.code; };
  const auto text = [](const Participant& p) { return p.text; };
  const bool located = e.place && e.place->has_coordinates;
  return {coded.doc,
          coded.date,
          e.id,
          std::string(name_of(e.type)),
          e.mode,
          e.cameo,
          std::string(name_of(quad_of(e.type))),
          number(e.goldstein),
          std::string(name_of(e.status)),
          e.date,
          joined(e.source, code),
          joined(e.source, text),
          joined(e.target, code),
          joined(e.target, text),
          e.place ? e.place->name : "",
          e.place ? e.place->country : "",
          located ? number(e.place->lat) : "",
          located ? number(e.place->lon) : "",
          e.place ? e.place->precision : "",
          e.speaker ? e.speaker->code : "",
          e.trigger.text,
          e.quote,
          number(e.confidence),
          e.rule};
}

void csv_field(std::string_view text, std::string* out) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    *out += text;
    return;
  }
  out->push_back('"');
  for (const char c : text) {
    if (c == '"') out->push_back('"');
    out->push_back(c);
  }
  out->push_back('"');
}

void tsv_field(std::string_view text, std::string* out) {
  for (const char c : text) {
    if (c == '\t') *out += "\\t";
    else if (c == '\n') *out += "\\n";
    else if (c == '\r') *out += "\\r";
    else if (c == '\\') *out += "\\\\";
    else out->push_back(c);
  }
}

template <typename Row, typename Field>
void line(const Row& row, char separator, const char* end, const Field& field, std::string* out) {
  for (size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out->push_back(separator);
    field(row[i], out);
  }
  *out += end;
}

}  // namespace

void write_csv_header(std::string* out) { line(kColumns, ',', "\r\n", csv_field, out); }
void write_tsv_header(std::string* out) { line(kColumns, '\t', "\n", tsv_field, out); }

void write_csv(const CodedDocument& coded, std::string* out) {
  for (const Event& e : coded.events) line(row_of(coded, e), ',', "\r\n", csv_field, out);
}

void write_tsv(const CodedDocument& coded, std::string* out) {
  for (const Event& e : coded.events) line(row_of(coded, e), '\t', "\n", tsv_field, out);
}

}  // namespace demarche::writers
