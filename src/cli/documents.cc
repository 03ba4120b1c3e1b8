#include "cli/documents.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>

#include "pipeline/batch.h"

namespace demarche::cli {

namespace {

// Rate and count on a terminal, on standard error, twice a second.
class Progress {
 public:
  explicit Progress(bool wanted) : shown_(wanted && isatty(STDERR_FILENO)) {}
  void tick(const Outcome& outcome) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "\r%zu documents, %.0f a second, %zu quarantined ", outcome.in, static_cast<double>(outcome.in) / seconds,
                 outcome.quarantined);
  }
  void close() const {
    if (shown_) std::fprintf(stderr, "\r\033[K");
  }

 private:
  bool shown_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_{};
};

}  // namespace

Result<Shard> parse_shard(const std::string& text) {
  Shard shard;
  if (text.empty()) return shard;
  unsigned long index = 0, count = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%lu/%lu%c", &index, &count, &rest) != 2 || index < 1 || index > count) {
    return Error{ErrorKind::kInput, "--shard", "'" + text + "' is no shard", "I/N with 1 <= I <= N"};
  }
  return Shard{index - 1, count};
}

void DocumentOptions::add(CLI::App* app) {
  app->add_option("FILE", files, "documents in any of the input formats, in gzip or zstd or plain; - or none is standard input");
  std::string formats;
  for (const std::string& name : readers::format_names()) formats += (formats.empty() ? "" : ", ") + name;
  app->add_option("--input-format", read.format, formats + "; told by the file's name and first bytes if left out")
      ->check(CLI::IsMember(readers::format_names()));
  app->add_option("--date", read.date, "YYYY-MM-DD for documents that carry no date");
  app->add_option("--date-from", read.date_from, "mtime, filename or crawl (when a WARC record was fetched)")
      ->check(CLI::IsMember({"mtime", "filename", "crawl"}));
  app->add_option("--threads", threads, "worker threads; the output does not depend on them")->check(CLI::Range(1u, 256u));
  app->add_option("--shard", shard, "I/N: every N-th document from the I-th");
  app->add_flag("--strict", strict, "quarantined documents are an error (status 1 instead of 3)");
  app->add_flag("--no-progress", no_progress, "no progress on a terminal");
  data.add(app);
}

int run_documents(const DocumentOptions& options, const DocumentWork& work, std::string_view header) {
  const Result<Shard> shard = parse_shard(options.shard);
  if (!shard) {
    std::fprintf(stderr, "demarche: %s\n", shard.error().message().c_str());
    return kUsage;
  }
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.data);
  if (!coder) return report(coder.error());
  catch_interrupts();
  Outcome outcome;
  std::atomic<size_t> events{0}, coded{0}, empty{0};
  bool written = std::fwrite(header.data(), 1, header.size(), stdout) == header.size();
  pipeline::OrderedBatch<std::string> batch(
      **coder, options.threads,
      [&](const Document& document, Coder::Scratch* scratch) {
        size_t found = 0;
        std::string text = work(**coder, document, scratch, &found);
        events += found;
        ++(found > 0 ? coded : empty);
        return text;
      },
      [&](Document&&, std::string&& text) { written = written && std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); });
  Progress progress(!options.no_progress);
  size_t position = 0;
  readers::Sink sink;
  sink.document = [&](Document&& document) {
    if (shard->takes(position++)) {
      ++outcome.in;
      batch.put(std::move(document));
    }
    progress.tick(outcome);
    return written && !interrupted();
  };
  sink.quarantined = [&](Quarantined&& q) {
    if (!shard->takes(position++)) return;
    ++outcome.in;
    ++outcome.quarantined;
    std::fprintf(stderr, "demarche: %s: quarantined: %s\n", q.origin.c_str(), q.reason.c_str());
  };
  int status = kDone;
  const std::vector<std::string> standard_input{"-"};
  for (const std::string& file : options.files.empty() ? standard_input : options.files) {
    const Result<void> read = readers::read(file, options.read, sink);
    if (!read) status = report(read.error());
    if (!written || interrupted()) break;
  }
  batch.finish();
  progress.close();
  std::fflush(stdout);
  outcome.coded = coded;
  outcome.empty = empty;
  std::fprintf(stderr, "documents %zu = coded %zu + empty %zu + quarantined %zu; events %zu\n", outcome.in, outcome.coded, outcome.empty,
               outcome.quarantined, events.load());
  if (interrupted()) return kInterrupted;
  if (!written) {
    std::fprintf(stderr, "demarche: standard output cannot be written\n");
    return kFailed;
  }
  if (status != kDone) return status;
  return outcome.quarantined == 0 ? kDone : options.strict ? kFailed : kQuarantined;
}

}  // namespace demarche::cli
