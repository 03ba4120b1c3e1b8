// Reads bytes and keeps what comes out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "readers/format.h"
#include "readers/readers.h"

namespace demarche::readers {

struct Collected {
  std::vector<Document> documents;
  std::vector<Quarantined> quarantined;

  Sink sink() {
    Sink sink;
    sink.document = [this](Document&& d) {
      documents.push_back(std::move(d));
      return true;
    };
    sink.quarantined = [this](Quarantined&& q) { quarantined.push_back(std::move(q)); };
    return sink;
  }
  // The reasons, one a line, each after its origin.
  std::string reasons() const {
    std::string text;
    for (const Quarantined& q : quarantined) text += q.origin + ": " + q.reason + "\n";
    return text;
  }
};

inline Collected read_all(std::string_view bytes, const std::string& name, const ReadOptions& options = {}) {
  Collected collected;
  const Result<void> done = read_bytes(bytes, name, options, collected.sink());
  if (!done) collected.quarantined.push_back({"", "error", done.error().message()});
  return collected;
}

// The same through a format's parser in pieces of `size` bytes.
inline Collected read_in_pieces(std::string_view bytes, const std::string& name, std::unique_ptr<Parser> (*make)(const Source&),
                                size_t size, const ReadOptions& options = {}) {
  Collected collected;
  const Sink sink = collected.sink();
  const Gate gate(options, sink, name);
  const auto parser = make({name, gate, options.limit});
  for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
    if (!parser->feed(bytes.substr(0, size))) return collected;
  }
  parser->finish();
  return collected;
}

// One line of what matters of a document, for comparisons that show where they fail.
inline std::string shown(const Document& d) {
  std::string text = d.id + "|" + d.date + "|" + d.title + "|" + d.url + "|" + d.source + "|" + d.lang + "|" + d.text;
  for (const auto& [name, value] : d.metadata) text += "|" + name + "=" + value;
  return text;
}

}  // namespace demarche::readers
