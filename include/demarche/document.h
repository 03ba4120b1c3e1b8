// A dated report, as the readers give it and the coder takes it.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace demarche {

struct Document {
  std::string id;     // unique in its source; the file name and position where the input has none
  std::string date;   // YYYY-MM-DD; a document without one is quarantined by the reader
  std::string text;   // UTF-8; offsets of the record are bytes into this
  std::string title;  // may be empty; it is not part of text
  std::string url;
  std::string source;                                         // who published it
  std::string lang;                                           // BCP 47, empty if not said
  std::vector<std::pair<std::string, std::string>> metadata;  // unknown fields, name and raw JSON value
  std::string origin;                                         // where it was read: "reports.jsonl:3", "crawl.warc.gz@18233"
};

// A document that could not be read or coded, and why. Nothing is dropped in silence.
struct Quarantined {
  std::string id;
  std::string origin;
  std::string reason;  // "no date: ...", "not UTF-8 at byte 17", "longer than 100 MB"
};

}  // namespace demarche
