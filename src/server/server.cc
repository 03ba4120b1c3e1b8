#include "server/server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "base/sha256.h"
#include "server/api.h"
#include "server/compress.h"
#include "server/guard.h"
#include "server/metrics.h"
#include "server/page_files.h"

namespace demarche::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using std::chrono::seconds;

constexpr uint32_t kHeaderBytes = 16 * 1024, kBodyBytes = 2 * 1024 * 1024;
constexpr seconds kRequestTime{15}, kAnswerTime{30}, kIdleTime{30}, kFarewell{5};
constexpr int64_t kMostConnections = 512;
constexpr size_t kSmallBody = 1024;
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Workers wait here; one request holds one of them.
class WorkerPool {
 public:
  void add(Worker worker) { free_.push_back(std::make_unique<Worker>(std::move(worker))); }
  std::unique_ptr<Worker> take() {
    std::unique_lock lock(mutex_);
    some_.wait(lock, [&] { return !free_.empty(); });
    std::unique_ptr<Worker> worker = std::move(free_.back());
    free_.pop_back();
    return worker;
  }
  void give(std::unique_ptr<Worker> worker) {
    {
      const std::scoped_lock lock(mutex_);
      free_.push_back(std::move(worker));
    }
    some_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable some_;
  std::vector<std::unique_ptr<Worker>> free_;
};

struct Shared {
  std::string token;
  PageFiles page;
  WorkerPool workers;
  Metrics metrics;
};

std::string text_of(beast::string_view text) { return {text.data(), text.size()}; }

Result<Request> request_of(const http::request<http::string_body>& message) {
  Request request;
  request.method = text_of(message.method_string());
  request.body = message.body();
  request.host = text_of(message[http::field::host]);
  request.origin = text_of(message[http::field::origin]);
  request.authorization = text_of(message[http::field::authorization]);
  request.if_none_match = text_of(message[http::field::if_none_match]);
  request.content_type = text_of(message[http::field::content_type]);
  request.accepts_gzip = text_of(message[http::field::accept_encoding]).find("gzip") != std::string::npos;
  if (const Result<void> good = parse_target(text_of(message.target()), &request); !good) return good.error();
  return request;
}

Response answer(const Result<Request>& request, Shared* shared) {
  if (!request) return problem_of(request.error());
  if (std::optional<Response> no = refused(*request, shared->token)) return std::move(*no);
  if (request->path == "/metrics") {
    Response response;
    response.type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = shared->metrics.text();
    return response;
  }
  const bool api = request->path.starts_with("/api/") || request->path == "/healthz" || request->path == "/readyz";
  if (!api) return request->method == "GET" ? shared->page.answer(request->path) : problem(405, "Method not allowed", "pages are read");
  std::unique_ptr<Worker> worker = shared->workers.take();
  Response response = handle(*request, worker.get());
  shared->workers.give(std::move(worker));
  return response;
}

// One connection. Reads a request, answers it, reads the next.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared* shared) : stream_(std::move(socket)), buffer_(kHeaderBytes + kBodyBytes), shared_(shared) {
    shared_->metrics.connection_opened();
  }
  ~Session() { shared_->metrics.connection_closed(); }

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(kRequestTime); });
  }

 private:
  // The time counts from the first wait to the last byte: slow senders are cut off.
  void read(seconds patience) {
    parser_.emplace();
    parser_->header_limit(kHeaderBytes);
    parser_->body_limit(kBodyBytes);
    stream_.expires_after(patience);
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code failed, size_t) { self->got(failed); });
  }

  void got(beast::error_code failed) {
    if (failed == http::error::body_limit) return send(problem(413, "Too much", "the body is longer than 2 MB"), false, false);
    if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
      return send(problem(431, "Request header fields too large", "the header is longer than 16 KB"), false, false);
    }
    if (failed == http::error::end_of_stream || failed == beast::error::timeout) return close();
    if (failed) return parser_->got_some() ? send(problem(400, "Bad request", "this is no HTTP request"), false, false) : close();
    const http::request<http::string_body>& message = parser_->get();
    const auto begin = std::chrono::steady_clock::now();
    const Result<Request> request = request_of(message);
    Response response = answer(request, shared_);
    const std::string tag = "\"" + sha256_hex(response.body).substr(0, 20) + "\"";
    if (response.status == 200) response.headers.emplace_back("ETag", tag);
    const bool known = response.status == 200 && request.ok() && request->if_none_match == tag;
    if (known) {
      response.status = 304;
      response.body.clear();
    }
    shared_->metrics.answered(response.status, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
                              response.body.size());
    send(std::move(response), message.keep_alive(), request.ok() && request->accepts_gzip);
  }

  void send(Response response, bool keep, bool packed) {
    reply_ = {};
    reply_.result(static_cast<unsigned>(response.status));
    reply_.set(http::field::content_type, response.type);
    reply_.set("Content-Security-Policy", beast::string_view(kPolicy.data(), kPolicy.size()));
    reply_.set("X-Content-Type-Options", "nosniff");
    reply_.set("Referrer-Policy", "no-referrer");
    reply_.set("Cross-Origin-Resource-Policy", "same-origin");
    bool cached = false;
    for (const auto& [name, value] : response.headers) {
      reply_.set(name, value);
      cached = cached || name == "Cache-Control";
    }
    if (!cached) reply_.set(http::field::cache_control, "no-cache");
    reply_.set(http::field::vary, "Accept-Encoding");
    if (packed && response.body.size() > kSmallBody) {
      std::string small = gzip(response.body);
      if (!small.empty()) {
        reply_.set(http::field::content_encoding, "gzip");
        response.body = std::move(small);
      }
    }
    reply_.body() = std::move(response.body);
    reply_.keep_alive(keep);
    reply_.prepare_payload();
    stream_.expires_after(kAnswerTime);
    http::async_write(stream_, reply_, [self = shared_from_this(), keep](beast::error_code failed, size_t) {
      if (failed || !keep) return self->close();
      self->read(kIdleTime);
    });
  }

  void close() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> reply_;
  Shared* shared_;
};

