#include "readers/gate.h"

#include <sys/stat.h>

#include <filesystem>

#include "base/civil_date.h"
#include "base/utf8.h"

namespace demarche::readers {

namespace {

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
  if (path == "-" || ::stat(path.c_str(), &info) != 0) return {};
  return to_string(civil_from_days(static_cast<int32_t>(info.st_mtim.tv_sec / 86400)));
}

// Names and titles stay readable whatever they were; only the text is worth a quarantine.
void mend(std::string* field) {
  size_t at = utf8::first_invalid(*field);
  if (at == std::string::npos) return;
  std::string good;
  for (at = 0; at < field->size();) {
    const utf8::CodePoint point = utf8::decode(*field, at);
    utf8::append(&good, point.value);
    at += point.length;
  }
  *field = std::move(good);
}

bool has_time(const std::string& date) { return date.size() > 10 && (date[10] == 'T' || date[10] == 't' || date[10] == ' '); }

}  // namespace

bool Gate::pass(Document&& document, const std::string& crawled) const {
  for (std::string* field : {&document.id, &document.title, &document.url, &document.source, &document.lang, &document.date}) mend(field);
  for (auto& [name, value] : document.metadata) {
    mend(&name);
    mend(&value);
  }
  const auto stop = [&](std::string reason) { return quarantine(document.id, document.origin, std::move(reason)); };
  if (document.text.size() > options_.limit) {
    return stop("longer than " + std::to_string(options_.limit) + " bytes (expected a shorter document)");
  }
  if (const size_t bad = utf8::first_invalid(document.text); bad != std::string::npos) {
    return stop("not UTF-8 at byte " + std::to_string(bad) + " (expected UTF-8 text)");
  }
  if (const size_t bad = document.text.find('\0'); bad != std::string::npos) {
    return stop("NUL byte at byte " + std::to_string(bad) + " (expected text)");
  }
  if (document.date.empty()) document.date = fallback_date(crawled);
  if (document.date.empty()) return stop("no date (expected a date in the document, --date or --date-from)");
  if (has_time(document.date)) document.date.resize(10);
  CivilDate date;
  if (!parse_civil(document.date, &date)) return stop("no such date '" + document.date + "' (expected YYYY-MM-DD)");
  return sink_.document(std::move(document));
}

bool Gate::quarantine(std::string id, std::string origin, std::string reason) const {
  Quarantined entry{std::move(id), std::move(origin), std::move(reason)};
  for (std::string* field : {&entry.id, &entry.origin, &entry.reason}) mend(field);
  sink_.quarantined(std::move(entry));
  return true;
}

std::string Gate::fallback_date(const std::string& crawled) const {
  if (!options_.date.empty()) return options_.date;
  if (options_.date_from == "filename") return date_in_name(path_);
  if (options_.date_from == "mtime") return date_of_change(path_);
  if (options_.date_from == "crawl") return crawled;
  return {};
}

}  // namespace demarche::readers
