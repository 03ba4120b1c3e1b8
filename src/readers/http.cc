#include "readers/http.h"

#include <zlib.h>

#include <charconv>
#include <tuple>

#include "base/utf8.h"
#include "readers/markup.h"

namespace demarche::readers {

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && utf8::ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && utf8::ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = utf8::ascii_lower(c);
  return low;
}

Error wrong(std::string what, std::string expected) { return {ErrorKind::kInput, "", std::move(what), std::move(expected)}; }

// Joins the chunks of a chunked body; what follows the last chunk is left out.
Result<std::string> joined_chunks(std::string_view bytes) {
  std::string body;
  for (;;) {
    size_t size = 0;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), size, 16);
    const size_t line = bytes.find('\n');
    if (error != std::errc() || line == std::string_view::npos) return wrong("a chunk without its length", "a chunked body");
    bytes.remove_prefix(line + 1);
    if (size == 0) return body;
    if (size > bytes.size()) return wrong("a chunk is cut off", "a chunked body");
    body += bytes.substr(0, size);
    bytes.remove_prefix(size);
    const size_t next = bytes.find('\n');
    bytes.remove_prefix(next == std::string_view::npos ? bytes.size() : next + 1);
  }
}

Result<std::string> inflated(std::string_view bytes, size_t limit) {
  z_stream stream{};
  // Told by its first byte: gzip, zlib, or the bare deflate that some servers send.
  const auto first = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
  if (inflateInit2(&stream, first == 0x1F || (first & 0x0F) == 8 ? 15 + 32 : -15) != Z_OK) return wrong("no memory to unpack", "");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::string piece(1 << 16, '\0');
  int state = Z_OK;
  while (state == Z_OK && out.size() <= limit) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(piece, 0, piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (out.size() > limit) return wrong("longer than " + std::to_string(limit) + " bytes unpacked", "a shorter page");
  if (state != Z_STREAM_END) return wrong("a packed body is damaged or cut off", "a complete gzip body");
  return out;
}

}  // namespace

std::pair<size_t, size_t> header_end(std::string_view bytes) {
  for (size_t at = 0; (at = bytes.find('\n', at)) != std::string_view::npos; ++at) {
    const std::string_view rest = bytes.substr(at + 1);
    if (rest.starts_with('\n')) return {at + 2, at + 1};
    if (rest.starts_with("\r\n")) return {at + 3, at + 1};
  }
  return {std::string_view::npos, std::string_view::npos};
}

Headers::Headers(std::string_view lines) {
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    const size_t colon = line.find(':');
    if (colon != std::string_view::npos) fields_.emplace_back(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

std::string_view Headers::get(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (same_name(key, name)) return value;
  }
  return {};
}

std::pair<std::string, std::string> split_content_type(std::string_view value) {
  const size_t semicolon = std::min(value.find(';'), value.size());
  std::string parameters = lower(value.substr(semicolon));
  constexpr std::string_view kKey = "charset=";
  const size_t at = parameters.find(kKey);
  std::string charset;
  if (at != std::string::npos) {
    const size_t begin = parameters.find_first_not_of("\"' ", at + kKey.size());
    if (begin != std::string::npos) charset = parameters.substr(begin, parameters.find_first_of("\"'; ", begin) - begin);
  }
  return {lower(trim(value.substr(0, semicolon))), charset};
}

Result<HttpResponse> parse_response(std::string_view bytes, size_t limit) {
  const auto [body, head] = header_end(bytes);
  const size_t line = bytes.find('\n');
  if (!bytes.starts_with("HTTP/") || body == std::string_view::npos) return wrong("not an HTTP response", "HTTP/1.1 and header lines");
  const size_t space = std::min(bytes.find(' '), line);
  HttpResponse response;
  std::from_chars(bytes.data() + std::min(space + 1, line), bytes.data() + line, response.status);
  const Headers headers(bytes.substr(line + 1, head > line ? head - line - 1 : 0));
  std::tie(response.type, response.charset) = split_content_type(headers.get("content-type"));
  response.body = bytes.substr(body);
  if (same_name(headers.get("transfer-encoding"), "chunked")) {
    Result<std::string> joined = joined_chunks(response.body);
    // Some crawlers keep the header and store the body joined.
    if (joined) response.body = std::move(joined).value();
  }
  const std::string_view encoding = headers.get("content-encoding");
  const bool packed = same_name(encoding, "gzip") || same_name(encoding, "x-gzip") || same_name(encoding, "deflate");
  if (packed) {
    Result<std::string> plain = inflated(response.body, limit);
    if (!plain) return plain.error();
    response.body = std::move(plain).value();
  } else if (!encoding.empty() && !same_name(encoding, "identity")) {
    return wrong("content encoding '" + std::string(encoding) + "'", "gzip, deflate or none");
  }
  return response;
}

}  // namespace demarche::readers
