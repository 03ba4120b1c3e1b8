#include "readers/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace demarche::readers {

namespace {

constexpr size_t kChunk = 1 << 16;

// Bytes as stored: from a descriptor or from memory, with the first of them looked at before they are read.
class StoredInput : public Input {
 public:
  StoredInput(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  StoredInput(std::string_view bytes, std::string path) : path_(std::move(path)), memory_(bytes) {}
  ~StoredInput() override {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }
  StoredInput(const StoredInput&) = delete;
  StoredInput& operator=(const StoredInput&) = delete;

  Result<size_t> read(char* to, size_t size) override {
    const Result<size_t> n = peeked_.empty() ? fetch(to, size) : give_back(to, size);
    if (n) consumed_ += *n;
    return n;
  }
  uint64_t consumed() const override { return consumed_; }
  bool interrupted() const override { return interrupted_; }

  // The first bytes, fewer at the end of a short file; they stay to be read.
  Result<std::string> peek(size_t size) {
    std::string bytes(size, '\0');
    size_t have = 0;
    while (have < size) {
      const Result<size_t> n = fetch(bytes.data() + have, size - have);
      if (!n) return n.error();
      if (*n == 0) break;
      have += *n;
    }
    bytes.resize(have);
    peeked_ = bytes;
    return bytes;
  }

 private:
  Result<size_t> give_back(char* to, size_t size) {
    const size_t n = peeked_.copy(to, size);
    peeked_.erase(0, n);
    return n;
  }
  Result<size_t> fetch(char* to, size_t size) {
    interrupted_ = false;
    if (descriptor_ < 0) {
      const size_t n = memory_.copy(to, size);
      memory_.remove_prefix(n);
      return n;
    }
    const ssize_t n = ::read(descriptor_, to, size);
    if (n >= 0) return static_cast<size_t>(n);
    interrupted_ = errno == EINTR;
    if (interrupted_) return size_t{0};
    return Error{ErrorKind::kIo, path_, std::strerror(errno), "readable bytes"};
  }

  int descriptor_ = -1;
  std::string path_;
  std::string_view memory_;
  std::string peeked_;
  uint64_t consumed_ = 0;
  bool interrupted_ = false;
};

class GzipInput : public Input {
 public:
  GzipInput(std::unique_ptr<Input> raw, std::string path) : raw_(std::move(raw)), path_(std::move(path)), buffer_(kChunk) {
    inflateInit2(&stream_, 15 + 32);
  }
  ~GzipInput() override { inflateEnd(&stream_); }
  GzipInput(const GzipInput&) = delete;
  GzipInput& operator=(const GzipInput&) = delete;
  uint64_t consumed() const override { return raw_->consumed(); }
  bool interrupted() const override { return raw_->interrupted(); }
  Result<size_t> read(char* to, size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size && !done_) {
      if (stream_.avail_in == 0) {
        const Result<size_t> n = raw_->read(buffer_.data(), buffer_.size());
        if (!n) return n.error();
        if (*n == 0) {
          if (raw_->interrupted()) break;
          done_ = true;
          if (!between_members_) return broken("gzip stream is cut off");
          break;
        }
        stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        stream_.avail_in = static_cast<uInt>(*n);
      }
      if (between_members_) inflateReset(&stream_);
      between_members_ = false;
      const int state = inflate(&stream_, Z_NO_FLUSH);
      if (state == Z_STREAM_END) between_members_ = true;
      if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return broken("gzip stream is damaged");
    }
    return size - stream_.avail_out;
  }

 private:
  Error broken(const char* what) const { return Error{ErrorKind::kInput, path_, what, "a complete gzip file"}; }
  std::unique_ptr<Input> raw_;
  std::string path_;
  std::vector<char> buffer_;
  z_stream stream_{};
  bool done_ = false, between_members_ = true;
};

class ZstdInput : public Input {
 public:
  ZstdInput(std::unique_ptr<Input> raw, std::string path)
      : raw_(std::move(raw)), path_(std::move(path)), buffer_(kChunk), stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {
    ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, 27);  // bounded memory whatever the file asks for
  }
  uint64_t consumed() const override { return raw_->consumed(); }
  bool interrupted() const override { return raw_->interrupted(); }
  Result<size_t> read(char* to, size_t size) override {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      // A full buffer may have left unpacked bytes behind, even when all that is stored was taken.
      if (in_.pos == in_.size && !more_inside_) {
        const Result<size_t> n = raw_->read(buffer_.data(), buffer_.size());
        if (!n) return n.error();
        if (*n == 0) {
          if (raw_->interrupted()) return size_t{0};
          if (open_) return Error{ErrorKind::kInput, path_, "zstd stream is cut off", "a complete zstd file"};
          return size_t{0};
        }
        in_ = {buffer_.data(), *n, 0};
      }
      const size_t left = ZSTD_decompressStream(stream_.get(), &out, &in_);
      if (ZSTD_isError(left)) return Error{ErrorKind::kInput, path_, ZSTD_getErrorName(left), "a sound zstd file"};
      open_ = left != 0;
      more_inside_ = out.pos == out.size;
    }
    return out.pos;
  }

 private:
  std::unique_ptr<Input> raw_;
  std::string path_;
  std::vector<char> buffer_;
  std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool open_ = false, more_inside_ = false;
};

Result<std::unique_ptr<Input>> unpacked(std::unique_ptr<StoredInput> stored, const std::string& name) {
  const Result<std::string> magic = stored->peek(4);
  if (!magic) return magic.error();
  if (magic->starts_with("\x1f\x8b")) return std::unique_ptr<Input>(std::make_unique<GzipInput>(std::move(stored), name));
  if (*magic == "\x28\xb5\x2f\xfd") return std::unique_ptr<Input>(std::make_unique<ZstdInput>(std::move(stored), name));
  return std::unique_ptr<Input>(std::move(stored));
}

}  // namespace

Result<std::unique_ptr<Input>> Input::open(const std::string& path) {
  int descriptor = STDIN_FILENO;
  if (path != "-") {
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
      return Error{errno == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo, path, std::strerror(errno), "a readable file"};
  }
  auto stored = std::make_unique<StoredInput>(descriptor, path);
  struct stat info {};
  if (::fstat(descriptor, &info) == 0 && S_ISDIR(info.st_mode)) return Error{ErrorKind::kInput, path, "is a folder", "a file"};
  return unpacked(std::move(stored), path);
}

std::unique_ptr<Input> Input::over(std::string_view bytes, const std::string& name) {
  Result<std::unique_ptr<Input>> input = unpacked(std::make_unique<StoredInput>(bytes, name), name);
  return std::move(input).value();  // memory does not fail to be read
}

}  // namespace demarche::readers