// Takes connections and watches for the end.
class Listener {
 public:
  Listener(asio::io_context* context, tcp::endpoint endpoint, Shared* shared)
      : context_(context), acceptor_(*context), timer_(*context), shared_(shared) {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(asio::socket_base::max_listen_connections);
  }

  tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

  void accept() {
    acceptor_.async_accept(asio::make_strand(*context_), [this](beast::error_code failed, tcp::socket socket) {
      if (failed == asio::error::operation_aborted) return;
      if (!failed && shared_->metrics.open() >= kMostConnections) {
        shared_->metrics.connection_refused();
        beast::error_code ignored;
        socket.close(ignored);
      } else if (!failed) {
        std::make_shared<Session>(std::move(socket), shared_)->start();
      }
      accept();
    });
  }

  void watch(const std::function<bool()>& stopped) {
    timer_.expires_after(std::chrono::milliseconds(100));
    timer_.async_wait([this, stopped](beast::error_code) {
      if (acceptor_.is_open() && stopped()) {
        beast::error_code ignored;
        acceptor_.close(ignored);
        farewell_ = std::chrono::steady_clock::now() + kFarewell;
      }
      const bool over = !acceptor_.is_open() && (shared_->metrics.open() == 0 || std::chrono::steady_clock::now() > farewell_);
      if (over) {
        context_->stop();
      } else {
        watch(stopped);
      }
    });
  }

 private:
  asio::io_context* context_;
  tcp::acceptor acceptor_;
  asio::steady_timer timer_;
  Shared* shared_;
  std::chrono::steady_clock::time_point farewell_{};
};

}  // namespace

Result<void> serve(const Options& options, const std::function<void(const std::string&)>& ready, const std::function<bool()>& stopped) {
  if (!loopback(options.address) && options.token.empty()) {
    return input_error("--listen", "'" + options.address + "' is reached from other machines", "a token file (--token-file)");
  }
  Shared shared{options.token, PageFiles::read(options.web), {}, {}};
  for (unsigned i = 0; i < options.threads; ++i) {
    Result<std::unique_ptr<EventStore>> store = open_store(options.store);
    if (!store) return store.error();
    shared.workers.add({std::move(*store), options.coder, options.coder == nullptr ? Coder::ScratchPointer() : options.coder->scratch()});
  }
  try {
    asio::io_context context(static_cast<int>(options.threads));
    const std::string name = options.address == "localhost" ? "127.0.0.1" : options.address;
    Listener listener(&context, {asio::ip::make_address(name), options.port}, &shared);
    listener.accept();
    listener.watch(stopped);
    const tcp::endpoint at = listener.endpoint();
    ready("http://" + (at.address().is_v6() ? "[" + at.address().to_string() + "]" : at.address().to_string()) + ":" +
          std::to_string(at.port()));
    std::vector<std::thread> others;
    for (unsigned i = 1; i < options.threads; ++i) others.emplace_back([&] { context.run(); });
    context.run();
    for (std::thread& thread : others) thread.join();
  } catch (const std::exception& error) {
    return Error{ErrorKind::kIo, options.address + ":" + std::to_string(options.port), error.what(), "an address that is free"};
  }
  return {};
}

}  // namespace demarche::server
