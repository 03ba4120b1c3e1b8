// The HTTP server: the API and the page over one record. The room's door.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "demarche/coder.h"
#include "demarche/store.h"

namespace demarche::server {

struct Options {
  std::string store;  // URL of the record
  std::string address = "127.0.0.1";
  unsigned short port = 8675;         // 0 takes a free one
  std::string token;                  // what "Authorization: Bearer" has to say; empty asks for none
  std::string web;                    // folder with the built page; empty for the one in the program
  std::string alerts;                 // file of the saved searches; empty for none
  bool writable = false;              // searches may be saved through the API; what was told is kept beside their file
  std::vector<std::string> webhooks;  // "HOST:PORT" that alerts may be sent to
  unsigned threads = 2;               // questions answered at once
  const Coder* coder = nullptr;       // outlives the server; null leaves /code unanswered
};

// Serves until `stopped` gives true (asked ten times a second), then lets open requests end. `ready` is called once with
// the address that is listened on. Errors: an address other than a loopback one without a token (kInput), an address in
// use (kIo), and those of the record.
Result<void> serve(const Options& options, const std::function<void(const std::string& address)>& ready,
                   const std::function<bool()>& stopped);

}  // namespace demarche::server
