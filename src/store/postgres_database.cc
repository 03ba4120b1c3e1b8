// PostgreSQL through libpq. Values travel as text; text columns compare byte by byte as SQLite's do.
#include <libpq-fe.h>

#include <charconv>
#include <optional>
#include <regex>
#include <set>
#include <unordered_map>
#include <vector>

#include "store/database.h"

namespace demarche::store {

namespace {

// Writers take turns: one advisory lock for each record.
constexpr const char* kWriterLock = "SELECT pg_advisory_xact_lock(7305418)";

std::string tables(std::string_view common) {
  std::string sql(common);
  const std::pair<const char*, const char*> changes[] = {{"\\bTEXT\\b", "TEXT COLLATE \"C\""},
                                                         {"\\bINTEGER\\b", "BIGINT"},
                                                         {"\\bREAL\\b", "DOUBLE PRECISION"},
                                                         {"\\) WITHOUT ROWID", ")"},
                                                         {"number BIGINT PRIMARY KEY, ", ""}};
  for (const auto& [from, to] : changes) sql = std::regex_replace(sql, std::regex(from), to);
  return sql;
}

constexpr std::string_view kWordTables =
    "CREATE TABLE mention_words (id TEXT COLLATE \"C\" PRIMARY KEY, words TEXT NOT NULL);\n"
    "CREATE INDEX mention_words_by_word ON mention_words USING gin(string_to_array(words, ' '));\n";

std::string words_value(std::string_view words) { return std::string(words); }

constexpr Dialect kDialect{"postgresql",
                           tables,
                           kWordTables,
                           "id IN (SELECT id FROM mention_words WHERE string_to_array(words, ' ') @> string_to_array({}, ' '))",
                           words_value,
                           "INSERT INTO mention_words(id, words) VALUES(?1, ?2)",
                           "DELETE FROM mention_words WHERE id=?1 AND words=?2"};

struct Clear {
  void operator()(PGresult* r) const { PQclear(r); }
};
using ResultPointer = std::unique_ptr<PGresult, Clear>;

// "?1" of the common text is "$1" here.
std::string parameters(std::string sql) {
  for (size_t i = 0; i + 1 < sql.size(); ++i) {
    if (sql[i] == '?' && sql[i + 1] >= '0' && sql[i + 1] <= '9') sql[i] = '$';
  }
  return sql;
}

constexpr size_t kCopyPiece = 1 << 18;

void append_copied(const Value& value, std::string* line) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    for (const char c : *text) {
      const std::string_view escaped = c == '\\'   ? "\\\\"
                                       : c == '\t' ? "\\t"
                                       : c == '\n' ? "\\n"
                                       : c == '\r' ? "\\r"
                                                   : std::string_view(&c, 1);
      *line += escaped;
    }
  } else if (const auto* number = std::get_if<int64_t>(&value)) {
    *line += std::to_string(*number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    char buffer[32];
    line->append(buffer, std::to_chars(buffer, buffer + sizeof(buffer), *real).ptr);
  } else {
    *line += "\\N";
  }
}

class PostgresDatabase;

class PostgresStatement : public Statement {
 public:
  PostgresStatement(PostgresDatabase* owner, std::string name, int count)
      : owner_(owner), name_(std::move(name)), values_(static_cast<size_t>(count)) {}
  void bind(int p, std::string_view text) override { values_[static_cast<size_t>(p - 1)] = std::string(text); }
  void bind(int p, int64_t number) override { values_[static_cast<size_t>(p - 1)] = std::to_string(number); }
  void bind(int p, double number) override {
    char buffer[32];
    values_[static_cast<size_t>(p - 1)] = std::string(buffer, std::to_chars(buffer, buffer + sizeof(buffer), number).ptr);
  }
  void bind_null(int p) override { values_[static_cast<size_t>(p - 1)].reset(); }
  Result<bool> step() override;
  int columns() const override { return result_ ? PQnfields(result_.get()) : 0; }
  bool is_null(int c) const override { return PQgetisnull(result_.get(), row_, c) != 0; }
  std::string text(int c) const override {
    return {PQgetvalue(result_.get(), row_, c), static_cast<size_t>(PQgetlength(result_.get(), row_, c))};
  }
  int64_t integer(int c) const override {
    const std::string digits = text(c);
    int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }
  double real(int c) const override {
    const std::string digits = text(c);
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }
  void reset() override {
    result_.reset();
    row_ = -1;
    for (auto& value : values_) value.reset();
  }

