// Rows with named columns. CSV as RFC 4180 has it: a quoted field may hold commas, line ends and doubled quotes. TSV has no
// quotes; tabs, line ends and backslashes in a field are written \t, \n, \r and \\.
#include "base/utf8.h"
#include "readers/fields.h"
#include "readers/format.h"

namespace demarche::readers {

namespace {

struct Dialect {
  char separator;
  bool quotes;  // else backslashes
};

std::string json_of(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out.push_back('\\');
    if (byte < 0x20) {
      out += "\\u00";
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

class Rows : public Parser {
 public:
  Rows(const Source& source, Dialect dialect) : source_(source), dialect_(dialect), fields_(1) {}

  bool feed(std::string_view bytes) override {
    for (const char c : bytes) {
      if (c == '\n') ++line_;
      if (!take(c)) return false;
    }
    return true;
  }

  void finish() override {
    if (state_ == State::kQuoted) {
      stop("the quote that opens at line " + std::to_string(quote_line_) + " is not closed (expected a closing quote)");
    } else if (held_ > 0 || fields_.size() > 1 || overlong() || !problem_.empty()) {
      end_row();
    }
    if (columns_.empty() && !headless_)
      source_.gate.quarantine(source_.only_id(), source_.name, "empty file (expected a row of column names)");
  }

  void broken(const Error& error) override { stop(error.message()); }

 private:
  enum class State { kStart, kPlain, kQuoted, kClosed, kEscape };

  bool take(char c) {
    switch (state_) {
      case State::kQuoted:
        if (c == '"') state_ = State::kClosed;
        return c == '"' || add(c);
      case State::kEscape: state_ = State::kPlain; return add(c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c);
      case State::kClosed:
        if (c == '"') {
          state_ = State::kQuoted;
          return add(c);
        }
        if (c != dialect_.separator && c != '\n' && c != '\r' && problem_.empty()) {
          problem_ = "text follows a closing quote (expected a comma or the end of the row)";
        }
        break;
      case State::kStart:
        if (c == '"' && dialect_.quotes) {
          state_ = State::kQuoted;
          quoted_ = true;
          quote_line_ = line_;
          return true;
        }
        break;
      case State::kPlain: break;
    }
    return take_plain(c);
  }

  bool take_plain(char c) {
    if (c == '\n') return end_row();
    if (c == dialect_.separator) {
      fields_.emplace_back();
      state_ = State::kStart;
      return add_size();
    }
    if (c == '\\' && !dialect_.quotes) {
      state_ = State::kEscape;
      return true;
    }
    if (state_ != State::kClosed) state_ = State::kPlain;
    return add(c);
  }

  bool overlong() const { return held_ > source_.limit; }

  // False once an overlong row has gone on for too long.
  bool add_size() {
    ++held_;
    if (held_ == source_.limit + 1) fields_.assign(1, {});
    if (held_ <= kMostSkipped) return true;
    end_row();
    return false;
  }

  bool add(char c) {
    if (held_ < source_.limit) fields_.back().push_back(c);
    return add_size();
  }

  bool end_row() {
    std::string& last = fields_.back();
    if (state_ != State::kQuoted && last.ends_with('\r')) last.pop_back();
    const bool blank = fields_.size() == 1 && last.empty() && !quoted_ && !overlong();
    bool go_on = true;
    if (overlong()) {
      go_on = stop("a row longer than " + std::to_string(source_.limit) + " bytes (expected a shorter document)");
    } else if (!problem_.empty()) {
      go_on = stop(problem_);
    } else if (!blank) {
      go_on = columns_.empty() ? head() : row();
    }
    fields_.assign(1, {});
    problem_.clear();
    held_ = 0;
    quoted_ = false;
    state_ = State::kStart;
    row_line_ = line_;
    return go_on;
  }

  bool head() {
    if (fields_[0].starts_with("\xEF\xBB\xBF")) fields_[0].erase(0, 3);
    bool has_text = false;
    for (std::string& name : fields_) {
      for (char& c : name) c = utf8::ascii_lower(c);
      has_text |= name == "text";
    }
    if (has_text) {
      columns_ = std::move(fields_);
      return true;
    }
    headless_ = true;
    source_.gate.quarantine(source_.only_id(), source_.name, "no column \"text\" (expected id, date, text in the first row)");
    return false;
  }

  bool row() {
    if (fields_.size() != columns_.size()) {
      return stop(std::to_string(fields_.size()) + " fields (expected " + std::to_string(columns_.size()) + ", as in the first row)");
    }
    Document document;
    document.origin = source_.at_line(row_line_);
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (std::string* to = field_of(&document, columns_[i])) {
        *to = std::move(fields_[i]);
      } else {
        document.metadata.emplace_back(columns_[i], json_of(fields_[i]));
      }
    }
    if (document.id.empty()) document.id = document.origin;
    return source_.gate.pass(std::move(document));
  }

  bool stop(const std::string& reason) { return source_.gate.quarantine(source_.at_line(row_line_), source_.at_line(row_line_), reason); }

  Source source_;
  Dialect dialect_;
  State state_ = State::kStart;
  std::vector<std::string> columns_, fields_;
  std::string problem_;
  size_t held_ = 0;  // bytes of the row so far
  size_t line_ = 1, row_line_ = 1, quote_line_ = 1;
  bool quoted_ = false, headless_ = false;
};

bool names_text(std::string_view first, char separator) {
  std::string_view line = first.substr(0, first.find('\n'));
  if (line.find(separator) == std::string_view::npos) return false;
  while (!line.empty()) {
    const size_t end = line.find(separator);
    std::string name(line.substr(0, end));
    for (char& c : name) c = utf8::ascii_lower(c);
    while (name.ends_with('\r')) name.pop_back();
    if (name == "text" || name == "\"text\"") return true;
    if (end == std::string_view::npos) return false;
    line.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

std::unique_ptr<Parser> make_csv(const Source& source) { return std::make_unique<Rows>(source, Dialect{',', true}); }
std::unique_ptr<Parser> make_tsv(const Source& source) { return std::make_unique<Rows>(source, Dialect{'\t', false}); }

bool looks_like_csv(std::string_view first) { return names_text(first, ','); }
bool looks_like_tsv(std::string_view first) { return names_text(first, '\t'); }

}  // namespace demarche::readers
