// A database as the store needs it: prepared statements, transactions, and the few points where engines differ. All
// logic of the record is written once on top of this. Internal to the room.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "demarche/store.h"

namespace demarche::store {

// A prepared statement with parameters ?1, ?2 ... and text, integer and real columns. Belongs to its database.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual void bind(int parameter, std::string_view text) = 0;  // parameters count from 1; the text is copied
  virtual void bind(int parameter, int64_t number) = 0;
  virtual void bind(int parameter, double number) = 0;
  virtual void bind_null(int parameter) = 0;
  // True if there is a row. The first call runs the statement; after false it has ended.
  virtual Result<bool> step() = 0;
  virtual int columns() const = 0;
  virtual bool is_null(int column) const = 0;  // columns count from 0
  virtual std::string text(int column) const = 0;
  virtual int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  // Ends the statement and forgets its values, ready to be bound again.
  virtual void reset() = 0;
};

// How an engine writes what the engines write differently.
struct Dialect {
  std::string_view name;
  // Tables and indexes: from the schema's common text to the engine's.
  std::string (*tables)(std::string_view common);
  // The tables of the full text, which have nothing in common.
  std::string_view word_tables;
  // A condition that a mention holds every word of the parameter: "id IN (...)" after the name of its table and a dot, with "{}"
  // for the parameter.
  std::string_view has_words;
  // The parameter's value for folded words with blanks between them.
  std::string (*words_value)(std::string_view words);
  // Writes and takes away a mention's words, after and before the mention itself: parameters id, words. The words to take
  // away must be those that were written.
  std::string_view insert_words, delete_words;
};

// Rows on their way into one table, value after value in the order of `columns`.
struct Rows {
  std::string_view table, columns;  // "id, code, name"
  size_t width = 0;                 // number of columns
  std::string_view key;             // the columns rows are ordered by where engines take many at once
  std::string_view row_sql;         // how an engine that takes row after row writes one; empty for a plain INSERT
  std::vector<Value> values = {};

  template <typename T>
  Rows& operator<<(const T& value) {
    if constexpr (std::is_same_v<T, std::monostate> || std::is_same_v<T, int64_t> || std::is_same_v<T, double> ||
                  std::is_same_v<T, Value>) {
      values.emplace_back(value);
    } else if constexpr (std::is_integral_v<T>) {
      values.emplace_back(static_cast<int64_t>(value));
    } else {
      values.emplace_back(std::string(value));
    }
    return *this;
  }
};

class Database {
 public:
  virtual ~Database() = default;
  // Runs statements without parameters, separated by ";".
  virtual Result<void> execute(const std::string& sql) = 0;
  // Kept and handed out again for the same text; valid until the database closes. At most one user at a time.
  virtual Result<Statement*> prepare(const std::string& sql) = 0;
  // Writes rows inside a transaction; a row whose key is there already is left out. Engines with a bulk load use it.
  virtual Result<void> insert(const Rows& rows) = 0;
  // A transaction that writes: it waits for other writers up to the engine's limit, then fails with kBusy.
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;
  virtual const Dialect& dialect() const = 0;
  // Schema version that the database says it has; 0 if it is new.
  virtual Result<int> schema_version() = 0;
  virtual const std::string& where() const = 0;  // for messages; without a password
};

// Errors: kNotFound with OpenMode::kExisting for a record that is not there, kIo, kBusy, kCorrupt.
Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, OpenMode mode);
Result<std::unique_ptr<Database>> open_postgres(const std::string& url, OpenMode mode);

// Binds one value after the other, runs the statement to its end and resets it.
template <typename... Values>
Result<void> run(Database* database, const std::string& sql, const Values&... values) {
  const Result<Statement*> statement = database->prepare(sql);
  if (!statement) return statement.error();
  int at = 0;
  ((*statement)->bind(++at, values), ...);
  const Result<bool> row = (*statement)->step();
  (*statement)->reset();
  if (!row) return row.error();
  return {};
}

// Runs a query with the values bound one after the other and hands every row to `visit`, which must not use the same text.
template <typename Visit, typename... Values>
Result<void> each_row(Database* database, const std::string& sql, const Visit& visit, const Values&... values) {
  const Result<Statement*> statement = database->prepare(sql);
  if (!statement) return statement.error();
  int at = 0;
  ((*statement)->bind(++at, values), ...);
  for (;;) {
    const Result<bool> row = (*statement)->step();
    if (!row) return row.error();
    if (!*row) break;
    visit(**statement);
  }
  (*statement)->reset();
  return {};
}

}  // namespace demarche::store
