// The command that codes documents into a record.
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "base/sha256.h"
#include "cli/background.h"
#include "cli/documents.h"
#include "demarche/store.h"
#include "pipeline/batch.h"

namespace demarche::cli {

namespace {

constexpr size_t kStalePage = 64;
constexpr int kWatchMilliseconds = 500;

struct IngestOptions {
  std::string store, watch;
  size_t batch = 256;
  bool retry_failed = false, stale = false;
  DocumentOptions documents;
};

// The file of an origin: "reports.jsonl:3", "crawl.warc.gz@18233", "report.txt".
std::string file_of(const std::string& origin) {
  const size_t mark = origin.find_last_of(":@");
  const bool numbered =
      mark != std::string::npos && mark + 1 < origin.size() && origin.find_first_not_of("0123456789", mark + 1) == std::string::npos;
  return numbered ? origin.substr(0, mark) : origin;
}

// Tells when files have come to rest in a folder.
class Watcher {
 public:
  static Result<Watcher> open(const std::string& folder) {
    Watcher watcher(folder);
    watcher.handle_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watcher.handle_ < 0 || inotify_add_watch(watcher.handle_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR) < 0) {
      return Error{ErrorKind::kIo, folder, "cannot be watched", "a folder that may be read"};
    }
    return watcher;
  }
  Watcher(Watcher&& other) noexcept : folder_(std::move(other.folder_)), handle_(std::exchange(other.handle_, -1)) {}
  ~Watcher() {
    if (handle_ >= 0) close(handle_);
  }

  // Files that are there already, by name.
  std::set<std::string> present() const {
    std::set<std::string> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
      if (entry.is_regular_file(error) && wanted(entry.path().filename().string())) files.insert(entry.path().string());
    }
    return files;
  }

  // Files that were written or moved here since the last call; waits a moment if there are none.
  std::set<std::string> arrived() {
    std::set<std::string> files;
    pollfd descriptor{handle_, POLLIN, 0};
    if (poll(&descriptor, 1, kWatchMilliseconds) <= 0) return files;
    alignas(inotify_event) std::array<char, 16384> buffer;
    for (ssize_t size = read(handle_, buffer.data(), buffer.size()); size > 0; size = read(handle_, buffer.data(), buffer.size())) {
      for (ssize_t at = 0; at < size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
        if ((event->mask & IN_Q_OVERFLOW) != 0) files.merge(present());
        if (event->len > 0 && wanted(event->name)) files.insert((std::filesystem::path(folder_) / event->name).string());
        at += static_cast<ssize_t>(sizeof(inotify_event)) + event->len;
      }
    }
    return files;
  }

 private:
  explicit Watcher(std::string folder) : folder_(std::move(folder)) {}
  // Names that begin with a dot are those of files still on their way.
  static bool wanted(const std::string& name) { return !name.empty() && name.front() != '.'; }

  std::string folder_;
  int handle_ = -1;
};

// One ingest: reads, asks the ledger, codes over threads, keeps in the order of reading.
class Ingest {
 public:
  Ingest(const IngestOptions& options, Shard shard, EventStore* store, const Coder* coder)
      : options_(options),
        shard_(shard),
        store_(store),
        batch_(
            *coder, options.documents.threads, [coder](const Document& d, Coder::Scratch* scratch) { return coder->code(d, scratch); },
            [this](Document&& d, CodedDocument&& coded) {
              if (!broken_ && keep(store_->put(std::move(d), std::move(coded))) && ++waiting_ % options_.batch == 0) keep(store_->flush());
            }),
        versions_{std::string(coder->dictionary_version()), std::string(coder->model_version()), ""} {}

  int run() {
    if (keep(store_->begin_run(versions_)) && keep(know())) read_all();
    batch_.finish();
    if (!broken_) keep(interrupted() ? store_->flush() : store_->end_run());
    const RunCounts counts = store_->counts();
    std::fprintf(stderr, "documents %llu = coded %llu + empty %llu + quarantined %llu + skipped %llu; events %llu\n",
                 number(counts.documents), number(counts.coded), number(counts.empty), number(counts.quarantined), number(counts.skipped),
                 number(counts.events));
    if (known_failures_ > 0)
      std::fprintf(stderr, "of the skipped %zu were quarantined before; --retry-failed tries them again\n", known_failures_);
    if (broken_) return report(*broken_);
    if (interrupted()) return kInterrupted;
    if (status_ != kDone) return status_;
    return counts.quarantined == 0 ? kDone : options_.documents.strict ? kFailed : kQuarantined;
  }

 private:
  static unsigned long long number(uint64_t n) { return n; }
  bool stopped() const { return broken_.has_value() || interrupted(); }

  // The dictionaries are opened once more only where the record does not know them.
  Result<void> know() {
    return store_->know([&]() -> Result<std::vector<Relation>> {
      const Result<std::unique_ptr<lexicon::Lexicon>> lexicon =
          lexicon::Lexicon::open(options_.documents.data.resolve() + "/dictionaries.img");
      if (!lexicon) return lexicon.error();
      return background_of(**lexicon);
    });
  }

