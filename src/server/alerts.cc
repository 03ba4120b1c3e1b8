#include "server/alerts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "base/json.h"
#include "base/sha256.h"
#include "demarche/store.h"

namespace demarche::server {

namespace {

constexpr size_t kMostSearches = 200;
constexpr std::ptrdiff_t kLongestName = 200;

std::string json_of(const SavedSearch& search) {
  std::string out;
  JsonObject object(&out);
  object.text("name", search.name);
  JsonObject filters(object.key("filters"));
  for (const auto& [name, value] : search.filters) filters.text(name, value);
  filters.close();
  object.text("webhook", search.webhook);
  object.close();
  return out;
}

// The same search is the same entry.
std::string id_of(const SavedSearch& search) { return sha256_hex(json_of(search)).substr(0, 16); }

Result<void> check_filters(const SavedSearch& search) {
  const QueryKind* events = find_query_kind("events");
  for (const auto& [name, value] : search.filters) {
    const auto known = std::find_if(filters().begin(), filters().end(), [&, &wanted = name](const Filter& f) { return f.name == wanted; });
    const bool taken = std::find(events->filters.begin(), events->filters.end(), name) != events->filters.end();
    if (known == filters().end() || !taken || name == "order")
      return input_error("filter " + name, "is none of events", "a filter of events");
    if (!std::regex_match(value, std::regex(std::string(known->pattern)))) {
      return input_error("filter " + name, "'" + value + "' cannot be one", std::string(known->meaning));
    }
  }
  return {};
}

}  // namespace

Result<SavedSearch> saved_search(const nlohmann::json& entry, const std::string& where) {
  const Error bad = input_error(where, "is no saved search", R"({"name": "...", "filters": {"actor": "CHN"}, "webhook": ""})");
  if (!entry.is_object() || !entry.contains("name") || !entry["name"].is_string()) return bad;
  SavedSearch search;
  search.name = entry["name"].get<std::string>();
  if (entry.contains("webhook")) {
    if (!entry["webhook"].is_string()) return bad;
    search.webhook = entry["webhook"].get<std::string>();
  }
  if (entry.contains("filters")) {
    if (!entry["filters"].is_object()) return bad;
    for (const auto& [name, value] : entry["filters"].items()) {
      if (!value.is_string()) return bad;
      search.filters[name] = value.get<std::string>();
    }
  }
  return search;
}

bool parse_web_address(const std::string& text, WebAddress* address) {
  static const std::regex kForm(R"(http://([A-Za-z0-9.\-]{1,200})(:([0-9]{1,5}))?(/[!-~]{0,200})?)");
  std::smatch parts;
  if (text.size() > 2000 || !std::regex_match(text, parts, kForm)) return false;
  address->host = parts[1];
  address->port = parts[3].matched ? parts[3].str() : "80";
  address->path = parts[4].matched ? parts[4].str() : "/";
  return true;
}

Result<std::unique_ptr<Alerts>> Alerts::open(const std::string& file, bool writable, std::vector<std::string> allowed) {
  auto alerts = std::make_unique<Alerts>();
  alerts->file_ = file;
  alerts->writable_ = writable && !file.empty();
  alerts->allowed_ = std::move(allowed);
  std::error_code failed;
  if (file.empty() || !std::filesystem::exists(file, failed)) return alerts;
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const nlohmann::json list = nlohmann::json::parse(text, nullptr, false);
  if (!list.is_array()) return input_error(file, "holds no saved searches", "a JSON list");
  for (size_t i = 0; i < list.size(); ++i) {
    Result<SavedSearch> search = saved_search(list[i], file + ": entry " + std::to_string(i + 1));
    if (!search) return search.error();
    if (const Result<void> good = alerts->check(*search); !good) return good.error();
    search->id = id_of(*search);
    alerts->searches_.push_back(std::move(*search));
  }
  return alerts;
}

std::vector<SavedSearch> Alerts::searches() const {
  const std::scoped_lock lock(mutex_);
  return searches_;
}

Result<void> Alerts::check(const SavedSearch& search) const {
  const auto characters = std::count_if(search.name.begin(), search.name.end(), [](char c) { return (c & 0xC0) != 0x80; });
  if (characters == 0 || characters > kLongestName) return input_error("name", "is empty or too long", "1 to 200 characters");
  if (const Result<void> good = check_filters(search); !good) return good;
  if (search.webhook.empty()) return {};
  WebAddress address;
  if (!parse_web_address(search.webhook, &address)) return input_error("webhook", "is no address", "http://HOST:PORT/PATH");
  if (std::find(allowed_.begin(), allowed_.end(), address.host + ":" + address.port) == allowed_.end()) {
    return Error{ErrorKind::kNotFound, "webhook", "'" + address.host + ":" + address.port + "' is not on the list of --webhook-to", ""};
  }
  return {};
}

Result<std::string> Alerts::add(SavedSearch search) {
  if (const Result<void> good = check(search); !good) return good.error();
  search.id = id_of(search);
  const std::scoped_lock lock(mutex_);
  const bool known = std::any_of(searches_.begin(), searches_.end(), [&](const SavedSearch& s) { return s.id == search.id; });
  if (known) return search.id;
  if (searches_.size() >= kMostSearches) return Error{ErrorKind::kLimit, "alerts", "hold 200 searches already", "fewer"};
  searches_.push_back(search);
  if (const Result<void> written = write(); !written) {
    searches_.pop_back();
    return written.error();
  }
  return search.id;
}

Result<void> Alerts::remove(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = std::find_if(searches_.begin(), searches_.end(), [&](const SavedSearch& s) { return s.id == id; });
  if (found == searches_.end()) return Error{ErrorKind::kNotFound, "alerts", "no saved search '" + id + "'", ""};
  const SavedSearch kept = *found;
  searches_.erase(found);
  const Result<void> written = write();
  if (!written) searches_.push_back(kept);
  return written;
}

// Beside the file first, then in its place: a reader never meets half a list.
Result<void> Alerts::write() const {
  std::string text = "[";
  for (const SavedSearch& search : searches_) text += (text.size() == 1 ? "\n" : ",\n") + json_of(search);
  text += "\n]\n";
  const std::string fresh = file_ + ".new";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) return Error{ErrorKind::kIo, file_, "cannot be written", "a file that may be written"};
  }
  std::error_code failed;
  std::filesystem::rename(fresh, file_, failed);
  if (failed) return Error{ErrorKind::kIo, file_, "cannot be written: " + failed.message(), "a file that may be written"};
  return {};
}

}  // namespace demarche::server
