#include "server/webhooks.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <functional>

#include "server/alerts.h"

namespace demarche::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using std::chrono::seconds;

constexpr seconds kPatience{10};
constexpr size_t kMostWaiting = 1000;
constexpr int kTries = 3;
constexpr uint64_t kMostAnswered = 64 * 1024;

}  // namespace

Result<int> post_json(const std::string& text, const std::string& body) {
  WebAddress address;
  if (!parse_web_address(text, &address)) return input_error("webhook", "is no address", "http://HOST:PORT/PATH");
  asio::io_context context(1);
  tcp::resolver resolver(context);
  beast::tcp_stream stream(context);
  http::request<http::string_body> request{http::verb::post, address.path, 11};
  request.set(http::field::host, address.host + ":" + address.port);
  request.set(http::field::content_type, "application/json");
  request.set(http::field::user_agent, "demarche");
  request.keep_alive(false);
  request.body() = body;
  request.prepare_payload();
  beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(kMostAnswered);
  int status = 0;
  // One step after the other; any that fails leaves the status at 0.
  resolver.async_resolve(address.host, address.port, [&](beast::error_code failed, const tcp::resolver::results_type& found) {
    if (failed) return;
    stream.async_connect(found, [&](beast::error_code unreached, const tcp::endpoint&) {
      if (unreached) return;
      http::async_write(stream, request, [&](beast::error_code unsent, size_t) {
        if (unsent) return;
        http::async_read(stream, buffer, parser, [&](beast::error_code unread, size_t) {
          if (!unread) status = static_cast<int>(parser.get().result_int());
        });
      });
    });
  });
  context.run_for(kPatience);
  if (status == 0) return Error{ErrorKind::kIo, "webhook", "did not answer", "a program that listens there"};
  return status;
}

Webhooks::Webhooks() : thread_([this] { work(); }) {}

Webhooks::~Webhooks() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  some_.notify_all();
  thread_.join();
}

void Webhooks::send(std::string address, std::string body) {
  {
    const std::scoped_lock lock(mutex_);
    if (queue_.size() >= kMostWaiting) {
      ++failed_;
      return;
    }
    queue_.emplace_back(std::move(address), std::move(body));
  }
  some_.notify_one();
}

void Webhooks::work() {
  for (;;) {
    std::pair<std::string, std::string> message;
    {
      std::unique_lock lock(mutex_);
      some_.wait(lock, [&] { return ending_ || !queue_.empty(); });
      if (ending_) return;
      message = std::move(queue_.front());
      queue_.pop_front();
    }
    bool done = false;
    for (int attempt = 0; attempt < kTries && !done; ++attempt) {
      const Result<int> status = post_json(message.first, message.second);
      done = status.ok() && *status >= 200 && *status < 300;
      std::unique_lock lock(mutex_);
      if (!done && some_.wait_for(lock, seconds(1 << attempt), [&] { return ending_; })) return;
    }
    ++(done ? sent_ : failed_);
  }
}

}  // namespace demarche::server
