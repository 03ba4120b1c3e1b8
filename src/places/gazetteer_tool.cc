// build_gazetteer DICTIONARIES OUTPUT [NPM_FOLDER]: compiles dictionaries/places and GeoNames into the gazetteer.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "places/gazetteer_build.h"

namespace {

int fail(const std::string& message) {
  std::fprintf(stderr, "build_gazetteer: %s\n", message.c_str());
  return 1;
}

bool write_file(const std::string& path, const std::string& bytes) {
  const std::string temporary = path + ".new";
  std::ofstream stream(temporary, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(temporary, path, error);
  return stream && !error;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace demarche::places;
  if (argc != 3 && argc != 4) return fail("usage: build_gazetteer DICTIONARIES OUTPUT [NPM_FOLDER]"), 2;
  const auto dictionary = read_place_dictionary(argv[1]);
  if (!dictionary) return fail(dictionary.error().message());
  GeoNames geonames;
  bool complete = false;
  if (argc == 4) {
    auto read = read_geonames(argv[3], dictionary->by_iso2);
    complete = read.ok();
    if (!read && read.error().kind != demarche::ErrorKind::kNotFound) return fail(read.error().message());
    if (complete) geonames = std::move(*read);
    if (!complete) std::fprintf(stderr, "build_gazetteer: %s\n", read.error().message().c_str());
  }
  if (!complete) {
    std::fprintf(stderr,
                 "build_gazetteer: WITHOUT GeoNames: only the places of dictionaries/places will be known. "
                 "Run scripts/fetch_data.sh and build again.\n");
  }
  BuildReport report;
  const std::string bytes = build_gazetteer(*dictionary, complete ? &geonames : nullptr, &report);
  if (!write_file(argv[2], bytes)) return fail(std::string(argv[2]) + ": cannot be written");
  std::printf("%llu places, %llu names, %llu postings, %.1f MB\n", (unsigned long long)report.places, (unsigned long long)report.names,
              (unsigned long long)report.postings, report.bytes / 1e6);
  return 0;
}
