#include "base/image.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

namespace demarche {

namespace {

constexpr std::array<char, 8> kMagic{'D', 'M', 'R', 'C', 'H', 'L', 'E', 'X'};
constexpr uint32_t kFormat = 1;
constexpr size_t kAlign = 8;
constexpr size_t kNameSize = 16;
constexpr size_t kVersionSize = 16;

struct Header {
  std::array<char, 8> magic;
  uint32_t format;
  uint32_t section_count;
  uint64_t checksum;  // XXH64 of everything after the header
  uint64_t size;      // of the whole file
  uint64_t pool_offset, pool_size;
  std::array<char, kVersionSize> version;
};

struct SectionHeader {
  std::array<char, kNameSize> name;
  uint64_t offset, size, record;
};

void pad(std::string* bytes) { bytes->resize((bytes->size() + kAlign - 1) / kAlign * kAlign, '\0'); }

template <size_t N>
std::array<char, N> fixed(std::string_view text) {
  std::array<char, N> result{};
  std::memcpy(result.data(), text.data(), std::min(text.size(), N - 1));
  return result;
}

bool inside(uint64_t offset, uint64_t size, uint64_t whole) { return offset <= whole && size <= whole - offset; }

}  // namespace

StringRef ImageWriter::intern(std::string_view text) {
  const auto found = interned_.find(std::string(text));
  if (found != interned_.end()) return found->second;
  const StringRef ref{static_cast<uint32_t>(pool_.size()), static_cast<uint32_t>(text.size())};
  pool_ += text;
  interned_.emplace(text, ref);
  return ref;
}

void ImageWriter::add_bytes(std::string_view name, const void* data, size_t size, size_t record) {
  pad(&body_);
  sections_.push_back({std::string(name), body_.size(), size, record});
  if (size > 0) body_.append(static_cast<const char*>(data), size);
}

std::string ImageWriter::finish(std::string_view version) {
  pad(&body_);
  pad(&pool_);
  const uint64_t base = sizeof(Header) + sections_.size() * sizeof(SectionHeader);
  std::string bytes(sizeof(Header), '\0');
  for (const Section& section : sections_) {
    const SectionHeader header{fixed<kNameSize>(section.name), base + section.offset, section.size, section.record};
    bytes.append(reinterpret_cast<const char*>(&header), sizeof(header));
  }
  Header header{kMagic, kFormat, static_cast<uint32_t>(sections_.size()), 0, 0, 0, pool_.size(), fixed<kVersionSize>(version)};
  bytes += body_;
  header.pool_offset = bytes.size();
  bytes += pool_;
  header.size = bytes.size();
  header.checksum = XXH64(bytes.data() + sizeof(Header), bytes.size() - sizeof(Header), 0);
  std::memcpy(bytes.data(), &header, sizeof(header));
  return bytes;
}

Result<Image> Image::open(const std::string& path) {
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  Result<Image> image = from_bytes(file->text(), path);
  if (!image) return image.error();
  image->file_ = std::move(*file);
  return image;
}

Result<Image> Image::from_bytes(std::string_view bytes, std::string name) {
  const auto corrupt = [&](const char* what) {
    return Error{ErrorKind::kCorrupt, name, what, "an image written by this version of `demarche dict build`"};
  };
  if (bytes.size() < sizeof(Header)) return corrupt("is too short");
  Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != kMagic) return corrupt("is not a dictionary image");
  if (header.format != kFormat) return corrupt("has another format version");
  if (header.size != bytes.size()) return corrupt("is cut off or has bytes added");
  const uint64_t table = uint64_t{header.section_count} * sizeof(SectionHeader);
  if (!inside(sizeof(Header), table, bytes.size()) || !inside(header.pool_offset, header.pool_size, bytes.size())) {
    return corrupt("has sections outside the file");
  }
  if (XXH64(bytes.data() + sizeof(Header), bytes.size() - sizeof(Header), 0) != header.checksum) {
    return corrupt("fails its checksum");
  }
  Image image;
  image.name_ = std::move(name);
  image.bytes_ = bytes;
  image.pool_ = bytes.substr(header.pool_offset, header.pool_size);
  image.version_ = bytes.substr(offsetof(Header, version), kVersionSize);
  image.version_ = image.version_.substr(0, image.version_.find('\0'));
  return image;
}

Result<std::string_view> Image::section_bytes(std::string_view name, size_t record) const {
  Header header;
  std::memcpy(&header, bytes_.data(), sizeof(header));
  for (uint32_t i = 0; i < header.section_count; ++i) {
    SectionHeader section;
    std::memcpy(&section, bytes_.data() + sizeof(Header) + i * sizeof(SectionHeader), sizeof(section));
    if (std::string_view(section.name.data(), strnlen(section.name.data(), kNameSize)) != name) continue;
    if (section.record != record || section.size % record != 0 || section.offset % kAlign != 0 ||
        !inside(section.offset, section.size, bytes_.size())) {
      break;
    }
    return bytes_.substr(section.offset, section.size);
  }
  return Error{ErrorKind::kCorrupt, name_, "has no usable section '" + std::string(name) + "'",
               "an image written by this version of `demarche dict build`"};
}

}  // namespace demarche
