#include "server/page_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace demarche::server {

namespace {

struct MediaType {
  std::string_view ending, type;
};
constexpr std::array<MediaType, 9> kTypes{{{".html", "text/html; charset=utf-8"},
                                           {".js", "text/javascript; charset=utf-8"},
                                           {".css", "text/css; charset=utf-8"},
                                           {".json", "application/json"},
                                           {".svg", "image/svg+xml"},
                                           {".png", "image/png"},
                                           {".ico", "image/x-icon"},
                                           {".woff2", "font/woff2"},
                                           {".webmanifest", "application/manifest+json"}}};

constexpr std::string_view kNotice =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Demarche</title><p>The page was not built with this program; "
    "the API answers under /api/v1/.</p></html>";

std::string type_of(const std::string& path) {
  const auto row = std::find_if(kTypes.begin(), kTypes.end(), [&](const MediaType& t) { return path.ends_with(t.ending); });
  return row == kTypes.end() ? "application/octet-stream" : std::string(row->type);
}

}  // namespace

PageFiles PageFiles::read(const std::string& folder) {
  PageFiles page;
  std::error_code failed;
  for (std::filesystem::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (!at->is_regular_file(failed)) continue;
    std::ifstream in(at->path(), std::ios::binary);
    const std::string name = "/" + std::filesystem::relative(at->path(), folder, failed).generic_string();
    page.files_[name] = {type_of(name), std::string(std::istreambuf_iterator<char>(in), {})};
  }
  if (!page.files_.contains("/index.html")) page.files_["/index.html"] = {type_of(".html"), std::string(kNotice)};
  return page;
}

Response PageFiles::answer(const std::string& path) const {
  auto found = files_.find(path);
  const bool asset = path.starts_with("/assets/") || path.find('.') != std::string::npos;
  if (found == files_.end() && !asset) found = files_.find("/index.html");
  if (found == files_.end()) return problem(404, "Not found", "nothing is at this address");
  Response response;
  response.type = found->second.type;
  response.body = found->second.bytes;
  // Names of assets hold the hash of what is in them.
  response.headers.emplace_back("Cache-Control", path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

}  // namespace demarche::server
