// What a change of the dictionaries adds to, drops from and recodes in the record of a corpus.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <map>

#include "base/json.h"
#include "cli/dict.h"
#include "cli/documents.h"

namespace demarche::cli {

namespace {

struct DiffOptions {
  std::string before, after;
  std::vector<std::string> corpus;
  readers::ReadOptions read;
  DataOptions data;
  bool as_json = false;
};

// An image file; one that was made for this comparison goes away with it.
class ImageFile {
 public:
  // A folder is compiled, a file is taken as it is.
  static Result<ImageFile> of(const std::string& path, const char* name) {
    ImageFile image;
    image.path_ = path;
    if (!std::filesystem::is_directory(path)) return image;
    image.path_ = (std::filesystem::temp_directory_path() / ("demarche-" + std::to_string(getpid()) + "-" + name + ".img")).string();
    const Result<DictionaryImage> built = build_image(path, image.path_);
    if (!built) return built.error();
    image.made_ = true;
    return image;
  }
  ImageFile(ImageFile&& other) noexcept : path_(std::move(other.path_)), made_(std::exchange(other.made_, false)) {}
  ImageFile& operator=(ImageFile&&) = delete;
  ~ImageFile() {
    std::error_code ignored;
    if (made_) std::filesystem::remove(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  ImageFile() = default;
  std::string path_;
  bool made_ = false;
};

std::string codes(const std::vector<Participant>& side) {
  std::string text;
  for (const Participant& p : side) text += (text.empty() ? "" : " + ") + (p.code.empty() ? "?" : p.code);
  return text.empty() ? "-" : text;
}

// What readers of a change look at.
std::string told(const Event& e) {
  return std::string(name_of(e.type)) + (e.mode.empty() ? "" : "/" + e.mode) + " " + e.cameo + " " + std::string(name_of(e.status)) + " " +
         codes(e.source) + " -> " + codes(e.target);
}

class Comparison {
 public:
  explicit Comparison(bool as_json) : as_json_(as_json) {}

  void documents(const CodedDocument& before, const CodedDocument& after) {
    std::map<ByteSpan, const Event*> old;
    for (const Event& e : before.events) old.emplace(e.trigger.span, &e);
    for (const Event& e : after.events) {
      // The same act may have a longer trigger now.
      auto same = old.find(e.trigger.span);
      for (auto at = old.begin(); same == old.end() && at != old.end(); ++at) {
        if (at->first.overlaps(e.trigger.span)) same = at;
      }
      if (same == old.end()) {
        print("added", after.doc, nullptr, &e);
        continue;
      }
      if (told(*same->second) == told(e)) {
        ++counts_["same"];
      } else {
        print("recoded", after.doc, same->second, &e);
      }
      old.erase(same);
    }
    for (const auto& [span, e] : old) print("dropped", before.doc, e, nullptr);
  }

  void summary() {
    std::fprintf(as_json_ ? stderr : stdout, "same %zu, added %zu, dropped %zu, recoded %zu\n", counts_["same"], counts_["added"],
                 counts_["dropped"], counts_["recoded"]);
  }

 private:
  void print(const char* kind, const std::string& doc, const Event* before, const Event* after) {
    ++counts_[kind];
    const Event& e = after == nullptr ? *before : *after;
    if (as_json_) {
      std::string line;
      JsonObject object(&line);
      object.text("change", kind);
      object.text("doc", doc);
      object.text("quote", e.quote);
      object.text("trigger", e.trigger.text);
      object.text("before", before == nullptr ? "" : told(*before));
      object.text("after", after == nullptr ? "" : told(*after));
      object.text("rule_before", before == nullptr ? "" : before->rule);
      object.text("rule_after", after == nullptr ? "" : after->rule);
      object.close();
      std::printf("%s\n", line.c_str());
      return;
    }
    std::printf("%s %s \"%s\"\n    %s\n", kind, doc.c_str(), e.trigger.text.c_str(), e.quote.c_str());
    if (before != nullptr) std::printf("    - %s  %s\n", told(*before).c_str(), before->rule.c_str());
    if (after != nullptr) std::printf("    + %s  %s\n", told(*after).c_str(), after->rule.c_str());
  }

  bool as_json_;
  std::map<std::string, size_t> counts_;
};

int diff(const DiffOptions& options) {
  const Result<ImageFile> before = ImageFile::of(options.before, "before"), after = ImageFile::of(options.after, "after");
  if (!before) return report(before.error());
  if (!after) return report(after.error());
  const Result<std::unique_ptr<Coder>> old_coder = Coder::open(options.data.resolve(), before->path());
  if (!old_coder) return report(old_coder.error());
  const Result<std::unique_ptr<Coder>> new_coder = Coder::open(options.data.resolve(), after->path());
  if (!new_coder) return report(new_coder.error());
  const Coder::ScratchPointer old_scratch = (*old_coder)->scratch(), new_scratch = (*new_coder)->scratch();
  Comparison comparison(options.as_json);
  size_t quarantined = 0;
  readers::Sink sink;
  sink.document = [&](Document&& document) {
    comparison.documents((*old_coder)->code(document, old_scratch.get()), (*new_coder)->code(document, new_scratch.get()));
    return !interrupted();
  };
  sink.quarantined = [&](Quarantined&& q) {
    ++quarantined;
    std::fprintf(stderr, "demarche: %s: quarantined: %s\n", q.origin.c_str(), q.reason.c_str());
  };
  catch_interrupts();
  for (const std::string& file : options.corpus) {
    if (const Result<void> read = readers::read(file, options.read, sink); !read) return report(read.error());
  }
  comparison.summary();
  return interrupted() ? kInterrupted : quarantined == 0 ? kDone : kQuarantined;
}

}  // namespace

std::function<int()> setup_diff(CLI::App* app) {
  auto options = std::make_shared<DiffOptions>();
  app->add_option("BEFORE", options->before, "a dictionaries' folder or image")->required();
  app->add_option("AFTER", options->after, "a dictionaries' folder or image")->required();
  app->add_option("--corpus", options->corpus, "documents to code with both")->required();
  app->add_option("--date", options->read.date, "YYYY-MM-DD for documents that carry no date");
  app->add_flag("--json", options->as_json, "one object a line; the summary goes to standard error");
  options->data.add(app);
  app->footer("Examples:\n  demarche dict diff old/dictionaries dictionaries --corpus reports.jsonl");
  return [=] { return diff(*options); };
}

}  // namespace demarche::cli
