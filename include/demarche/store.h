// The record: coded documents kept, asked, and never doubled.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "demarche/document.h"
#include "demarche/event.h"

namespace demarche {

template <typename T>
class Result;

// What a query of events asks for; empty fields ask for nothing. Codes match by prefix of their parts: "CHN" matches
// "CHN" and "CHN:GOV".
struct EventFilter {
  std::string source, target, type, status, place, since, until;
  size_t limit = 50;
  std::string after;  // id of the last row of the page before; empty for the first page
};

// One event as the record has it.
struct StoredEvent {
  std::string id, document, document_date, type, mode, cameo, status, date, source, target, place, trigger, quote, rule;
};

// A record. One object belongs to one thread; several objects, in several processes, may share a record.
class EventStore {
 public:
  virtual ~EventStore() = default;

  // True if the run (dictionary and model) has already coded a document of this hash.
  virtual Result<bool> has(const std::string& sha256, const std::string& dictionary, const std::string& model) = 0;
  // Keeps a document and its record; what an older run said of the same document is replaced. Documents are grouped
  // into transactions; flush() ends the last one. A document is in the record whole or not at all.
  virtual Result<void> put(const Document& document, const CodedDocument& coded) = 0;
  virtual Result<void> quarantine(const Quarantined& quarantined) = 0;
  virtual Result<void> flush() = 0;
  // Events in a fixed order (date of the document, document, position), a page at a time.
  virtual Result<std::vector<StoredEvent>> events(const EventFilter& filter) = 0;
};

// Opens a record, made if it is not there: "record.db" or "sqlite:PATH". Errors: kIo, kBusy (somebody else writes),
// kSchemaNewer (a newer program made it), kCorrupt, kInput (an unknown kind of record).
Result<std::unique_ptr<EventStore>> open_store(const std::string& url);

}  // namespace demarche
