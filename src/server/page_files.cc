#include "server/page_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/compress.h"

// The files of the page, put here by page_blob.cc.
extern "C" const char demarche_page_begin[], demarche_page_end[];

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

void PageFiles::add(const std::string& name, std::string bytes) {
  std::string packed = gzip(bytes);
  files_[std::string("/").append(name)] = {type_of(name), std::move(bytes), std::move(packed)};
}

// One file after the other: its name, a line end, its length, a line end, its bytes.
PageFiles PageFiles::inside() {
  PageFiles page;
  std::string_view rest(demarche_page_begin, static_cast<size_t>(demarche_page_end - demarche_page_begin));
  while (!rest.empty()) {
    const size_t name_end = rest.find('\n'), length_end = rest.find('\n', name_end + 1);
    size_t length = 0;
    std::from_chars(rest.data() + name_end + 1, rest.data() + length_end, length);
    page.add(std::string(rest.substr(0, name_end)), std::string(rest.substr(length_end + 1, length)));
    rest.remove_prefix(length_end + 1 + length);
  }
  if (!page.files_.contains("/index.html")) page.add("index.html", std::string(kNotice));
  return page;
}

PageFiles PageFiles::read(const std::string& folder) {
  PageFiles page;
  std::error_code failed;
  for (std::filesystem::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (!at->is_regular_file(failed)) continue;
    std::ifstream in(at->path(), std::ios::binary);
    page.add("/" + std::filesystem::relative(at->path(), folder, failed).generic_string(),
             std::string(std::istreambuf_iterator<char>(in), {}));
  }
  if (!page.files_.contains("/index.html")) page.add("index.html", std::string(kNotice));
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
  response.packed = found->second.packed;
  // Names of assets hold the hash of what is in them.
  response.headers.emplace_back("Cache-Control", path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

}  // namespace demarche::server
