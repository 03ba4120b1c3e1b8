// Plain text: one file, one document.
#include "base/utf8.h"
#include "readers/format.h"

namespace demarche::readers {

namespace {

constexpr std::string_view kShape = "0000-00-00";

bool shaped_like_a_date(std::string_view text) {
  if (text.size() != kShape.size()) return false;
  for (size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !utf8::ascii_digit(text[i]) : text[i] != kShape[i]) return false;
  }
  return true;
}

// "date 2024-02-28" at the start; the words stay in the text, so that offsets are those of the file. A day that does not
// exist is given as well: saying so is better than passing it over.
std::string leading_date(std::string_view text) {
  size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < text.size() && utf8::ascii_space(text[at])) ++at;
  if (text.substr(at, 5) != "date ") return {};
  const std::string_view date = text.substr(at + 5, kShape.size());
  return shaped_like_a_date(date) ? std::string(date) : std::string();
}

class PlainText : public WholeParser {
 public:
  explicit PlainText(const Source& source) : WholeParser(source, source.limit) {}

 private:
  void whole(std::string&& bytes) override {
    Document document;
    document.id = source_.only_id();
    document.origin = source_.name;
    document.date = leading_date(bytes);
    document.text = std::move(bytes);
    source_.gate.pass(std::move(document));
  }
};

}  // namespace

std::unique_ptr<Parser> make_text(const Source& source) { return std::make_unique<PlainText>(source); }

}  // namespace demarche::readers
