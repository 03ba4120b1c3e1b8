// The HTTP API and the page.
#include <cstdio>
#include <fstream>

#include "cli/command.h"
#include "server/server.h"

namespace demarche::cli {

namespace {

struct ServeOptions {
  server::Options server;
  std::string listen, token_file;
  DataOptions data;
};

// "ADDRESS:PORT", "PORT" or "[::1]:PORT".
Result<void> parse_listen(const std::string& text, server::Options* options) {
  if (text.empty()) return {};
  const size_t colon = text.rfind(':');
  const std::string port = text.substr(colon == std::string::npos ? 0 : colon + 1);
  char* end = nullptr;
  const unsigned long number = std::strtoul(port.c_str(), &end, 10);
  if (port.empty() || *end != 0 || number > 65535) return input_error("--listen", "'" + text + "' is no address", "ADDRESS:PORT or PORT");
  options->port = static_cast<unsigned short>(number);
  if (colon != std::string::npos) options->address = text.substr(0, colon);
  if (options->address.starts_with('[')) options->address = options->address.substr(1, options->address.size() - 2);
  return {};
}

Result<std::string> read_token(const std::string& path) {
  if (path.empty()) return std::string();
  constexpr size_t kShortest = 16;
  std::ifstream in(path);
  std::string token;
  if (!std::getline(in, token) || token.size() < kShortest)
    return input_error(path, "holds no token", "a first line of at least 16 characters");
  return token;
}

// Beside a record that is a file.
Result<std::string> alerts_file(const server::Options& options) {
  if (!options.writable || !options.alerts.empty()) return options.alerts;
  constexpr std::string_view kFile = "sqlite:";
  const std::string path = options.store.starts_with(kFile) ? options.store.substr(kFile.size()) : options.store;
  if (path.find("://") != std::string::npos) {
    return input_error("--writable", "has no file to keep searches in", "--alerts FILE, where the record is no file");
  }
  return path + ".alerts.json";
}

int serve(ServeOptions options) {
  if (const Result<void> good = parse_listen(options.listen, &options.server); !good) return report(good.error());
  const Result<std::string> token = read_token(options.token_file);
  if (!token) return report(token.error());
  options.server.token = *token;
  const Result<std::string> alerts = alerts_file(options.server);
  if (!alerts) return report(alerts.error());
  options.server.alerts = *alerts;
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.data);
  if (!coder) return report(coder.error());
  options.server.coder = coder->get();
  catch_interrupts();
  const Result<void> served = server::serve(
      options.server, [](const std::string& address) { std::fprintf(stderr, "demarche: serving at %s\n", address.c_str()); }, interrupted);
  return served.ok() ? kDone : report(served.error());
}

}  // namespace

std::function<int()> setup_serve(CLI::App* app) {
  auto options = std::make_shared<ServeOptions>();
  app->add_option("--store", options->server.store, "the record: a path, sqlite:PATH or postgresql://...")->required();
  app->add_option("--listen", options->listen, "ADDRESS:PORT or PORT; 127.0.0.1:8675 if not given");
  app->add_option("--token-file", options->token_file, "file whose first line callers have to send as bearer token");
  app->add_option("--alerts", options->server.alerts, "file of the saved searches; with --writable RECORD.alerts.json if not given");
  app->add_flag("--writable", options->server.writable, "searches may be saved from the page; they and what they found are kept");
  app->add_option("--webhook-to", options->server.webhooks, "HOST:PORT that alerts may be sent to; may be given more than once");
  app->add_option("--web", options->server.web, "folder with a built page instead of the one inside the program");
  app->add_option("--threads", options->server.threads, "requests answered at once")->check(CLI::Range(1u, 64u));
  options->data.add(app);
  app->footer(
      "Examples:\n  demarche serve --store record.db\n  demarche serve --store record.db --listen 0.0.0.0:8080 --token-file token.txt\n"
      "  demarche serve --store record.db --writable --webhook-to 127.0.0.1:9000");
  return [=] { return serve(*options); };
}

}  // namespace demarche::cli
