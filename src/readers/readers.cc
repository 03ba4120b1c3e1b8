#include "readers/readers.h"

#include <simdjson.h>
#include <sys/stat.h>

#include <ctime>
#include <filesystem>

#include "base/civil_date.h"
#include "base/utf8.h"
#include "readers/input.h"

namespace demarche::readers {

namespace {

constexpr size_t kChunk = 1 << 18;

// A date that is written in a file's name: the first YYYY-MM-DD or YYYYMMDD.
std::string date_in_name(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename().string();
  CivilDate date;
  for (size_t i = 0; i < name.size(); ++i) {
    if (i + 10 <= name.size() && parse_civil(std::string_view(name).substr(i, 10), &date)) return to_string(date);
    if (i + 8 > name.size()) continue;
    const std::string eight = name.substr(i, 4) + "-" + name.substr(i + 4, 2) + "-" + name.substr(i + 6, 2);
    if (parse_civil(eight, &date) && date.year > 1800 && date.year < 2200) return to_string(date);
  }
  return {};
}

std::string date_of_change(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return {};
  return to_string(civil_from_days(static_cast<int32_t>(info.st_mtim.tv_sec / 86400)));
}

// Checks that hold for every document, whatever its format.
class Gate {
 public:
  Gate(const ReadOptions& options, const Sink& sink, std::string path) : options_(options), sink_(sink), path_(std::move(path)) {}

  bool pass(Document&& document) const {
    if (const size_t bad = utf8::first_invalid(document.text); bad != std::string::npos) {
      return quarantine(document, "not UTF-8 at byte " + std::to_string(bad) + " (expected UTF-8 text)");
    }
    if (const size_t bad = document.text.find('\0'); bad != std::string::npos) {
      return quarantine(document, "NUL byte at byte " + std::to_string(bad) + " (expected text)");
    }
    if (document.date.empty()) document.date = fallback_date();
    CivilDate date;
    if (document.date.size() > 10 && document.date[10] == 'T') document.date.resize(10);
    if (document.date.empty()) return quarantine(document, "no date (expected a date in the document, --date or --date-from)");
    if (!parse_civil(document.date, &date)) return quarantine(document, "no such date '" + document.date + "' (expected YYYY-MM-DD)");
    return sink_.document(std::move(document));
  }

  bool quarantine(const Document& document, std::string reason) const {
    sink_.quarantined({document.id, document.origin, std::move(reason)});
    return true;
  }

 private:
  std::string fallback_date() const {
    if (!options_.date.empty()) return options_.date;
    if (options_.date_from == "filename") return date_in_name(path_);
    if (options_.date_from == "mtime") return date_of_change(path_);
    return {};
  }

  const ReadOptions& options_;
  const Sink& sink_;
  std::string path_;
};

// "date 2024-02-28" at the start; the words stay in the text, so that offsets are those of the file.
std::string leading_date(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && utf8::ascii_space(text[at])) ++at;
  if (text.substr(at, 5) != "date " || text.size() < at + 15) return {};
  return std::string(text.substr(at + 5, 10));
}

std::string string_field(simdjson::dom::element field) {
  std::string_view text;
  if (field.get(text) == simdjson::SUCCESS) return std::string(text);
  return simdjson::minify(field);
}

// One JSON line.
class JsonLines {
 public:
  JsonLines(const Gate& gate, std::string name) : gate_(gate), name_(std::move(name)) {}

  bool line(std::string_view text, size_t number) {
    Document document;
    document.origin = name_ + ":" + std::to_string(number);
    document.id = document.origin;
    simdjson::dom::element root;
    const simdjson::error_code error = parser_.parse(text.data(), text.size()).get(root);
    simdjson::dom::object object;
    if (error != simdjson::SUCCESS || root.get(object) != simdjson::SUCCESS) {
      const std::string what = error != simdjson::SUCCESS ? simdjson::error_message(error) : "not an object";
      return gate_.quarantine(document, "not a JSON line: " + what + " (expected {\"id\",\"date\",\"text\"} on one line)");
    }
    bool has_text = false;
    for (const auto field : object) {
      const std::string_view key = field.key;
      std::string* to = key == "id" ? &document.id : key == "date" ? &document.date : key == "text" ? &document.text
                      : key == "title" ? &document.title : key == "url" ? &document.url : key == "source" ? &document.source
                      : key == "lang" ? &document.lang : nullptr;
      has_text |= key == "text";
      if (to != nullptr) {
        *to = string_field(field.value);
      } else {
        document.metadata.emplace_back(std::string(key), simdjson::minify(field.value));
      }
    }
    if (!has_text) return gate_.quarantine(document, "no field \"text\" (expected {\"id\",\"date\",\"text\"})");
    return gate_.pass(std::move(document));
  }

