#include "server/session.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <optional>

#include "server/compress.h"
#include "server/guard.h"

namespace demarche::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using std::chrono::seconds;

constexpr uint32_t kHeaderBytes = 16 * 1024, kBodyBytes = 256 * 1024;
constexpr seconds kRequestTime{15}, kAnswerTime{30}, kIdleTime{30}, kBeat{15};
constexpr size_t kSmallBody = 1024, kMostListeners = 64;
constexpr int64_t kMostUnsent = 96 * 1024 * 1024;
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string text_of(beast::string_view text) { return {text.data(), text.size()}; }

Result<Request> request_of(const http::request<http::string_body>& message) {
  Request request;
  request.method = text_of(message.method_string());
  request.body = message.body();
  request.host = text_of(message[http::field::host]);
  request.origin = text_of(message[http::field::origin]);
  request.fetch_site = text_of(message["Sec-Fetch-Site"]);
  request.authorization = text_of(message[http::field::authorization]);
  request.if_none_match = text_of(message[http::field::if_none_match]);
  request.content_type = text_of(message[http::field::content_type]);
  request.last_event_id = text_of(message["Last-Event-ID"]);
  request.accepts_gzip = text_of(message[http::field::accept_encoding]).find("gzip") != std::string::npos;
  if (const Result<void> good = parse_target(text_of(message.target()), &request); !good) return good.error();
  return request;
}

std::string tag_of(std::string_view body) {
  const XXH128_hash_t hash = XXH3_128bits(body.data(), body.size());
  std::string tag = "\"";
  for (const uint64_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4) tag.push_back("0123456789abcdef"[(half >> shift) & 15]);
  }
  return tag + "\"";
}

