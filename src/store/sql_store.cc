#include "store/sql_store.h"

#include <chrono>
#include <ctime>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/sha256.h"
#include "store/changes.h"
#include "store/copies.h"
#include "store/merge.h"
#include "store/overlays.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/states.h"

namespace demarche::store {

namespace {

// What waits in memory before it is written, whichever comes first.
constexpr size_t kMostWaiting = 256;
constexpr size_t kMostWaitingBytes = size_t{16} << 20;

// The machine's clock, UTC. It is kept in runs alone, so that two ingests of the same documents differ nowhere else.
std::string now() {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

// What the ledger knows of a text.
enum class Known : uint8_t { kNo, kSame, kOther };

// Of several copies of one text the first by date, then id, stays.
bool comes_before(const Document& a, const Document& b) { return std::tie(a.date, a.id) < std::tie(b.date, b.id); }

RunCounts sum(RunCounts a, const RunCounts& b) {
  a.documents += b.documents;
  a.coded += b.coded;
  a.empty += b.empty;
  a.quarantined += b.quarantined;
  a.skipped += b.skipped;
  a.events += b.events;
  return a;
}

class SqlStore : public EventStore {
 public:
  explicit SqlStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Result<void> begin_run(const RunVersions& versions) override {
    versions_ = versions;
    counts_ = {};
    forget();
    const std::string started = now();
    return transaction([&]() -> Result<void> {
      const Result<int64_t> runs = count("SELECT count(*) FROM runs", {});
      if (!runs) return runs.error();
      run_ = sha256_hex(std::to_string(*runs) + started + versions.dictionary + versions.model + versions.options).substr(0, 16);
      const Result<void> done = store::run(database_.get(), "INSERT INTO runs VALUES(?1,?2,?3,?4,?5,'',0,0,0,0,0,0,?6)", run_,
                                           versions.dictionary, versions.model, versions.options, started, *runs + 1);
      if (!done) return done;
      return store::run(database_.get(), "INSERT INTO dictionary_versions VALUES(?1,?2) ON CONFLICT (version) DO NOTHING",
                        versions.dictionary, run_);
    });
  }

  Result<void> end_run() override {
    if (const Result<void> flushed = flush(); !flushed) return flushed;
    return transaction([&] { return store::run(database_.get(), "UPDATE runs SET finished=?2 WHERE id=?1", run_, now()); });
  }

  RunCounts counts() const override { return counts_; }

  Result<bool> has(const DocumentKey& key) override {
    const auto waiting = waiting_at_.find(key.sha256);
    if (waiting != waiting_at_.end()) {
      const Document& other = waiting_[waiting->second].document;
      return std::tie(other.date, other.id) <= std::tie(key.date, key.id);
    }
    const Result<Known> known = ledger(key);
    if (!known) return known.error();
    return *known == Known::kSame;
  }

  Result<void> put(Document document, CodedDocument coded) override {
    waiting_bytes_ += document.text.size();
    const auto [at, first] = waiting_at_.emplace(coded.sha256, waiting_.size());
    if (first) {
      waiting_.push_back({std::move(document), std::move(coded)});
    } else {
      Waiting& other = waiting_[at->second];
      if (comes_before(document, other.document)) other = {std::move(document), std::move(coded)};
      ++skipped_;
    }
    return flush_if_many();
  }

  Result<void> skip() override {
    ++skipped_;
    return flush_if_many();
  }

  Result<void> quarantine(const Quarantined& q) override {
    quarantined_.push_back(q);
    return flush_if_many();
  }

  Result<bool> is_quarantined(const Quarantined& q) override {
    const Result<int64_t> found = count("SELECT count(*) FROM quarantine WHERE origin=?1 AND reason=?2", {q.origin, q.reason});
    if (!found) return found.error();
    return *found > 0;
  }

  Result<void> flush() override {
    if (waiting_.empty() && quarantined_.empty() && skipped_ == 0) return {};
    RunCounts counts = counts_;
    const Result<void> done = transaction([&] { return write_waiting(&counts); });
    if (done) counts_ = counts;
    forget();
    return done;
  }

  Result<std::vector<Document>> stale(const std::string& after, size_t limit) override {
    const Result<Statement*> s = database_->prepare(
        "SELECT id, date, text, title, url, publisher, lang, origin, metadata FROM documents WHERE sha256>?1 AND NOT (dictionary=?2 AND "
        "model=?3 AND options=?4) "
        "ORDER BY sha256 LIMIT ?5");
    if (!s) return s.error();
    (*s)->bind(1, after);
    (*s)->bind(2, versions_.dictionary);
    (*s)->bind(3, versions_.model);
    (*s)->bind(4, versions_.options);
    (*s)->bind(5, static_cast<int64_t>(limit));
    std::vector<Document> documents;
    for (;;) {
      const Result<bool> row = (*s)->step();
      if (!row) return row.error();
      if (!*row) break;
      Document d;
      int column = 0;
      for (std::string* field : {&d.id, &d.date, &d.text, &d.title, &d.url, &d.source, &d.lang, &d.origin}) *field = (*s)->text(column++);
      d.metadata = metadata_of((*s)->text(column));
      documents.push_back(std::move(d));
    }
    (*s)->reset();
    return documents;
  }

  Result<void> split(const std::vector<std::string>& mentions, bool undo) override {
    return transaction([&] { return store::split(database_.get(), mentions, undo); });
  }

  Result<void> merge(const std::string& a, const std::string& b, bool undo) override {
    return transaction([&] { return store::join(database_.get(), a, b, undo); });
  }

  Result<void> know(const std::function<Result<std::vector<Relation>>()>& background) override {
    bool known = false;
    const Result<void> read = each_row(
        database_.get(), "SELECT value FROM meta WHERE key='background' AND value=?1", [&](const Statement&) { known = true; },
        versions_.dictionary);
    if (!read || known) return read;
    const Result<std::vector<Relation>> relations = background();
    if (!relations) return relations.error();
    return transaction([&] {
      const Result<void> done = write_background(database_.get(), *relations);
      if (!done) return done;
      return store::run(database_.get(),
                        "INSERT INTO meta(key, value) VALUES('background', ?1) ON CONFLICT (key) DO UPDATE SET value=excluded.value",
                        versions_.dictionary);
    });
  }

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
  struct Waiting {
    Document document;
    CodedDocument coded;
  };

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

  Result<Known> ledger(const DocumentKey& key) {
    const Result<Statement*> s = database_->prepare("SELECT dictionary, model, options, date, id FROM documents WHERE sha256=?1");
    if (!s) return s.error();
    (*s)->bind(1, key.sha256);
    const Result<bool> row = (*s)->step();
    if (!row) return row.error();
    Known known = Known::kNo;
    if (*row) {
      const bool coded = (*s)->text(0) == versions_.dictionary && (*s)->text(1) == versions_.model && (*s)->text(2) == versions_.options;
      const std::string date = (*s)->text(3), id = (*s)->text(4);
      known = coded && std::tie(date, id) <= std::tie(key.date, key.id) ? Known::kSame : Known::kOther;
    }
    (*s)->reset();
    return known;
  }

  // Everything or nothing of `work` is in the record afterwards.
  template <typename Work>
  Result<void> transaction(const Work& work) {
    if (const Result<void> begun = database_->begin(); !begun) return begun;
    Result<void> done = work();
    if (done) done = database_->commit();
    if (!done) database_->rollback();
    return done;
  }

  Result<void> write_waiting(RunCounts* counts) {
    RunCounts added;
    DocumentRows rows(database_->dialect());
    Settling settling(database_.get());
    std::vector<const Waiting*> written;
    Replaced replaced;
    for (const Waiting& w : waiting_) {
      const Result<bool> fresh = make_room(w, &settling, &replaced);
      if (!fresh) return fresh.error();
      if (!*fresh) {
        ++added.skipped;
        continue;
      }
      written.push_back(&w);
      rows.add(w.document, w.coded, versions_.options);
      ++(w.coded.events.empty() ? added.empty : added.coded);
      added.events += w.coded.events.size();
    }
    if (const Result<void> done = keep(written, &rows, &settling, &replaced); !done) return done;
    for (const Quarantined& q : quarantined_) {
      const Result<void> done = store::run(database_.get(),
                                           "INSERT INTO quarantine VALUES(?1,?2,?3,?4) ON CONFLICT (origin) DO UPDATE SET id=excluded.id, "
                                           "reason=excluded.reason, run=excluded.run",
                                           q.origin, q.id, q.reason, run_);
      if (!done) return done;
    }
    added.quarantined = quarantined_.size();
    added.skipped += skipped_;
    added.documents = added.coded + added.empty + added.quarantined + added.skipped;
    *counts = sum(*counts, added);
    const auto n = [](uint64_t value) { return static_cast<int64_t>(value); };
    return store::run(
        database_.get(), "UPDATE runs SET documents=?2, coded=?3, empty=?4, quarantined=?5, skipped=?6, events=?7 WHERE id=?1", run_,
        n(counts->documents), n(counts->coded), n(counts->empty), n(counts->quarantined), n(counts->skipped), n(counts->events));
  }

  // What goes when documents come again.
  struct Replaced {
    std::map<std::string, MentionsById> mentions;  // by document
    std::vector<std::string> copies;               // documents that were copies of one that goes
    std::set<std::string> topics;                  // of relations
  };

  // Takes out what an older run said of the document; false if this run's versions have it already.
  Result<bool> make_room(const Waiting& w, Settling* settling, Replaced* replaced) {
    const std::string& sha256 = w.coded.sha256;
    const Result<Known> known = ledger({sha256, w.document.date, w.document.id});
    if (!known) return known.error();
    if (*known == Known::kSame) return false;
    if (*known == Known::kNo) return true;
    Result<MentionsById> before = mentions_of(database_.get(), sha256);
    if (!before) return before.error();
    replaced->mentions.emplace(sha256, std::move(*before));
    Result<std::set<std::string>> topics = topics_of(database_.get(), sha256);
    if (!topics) return topics.error();
    replaced->topics.merge(*topics);
    if (const Result<void> done = settling->forget(sha256); !done) return done.error();
    const Result<std::vector<std::string>> copies = forget_copies(database_.get(), sha256);
    if (!copies) return copies.error();
    replaced->copies.insert(replaced->copies.end(), copies->begin(), copies->end());
    if (const Result<void> done = delete_document(database_.get(), sha256); !done) return done.error();
    return true;
  }

  // Writes documents for which there is room, and what follows from them.
  Result<void> keep(const std::vector<const Waiting*>& written, DocumentRows* rows, Settling* settling, Replaced* replaced) {
    if (const Result<void> done = rows->write_documents(database_.get()); !done) return done;
    std::vector<TextToCompare> texts;
    for (const Waiting* w : written) texts.push_back({w->coded.sha256, w->document.date, w->document.text});
    const Result<std::vector<std::string>> copies = find_copies(database_.get(), texts);
    if (!copies) return copies.error();
    for (const Waiting* w : written) {
      std::vector<Act> acts;
      for (size_t i = 0; i < w->coded.events.size(); ++i) acts.push_back(act_of(w->coded.sha256, w->document.date, w->coded.events[i], i));
      if (const Result<void> done = settling->add(std::move(acts)); !done) return done;
    }
    settling->copies_changed(replaced->copies);
    settling->copies_changed(*copies);
    if (const Result<void> done = settling->settle(); !done) return done;
    for (const Waiting* w : written) rows->add_mentions(w->coded, *settling);
    Result<void> done = rows->write_mentions(database_.get());
    if (done) done = settling->write();
    if (done) done = settle_relations(database_.get(), replaced->topics, rows->statements());
    for (const Waiting* w : written) {
      if (done) done = note(*w, *replaced);
    }
    return done;
  }

  Result<void> note(const Waiting& w, const Replaced& replaced) {
    const Result<void> done = store::run(database_.get(), "DELETE FROM quarantine WHERE origin=?1", w.document.origin);
    const auto before = replaced.mentions.find(w.coded.sha256);
    if (!done || before == replaced.mentions.end()) return done;
    const Result<MentionsById> after = mentions_of(database_.get(), w.coded.sha256);
    if (!after) return after.error();
    return note_changes(database_.get(), run_, w.coded.sha256, before->second, *after);
  }

  Result<void> flush_if_many() {
    const bool many = waiting_.size() >= kMostWaiting || waiting_bytes_ >= kMostWaitingBytes || quarantined_.size() >= kMostWaiting;
    return many ? flush() : Result<void>{};
  }

  void forget() {
    waiting_.clear();
    waiting_at_.clear();
    quarantined_.clear();
    waiting_bytes_ = 0;
    skipped_ = 0;
  }

  std::unique_ptr<Database> database_;
  RunVersions versions_;
  std::string run_;
  RunCounts counts_;  // of the run, as far as it is flushed
  std::vector<Waiting> waiting_;
  std::unordered_map<std::string, size_t> waiting_at_;  // by hash
  std::vector<Quarantined> quarantined_;
  size_t waiting_bytes_ = 0;
  uint64_t skipped_ = 0;
};

}  // namespace

Result<std::unique_ptr<EventStore>> open_on(std::unique_ptr<Database> database) {
  if (const Result<void> ready = prepare_schema(database.get()); !ready) return ready.error();
  return std::unique_ptr<EventStore>(std::make_unique<SqlStore>(std::move(database)));
}

}  // namespace demarche::store
