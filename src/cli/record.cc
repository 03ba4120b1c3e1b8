// Commands on a record: ingest, query.
#include <cstdio>
#include <optional>

#include "base/sha256.h"
#include "cli/documents.h"
#include "demarche/store.h"

namespace demarche::cli {

namespace {

struct IngestOptions {
  std::string store;
  DocumentOptions documents;
};

// Codes what the record does not have yet.
int ingest(const IngestOptions& options) {
  Result<std::unique_ptr<EventStore>> store = open_store(options.store);
  if (!store) return report(store.error());
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.documents.data);
  if (!coder) return report(coder.error());
  catch_interrupts();
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  const std::string dictionary((*coder)->dictionary_version()), model((*coder)->model_version());
  size_t in = 0, coded = 0, empty = 0, quarantined = 0, skipped = 0, events = 0;
  std::optional<Error> broken;
  const auto keep = [&](const Result<void>& done) {
    if (!done && !broken) broken = done.error();
    return done.ok();
  };
  readers::Sink sink;
  sink.document = [&](Document&& document) {
    ++in;
    const Result<bool> known = (*store)->has(sha256_hex(document.text), dictionary, model);
    if (!known) {
      broken = known.error();
      return false;
    }
    if (*known) {
      ++skipped;
      return !interrupted();
    }
    const CodedDocument record = (*coder)->code(document, scratch.get());
    ++(record.events.empty() ? empty : coded);
    events += record.events.size();
    return keep((*store)->put(document, record)) && !interrupted();
  };
  sink.quarantined = [&](Quarantined&& q) {
    ++in;
    ++quarantined;
    std::fprintf(stderr, "demarche: %s: quarantined: %s\n", q.origin.c_str(), q.reason.c_str());
    keep((*store)->quarantine(q));
  };
  int status = kDone;
  const std::vector<std::string> standard_input{"-"};
  for (const std::string& file : options.documents.files.empty() ? standard_input : options.documents.files) {
    const Result<void> read = readers::read(file, options.documents.read, sink);
    if (!read) status = report(read.error());
    if (broken || interrupted()) break;
  }
  if (!broken) keep((*store)->flush());
  std::fprintf(stderr, "documents %zu = coded %zu + empty %zu + quarantined %zu + skipped %zu; events %zu\n", in, coded, empty, quarantined, skipped, events);
  if (broken) return report(*broken);
  if (interrupted()) return kInterrupted;
  if (status != kDone) return status;
  return quarantined == 0 ? kDone : options.documents.strict ? kFailed : kQuarantined;
}

}  // namespace

std::function<int()> setup_ingest(CLI::App* app) {
  auto options = std::make_shared<IngestOptions>();
  app->add_option("--store", options->store, "the record: a path, or sqlite:PATH")->required();
  options->documents.add(app);
  app->footer("Examples:\n  demarche ingest --store record.db archive.jsonl.gz\n  demarche ingest --store record.db --date-from filename reports/*.txt");
  return [=] { return ingest(*options); };
}

std::function<int()> setup_query(CLI::App* app) {
  struct Options {
    std::string store, what = "events";
    EventFilter filter;
  };
  auto options = std::make_shared<Options>();
  app->add_option("--store", options->store, "the record: a path, or sqlite:PATH")->required();
  app->add_option("WHAT", options->what, "events")->check(CLI::IsMember({"events"}));
  app->add_option("--source", options->filter.source, "code of who acts: CHN, CHN:GOV, IGO:UN");
  app->add_option("--target", options->filter.target, "code of whom it is done to");
  app->add_option("--type", options->filter.type, "one of the 16 types");
  app->add_option("--status", options->filter.status, "actual, planned, called_for, conditional, negated");
  app->add_option("--place", options->filter.place, "country code of the place");
  app->add_option("--since", options->filter.since, "documents from this day on, YYYY-MM-DD");
  app->add_option("--until", options->filter.until, "documents up to this day");
  app->add_option("--limit", options->filter.limit, "rows of a page");
  app->add_option("--after", options->filter.after, "id of the last row of the page before");
  app->footer("Examples:\n  demarche query --store record.db events --source CHN --type CONSULT\n  demarche query --store record.db events --since 2024-01-01 --limit 100");
  return [=] {
    Result<std::unique_ptr<EventStore>> store = open_store(options->store);
    if (!store) return report(store.error());
    const Result<std::vector<StoredEvent>> rows = (*store)->events(options->filter);
    if (!rows) return report(rows.error());
    for (const StoredEvent& e : *rows) {
      std::printf("%s %s  %-9s %-11s %s -> %s  %s\n    %s\n    %s\n", e.id.c_str(), e.date.empty() ? e.document_date.c_str() : e.date.c_str(), e.type.c_str(),
                  e.status.c_str(), e.source.empty() ? "?" : e.source.c_str(), e.target.empty() ? "?" : e.target.c_str(), e.place.c_str(), e.quote.c_str(), e.rule.c_str());
    }
    return kDone;
  };
}

}  // namespace demarche::cli
