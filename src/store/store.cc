#include "demarche/store.h"

#include <array>

#include "store/backends.h"

namespace demarche {

namespace {

// A kind of record: the prefix of its URL. A URL without a known prefix is the path of an SQLite file.
struct Backend {
  std::string_view prefix;
  Result<std::unique_ptr<EventStore>> (*open)(const std::string& rest);
};
constexpr std::array<Backend, 1> kBackends{{{"sqlite:", store::open_sqlite}}};

}  // namespace

Result<std::unique_ptr<EventStore>> open_store(const std::string& url) {
  for (const Backend& backend : kBackends) {
    if (url.starts_with(backend.prefix)) return backend.open(url.substr(backend.prefix.size()));
  }
  if (url.find("://") != std::string::npos) return input_error(url, "is no record that this program knows", "a path or sqlite:PATH");
  return store::open_sqlite(url);
}

}  // namespace demarche