// Packs, tags, and turns what the client has already into "not modified".
void finish(const Request& request, Response* response) {
  if (response->rest) return;
  if (response->status == 200) {
    const std::string tag = tag_of(response->body);
    response->headers.emplace_back("ETag", tag);
    if (request.if_none_match == tag) {
      response->status = 304;
      response->body.clear();
      response->packed.clear();
    }
  }
  if (!request.accepts_gzip || response->body.size() <= kSmallBody) return;
  std::string small = response->packed.empty() ? gzip(response->body) : std::move(response->packed);
  if (small.empty()) return;
  response->body = std::move(small);
  response->headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared* shared)
      : stream_(std::move(socket)), buffer_(kHeaderBytes + kBodyBytes), beat_(stream_.get_executor()), shared_(shared) {
    shared_->metrics.connection_opened();
  }
  ~Session() {
    if (listener_ != 0) shared_->hub.leave(listener_);
    shared_->metrics.connection_closed();
  }

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(kRequestTime); });
  }
  void drop() {
    asio::post(stream_.get_executor(), [self = shared_from_this()] { self->stream_.close(); });
  }

 private:
  // The time counts from the first wait to the last byte: slow senders are cut off.
  void read(seconds patience) {
    if (shared_->ending) return close();
    parser_.emplace();
    parser_->header_limit(kHeaderBytes);
    parser_->body_limit(kBodyBytes);
    stream_.expires_after(patience);
    place_ = shared_->waiting.add(weak_from_this());
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code failed, size_t) {
      self->shared_->waiting.remove(self->place_);
      self->got(failed);
    });
  }

  void got(beast::error_code failed) {
    if (failed == http::error::body_limit) return refuse(problem(413, "Too much", "the body is longer than 256 KB"));
    if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
      return refuse(problem(431, "Request header fields too large", "the header is longer than 16 KB"));
    }
    if (failed == http::error::end_of_stream || failed == beast::error::timeout || failed == asio::error::operation_aborted) return close();
    if (failed) return parser_->got_some() ? refuse(problem(400, "Bad request", "this is no HTTP request")) : close();
    const http::request<http::string_body> message = parser_->release();
    keep_ = message.keep_alive();
    version_ = message.version();
    begin_ = std::chrono::steady_clock::now();
    Result<Request> request = request_of(message);
    if (!request) return send(problem_of(request.error()), false);
    head_only_ = request->method == "HEAD";
    if (head_only_) request->method = "GET";
    answer(std::move(*request));
  }

  // What needs no record is answered here; the rest waits for a worker.
  void answer(Request request) {
    if (std::optional<Response> no = refused(request, shared_->token)) return send(std::move(*no), false);
    const bool api = request.path.starts_with("/api/") || request.path == "/readyz";
    if (request.path == "/api/v1/stream" && request.method == "GET" && !head_only_) return listen(request);
    if (!api) return finish_and_send(request, plain(request));
    shared_->workers->run([self = shared_from_this(), request = std::move(request)](Worker* worker) {
      auto response = std::make_shared<Response>(handle(request, worker));
      finish(request, response.get());
      asio::post(self->stream_.get_executor(), [self, response] { self->send(std::move(*response), true); });
    });
  }

  Response plain(const Request& request) const {
    if (request.method != "GET") {
      Response response = problem(405, "Method not allowed", "this address takes GET, HEAD");
      response.headers.emplace_back("Allow", "GET, HEAD");
      return response;
    }
    if (request.path == "/metrics") {
      Response response;
      response.type = "text/plain; version=0.0.4; charset=utf-8";
      response.body = shared_->metrics.text();
      return response;
    }
    if (request.path == "/healthz") {
      Response response;
      response.body = "{\"status\":\"ok\"}";
      return response;
    }
    return shared_->page.answer(request.path);
  }

  void finish_and_send(const Request& request, Response response) {
    finish(request, &response);
    send(std::move(response), true);
  }

  // Answers that end the connection: what follows on it cannot be told from the rest of a bad request.
  void refuse(Response response) {
    keep_ = false;
    begin_ = std::chrono::steady_clock::now();
    send(std::move(response), false);
  }

  template <typename Message>
  void set_fields(const Response& response, Message* message) const {
    message->version(version_);
    message->result(static_cast<unsigned>(response.status));
    message->set(http::field::content_type, response.type);
    message->set("Content-Security-Policy", beast::string_view(kPolicy.data(), kPolicy.size()));
    message->set("X-Content-Type-Options", "nosniff");
    message->set("Referrer-Policy", "no-referrer");
    message->set("Cross-Origin-Resource-Policy", "same-origin");
    message->set("Cross-Origin-Opener-Policy", "same-origin");
    message->set(http::field::cache_control, "no-cache");
    message->set(http::field::vary, "Accept-Encoding");
    for (const auto& [name, value] : response.headers) message->set(name, value);
  }

  void send(Response response, bool keep) {
    keep_ = keep_ && keep && !shared_->ending;
    if (shared_->unsent + static_cast<int64_t>(response.body.size()) > kMostUnsent) {
      response = problem(503, "Too much at once", "other clients have not taken their answers yet");
    }
    const double spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    shared_->metrics.answered(response.status, spent, response.body.size());
    if (response.rest) return send_pieces(std::move(response));
    if (head_only_) return send_head(response);
    reply_ = {};
    set_fields(response, &reply_);
    reply_.body() = std::move(response.body);
    reply_.keep_alive(keep_);
    reply_.prepare_payload();
    const auto bytes = static_cast<int64_t>(reply_.body().size());
    shared_->unsent += bytes;
    stream_.expires_after(kAnswerTime);
    http::async_write(stream_, reply_, [self = shared_from_this(), bytes](beast::error_code failed, size_t) {
      self->shared_->unsent -= bytes;
      self->reply_.body() = {};
      self->sent(failed);
    });
  }

  void send_head(const Response& response) {
    head_ = {};
    set_fields(response, &head_);
    head_.content_length(response.body.size());
    head_.keep_alive(keep_);
    stream_.expires_after(kAnswerTime);
    head_writer_.emplace(head_);
    http::async_write_header(stream_, *head_writer_, [self = shared_from_this()](beast::error_code failed, size_t) { self->sent(failed); });
  }

  void sent(beast::error_code failed) {
    if (failed || !keep_) return close();
    read(kIdleTime);
  }

  // The header of an answer whose length is not known.
  template <typename Then>
  void begin_pieces(const Response& response, const Then& then) {
    head_ = {};
    set_fields(response, &head_);
    const bool chunks = version_ >= 11;
    keep_ = keep_ && chunks;
    head_.keep_alive(keep_);
    if (chunks) head_.chunked(true);
    stream_.expires_after(kAnswerTime);
    head_writer_.emplace(head_);
    http::async_write_header(stream_, *head_writer_, [self = shared_from_this(), then](beast::error_code failed, size_t) {
      if (failed) return self->close();
      then();
    });
  }

  // `then` goes on with the next piece.
  template <typename Then>
  void write_piece(std::string piece, const Then& then) {
    piece_ = std::move(piece);
    if (piece_.empty()) return then();
    const auto done = [self = shared_from_this(), then](beast::error_code failed, size_t) {
      if (failed) return self->close();
      then();
    };
    stream_.expires_after(kAnswerTime);
    if (version_ >= 11) {
      asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), done);
    } else {
      asio::async_write(stream_, asio::buffer(piece_), done);
    }
  }

  void end_pieces() {
    if (version_ < 11) return close();
    asio::async_write(stream_, http::make_chunk_last(),
                      [self = shared_from_this()](beast::error_code failed, size_t) { self->sent(failed); });
  }

  void send_pieces(Response response) {
    auto shared_response = std::make_shared<Response>(std::move(response));
    begin_pieces(*shared_response, [self = shared_from_this(), shared_response] {
      if (self->head_only_) return self->end_pieces();
      self->write_piece(std::move(shared_response->body), [self, shared_response] { self->next_piece(shared_response); });
    });
  }

  void next_piece(const std::shared_ptr<Response>& response) {
    shared_->workers->run([self = shared_from_this(), response](Worker* worker) {
      std::string more;
      const Result<bool> goes_on = response->rest(worker, &more);
      asio::post(self->stream_.get_executor(), [self, response, goes_on, more = std::move(more)]() mutable {
        if (!goes_on) return self->close();
        const bool last = !*goes_on;
        self->write_piece(std::move(more), [self, response, last] { last ? self->end_pieces() : self->next_piece(response); });
      });
    });
  }

  // Server-sent events until either side ends it.
  void listen(const Request& request) {
    if (shared_->hub.listeners() >= kMostListeners) return send(problem(503, "Too many listeners", "64 are served at once"), true);
    Response response;
    response.type = "text/event-stream; charset=utf-8";
    response.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
    shared_->metrics.answered(200, 0, 0);
    last_id_ = request.last_event_id;
    listener_ = shared_->hub.listen([weak = weak_from_this()] {
      if (const auto self = weak.lock()) asio::post(self->stream_.get_executor(), [self] { self->pump(); });
    });
    writing_ = true;
    begin_pieces(response, [self = shared_from_this()] {
      self->writing_ = false;
      self->pump();
      self->beat();
      self->wait_for_end();
    });
  }

  // A listener says nothing more; what is read is the end of its connection. Until then this keeps the session alive.
  void wait_for_end() {
    stream_.socket().async_read_some(asio::buffer(ignored_), [self = shared_from_this()](beast::error_code failed, size_t) {
      if (failed) return self->close();
      self->wait_for_end();
    });
  }

  void pump() {
    if (writing_) {
      more_ = true;
      return;
    }
    if (shared_->hub.closed()) {
      beat_.cancel();
      keep_ = false;
      return end_pieces();
    }
    const std::string before = last_id_;
    tell(shared_->hub.since(before, &last_id_));
  }

  void tell(std::string text) {
    if (text.empty()) return;
    writing_ = true;
    more_ = false;
    write_piece(std::move(text), [self = shared_from_this()] {
      self->writing_ = false;
      self->stream_.expires_never();
      if (self->more_) self->pump();
    });
  }

  // Keeps the connection known to be alive, and notices when it is not.
  void beat() {
    beat_.expires_after(kBeat);
    beat_.async_wait([weak = weak_from_this()](beast::error_code failed) {
      const auto self = weak.lock();
      if (failed || !self) return;
      if (!self->writing_) self->tell(": still here\n\n");
      self->beat();
    });
  }

  void close() {
    beat_.cancel();
    if (listener_ != 0) shared_->hub.leave(std::exchange(listener_, 0));
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.close();
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> reply_;
  http::response<http::empty_body> head_;
  std::optional<http::response_serializer<http::empty_body>> head_writer_;
  std::string piece_, last_id_;
  std::array<char, 256> ignored_;
  asio::steady_timer beat_;
  Shared* shared_;
  Waiting::Place place_;
  std::chrono::steady_clock::time_point begin_{};
  uint64_t listener_ = 0;
  unsigned version_ = 11;
  bool keep_ = true, head_only_ = false, writing_ = false, more_ = false;
};

Waiting::Place Waiting::add(std::weak_ptr<Session> session) {
  const std::scoped_lock lock(mutex_);
  return sessions_.insert(sessions_.end(), std::move(session));
}

void Waiting::remove(Place place) {
  const std::scoped_lock lock(mutex_);
  sessions_.erase(place);
}

bool Waiting::make_room() {
  const std::scoped_lock lock(mutex_);
  // The place is given up by its owner; until then it goes to the end, so that the next call finds another.
  for (size_t i = 0; i < sessions_.size(); ++i) {
    sessions_.splice(sessions_.end(), sessions_, sessions_.begin());
    if (const auto session = sessions_.back().lock()) {
      session->drop();
      return true;
    }
  }
  return false;
}

void Waiting::close_all() {
  const std::scoped_lock lock(mutex_);
  for (const std::weak_ptr<Session>& waiting : sessions_) {
    if (const auto session = waiting.lock()) session->drop();
  }
}

void start_session(tcp::socket socket, Shared* shared) { std::make_shared<Session>(std::move(socket), shared)->start(); }

}  // namespace demarche::server
