#include "readers/readers.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "readers/format.h"
#include "readers/input.h"

namespace demarche::readers {

namespace {

constexpr size_t kChunk = 1 << 18;
constexpr size_t kSniffed = 1 << 12;

struct Format {
  std::string_view name;
  std::array<std::string_view, 3> endings;  // of file names
  bool (*looks_like)(std::string_view first);
  std::unique_ptr<Parser> (*make)(const Source& source);
};

// In the order in which first bytes are asked; plain text takes what is left.
constexpr std::array<Format, 7> kFormats{{
    {"warc", {".warc"}, looks_like_warc, make_warc},
    {"jsonl", {".jsonl", ".ndjson", ".json"}, looks_like_json_lines, make_json_lines},
    {"feed", {".rss", ".atom", ".rdf"}, looks_like_feed, make_feed},
    {"html", {".html", ".htm", ".xhtml"}, looks_like_html, make_html},
    {"csv", {".csv"}, looks_like_csv, make_csv},
    {"tsv", {".tsv", ".tab"}, looks_like_tsv, make_tsv},
    {"text", {".txt"}, [](std::string_view) { return true; }, make_text},
}};

// ".jsonl" of "reports.jsonl.gz".
std::string ending_of(const std::string& path) {
  std::string name = path.substr(path.find_last_of('/') + 1);
  for (char& c : name) c = utf8::ascii_lower(c);
  for (const std::string_view packed : {".gz", ".zst", ".zstd"}) {
    if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  }
  const size_t dot = name.find_last_of('.');
  return dot == std::string::npos ? std::string() : name.substr(dot);
}

const Format* format_by_name(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

const Format& format_of(const std::string& path, std::string_view first) {
  const std::string ending = ending_of(path);
  for (const Format& format : kFormats) {
    if (std::find(format.endings.begin(), format.endings.end(), ending) != format.endings.end() && !ending.empty()) return format;
  }
  if (first.starts_with("\xEF\xBB\xBF")) first.remove_prefix(3);
  while (!first.empty() && utf8::ascii_space(first.front())) first.remove_prefix(1);
  return *std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.looks_like(first); });
}

Result<void> check(const ReadOptions& options) {
  if (options.format.empty() || format_by_name(options.format) != nullptr) return {};
  std::string names;
  for (const std::string& name : format_names()) names += (names.empty() ? "" : ", ") + name;
  return Error{ErrorKind::kInput, "", "no input format '" + options.format + "'", names};
}

// Moves one input through the parser that its first bytes or its name ask for.
class Pump {
 public:
  Pump(Input* input, const std::string& name, const ReadOptions& options, const Sink& sink)
      : input_(input), options_(options), sink_(sink), gate_(options, sink, name), source_{name, gate_, options.limit} {}

  void run() {
    std::string piece(kChunk, '\0');
    size_t held = 0;  // bytes of the piece that wait until there are enough to tell the format
    for (bool more = true; more;) {
      if (sink_.advanced && !sink_.advanced(input_->consumed())) return;
      const Result<size_t> n = input_->read(piece.data() + held, piece.size() - held);
      if (!n) {
        // What came before the break is the parser's to judge.
        if (choose(std::string_view(piece).substr(0, held)).feed(std::string_view(piece).substr(0, held))) parser_->broken(n.error());
        return;
      }
      if (*n == 0 && input_->interrupted()) continue;
      more = *n > 0;
      held += *n;
      if (more && parser_ == nullptr && held < kSniffed) continue;
      const std::string_view bytes = std::string_view(piece).substr(0, held);
      held = 0;
      if (!choose(bytes).feed(bytes)) return;
    }
    parser_->finish();
  }

 private:
  Parser& choose(std::string_view first) {
    if (parser_ == nullptr) {
      const Format* format = format_by_name(options_.format);
      parser_ = (format != nullptr ? *format : format_of(source_.name, first)).make(source_);
    }
    return *parser_;
  }

  Input* input_;
  const ReadOptions& options_;
  const Sink& sink_;
  Gate gate_;
  Source source_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

Result<void> read(const std::string& path, const ReadOptions& options, const Sink& sink) {
  if (const Result<void> good = check(options); !good) return good;
  const Result<std::unique_ptr<Input>> input = Input::open(path);
  if (!input) return input.error();
  Pump(input->get(), path, options, sink).run();
  return {};
}

Result<void> read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options, const Sink& sink) {
  if (const Result<void> good = check(options); !good) return good;
  const std::unique_ptr<Input> input = Input::over(bytes, name);
  Pump(input.get(), name, options, sink).run();
  return {};
}

}  // namespace demarche::readers