 private:
  PostgresDatabase* owner_;
  std::string name_;
  std::vector<std::optional<std::string>> values_;
  ResultPointer result_;
  int row_ = -1;
};

class PostgresDatabase : public Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& url, OpenMode mode) {
    auto database = std::unique_ptr<PostgresDatabase>(new PostgresDatabase(url));
    database->handle_ = PQconnectdb(url.c_str());
    if (PQstatus(database->handle_) != CONNECTION_OK) return database->failed("cannot be opened", nullptr);
    PQsetNoticeProcessor(
        database->handle_, [](void*, const char*) {}, nullptr);
    const Result<void> ready = database->execute("SET client_encoding='UTF8'; SET lock_timeout='10s'; SET standard_conforming_strings=on");
    if (!ready) return ready.error();
    if (mode == OpenMode::kReading) {
      if (const Result<void> patient = database->execute("SET statement_timeout='8s'"); !patient) return patient.error();
    }
    return std::unique_ptr<Database>(std::move(database));
  }

  ~PostgresDatabase() override {
    statements_.clear();
    PQfinish(handle_);
  }

  Error failed(const char* what, const PGresult* result) const {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state == nullptr ? "" : state;
    // 57014 statement timeout.
    if (code == "57014") return {ErrorKind::kLimit, "query", "takes too long", "a narrower question"};
    // 55P03 lock not available, 40001 serialization failure, 40P01 deadlock.
    const ErrorKind kind = code == "55P03" || code == "40001" || code == "40P01" ? ErrorKind::kBusy : ErrorKind::kIo;
    std::string message = PQerrorMessage(handle_);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return {kind, where_, std::string(what) + ": " + message, "a PostgreSQL server that lets this user make tables"};
  }

  Result<void> execute(const std::string& sql) override {
    const ResultPointer result(PQexec(handle_, sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failed("cannot be used", result.get());
    return {};
  }

  Result<Statement*> prepare(const std::string& sql) override {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
      found->second->reset();
      return found->second.get();
    }
    const std::string name = "s" + std::to_string(statements_.size());
    const ResultPointer result(PQprepare(handle_, name.c_str(), parameters(sql).c_str(), 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return failed("cannot be asked", result.get());
    int count = 0;
    for (size_t i = 0; i + 1 < sql.size(); ++i) {
      if (sql[i] != '?') continue;
      int number = 0;
      std::from_chars(sql.data() + i + 1, sql.data() + sql.size(), number);
      count = std::max(count, number);
    }
    return statements_.emplace(sql, std::make_unique<PostgresStatement>(this, name, count)).first->second.get();
  }

  // COPY into a table of this session alone, then one ordered INSERT.
  Result<void> insert(const Rows& rows) override {
    if (rows.values.empty()) return {};
    const std::string table(rows.table), columns(rows.columns), staging = "staging_" + table;
    if (staged_.insert(staging).second) {
      const Result<void> made =
          execute("CREATE TEMP TABLE IF NOT EXISTS " + staging + " AS SELECT " + columns + " FROM " + table + " WITH NO DATA");
      if (!made) {
        staged_.erase(staging);
        return made;
      }
    }
    if (const Result<void> copied = copy("COPY " + staging + "(" + columns + ") FROM STDIN", rows); !copied) return copied;
    return execute("INSERT INTO " + table + "(" + columns + ") SELECT " + columns + " FROM " + staging + " ORDER BY " +
                   std::string(rows.key) + " ON CONFLICT DO NOTHING; TRUNCATE " + staging);
  }

  Result<void> begin() override {
    if (const Result<void> begun = execute("BEGIN"); !begun) return begun;
    const Result<void> turn = execute(kWriterLock);
    if (!turn) rollback();
    return turn;
  }
  // A transaction that has failed answers COMMIT with ROLLBACK: that is no success.
  Result<void> commit() override {
    const ResultPointer result(PQexec(handle_, "COMMIT"));
    const bool done = PQresultStatus(result.get()) == PGRES_COMMAND_OK && std::string_view(PQcmdStatus(result.get())) == "COMMIT";
    return done ? Result<void>{} : failed("cannot be written", result.get());
  }
  void rollback() override {
    const ResultPointer result(PQexec(handle_, "ROLLBACK"));
    staged_.clear();  // those of the transaction are gone with it
  }
  const Dialect& dialect() const override { return kDialect; }
  const std::string& where() const override { return where_; }

  Result<int> schema_version() override {
    const ResultPointer known(PQexec(handle_, "SELECT to_regclass('meta') IS NOT NULL"));
    if (PQresultStatus(known.get()) != PGRES_TUPLES_OK) return failed("cannot be read", known.get());
    if (std::string_view(PQgetvalue(known.get(), 0, 0)) != "t") return 0;
    const ResultPointer version(PQexec(handle_, "SELECT value FROM meta WHERE key='schema'"));
    if (PQresultStatus(version.get()) != PGRES_TUPLES_OK) return failed("cannot be read", version.get());
    int number = 0;
    if (PQntuples(version.get()) > 0) {
      const std::string_view digits = PQgetvalue(version.get(), 0, 0);
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
    }
    return number;
  }

  PGconn* handle() const { return handle_; }

 private:
  Result<void> copy(const std::string& sql, const Rows& rows) {
    const ResultPointer ready(PQexec(handle_, sql.c_str()));
    if (PQresultStatus(ready.get()) != PGRES_COPY_IN) return failed("cannot be written", ready.get());
    std::string lines;
    bool sent = true;
    for (size_t at = 0; at < rows.values.size(); ++at) {
      append_copied(rows.values[at], &lines);
      lines.push_back((at + 1) % rows.width == 0 ? '\n' : '\t');
      if (lines.size() < kCopyPiece && at + 1 < rows.values.size()) continue;
      sent = sent && PQputCopyData(handle_, lines.data(), static_cast<int>(lines.size())) == 1;
      lines.clear();
    }
    if (!sent || PQputCopyEnd(handle_, nullptr) != 1) return failed("cannot be written", nullptr);
    Result<void> done;
    for (ResultPointer result(PQgetResult(handle_)); result; result.reset(PQgetResult(handle_))) {
      if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) done = failed("cannot be written", result.get());
    }
    return done;
  }

  explicit PostgresDatabase(const std::string& url) : where_(std::regex_replace(url, std::regex("(//[^:/@]*):[^@/]*@"), "$1@")) {}

  std::string where_;
  PGconn* handle_ = nullptr;
  std::set<std::string> staged_;  // staging tables that this session has
  std::unordered_map<std::string, std::unique_ptr<PostgresStatement>> statements_;
};

Result<bool> PostgresStatement::step() {
  if (!result_) {
    std::vector<const char*> values;
    for (const auto& value : values_) values.push_back(value ? value->c_str() : nullptr);
    result_.reset(PQexecPrepared(owner_->handle(), name_.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(result_.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      const Error error = owner_->failed("cannot be used", result_.get());
      reset();
      return error;
    }
    row_ = -1;
  }
  return ++row_ < PQntuples(result_.get());
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url, OpenMode mode) { return PostgresDatabase::open(url, mode); }

}  // namespace demarche::store
