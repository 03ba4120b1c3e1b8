#include "readers/input.h"

#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

namespace demarche::readers {

namespace {

constexpr size_t kChunk = 1 << 16;

struct Closer {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, Closer>;

class PlainInput : public Input {
 public:
  PlainInput(File file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  Result<size_t> read(char* to, size_t size) override {
    const size_t n = std::fread(to, 1, size, file_.get());
    if (n == 0 && std::ferror(file_.get())) return Error{ErrorKind::kIo, path_, std::strerror(errno), "readable bytes"};
    return n;
  }
  // The first bytes, which stay to be read.
  std::string peek(size_t size) {
    std::string bytes;
    for (int c; bytes.size() < size && (c = std::fgetc(file_.get())) != EOF;) bytes.push_back(static_cast<char>(c));
    for (size_t i = bytes.size(); i-- > 0;) std::ungetc(static_cast<unsigned char>(bytes[i]), file_.get());
    return bytes;
  }

 private:
  File file_;
  std::string path_;
};

class GzipInput : public Input {
 public:
  GzipInput(std::unique_ptr<Input> raw, std::string path) : raw_(std::move(raw)), path_(std::move(path)), buffer_(kChunk) {
    inflateInit2(&stream_, 15 + 32);
  }
  ~GzipInput() override { inflateEnd(&stream_); }
  Result<size_t> read(char* to, size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size && !done_) {
      if (stream_.avail_in == 0) {
        const Result<size_t> n = raw_->read(buffer_.data(), buffer_.size());
        if (!n) return n.error();
        if (*n == 0) {
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
  Result<size_t> read(char* to, size_t size) override {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      if (in_.pos == in_.size) {
        const Result<size_t> n = raw_->read(buffer_.data(), buffer_.size());
        if (!n) return n.error();
        if (*n == 0) {
          if (open_) return Error{ErrorKind::kInput, path_, "zstd stream is cut off", "a complete zstd file"};
          return size_t{0};
        }
        in_ = {buffer_.data(), *n, 0};
      }
      const size_t left = ZSTD_decompressStream(stream_.get(), &out, &in_);
      if (ZSTD_isError(left)) return Error{ErrorKind::kInput, path_, ZSTD_getErrorName(left), "a sound zstd file"};
      open_ = left != 0;
    }
    return out.pos;
  }

 private:
  std::unique_ptr<Input> raw_;
  std::string path_;
  std::vector<char> buffer_;
  std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool open_ = false;
};

}  // namespace

Result<std::unique_ptr<Input>> Input::open(const std::string& path) {
  File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return Error{errno == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo, path, std::strerror(errno), "a readable file"};
  auto plain = std::make_unique<PlainInput>(std::move(file), path);
  const std::string magic = plain->peek(4);
  if (magic.starts_with("\x1f\x8b")) return std::unique_ptr<Input>(std::make_unique<GzipInput>(std::move(plain), path));
  if (magic == "\x28\xb5\x2f\xfd") return std::unique_ptr<Input>(std::make_unique<ZstdInput>(std::move(plain), path));
  return std::unique_ptr<Input>(std::move(plain));
}

}  // namespace demarche::readers
