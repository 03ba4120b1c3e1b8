#include "demarche/store.h"

#include <array>

#include "store/sql_store.h"

namespace demarche {

namespace {

// An engine: the beginning of its URLs and whether the URL is handed on whole. A URL without a known beginning is the
// path of an SQLite file.
struct Backend {
  std::string_view prefix;
  bool whole;
  Result<std::unique_ptr<store::Database>> (*open)(const std::string& address, OpenMode mode);
};
constexpr std::array<Backend, 3> kBackends{
    {{"sqlite:", false, store::open_sqlite}, {"postgresql://", true, store::open_postgres}, {"postgres://", true, store::open_postgres}}};

Result<std::unique_ptr<store::Database>> open_database(const std::string& url, OpenMode mode) {
  for (const Backend& backend : kBackends) {
    if (url.starts_with(backend.prefix)) return backend.open(backend.whole ? url : url.substr(backend.prefix.size()), mode);
  }
  if (url.find("://") != std::string::npos)
    return input_error(url, "is no record that this program knows", "a path, sqlite:PATH or postgresql://...");
  return store::open_sqlite(url, mode);
}

}  // namespace

Result<std::unique_ptr<EventStore>> open_store(const std::string& url, OpenMode mode) {
  Result<std::unique_ptr<store::Database>> database = open_database(url, mode);
  if (!database) return database.error();
  return store::open_on(std::move(*database));
}

}  // namespace demarche
