#include "server/journal.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "base/json.h"

namespace demarche::server {

namespace {

constexpr size_t kMostTold = 1000;

std::string random_name() {
  std::random_device device;
  std::string name;
  for (int i = 0; i < 12; ++i) name.push_back("0123456789abcdef"[device() & 15]);
  return name;
}

std::string line_of(const Told& told) {
  std::string line;
  JsonObject object(&line);
  object.integer("number", told.number);
  object.text("time", told.time);
  object.text("kind", told.kind);
  *object.key("data") += told.data;
  object.close();
  return line + "\n";
}

// The whole lines of a file; what follows the last line end was never finished.
std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  std::vector<std::string> lines;
  for (size_t at = 0, end = text.find('\n'); end != std::string::npos; at = end + 1, end = text.find('\n', at)) {
    lines.push_back(text.substr(at, end - at));
  }
  return lines;
}

Error unwritable(const std::string& file) { return {ErrorKind::kIo, file, "cannot be written", "a file that may be written"}; }

// Beside the file first, then in its place: a reader never meets half of it.
Result<void> replace(const std::string& file, const std::string& text) {
  const std::string fresh = file + ".new";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) return unwritable(file);
  }
  std::error_code failed;
  std::filesystem::rename(fresh, file, failed);
  return failed ? Result<void>(unwritable(file)) : Result<void>();
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::string& file) {
  auto journal = std::make_unique<Journal>();
  journal->file_ = file;
  journal->run_ = random_name();
  if (file.empty()) return journal;
  if (const Result<void> read = journal->read_log(); !read) return read.error();
  if (const Result<void> read = journal->read_known(); !read) return read.error();
  // The log begins anew with what is still worth keeping.
  std::string text = "{\"run\":\"" + journal->run_ + "\"}\n";
  for (const Told& told : journal->told_) text += line_of(told);
  if (const Result<void> written = replace(file + ".log", text); !written) return written.error();
  return journal;
}

Result<void> Journal::read_log() {
  size_t number = 0;
  for (const std::string& line : lines_of(file_ + ".log")) {
    const nlohmann::json entry = nlohmann::json::parse(line, nullptr, false);
    const bool head = ++number == 1;
    const auto has = [&](const char* name, bool text) {
      return entry.is_object() && entry.contains(name) && (text ? entry[name].is_string() : entry[name].is_number_unsigned());
    };
    if (head ? !has("run", true) : !(has("number", false) && has("time", true) && has("kind", true) && entry.contains("data"))) {
      return input_error(file_ + ".log:" + std::to_string(number), "is no message that was told",
                         head ? R"({"run": "..."})" : R"({"number": 1, "time": "...", "kind": "...", "data": {}})");
    }
    if (head) {
      run_ = entry["run"].get<std::string>();
    } else {
      told_.push_back(
          {entry["number"].get<uint64_t>(), entry["time"].get<std::string>(), entry["kind"].get<std::string>(), entry["data"].dump()});
    }
  }
  if (told_.size() > kMostTold) told_.erase(told_.begin(), told_.end() - kMostTold);
  return {};
}

// A line of the known is "WHAT<tab>NAME", or "WHAT" alone: looked at, and nothing was there.
Result<void> Journal::read_known() {
  for (const std::string& line : lines_of(file_ + ".known")) {
    const size_t tab = line.find('\t');
    std::set<std::string>& names = known_[line.substr(0, tab)];
    if (tab != std::string::npos) names.insert(line.substr(tab + 1));
  }
  return {};
}

Result<void> Journal::add(const Told& told) {
  if (!keeps()) return {};
  std::ofstream out(file_ + ".log", std::ios::binary | std::ios::app);
  out << line_of(told);
  out.flush();
  return out ? Result<void>() : Result<void>(unwritable(file_ + ".log"));
}

Result<void> Journal::keep(const Known& known) {
  if (!keeps()) return {};
  std::string text;
  for (const auto& [what, names] : known) {
    text += what + "\n";
    for (const std::string& name : names) text += what + "\t" + name + "\n";
  }
  return replace(file_ + ".known", text);
}

}  // namespace demarche::server
