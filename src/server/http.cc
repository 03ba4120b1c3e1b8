#include "server/http.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/utf8.h"

namespace demarche::server {

namespace {

constexpr size_t kMostParameters = 40;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> decode(std::string_view text, bool form) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return input_error("address", "has a bad escape", "% and two hexadecimal digits");
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && form) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20) return input_error("address", "has a control byte", "printable text");
    out.push_back(c);
  }
  return out;
}

struct ErrorStatus {
  ErrorKind kind;
  int status;
  std::string_view title;
};
constexpr std::array<ErrorStatus, 8> kStatuses{{{ErrorKind::kInput, 400, "Bad request"},
                                                {ErrorKind::kNotFound, 404, "Not found"},
                                                {ErrorKind::kBusy, 503, "Record busy"},
                                                {ErrorKind::kLimit, 422, "Too much"},
                                                {ErrorKind::kIo, 503, "Record unreachable"},
                                                {ErrorKind::kCorrupt, 500, "Record corrupt"},
                                                {ErrorKind::kSchemaNewer, 500, "Record of a newer program"},
                                                {ErrorKind::kInternal, 500, "Internal error"}}};

}  // namespace

Response problem(int status, std::string_view title, std::string_view detail) {
  Response response;
  response.status = status;
  response.type = "application/problem+json";
  JsonObject object(&response.body);
  object.text("type", "about:blank");
  object.text("title", title);
  object.integer("status", static_cast<uint64_t>(status));
  object.text("detail", detail);
  object.close();
  return response;
}

Response problem_of(const Error& error) {
  const auto row = std::find_if(kStatuses.begin(), kStatuses.end(), [&](const ErrorStatus& s) { return s.kind == error.kind; });
  // Only what the caller wrote is told back; where the record lies is nobody's business.
  const bool theirs = row->status < 500;
  const std::string detail = error.kind == ErrorKind::kNotFound ? error.what : error.message();
  return problem(row->status, row->title, theirs ? detail : std::string(row->title));
}

Result<void> parse_target(std::string_view target, Request* request) {
  const size_t question = target.find('?');
  const Result<std::string> path = decode(target.substr(0, question), false);
  if (!path) return path.error();
  if (path->empty() || path->front() != '/') return input_error("address", "is no path", "a path that begins with /");
  request->path = *path;
  for (size_t at = 0; at < path->size();) {
    const size_t end = std::min(path->find('/', at + 1), path->size());
    const std::string_view part = std::string_view(*path).substr(at + 1, end - at - 1);
    if (part == "." || part == "..") return input_error("address", "climbs", "a path without . and ..");
    at = end;
  }
  if (question == std::string_view::npos) return {};
  std::string_view rest = target.substr(question + 1);
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (pair.empty()) continue;
    const size_t equals = pair.find('=');
    const Result<std::string> name = decode(pair.substr(0, equals), true);
    const Result<std::string> value = decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
    if (!name) return name.error();
    if (!value) return value.error();
    if (utf8::first_invalid(*value) != std::string::npos || utf8::first_invalid(*name) != std::string::npos)
      return input_error("address", "is not UTF-8", "UTF-8");
    if (request->parameters.size() >= kMostParameters) return input_error("address", "has too many parameters", "at most 40");
    if (!request->parameters.emplace(*name, *value).second) return input_error("parameter " + *name, "stands twice", "once");
  }
  return {};
}

}  // namespace demarche::server
