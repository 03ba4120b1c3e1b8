// The record: coded documents kept, asked, and never doubled.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "demarche/document.h"
#include "demarche/event.h"

namespace demarche {

template <typename T>
class Result;

// Columns of an answer. JSON columns hold JSON text; reals without a value are null.
enum class ColumnType : uint8_t { kText, kInteger, kReal, kJson };
struct Column {
  std::string_view name;
  ColumnType type = ColumnType::kText;
  std::string_view meaning;
};
using Value = std::variant<std::monostate, int64_t, double, std::string>;

// A filter of queries; `pattern` is a regular expression (ECMA) that its values match whole.
struct Filter {
  std::string_view name, meaning, pattern;
};

// One thing that can be asked. Command line, API, its description and the table exports are all made from this table.
struct QueryKind {
  std::string_view what, meaning;
  std::vector<std::string_view> arguments;  // names of what stands after `what`: "dyad A B"
  std::vector<Column> columns;
  std::vector<std::string_view> filters;  // names of filters()
};
std::span<const QueryKind> query_kinds();
const QueryKind* find_query_kind(std::string_view what);
std::span<const Filter> filters();

// A question. Empty filters ask for nothing. `cursor` is Page::next of the page before, with the same filters.
struct Query {
  std::string what;
  std::vector<std::string> arguments;
  std::map<std::string, std::string> filters;
  size_t limit = 100;
  std::string cursor;
};

struct Page {
  std::span<const Column> columns;
  std::vector<std::vector<Value>> rows;
  std::string next;  // empty at the end
};

// A document as the record has it.
struct StoredDocument {
  std::string sha256, id, date, title, url, publisher, lang, text, outcome, duplicate_of;
};

// What a run coded with; together with a document's hash the key of the ledger.
struct RunVersions {
  std::string dictionary, model, options;
};

struct RunCounts {
  uint64_t documents = 0, coded = 0, empty = 0, quarantined = 0, skipped = 0, events = 0;
};

// A document in the ledger: the hash of its text, and what tells copies of the same text apart. Of several copies the record
// keeps the one with the smallest date, then id, whatever order they arrive in.
struct DocumentKey {
  std::string sha256, date, id;
};

// A record. One object belongs to one thread; several objects, in several processes, may share a record and write to it
// in turns. Documents are kept in memory until flush(), which writes them in one transaction: a document is in the record
// whole or not at all. After an error of a writing call the record has what it had after the last flush that succeeded.
class EventStore {
 public:
  virtual ~EventStore() = default;

  // Begins a run of ingest: what put(), skip() and quarantine() tell belongs to it.
  virtual Result<void> begin_run(const RunVersions& versions) = 0;
  // Flushes, and notes that the run came to its end.
  virtual Result<void> end_run() = 0;
  // What the run's flushed documents came to; documents = coded + empty + quarantined + skipped.
  virtual RunCounts counts() const = 0;
  // True if the run's versions have coded this text, from this copy or one that comes before it.
  virtual Result<bool> has(const DocumentKey& key) = 0;
  // Keeps a document and its record; what an older run said of the same document is replaced and the difference noted.
  // A document that another process has brought meanwhile is skipped. Flushes when enough documents are waiting.
  virtual Result<void> put(Document document, CodedDocument coded) = 0;
  // Counts a document that the record has.
  virtual Result<void> skip() = 0;
  virtual Result<void> quarantine(const Quarantined& quarantined) = 0;
  // True if a document at this origin was quarantined before, for the same reason.
  virtual Result<bool> is_quarantined(const Quarantined& quarantined) = 0;
  virtual Result<void> flush() = 0;
  // Documents that other versions than the run's have coded, in the order of their hashes, after `after`.
  virtual Result<std::vector<Document>> stale(const std::string& after, size_t limit) = 0;

  // Decisions of people about events, which recoding does not touch. split() takes mentions out of their event: together they
  // are an event that no report joins by itself. merge() makes one event of those of two mentions (the id of an event is that
  // of a mention). `undo` takes the same decision back. kNotFound for a mention that the record does not have.
  virtual Result<void> split(const std::vector<std::string>& mentions, bool undo) = 0;
  virtual Result<void> merge(const std::string& a, const std::string& b, bool undo) = 0;

  // Replaces the background knowledge, relations that no report has to state, by that of the run's dictionary, unless the
  // record has it already.
  virtual Result<void> know(const std::function<Result<std::vector<Relation>>()>& background) = 0;

  // Rows in the fixed order of the kind, a page at a time. Errors: kInput for an unknown kind, filter, value or cursor.
  virtual Result<Page> query(const Query& query) = 0;
  // By hash or by id; kNotFound if the record has none.
  virtual Result<StoredDocument> document(const std::string& key) = 0;
};

enum class OpenMode : uint8_t { kCreate, kExisting, kReading, kWatching };

// Opens a record: "record.db", "sqlite:PATH" or "postgresql://...". kCreate makes one that is not there; kExisting answers
// kNotFound, and may be used on a file that cannot be written; kReading is the same for those who answer many: it takes
// little memory, and a question that takes longer than eight seconds ends with kLimit; kWatching takes as little memory and all the time it needs. Errors: kIo, kBusy (somebody else writes), kSchemaNewer (a
// newer program made it), kCorrupt, kInput (an unknown kind of record).
Result<std::unique_ptr<EventStore>> open_store(const std::string& url, OpenMode mode = OpenMode::kCreate);

}  // namespace demarche
