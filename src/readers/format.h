// What the formats share: a parser that takes the bytes of one input in pieces. Internal to the room.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "readers/gate.h"

namespace demarche::readers {

// Bytes of one overlong document that are passed over before the rest of the input is given up: bounds the time that a
// packed file can cost.
inline constexpr size_t kMostSkipped = size_t{1} << 30;

// One input, as its parser sees it. The gate outlives the parser.
struct Source {
  std::string name;
  const Gate& gate;
  size_t limit;  // bytes of one document

  std::string at_line(size_t number) const { return name + ":" + std::to_string(number); }
  std::string at_byte(uint64_t offset) const { return name + "@" + std::to_string(offset); }
  // The id of an input that is one document.
  std::string only_id() const;
};

// Turns bytes into documents and gives them to the source's gate. Pieces may be cut anywhere.
class Parser {
 public:
  virtual ~Parser() = default;
  // False if nothing more is wanted: the sink had enough, or the input is given up (and quarantined).
  virtual bool feed(std::string_view bytes) = 0;
  virtual void finish() = 0;
  // The input broke before its end: what is held is quarantined.
  virtual void broken(const Error& error) = 0;
};

// Bytes held up to a limit; beyond it they are counted and let go.
class Held {
 public:
  explicit Held(size_t limit) : limit_(limit) {}
  // False once so much was passed over that the input should be given up.
  bool add(std::string_view bytes);
  void clear() {
    bytes_.clear();
    skipped_ = 0;
  }
  bool overlong() const { return skipped_ > 0; }
  bool empty() const { return bytes_.empty() && !overlong(); }
  std::string& bytes() { return bytes_; }
  std::string reason(std::string_view what) const;  // "a line longer than 100 bytes (expected ...)"

 private:
  size_t limit_;
  size_t skipped_ = 0;
  std::string bytes_;
};

// For formats that need the whole input at once.
class WholeParser : public Parser {
 public:
  WholeParser(const Source& source, size_t limit) : source_(source), held_(limit) {}
  bool feed(std::string_view bytes) override;
  void finish() override;
  void broken(const Error& error) override;

 protected:
  virtual void whole(std::string&& bytes) = 0;
  Source source_;

 private:
  Held held_;
};

// For formats of lines. A line comes without its end; blank ones are left out.
class LineParser : public Parser {
 public:
  explicit LineParser(const Source& source) : source_(source), held_(source.limit) {}
  bool feed(std::string_view bytes) override;
  void finish() override;
  void broken(const Error& error) override;

 protected:
  virtual bool line(std::string_view text, size_t number) = 0;
  Source source_;

 private:
  bool end_line();
  Held held_;
  size_t number_ = 1;
  bool any_ = false;
};

// One function a format.
std::unique_ptr<Parser> make_text(const Source& source);
std::unique_ptr<Parser> make_json_lines(const Source& source);
std::unique_ptr<Parser> make_csv(const Source& source);
std::unique_ptr<Parser> make_tsv(const Source& source);
std::unique_ptr<Parser> make_feed(const Source& source);
std::unique_ptr<Parser> make_html(const Source& source);
std::unique_ptr<Parser> make_warc(const Source& source);

// Sniffers look at the first bytes, byte order mark and white space left out.
bool looks_like_json_lines(std::string_view first);
bool looks_like_csv(std::string_view first);
bool looks_like_tsv(std::string_view first);
bool looks_like_feed(std::string_view first);
bool looks_like_html(std::string_view first);
bool looks_like_warc(std::string_view first);

}  // namespace demarche::readers
