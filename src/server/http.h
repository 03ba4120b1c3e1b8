// A request and its answer, free of any library. Internal to the room.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace demarche::server {

struct Request {
  std::string method, path;  // the path is decoded; "/" first
  std::map<std::string, std::string> parameters;
  std::string body;
  std::string host, origin, fetch_site, authorization, if_none_match, content_type, last_event_id;
  bool accepts_gzip = false;
};

struct Worker;

struct Response {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // For answers without a known end: what follows `body`, piece by piece. Appends to `more`; false at the end. An error cuts
  // the answer off, so that nobody takes a part for the whole.
  std::function<Result<bool>(Worker* worker, std::string* more)> rest;
  // Packed ahead of time; empty if the server may pack the body itself.
  std::string packed;
};

// An error as problem+json (RFC 9457). The detail is for the caller and names no path of the machine.
Response problem(int status, std::string_view title, std::string_view detail);
Response problem_of(const Error& error);

// Splits "/path?a=b" into decoded parts. Errors: a bad escape, a NUL or control byte, "." or ".." as a part of the path, a
// parameter named twice, more than 40 parameters.
Result<void> parse_target(std::string_view target, Request* request);

}  // namespace demarche::server
