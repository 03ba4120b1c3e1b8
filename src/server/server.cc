#include "server/server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <thread>

#include "server/guard.h"
#include "server/session.h"
#include "server/watcher.h"

namespace demarche::server {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr int64_t kMostConnections = 512, kOver = 128;
constexpr std::chrono::seconds kFarewell{5};
constexpr std::chrono::milliseconds kStep{100};

// Takes connections and watches for the end.
class Listener {
 public:
  Listener(asio::io_context* context, const tcp::endpoint& endpoint, Shared* shared)
      : context_(context), acceptor_(*context), timer_(*context), pause_(*context), shared_(shared) {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(asio::socket_base::max_listen_connections);
  }

  tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

  void accept() {
    acceptor_.async_accept(asio::make_strand(*context_), [this](error_code failed, tcp::socket socket) {
      if (failed == asio::error::operation_aborted) return;
      if (failed) return accept_later();
      take(std::move(socket));
      accept();
    });
  }

  void watch(const std::function<bool()>& stopped) {
    timer_.expires_after(kStep);
    timer_.async_wait([this, stopped](error_code) {
      if (acceptor_.is_open() && stopped()) begin_farewell();
      const bool over = !acceptor_.is_open() && (shared_->metrics.open() == 0 || std::chrono::steady_clock::now() > farewell_);
      if (over) {
        context_->stop();
      } else {
        watch(stopped);
      }
    });
  }

 private:
  // Over the limit whoever has waited longest without asking anything makes room.
  void take(tcp::socket socket) {
    const int64_t open = shared_->metrics.open();
    if (open >= kMostConnections && (open >= kMostConnections + kOver || !shared_->waiting.make_room())) {
      shared_->metrics.connection_refused();
      shared_->waiting.make_room();
      error_code ignored;
      socket.close(ignored);
      return;
    }
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    start_session(std::move(socket), shared_);
  }

  // No descriptor is left: trying again at once would only spin.
  void accept_later() {
    shared_->metrics.connection_refused();
    shared_->waiting.make_room();
    pause_.expires_after(kStep);
    pause_.async_wait([this](error_code failed) {
      if (!failed && acceptor_.is_open()) accept();
    });
  }

  void begin_farewell() {
    error_code ignored;
    acceptor_.close(ignored);
    shared_->ending = true;
    shared_->hub.close();
    shared_->waiting.close_all();
    farewell_ = std::chrono::steady_clock::now() + kFarewell;
  }

  asio::io_context* context_;
  tcp::acceptor acceptor_;
  asio::steady_timer timer_, pause_;
  Shared* shared_;
  std::chrono::steady_clock::time_point farewell_{};
};

struct Common {
  Alerts* alerts;
  Answers* answers;
  const Hub* hub;
};

Result<std::unique_ptr<Worker>> make_worker(const Options& options, OpenMode mode, const Common& common) {
  Result<std::unique_ptr<EventStore>> store = open_store(options.store, mode);
  if (!store) return store.error();
  auto worker = std::make_unique<Worker>();
  worker->store = std::move(*store);
  worker->coder = options.coder;
  if (options.coder != nullptr) worker->scratch = options.coder->scratch();
  worker->alerts = common.alerts;
  worker->answers = common.answers;
  worker->hub = common.hub;
  return worker;
}

Result<std::vector<std::unique_ptr<Worker>>> make_workers(const Options& options, const Common& common) {
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < options.threads; ++i) {
    Result<std::unique_ptr<Worker>> worker = make_worker(options, OpenMode::kReading, common);
    if (!worker) return worker.error();
    workers.push_back(std::move(*worker));
  }
  return workers;
}

// However the serving ends, the threads beside it are told.
struct Ending {
  std::atomic<bool>* flag;
  ~Ending() { *flag = true; }
};

std::string address_of(const tcp::endpoint& at) {
  const std::string host = at.address().to_string();
  return "http://" + (at.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(at.port());
}

}  // namespace

Result<void> serve(const Options& options, const std::function<void(const std::string&)>& ready, const std::function<bool()>& stopped) {
  if (!loopback(options.address) && options.token.empty()) {
    return input_error("--listen", "'" + options.address + "' is reached from other machines", "a token file (--token-file)");
  }
  Result<std::unique_ptr<Alerts>> alerts = Alerts::open(options.alerts, options.writable, options.webhooks);
  if (!alerts) return alerts.error();
  const Result<std::unique_ptr<Journal>> journal = Journal::open(options.writable ? options.alerts : "");
  if (!journal) return journal.error();
  Shared shared(journal->get());
  Answers answers;
  Result<std::vector<std::unique_ptr<Worker>>> made = make_workers(options, {alerts->get(), &answers, &shared.hub});
  if (!made) return made.error();
  // It answers what every reader opens, and nothing is kept of what it asks.
  const Result<std::unique_ptr<Worker>> watching = make_worker(options, OpenMode::kWatching, {alerts->get(), nullptr, &shared.hub});
  if (!watching) return watching.error();
  shared.token = options.token;
  shared.page = options.web.empty() ? PageFiles::inside() : PageFiles::read(options.web);
  Webhooks webhooks;
  Watcher watcher(watching->get(), &answers, &shared.hub, &webhooks, journal->get());
  asio::io_context context;
  Workers workers(std::move(*made));
  shared.workers = &workers;
  try {
    const std::string name = options.address == "localhost" ? "127.0.0.1" : options.address;
    Listener listener(&context, {asio::ip::make_address(name), options.port}, &shared);
    listener.accept();
    listener.watch(stopped);
    const std::jthread thread([&] { watcher.run(shared.ending); });
    const Ending ending{&shared.ending};
    ready(address_of(listener.endpoint()));
    context.run();
  } catch (const std::exception& error) {
    return Error{ErrorKind::kIo, options.address + ":" + std::to_string(options.port), error.what(), "an address that is free"};
  }
  return {};
}

}  // namespace demarche::server
