#include "events/target_model.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <charconv>

#include "base/mapped_file.h"
#include "base/sha256.h"

namespace demarche::events {

namespace {

constexpr size_t kVersionLength = 12;

uint64_t hash_of(std::string_view feature) { return XXH3_64bits(feature.data(), feature.size()); }

}  // namespace

Result<TargetModel> TargetModel::open(const std::string& path) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  TargetModel model;
  std::string_view rest = file->text();
  for (size_t number = 1; !rest.empty(); ++number) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    const size_t tab = line.find('\t');
    float weight = 0;
    const char* last = line.data() + line.size();
    const bool good = tab != std::string_view::npos && tab > 0 && std::from_chars(line.data() + tab + 1, last, weight).ptr == last;
    if (!good) return Error{ErrorKind::kCorrupt, path + ":" + std::to_string(number), "no feature and weight", "feature<TAB>number"};
    model.weights_.emplace(hash_of(line.substr(0, tab)), weight);
  }
  model.version_ = sha256_hex(file->text()).substr(0, kVersionLength);
  return model;
}

float TargetModel::weight(std::string_view feature) const {
  const auto found = weights_.find(hash_of(feature));
  return found == weights_.end() ? 0 : found->second;
}

}  // namespace demarche::events
