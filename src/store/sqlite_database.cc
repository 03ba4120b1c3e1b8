// SQLite: one file, write-ahead log, full text by FTS5.
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <unordered_map>

#include "store/database.h"

namespace demarche::store {

namespace {

constexpr int kBusyMilliseconds = 10000;
// Of those that only read: how long a question may take, looked at after so many steps of the engine, and how many statements
// are kept.
constexpr std::chrono::seconds kPatience{8};
constexpr int kSteps = 10000;
constexpr size_t kMostStatements = 100;

// The index keeps no text of its own: a row is a mention's number. Words come folded and parted by blanks, so nothing but
// a blank may part them here.
constexpr std::string_view kWordTables =
    "CREATE VIRTUAL TABLE mention_words USING fts5(words, content='', detail=none, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\");\n";

std::string tables(std::string_view common) { return std::string(common); }

// Each word in quotes of its own, so that none of them is an operator.
std::string words_value(std::string_view words) {
  std::string query = "\"";
  for (const char c : words) query += c == ' ' ? std::string("\" \"") : std::string(1, c);
  return query + "\"";
}

constexpr Dialect kDialect{"sqlite", tables, kWordTables, "number IN (SELECT rowid FROM mention_words WHERE mention_words MATCH {})",
                           words_value,
                           // Not a SELECT: the index would be flushed before each, so that it could be taken back.
                           "INSERT INTO mention_words(rowid, words) VALUES((SELECT number FROM mentions WHERE id=?1), ?2)",
                           "INSERT INTO mention_words(mention_words, rowid, words) SELECT 'delete', number, ?2 FROM mentions WHERE id=?1"};

// A path as SQLite's URI takes it.
std::string uri_of(const std::string& path, std::string_view options) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      uri += {'%', kHex[static_cast<unsigned char>(c) >> 4], kHex[static_cast<unsigned char>(c) & 15]};
    } else {
      uri.push_back(c);
    }
  }
  return uri + std::string(options);
}

class SqliteDatabase;