 private:
  const Gate& gate_;
  std::string name_;
  simdjson::dom::parser parser_;
};

bool looks_like_json(const std::string& name, std::string_view first) {
  if (name.find(".jsonl") != std::string::npos || name.find(".ndjson") != std::string::npos) return true;
  size_t at = 0;
  while (at < first.size() && utf8::ascii_space(first[at])) ++at;
  return at < first.size() && first[at] == '{';
}

// Feeds bytes to the format they turn out to be in.
class Dispatcher {
 public:
  Dispatcher(const std::string& name, const ReadOptions& options, const Sink& sink)
      : name_(name), limit_(options.limit), gate_(options, sink, name), json_(gate_, name), sink_(sink) {}

  bool feed(std::string_view bytes) {
    if (!decided_) {
      json_lines_ = looks_like_json(name_, bytes);
      decided_ = !bytes.empty();
    }
    return json_lines_ ? feed_lines(bytes) : feed_text(bytes);
  }

  void finish() {
    if (json_lines_) {
      if (!held_.empty() || overlong_) end_line();
      return;
    }
    Document document;
    document.id = name_ == "-" ? "stdin" : std::filesystem::path(name_).filename().string();
    document.origin = name_;
    if (overlong_) {
      gate_.quarantine(document, "longer than " + std::to_string(limit_) + " bytes (expected a shorter document)");
    } else if (held_.empty()) {
      gate_.quarantine(document, "empty file (expected text)");
    } else {
      document.date = leading_date(held_);
      document.text = std::move(held_);
      gate_.pass(std::move(document));
    }
  }

  void broken(const Error& error) {
    Document document;
    document.id = document.origin = name_ + (json_lines_ ? ":" + std::to_string(number_) : "");
    gate_.quarantine(document, error.message());
    held_.clear();
    overlong_ = false;
    json_lines_ = true;  // nothing more to give
  }

 private:
  bool feed_text(std::string_view bytes) {
    if (held_.size() + bytes.size() > limit_) {
      overlong_ = true;
      held_.clear();
      held_.shrink_to_fit();
    } else if (!overlong_) {
      held_ += bytes;
    }
    return true;
  }

  bool feed_lines(std::string_view bytes) {
    while (!bytes.empty()) {
      const size_t end = bytes.find('\n');
      const std::string_view part = bytes.substr(0, end);
      if (held_.size() + part.size() > limit_) {
        overlong_ = true;
        held_.clear();
        held_.shrink_to_fit();
      } else if (!overlong_) {
        held_ += part;
      }
      if (end == std::string_view::npos) return true;
      bytes.remove_prefix(end + 1);
      if (!end_line()) return false;
    }
    return true;
  }

  bool end_line() {
    bool go_on = true;
    if (overlong_) {
      Document document;
      document.id = document.origin = name_ + ":" + std::to_string(number_);
      gate_.quarantine(document, "a line longer than " + std::to_string(limit_) + " bytes (expected a shorter document)");
    } else if (held_.find_first_not_of(" \t\r") != std::string::npos) {
      go_on = json_.line(held_, number_);
    }
    held_.clear();
    overlong_ = false;
    ++number_;
    return go_on;
  }

  std::string name_;
  size_t limit_;
  Gate gate_;
  JsonLines json_;
  const Sink& sink_;
  std::string held_;
  size_t number_ = 1;
  bool decided_ = false, json_lines_ = false, overlong_ = false;
};

}  // namespace

Result<void> read(const std::string& path, const ReadOptions& options, const Sink& sink) {
  Result<std::unique_ptr<Input>> input = Input::open(path);
  if (!input) return input.error();
  Dispatcher dispatcher(path, options, sink);
  std::string buffer(kChunk, '\0');
  for (;;) {
    const Result<size_t> n = (*input)->read(buffer.data(), buffer.size());
    if (!n) {
      dispatcher.broken(n.error());
      break;
    }
    if (*n == 0) break;
    if (!dispatcher.feed(std::string_view(buffer).substr(0, *n))) return {};
  }
  dispatcher.finish();
  return {};
}

void read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options, const Sink& sink) {
  Dispatcher dispatcher(name, options, sink);
  if (dispatcher.feed(bytes)) dispatcher.finish();
}

}  // namespace demarche::readers
