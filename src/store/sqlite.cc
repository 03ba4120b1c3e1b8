// The record in one SQLite file.
#include <sqlite3.h>

#include <array>

#include "base/result.h"
#include "store/backends.h"

namespace demarche::store {

namespace {

constexpr int kSchema = 1;
constexpr int kBusyMilliseconds = 5000;
constexpr size_t kDocumentsInTransaction = 256;

constexpr const char* kTables = R"sql(
CREATE TABLE documents (
  sha256 TEXT NOT NULL, dictionary TEXT NOT NULL, model TEXT NOT NULL,
  id TEXT NOT NULL, date TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL,
  origin TEXT NOT NULL, text TEXT NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY (sha256)) WITHOUT ROWID;
CREATE TABLE mentions (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE, position INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  trigger TEXT NOT NULL, quote TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL, quad TEXT NOT NULL,
  goldstein REAL NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL, place TEXT NOT NULL, country TEXT NOT NULL,
  lat REAL, lon REAL, precision TEXT NOT NULL, speaker TEXT NOT NULL, confidence REAL NOT NULL, rule TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX mentions_by_document ON mentions(document, position);
CREATE TABLE participants (
  mention TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE, side TEXT NOT NULL, position INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, code TEXT NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (mention, side, position)) WITHOUT ROWID;
CREATE INDEX participants_by_code ON participants(code, side);
CREATE TABLE relations (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE, quote TEXT NOT NULL,
  subject TEXT NOT NULL, subject_text TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, object_text TEXT NOT NULL,
  start TEXT NOT NULL, end TEXT NOT NULL, role TEXT NOT NULL, rule TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX relations_by_document ON relations(document);
CREATE TABLE stances (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE, quote TEXT NOT NULL,
  holder TEXT NOT NULL, holder_text TEXT NOT NULL, attitude TEXT NOT NULL, object TEXT NOT NULL, object_text TEXT NOT NULL,
  start TEXT NOT NULL, end TEXT NOT NULL, rule TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX stances_by_document ON stances(document);
CREATE TABLE quarantine (origin TEXT PRIMARY KEY, id TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
)sql";

struct StatementCloser {
  void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementCloser>;

class SqliteStore : public EventStore {
 public:
  static Result<std::unique_ptr<EventStore>> open(const std::string& path) {
    auto store = std::unique_ptr<SqliteStore>(new SqliteStore(path));
    const int state = sqlite3_open_v2(path.c_str(), &store->db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (state != SQLITE_OK) return store->failed("cannot be opened");
    sqlite3_busy_timeout(store->db_, kBusyMilliseconds);
    if (const Result<void> ready = store->prepare_schema(); !ready) return ready.error();
    return std::unique_ptr<EventStore>(std::move(store));
  }

  ~SqliteStore() override {
    statements_.clear();
    sqlite3_close(db_);
  }

  Result<bool> has(const std::string& sha256, const std::string& dictionary, const std::string& model) override {
    const Result<sqlite3_stmt*> s = statement("SELECT 1 FROM documents WHERE sha256=? AND dictionary=? AND model=?");
    if (!s) return s.error();
    bind(*s, {sha256, dictionary, model});
    const int state = sqlite3_step(*s);
    if (state != SQLITE_ROW && state != SQLITE_DONE) return failed("cannot be read");
    return state == SQLITE_ROW;
  }

  Result<void> put(const Document& d, const CodedDocument& c) override {
    if (const Result<void> begun = begin(); !begun) return begun;
    Result<void> done = execute("DELETE FROM documents WHERE sha256=?", {c.sha256});
    const std::string outcome = c.events.empty() ? "empty" : "coded";
    if (done) {
      done = execute("INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?,?,?)",
                     {c.sha256, c.dictionary, c.model, d.id, d.date, d.title, d.url, d.source, d.origin, d.text, outcome});
    }
    for (size_t i = 0; done && i < c.events.size(); ++i) done = put_event(c, c.events[i], i);
    for (size_t i = 0; done && i < c.relations.size(); ++i) {
      const Relation& r = c.relations[i];
      done = execute("INSERT OR REPLACE INTO relations VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
                     {r.id, c.sha256, r.quote, r.subject.code, r.subject.text, name_of(r.relation), r.object ? r.object->code : "",
                      r.object ? r.object->text : "", r.start, r.end, r.role, r.rule});
    }
    for (size_t i = 0; done && i < c.stances.size(); ++i) {
      const Stance& s = c.stances[i];
      done = execute("INSERT OR REPLACE INTO stances VALUES(?,?,?,?,?,?,?,?,?,?,?)",
                     {s.id, c.sha256, s.quote, s.holder.code, s.holder.text, name_of(s.attitude), s.object.code, s.object.text, s.start, s.end, s.rule});
    }
    if (!done) {
      sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
      open_documents_ = 0;
      return done;
    }
    return ++open_documents_ >= kDocumentsInTransaction ? flush() : Result<void>{};
  }

  Result<void> quarantine(const Quarantined& q) override {
    if (const Result<void> begun = begin(); !begun) return begun;
    ++open_documents_;
    return execute("INSERT OR REPLACE INTO quarantine VALUES(?,?,?)", {q.origin, q.id, q.reason});
  }

  Result<void> flush() override {
    if (open_documents_ == 0) return {};
    open_documents_ = 0;
    if (sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) return failed("cannot be written");
    return {};
  }

  Result<std::vector<StoredEvent>> events(const EventFilter& f) override {
    const Result<sqlite3_stmt*> s = statement(R"sql(
      SELECT m.id, d.id, d.date, m.type, m.mode, m.cameo, m.status, m.date,
        (SELECT group_concat(code, '; ') FROM (SELECT code FROM participants WHERE mention=m.id AND side='source' ORDER BY position)),
        (SELECT group_concat(code, '; ') FROM (SELECT code FROM participants WHERE mention=m.id AND side='target' ORDER BY position)),
        m.place, m.trigger, m.quote, m.rule
      FROM mentions m JOIN documents d ON d.sha256=m.document
      WHERE (?1='' OR EXISTS (SELECT 1 FROM participants WHERE mention=m.id AND side='source' AND (code=?1 OR substr(code,1,length(?1)+1)=?1||':')))
        AND (?2='' OR EXISTS (SELECT 1 FROM participants WHERE mention=m.id AND side='target' AND (code=?2 OR substr(code,1,length(?2)+1)=?2||':')))
        AND (?3='' OR m.type=?3) AND (?4='' OR m.status=?4) AND (?5='' OR m.country=?5) AND (?6='' OR d.date>=?6) AND (?7='' OR d.date<=?7)
        AND (?9='' OR (d.date, d.sha256, m.position) > (SELECT e.date, e.sha256, n.position FROM mentions n JOIN documents e ON e.sha256=n.document WHERE n.id=?9))
      ORDER BY d.date, d.sha256, m.position LIMIT ?8)sql");
    if (!s) return s.error();
    bind(*s, {f.source, f.target, f.type, f.status, f.place, f.since, f.until, std::to_string(f.limit), f.after});
    sqlite3_bind_int64(*s, 8, static_cast<sqlite3_int64>(f.limit));
    std::vector<StoredEvent> rows;
    int state;
    while ((state = sqlite3_step(*s)) == SQLITE_ROW) {
      StoredEvent e;
      const std::array<std::string*, 14> fields{&e.id, &e.document, &e.document_date, &e.type, &e.mode, &e.cameo, &e.status,
                                                &e.date, &e.source, &e.target, &e.place, &e.trigger, &e.quote, &e.rule};
      for (size_t i = 0; i < fields.size(); ++i) {
        const unsigned char* text = sqlite3_column_text(*s, static_cast<int>(i));
        if (text != nullptr) fields[i]->assign(reinterpret_cast<const char*>(text));
      }
      rows.push_back(std::move(e));
    }
    if (state != SQLITE_DONE) return failed("cannot be read");
    return rows;
  }

 private:
  explicit SqliteStore(std::string path) : path_(std::move(path)) {}

  Error failed(const char* what) const {
    const int code = sqlite3_errcode(db_) & 0xFF;
    const ErrorKind kind = code == SQLITE_BUSY || code == SQLITE_LOCKED ? ErrorKind::kBusy
                           : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? ErrorKind::kCorrupt : ErrorKind::kIo;
    return {kind, path_, std::string(what) + ": " + sqlite3_errmsg(db_), "a writable SQLite record"};
  }

  Result<void> prepare_schema() {
    if (sqlite3_exec(db_, "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=NORMAL", nullptr, nullptr, nullptr) != SQLITE_OK) {
      return failed("cannot be used");
    }
    const Result<int> version = user_version();
    if (!version) return version.error();
    if (*version > kSchema) {
      return Error{ErrorKind::kSchemaNewer, path_, "was made by a newer program (schema " + std::to_string(*version) + ")", "schema " + std::to_string(kSchema) + " or older"};
    }
    if (*version == kSchema) return {};
    if (sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) return failed("cannot be written");
    // Another process may have made the tables while this one waited.
    const Result<int> now = user_version();
    if (now && *now == kSchema) return sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>{} : failed("cannot be used");
    const std::string stamp = "PRAGMA user_version=" + std::to_string(kSchema) + "; COMMIT";
    if (sqlite3_exec(db_, kTables, nullptr, nullptr, nullptr) != SQLITE_OK || sqlite3_exec(db_, stamp.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      const Error error = failed("cannot be made");
      sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
      return error;
    }
    return {};
  }

  Result<int> user_version() {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(db_, "PRAGMA user_version", -1, &raw, nullptr) != SQLITE_OK) return failed("cannot be read");
    const Statement s(raw);
    if (sqlite3_step(raw) != SQLITE_ROW) return failed("cannot be read");
    return sqlite3_column_int(raw, 0);
  }

  Result<void> begin() {
    if (open_documents_ > 0 || sqlite3_get_autocommit(db_) == 0) return {};
    if (sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) return failed("cannot be written");
    return {};
  }

  // Prepared once and reset for each use.
  Result<sqlite3_stmt*> statement(const char* sql) {
    for (auto& [text, s] : statements_) {
      if (text == sql) {
        sqlite3_reset(s.get());
        return s.get();
      }
    }
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(db_, sql, -1, &raw, nullptr) != SQLITE_OK) return failed("cannot be used");
    statements_.emplace_back(sql, Statement(raw));
    return raw;
  }

  static void bind(sqlite3_stmt* s, std::initializer_list<std::string_view> values) {
    int i = 0;
    for (const std::string_view v : values) sqlite3_bind_text(s, ++i, v.data() == nullptr ? "" : v.data(), static_cast<int>(v.size()), SQLITE_TRANSIENT);
  }

  Result<void> execute(const char* sql, std::initializer_list<std::string_view> values) {
    const Result<sqlite3_stmt*> s = statement(sql);
    if (!s) return s.error();
    bind(*s, values);
    const int state = sqlite3_step(*s);
    sqlite3_reset(*s);
    if (state != SQLITE_DONE) return failed("cannot be written");
    return {};
  }

  Result<void> put_event(const CodedDocument& c, const Event& e, size_t position) {
    const Result<sqlite3_stmt*> s = statement("INSERT OR REPLACE INTO mentions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!s) return s.error();
    const std::string place = e.place ? e.place->name : "", country = e.place ? e.place->country : "", precision = e.place ? e.place->precision : "";
    bind(*s, {e.id, c.sha256, "", "", "", "", "", e.trigger.text, e.quote, name_of(e.type), e.mode, e.cameo, name_of(quad_of(e.type)), "",
              name_of(e.status), e.date, place, country, "", "", precision, e.speaker ? std::string_view(e.speaker->code) : "", "", e.rule});
    const std::array<uint32_t, 4> offsets{e.sentence.begin, e.sentence.end, e.trigger.span.begin, e.trigger.span.end};
    sqlite3_bind_int64(*s, 3, static_cast<sqlite3_int64>(position));
    for (size_t i = 0; i < offsets.size(); ++i) sqlite3_bind_int64(*s, static_cast<int>(4 + i), offsets[i]);
    sqlite3_bind_double(*s, 14, e.goldstein);
    const bool located = e.place && e.place->has_coordinates;
    if (located) {
      sqlite3_bind_double(*s, 19, e.place->lat);
      sqlite3_bind_double(*s, 20, e.place->lon);
    } else {
      sqlite3_bind_null(*s, 19);
      sqlite3_bind_null(*s, 20);
    }
    sqlite3_bind_double(*s, 23, e.confidence);
    const int state = sqlite3_step(*s);
    sqlite3_reset(*s);
    if (state != SQLITE_DONE) return failed("cannot be written");
    for (const bool source : {true, false}) {
      const std::vector<Participant>& side = source ? e.source : e.target;
      for (size_t i = 0; i < side.size(); ++i) {
        const Participant& p = side[i];
        const Result<void> put = execute("INSERT INTO participants VALUES(?,?,?,?,?,?,?,?,?)",
                                         {e.id, source ? "source" : "target", std::to_string(i), std::to_string(p.span.begin), std::to_string(p.span.end), p.text, p.code, p.actor, p.name});
        if (!put) return put;
      }
    }
    return {};
  }

  std::string path_;
  sqlite3* db_ = nullptr;
  std::vector<std::pair<std::string, Statement>> statements_;
  size_t open_documents_ = 0;
};

}  // namespace

Result<std::unique_ptr<EventStore>> open_sqlite(const std::string& path) { return SqliteStore::open(path); }

}  // namespace demarche::store