class SqliteStatement : public Statement {
 public:
  SqliteStatement(SqliteDatabase* owner, sqlite3_stmt* handle) : owner_(owner), handle_(handle) {}
  ~SqliteStatement() override { sqlite3_finalize(handle_); }
  void bind(int p, std::string_view text) override {
    sqlite3_bind_text(handle_, p, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }
  void bind(int p, int64_t number) override { sqlite3_bind_int64(handle_, p, number); }
  void bind(int p, double number) override { sqlite3_bind_double(handle_, p, number); }
  void bind_null(int p) override { sqlite3_bind_null(handle_, p); }
  Result<bool> step() override;
  int columns() const override { return sqlite3_column_count(handle_); }
  bool is_null(int c) const override { return sqlite3_column_type(handle_, c) == SQLITE_NULL; }
  std::string text(int c) const override {
    const unsigned char* bytes = sqlite3_column_text(handle_, c);
    return bytes == nullptr ? std::string()
                            : std::string(reinterpret_cast<const char*>(bytes), static_cast<size_t>(sqlite3_column_bytes(handle_, c)));
  }
  int64_t integer(int c) const override { return sqlite3_column_int64(handle_, c); }
  double real(int c) const override { return sqlite3_column_double(handle_, c); }
  void reset() override {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
  }

 private:
  SqliteDatabase* owner_;
  sqlite3_stmt* handle_;
};

void bind_value(Statement* statement, int parameter, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return statement->bind(parameter, std::string_view(*text));
  if (const auto* number = std::get_if<int64_t>(&value)) return statement->bind(parameter, *number);
  if (const auto* real = std::get_if<double>(&value)) return statement->bind(parameter, *real);
  statement->bind_null(parameter);
}

class SqliteDatabase : public Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& path, OpenMode mode) {
    auto database = std::unique_ptr<SqliteDatabase>(new SqliteDatabase(path));
    std::error_code error;
    const bool there = std::filesystem::exists(path, error);
    if (!there && mode != OpenMode::kCreate) return Error{ErrorKind::kNotFound, path, "is not there", "a record made by ingest"};
    // A file that may be read but not written, with no log beside it, is taken as it stands.
    const bool fixed = there && access(path.c_str(), W_OK) != 0 && !std::filesystem::exists(path + "-wal", error);
    const int flags = fixed ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const std::string name = fixed ? uri_of(path, "?immutable=1") : path;
    // A record belongs to one thread.
    if (sqlite3_open_v2(name.c_str(), &database->handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
      return database->failed("cannot be opened");
    sqlite3_busy_timeout(database->handle_, kBusyMilliseconds);
    // A long log: pages that several batches write go into the file once.
    const std::string log =
        fixed
            ? ""
            : "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=32768; PRAGMA journal_size_limit=268435456; ";
    const bool reading = mode == OpenMode::kReading || mode == OpenMode::kWatching;
    const std::string memory = reading ? "PRAGMA cache_size=-16384" : "PRAGMA cache_size=-262144; PRAGMA mmap_size=1073741824";
    const Result<void> ready = database->execute(log + "PRAGMA foreign_keys=ON; " + memory);
    if (!ready) return ready.error();
    if (reading) database->read_only(mode == OpenMode::kReading);
    return std::unique_ptr<Database>(std::move(database));
  }

  ~SqliteDatabase() override {
    statements_.clear();
    sqlite3_close(handle_);
  }

  Error failed(const char* what) const {
    const int code = sqlite3_errcode(handle_) & 0xFF;
    if (code == SQLITE_INTERRUPT) return {ErrorKind::kLimit, "query", "takes too long", "a narrower question"};
    const ErrorKind kind = code == SQLITE_BUSY || code == SQLITE_LOCKED      ? ErrorKind::kBusy
                           : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? ErrorKind::kCorrupt
                                                                             : ErrorKind::kIo;
    return {kind, path_, std::string(what) + ": " + sqlite3_errmsg(handle_), "a writable SQLite record"};
  }

  Result<void> execute(const std::string& sql) override {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failed("cannot be used");
    return {};
  }

  Result<Statement*> prepare(const std::string& sql) override {
    if (bounded_) until_ = std::chrono::steady_clock::now() + kPatience;
    if (const auto found = statements_.find(sql); found != statements_.end()) {
      found->second->reset();
      return found->second.get();
    }
    // Those that only read ask one thing at a time: nobody uses a statement that is dropped here.
    if (reading_ && statements_.size() >= kMostStatements) statements_.clear();
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(handle_, sql.c_str(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK) {
      return failed("cannot be asked");
    }
    return statements_.emplace(sql, std::make_unique<SqliteStatement>(this, raw)).first->second.get();
  }

  Result<void> insert(const Rows& rows) override {
    if (rows.values.empty()) return {};
    std::string sql(rows.row_sql);
    if (sql.empty()) {
      sql = "INSERT INTO " + std::string(rows.table) + "(" + std::string(rows.columns) + ") VALUES(";
      for (size_t i = 1; i <= rows.width; ++i) sql += (i == 1 ? "?" : ",?") + std::to_string(i);
      sql += ") ON CONFLICT DO NOTHING";
    }
    const Result<Statement*> statement = prepare(sql);
    if (!statement) return statement.error();
    for (size_t at = 0; at < rows.values.size(); at += rows.width) {
      for (size_t i = 0; i < rows.width; ++i) bind_value(*statement, static_cast<int>(i + 1), rows.values[at + i]);
      const Result<bool> done = (*statement)->step();
      (*statement)->reset();
      if (!done) return done.error();
    }
    return {};
  }

  Result<void> begin() override { return execute("BEGIN IMMEDIATE"); }
  Result<void> commit() override { return execute("COMMIT"); }
  void rollback() override {
    for (auto& [sql, statement] : statements_) statement->reset();
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  const Dialect& dialect() const override { return kDialect; }
  const std::string& where() const override { return path_; }

  Result<int> schema_version() override {
    const Result<Statement*> known = prepare("SELECT count(*) FROM sqlite_master WHERE type='table' AND name='meta'");
    if (!known) return known.error();
    const Result<bool> row = (*known)->step();
    if (!row) return row.error();
    const bool has_meta = (*known)->integer(0) > 0;
    (*known)->reset();
    const Result<Statement*> version =
        prepare(has_meta ? "SELECT CAST(value AS INTEGER) FROM meta WHERE key='schema'" : "PRAGMA user_version");
    if (!version) return version.error();
    const Result<bool> found = (*version)->step();
    if (!found) return found.error();
    const int number = *found ? static_cast<int>((*version)->integer(0)) : 0;
    (*version)->reset();
    return number;
  }

 private:
  explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}

  // Questions are cut off once their time is up; it begins with prepare().
  void read_only(bool bounded) {
    reading_ = true;
    bounded_ = bounded;
    if (!bounded) return;
    sqlite3_progress_handler(
        handle_, kSteps, [](void* self) { return std::chrono::steady_clock::now() > static_cast<SqliteDatabase*>(self)->until_ ? 1 : 0; },
        this);
  }

  std::string path_;
  bool reading_ = false, bounded_ = false;
  std::chrono::steady_clock::time_point until_ = std::chrono::steady_clock::time_point::max();
  sqlite3* handle_ = nullptr;
  std::unordered_map<std::string, std::unique_ptr<SqliteStatement>> statements_;
};

Result<bool> SqliteStatement::step() {
  const int state = sqlite3_step(handle_);
  if (state == SQLITE_ROW) return true;
  if (state == SQLITE_DONE) return false;
  const Error error = owner_->failed("cannot be used");
  sqlite3_reset(handle_);
  return error;
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, OpenMode mode) { return SqliteDatabase::open(path, mode); }

}  // namespace demarche::store
