// The record: coded documents kept, asked, and never doubled.
#pragma once
#include <cstdint>
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

// A record. One object belongs to one thread; several objects, in several processes, may share a record. After an error
// of a writing call the transaction is rolled back: documents since the last flush() are not in the record.
class EventStore {
 public:
  virtual ~EventStore() = default;

  // Begins a run of ingest: what put() and quarantine() write belongs to it.
  virtual Result<void> begin_run(const RunVersions& versions) = 0;
  virtual Result<void> end_run(const RunCounts& counts) = 0;
  // True if the run's versions have already coded a document of this hash.
  virtual Result<bool> has(const std::string& sha256) = 0;
  // True if any version has.
  virtual Result<bool> has_older(const std::string& sha256) = 0;
  // Keeps a document and its record; what an older run said of the same document is replaced. Documents are grouped
  // into transactions; flush() ends the last one. A document is in the record whole or not at all.
  virtual Result<void> put(const Document& document, const CodedDocument& coded) = 0;
  virtual Result<void> quarantine(const Quarantined& quarantined) = 0;
  // True if this origin was quarantined before; such documents are not tried again unless asked for.
  virtual Result<bool> is_quarantined(const std::string& origin) = 0;
  virtual Result<void> flush() = 0;

  // Rows in the fixed order of the kind, a page at a time. Errors: kInput for an unknown kind, filter, value or cursor.
  virtual Result<Page> query(const Query& query) = 0;
  // By hash or by id; kNotFound if the record has none.
  virtual Result<StoredDocument> document(const std::string& key) = 0;
};

// Opens a record, made if it is not there: "record.db", "sqlite:PATH" or "postgresql://...". Errors: kIo, kBusy (somebody
// else writes), kSchemaNewer (a newer program made it), kCorrupt, kInput (an unknown kind of record).
Result<std::unique_ptr<EventStore>> open_store(const std::string& url);

}  // namespace demarche
