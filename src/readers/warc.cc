// WARC: archives of web pages, record after record. Records that hold what a server sent are documents; those that hold
// requests, metadata or the archive's own data are not.
#include <algorithm>
#include <array>
#include <charconv>

#include "readers/charset.h"
#include "readers/dates.h"
#include "readers/format.h"
#include "readers/http.h"
#include "readers/pages.h"

namespace demarche::readers {

namespace {

constexpr size_t kMostHeaderBytes = size_t{1} << 16;
constexpr std::string_view kMagic = "WARC/";
constexpr std::array<std::string_view, 3> kContentTypes{"response", "resource", "conversion"};

class Warc : public Parser {
 public:
  explicit Warc(const Source& source) : source_(source), most_(most_page_bytes(source.limit)) {}

  bool feed(std::string_view bytes) override {
    while (!bytes.empty()) {
      if (!(state_ == State::kBody ? take_body(&bytes) : take_line(&bytes))) return false;
    }
    return true;
  }

  void finish() override {
    if (state_ == State::kBody) {
      stop("the record is cut off (expected " + std::to_string(left_) + " bytes more)");
    } else if (state_ == State::kHeader) {
      stop("the record's header is cut off (expected an empty line after it)");
    } else if (state_ == State::kBetween && line_.find_first_not_of("\r\n") != std::string::npos) {
      stop("no WARC record (expected a line WARC/1.0)");
    } else if (offset_ == 0) {
      source_.gate.quarantine(source_.only_id(), source_.name, "empty file (expected WARC records)");
    }
  }

  void broken(const Error& error) override { stop(error.message()); }

 private:
  // Lost: after something that is no record, up to the next one.
  enum class State { kBetween, kHeader, kBody, kLost };

  bool take_line(std::string_view* bytes) {
    const size_t end = bytes->find('\n');
    const size_t taken = end == std::string_view::npos ? bytes->size() : end + 1;
    line_ += bytes->substr(0, std::min(taken, kMostHeaderBytes + 1 - std::min(line_.size(), kMostHeaderBytes)));
    offset_ += taken;
    line_bytes_ += taken;
    bytes->remove_prefix(taken);
    bool go_on = true;
    if (state_ == State::kHeader && line_.size() + head_.size() > kMostHeaderBytes) {
      go_on = lose("the record's header is longer than " + std::to_string(kMostHeaderBytes) + " bytes (expected header lines)");
    }
    if (end == std::string_view::npos) return go_on;
    go_on = end_line() && go_on;
    line_.clear();
    line_bytes_ = 0;
    return go_on;
  }

  bool end_line() {
    const bool blank = line_ == "\n" || line_ == "\r\n";
    if (state_ == State::kHeader) {
      if (blank) return start_record();
      head_ += line_;
    } else if (line_.starts_with(kMagic)) {
      start_ = offset_ - line_bytes_;
      head_.clear();
      state_ = State::kHeader;
    } else if (!blank && state_ == State::kBetween) {
      start_ = offset_ - line_bytes_;
      return lose("no WARC record (expected a line WARC/1.0)");
    }
    return true;
  }

  bool lose(const std::string& reason) {
    state_ = State::kLost;
    return stop(reason);
  }

  bool start_record() {
    const Headers headers(head_);
    const std::string_view length = headers.get("content-length");
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), left_);
    if (length.empty() || error != std::errc() || end != length.data() + length.size()) {
      return lose("no Content-Length in the record's header (expected a number of bytes)");
    }
    length_ = left_;
    if (length_ > kMostSkipped) {
      lose("the record is longer than " + std::to_string(kMostSkipped) + " bytes, so the rest of the input is given up");
      return false;
    }
    const std::string_view type = headers.get("warc-type");
    wanted_ = std::any_of(kContentTypes.begin(), kContentTypes.end(), [&](std::string_view t) { return same_name(t, type); });
    body_.clear();
    state_ = State::kBody;
    return left_ > 0 || end_record();
  }

  bool take_body(std::string_view* bytes) {
    const auto taken = static_cast<size_t>(std::min<uint64_t>(left_, bytes->size()));
    if (wanted_ && length_ <= most_) body_ += bytes->substr(0, taken);
    bytes->remove_prefix(taken);
    offset_ += taken;
    left_ -= taken;
    return left_ > 0 || end_record();
  }

  bool end_record() {
    state_ = State::kBetween;
    if (!wanted_) return true;
    if (length_ > most_) return stop("longer than " + std::to_string(most_) + " bytes (expected a shorter page)");
    const Headers headers(head_);
    Document document;
    document.origin = source_.at_byte(start_);
    document.id = bare(headers.get("warc-record-id"));
    if (document.id.empty()) document.id = document.origin;
    document.url = bare(headers.get("warc-target-uri"));
    const std::string crawled = written_date(headers.get("warc-date"));
    if (same_name(headers.get("warc-type"), "response")) return page_of_response(std::move(document), crawled);
    const auto [type, charset] = split_content_type(headers.get("content-type"));
    return page_of_type(type, charset, std::move(body_), std::move(document), crawled);
  }

  bool page_of_response(Document&& document, const std::string& crawled) {
    Result<HttpResponse> response = parse_response(body_, most_);
    if (!response) return source_.gate.quarantine(document.id, document.origin, response.error().message());
    if (response->status != 200) {
      return source_.gate.quarantine(document.id, document.origin, "HTTP status " + std::to_string(response->status) + " (expected 200)");
    }
    return page_of_type(response->type, response->charset, std::move(response->body), std::move(document), crawled);
  }

  bool page_of_type(const std::string& type, const std::string& charset, std::string&& body, Document&& document,
                    const std::string& crawled) {
    if (type.empty() || type == "text/html" || type == "application/xhtml+xml") {
      return pass_page(source_.gate, std::move(body), charset, std::move(document), crawled);
    }
    if (type == "text/plain") {
      to_utf8(charset, &body);
      document.text = std::move(body);
      return source_.gate.pass(std::move(document), crawled);
    }
    return source_.gate.quarantine(document.id, document.origin, "content of type " + type + " (expected text/html or text/plain)");
  }

  static std::string bare(std::string_view name) {
    if (name.starts_with('<') && name.ends_with('>')) name = name.substr(1, name.size() - 2);
    return std::string(name);
  }

  bool stop(const std::string& reason) { return source_.gate.quarantine(source_.at_byte(start_), source_.at_byte(start_), reason); }

  Source source_;
  size_t most_;
  State state_ = State::kBetween;
  std::string line_, head_, body_;
  size_t line_bytes_ = 0;
  uint64_t offset_ = 0, start_ = 0, left_ = 0, length_ = 0;
  bool wanted_ = false;
};

}  // namespace

std::unique_ptr<Parser> make_warc(const Source& source) { return std::make_unique<Warc>(source); }

bool looks_like_warc(std::string_view first) { return first.starts_with(kMagic); }

}  // namespace demarche::readers
