#include "server/guard.h"

#include <openssl/crypto.h>

#include "base/sha256.h"

namespace demarche::server {

namespace {

// "localhost:8675", "127.0.0.1", "[::1]:80" without the port.
std::string host_name(std::string host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool token_fits(const std::string& authorization, const std::string& token) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!authorization.starts_with(kScheme)) return false;
  // Hashes are of one length, so that the time tells nothing of the token.
  const std::string given = sha256_hex(std::string_view(authorization).substr(kScheme.size())), wanted = sha256_hex(token);
  return CRYPTO_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

}  // namespace

bool loopback(const std::string& address) {
  // "127.0.0.1.example.org" is somebody else's name.
  const bool digits = address.find_first_not_of("0123456789.") == std::string::npos;
  return address == "localhost" || address == "::1" || address == "[::1]" || (digits && address.starts_with("127."));
}

std::optional<Response> refused(const Request& request, const std::string& token) {
  if (!token.empty()) {
    // The page itself holds nothing of the record; it asks its reader for the token.
    const bool guarded = request.path.starts_with("/api/") || request.path == "/metrics";
    if (guarded && !token_fits(request.authorization, token)) {
      Response response = problem(401, "Unauthorized", "a token is needed: Authorization: Bearer ...");
      response.headers.emplace_back("WWW-Authenticate", "Bearer");
      return response;
    }
  } else if (!loopback(host_name(request.host))) {
    return problem(421, "Misdirected request", "this server answers to localhost");
  }
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool own = request.origin.empty() || request.origin == "http://" + request.host || request.origin == "https://" + request.host;
  const bool near = request.fetch_site.empty() || request.fetch_site == "same-origin" || request.fetch_site == "none";
  if (!reads && (!own || !near)) return problem(403, "Forbidden", "requests of other origins are not taken");
  return std::nullopt;
}

}  // namespace demarche::server
