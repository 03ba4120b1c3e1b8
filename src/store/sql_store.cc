#include "store/sql_store.h"

#include <chrono>
#include <ctime>

#include "base/sha256.h"
#include "store/merge.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/schema.h"

namespace demarche::store {

namespace {

constexpr size_t kDocumentsInTransaction = 256;

// The machine's clock, UTC. It is kept in runs alone, so that two ingests of the same documents differ nowhere else.
std::string now() {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

class SqlStore : public EventStore {
 public:
  explicit SqlStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Result<void> begin_run(const RunVersions& versions) override {
    versions_ = versions;
    const std::string started = now();
    if (const Result<void> begun = begin(); !begun) return begun;
    const Result<int64_t> runs = count("SELECT count(*) FROM runs", {});
    if (!runs) return undo(runs.error());
    run_ = sha256_hex(std::to_string(*runs) + started + versions.dictionary + versions.model + versions.options).substr(0, 16);
    Result<void> done = store::run(database_.get(), "INSERT INTO runs VALUES(?1,?2,?3,?4,?5,'',0,0,0,0,0,0)", run_, versions.dictionary,
                                   versions.model, versions.options, started);
    if (done)
      done = store::run(database_.get(), "INSERT INTO dictionary_versions VALUES(?1,?2) ON CONFLICT (version) DO NOTHING",
                        versions.dictionary, run_);
    return done ? end_transaction() : undo(done.error());
  }

  Result<void> end_run(const RunCounts& c) override {
    if (const Result<void> begun = begin(); !begun) return begun;
    const auto n = [](uint64_t value) { return static_cast<int64_t>(value); };
    const Result<void> done = store::run(
        database_.get(), "UPDATE runs SET finished=?2, documents=?3, coded=?4, empty=?5, quarantined=?6, skipped=?7, events=?8 WHERE id=?1",
        run_, now(), n(c.documents), n(c.coded), n(c.empty), n(c.quarantined), n(c.skipped), n(c.events));
    return done ? end_transaction() : undo(done.error());
  }

  Result<bool> has(const std::string& sha256) override {
    const Result<int64_t> found = count("SELECT count(*) FROM documents WHERE sha256=?1 AND dictionary=?2 AND model=?3 AND options=?4",
                                        {sha256, versions_.dictionary, versions_.model, versions_.options});
    if (!found) return found.error();
    return *found > 0;
  }

  Result<bool> has_older(const std::string& sha256) override {
    const Result<int64_t> found = count("SELECT count(*) FROM documents WHERE sha256=?1", {sha256});
    if (!found) return found.error();
    return *found > 0;
  }

  Result<void> put(const Document& document, const CodedDocument& coded) override {
    if (const Result<void> begun = begin(); !begun) return begun;
    const Result<bool> known = has_older(coded.sha256);
    Result<void> done = known.ok() ? Result<void>{} : known.error();
    if (done && *known) done = remove_events_of(database_.get(), coded.sha256);
    if (done && *known) done = delete_document(database_.get(), coded.sha256);
    if (done) done = insert_document(database_.get(), document, coded, versions_.options);
    if (done) done = add_events_of(database_.get(), coded.sha256);
    if (done) done = store::run(database_.get(), "DELETE FROM quarantine WHERE origin=?1", document.origin);
    return finish(done);
  }

  Result<void> quarantine(const Quarantined& q) override {
    if (const Result<void> begun = begin(); !begun) return begun;
    return finish(store::run(database_.get(),
                             "INSERT INTO quarantine VALUES(?1,?2,?3,?4) ON CONFLICT (origin) DO UPDATE SET id=excluded.id, "
                             "reason=excluded.reason, run=excluded.run",
                             q.origin, q.id, q.reason, run_));
  }

  Result<bool> is_quarantined(const std::string& origin) override {
    const Result<int64_t> found = count("SELECT count(*) FROM quarantine WHERE origin=?1", {origin});
    if (!found) return found.error();
    return *found > 0;
  }

  Result<void> flush() override { return open_documents_ == 0 ? Result<void>{} : end_transaction(); }

  Result<Page> query(const Query& query) override { return answer(database_.get(), query); }

  Result<StoredDocument> document(const std::string& key) override {
    const Result<Statement*> s = database_->prepare(
        "SELECT sha256, id, date, title, url, publisher, lang, text, outcome, duplicate_of FROM documents WHERE sha256=?1 OR id=?1 ORDER "
        "BY date DESC, sha256 LIMIT 1");
    if (!s) return s.error();
    (*s)->bind(1, key);
    const Result<bool> row = (*s)->step();
    if (!row) return row.error();
    if (!*row) {
      (*s)->reset();
      return Error{ErrorKind::kNotFound, database_->where(), "has no document '" + key + "'", "the id or SHA-256 of a document"};
    }
    StoredDocument d;
    int column = 0;
    for (std::string* field : {&d.sha256, &d.id, &d.date, &d.title, &d.url, &d.publisher, &d.lang, &d.text, &d.outcome, &d.duplicate_of})
      *field = (*s)->text(column++);
    (*s)->reset();
    return d;
  }

 private:
  Result<int64_t> count(const std::string& sql, std::initializer_list<std::string_view> values) {
    const Result<Statement*> s = database_->prepare(sql);
    if (!s) return s.error();
    int at = 0;
    for (const std::string_view value : values) (*s)->bind(++at, value);
    const Result<bool> row = (*s)->step();
    if (!row) return row.error();
    const int64_t number = (*s)->integer(0);
    (*s)->reset();
    return number;
  }

  Result<void> begin() {
    if (in_transaction_) return {};
    const Result<void> begun = database_->begin();
    in_transaction_ = begun.ok();
    return begun;
  }

  Result<void> end_transaction() {
    const Result<void> done = database_->commit();
    if (!done) return undo(done.error());
    in_transaction_ = false;
    open_documents_ = 0;
    return {};
  }

  Error undo(const Error& error) {
    database_->rollback();
    in_transaction_ = false;
    open_documents_ = 0;
    return error;
  }

  Result<void> finish(const Result<void>& done) {
    if (!done) return undo(done.error());
    return ++open_documents_ >= kDocumentsInTransaction ? end_transaction() : Result<void>{};
  }

  std::unique_ptr<Database> database_;
  RunVersions versions_;
  std::string run_;
  bool in_transaction_ = false;
  size_t open_documents_ = 0;
};

}  // namespace

Result<std::unique_ptr<EventStore>> open_on(std::unique_ptr<Database> database) {
  if (const Result<void> ready = prepare_schema(database.get()); !ready) return ready.error();
  return std::unique_ptr<EventStore>(std::make_unique<SqlStore>(std::move(database)));
}

}  // namespace demarche::store
