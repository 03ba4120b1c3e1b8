// Header lines and bodies of HTTP messages and of WARC records. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace demarche::readers {

// "Name: value" lines; names of either case.
class Headers {
 public:
  // Takes the lines after the first; what is no header line is left out.
  explicit Headers(std::string_view lines);
  // The first of that name, trimmed; empty if there is none.
  std::string_view get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string_view, std::string_view>> fields_;  // point into the lines
};

struct HttpResponse {
  int status = 0;
  std::string type, charset;  // of the content, lower case: "text/html", "utf-8"
  std::string body;           // chunks joined and unpacked
};

// Reads a whole response. A body longer than `limit` once it is unpacked, and an encoding other than gzip and deflate, are
// errors. A body that says it is chunked and is not is taken as it stands.
Result<HttpResponse> parse_response(std::string_view bytes, size_t limit);

// "text/html; charset=UTF-8" in two, in lower case.
std::pair<std::string, std::string> split_content_type(std::string_view value);

// Offset after the empty line that ends the header lines, and the length of the lines without it; {npos, npos} if there is none.
std::pair<size_t, size_t> header_end(std::string_view bytes);

}  // namespace demarche::readers