  bool keep(const Result<void>& done) {
    if (!done && !broken_) broken_ = done.error();
    return done.ok();
  }

  void read_all() {
    const bool standard_input = options_.documents.files.empty() && options_.watch.empty() && !options_.retry_failed && !options_.stale;
    if (standard_input) read("-");
    for (const std::string& file : options_.documents.files) read(file);
    if (options_.retry_failed && options_.documents.files.empty()) read_failed();
    if (options_.stale) recode();
    if (!options_.watch.empty()) watch();
  }

  void read(const std::string& file) {
    if (stopped()) return;
    readers::Sink sink;
    sink.document = [&](Document&& document) { return shard_.takes(position_++) ? take(std::move(document)) : !stopped(); };
    sink.quarantined = [&](Quarantined&& q) {
      if (shard_.takes(position_++)) set_aside(q);
    };
    const Result<void> read = readers::read(file, options_.documents.read, sink);
    if (!read) status_ = report(read.error());
  }

  // The files of what was quarantined before.
  void read_failed() {
    std::set<std::string> files;
    Query query{"quarantine", {}, {}, 1000, {}};
    do {
      const Result<Page> page = store_->query(query);
      if (!page) {
        broken_ = page.error();
        return;
      }
      for (const auto& row : page->rows) files.insert(file_of(std::get<std::string>(row[0])));
      query.cursor = page->next;
    } while (!query.cursor.empty());
    for (const std::string& file : files) read(file);
  }

  // Codes again what other versions coded, from the texts of the record.
  void recode() {
    std::string after;
    while (!stopped()) {
      Result<std::vector<Document>> documents = store_->stale(after, kStalePage);
      if (!documents) {
        broken_ = documents.error();
        return;
      }
      if (documents->empty()) return;
      after = sha256_hex(documents->back().text);
      for (Document& document : *documents) {
        if (stopped()) return;
        batch_.put(std::move(document));
      }
    }
  }

  void watch() {
    Result<Watcher> watcher = Watcher::open(options_.watch);
    if (!watcher) {
      broken_ = watcher.error();
      return;
    }
    for (std::set<std::string> files = watcher->present(); !stopped(); files = watcher->arrived()) {
      for (const std::string& file : files) read(file);
      if (files.empty()) continue;
      batch_.finish();
      if (!stopped()) keep(store_->flush());
    }
  }

  void set_aside(const Quarantined& q) {
    if (broken_) return;
    const Result<bool> known = options_.retry_failed ? Result<bool>(false) : store_->is_quarantined(q);
    if (!known) {
      broken_ = known.error();
      return;
    }
    if (*known) {
      ++known_failures_;
      keep(store_->skip());
      return;
    }
    std::fprintf(stderr, "demarche: %s: quarantined: %s\n", q.origin.c_str(), q.reason.c_str());
    keep(store_->quarantine(q));
  }

  bool take(Document&& document) {
    if (stopped()) return false;
    const Result<bool> known = store_->has({sha256_hex(document.text), document.date, document.id});
    if (!known) {
      broken_ = known.error();
      return false;
    }
    if (*known) return keep(store_->skip());
    batch_.put(std::move(document));
    return !stopped();
  }

  const IngestOptions& options_;
  Shard shard_;
  EventStore* store_;
  pipeline::OrderedBatch<CodedDocument> batch_;
  RunVersions versions_;
  std::optional<Error> broken_;
  int status_ = kDone;
  size_t known_failures_ = 0, waiting_ = 0, position_ = 0;
};

// Codes what the record does not have yet.
int ingest(const IngestOptions& options) {
  const Result<Shard> shard = parse_shard(options.documents.shard);
  if (!shard) {
    report(shard.error());
    return kUsage;
  }
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.documents.data);
  if (!coder) return report(coder.error());
  Result<std::unique_ptr<EventStore>> store = open_store(options.store);
  if (!store) return report(store.error());
  catch_interrupts();
  return Ingest(options, *shard, store->get(), coder->get()).run();
}

}  // namespace

std::function<int()> setup_ingest(CLI::App* app) {
  auto options = std::make_shared<IngestOptions>();
  app->add_option("--store", options->store, "the record: a path, sqlite:PATH or postgresql://...")->required();
  app->add_flag("--retry-failed", options->retry_failed, "try again what was quarantined; without files, in all files that had any");
  app->add_flag("--stale", options->stale, "code again, from the record's own texts, what another dictionary or model coded");
  app->add_option("--watch", options->watch, "read the files of a folder, then those that arrive, until interrupted")
      ->check(CLI::ExistingDirectory);
  app->add_option("--batch", options->batch, "documents written together, at most 256; what an interruption may cost")
      ->check(CLI::Range(1, 256));
  options->documents.add(app);
  app->footer(
      "Examples:\n  demarche ingest --store record.db archive.jsonl.gz\n  demarche ingest --store record.db --date-from filename "
      "reports/*.txt\n"
      "  demarche ingest --store record.db --stale\n  demarche ingest --store record.db --watch incoming/");
  return [=] { return ingest(*options); };
}

}  // namespace demarche::cli
