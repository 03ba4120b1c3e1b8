// Hostile bytes as a relation model: refused with an error, or probabilities come out. The checksum is made to fit, since
// it would otherwise keep every change from being read.
#include <sys/mman.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "events/relate_model.h"

namespace {

constexpr size_t kHeader = 64, kChecksumAt = 16, kSizeAt = 24;

std::string sealed(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size < kHeader) return bytes;
  const uint64_t sum = XXH64(bytes.data() + kHeader, size - kHeader, 0), length = size;
  std::memcpy(bytes.data() + kChecksumAt, &sum, sizeof(sum));
  std::memcpy(bytes.data() + kSizeAt, &length, sizeof(length));
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > (size_t{1} << 20)) return 0;
  const std::string bytes = sealed(data, size);
  const int file = memfd_create("relate", 0);
  if (file < 0) return 0;
  if (write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
    const auto model = demarche::events::RelateModel::open("/proc/self/fd/" + std::to_string(file));
    if (model) {
      const std::vector<demarche::events::Feature> features{{"root", "attack"}, {"vs:nsubj", "meet"}, {"path", "condemn"}, {"", ""}};
      std::string reasons;
      const auto scores = model->score(features, &reasons);
      if (static_cast<size_t>(demarche::events::RelateModel::best(scores)) >= scores.size()) std::abort();
    }
  }
  close(file);
  return 0;
}
