// The compiled dictionaries as one flat file that is mapped, not read: named sections of plain records and a pool of strings.
#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"

namespace demarche {

// A string of the image's pool.
struct StringRef {
  uint32_t offset = 0;
  uint32_t length = 0;
};

// Collects sections and writes them in the order they were added, so that equal input gives equal bytes.
class ImageWriter {
 public:
  // Equal strings share one place.
  StringRef intern(std::string_view text);

  // Adds a section; names are unique and at most 15 bytes long.
  template <typename T>
  void add(std::string_view name, std::span<const T> records) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    add_bytes(name, records.data(), records.size_bytes(), sizeof(T));
  }
  template <typename T>
  void add(std::string_view name, const std::vector<T>& records) {
    add(name, std::span<const T>(records));
  }

  // The whole image. `version` is the dictionaries' content hash.
  std::string finish(std::string_view version);

 private:
  struct Section {
    std::string name;
    uint64_t offset, size, record;
  };
  void add_bytes(std::string_view name, const void* data, size_t size, size_t record);

  std::string pool_;
  std::unordered_map<std::string, StringRef> interned_;
  std::string body_;
  std::vector<Section> sections_;
};

// A mapped image. Views stay valid while the Image lives; const use is thread-safe. Every access is bounds-checked once.
class Image {
 public:
  // Errors: kNotFound, kIo, kCorrupt (magic, version of the format, size, checksum), naming the path.
  static Result<Image> open(const std::string& path);
  // The same over bytes that the caller keeps alive and 8-byte aligned; for tests and fuzzing.
  static Result<Image> from_bytes(std::string_view bytes, std::string name);

  // The records of a section; kCorrupt if it is missing or its records have another size.
  template <typename T>
  Result<std::span<const T>> section(std::string_view name) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    const Result<std::string_view> bytes = section_bytes(name, sizeof(T));
    if (!bytes) return bytes.error();
    return std::span<const T>(reinterpret_cast<const T*>(bytes->data()), bytes->size() / sizeof(T));
  }

  // Empty for a reference that points outside the pool.
  std::string_view text(StringRef ref) const {
    if (ref.offset > pool_.size() || ref.length > pool_.size() - ref.offset) return {};
    return pool_.substr(ref.offset, ref.length);
  }

  std::string_view version() const { return version_; }

 private:
  Result<std::string_view> section_bytes(std::string_view name, size_t record) const;

  MappedFile file_;
  std::string name_;
  std::string_view bytes_, pool_, version_;
};

}  // namespace demarche
