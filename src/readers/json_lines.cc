// JSON lines: {"id","date","text","title"?,"url"?,"source"?,"lang"?}, other fields kept as metadata.
#include <simdjson.h>

#include "base/utf8.h"
#include "readers/fields.h"
#include "readers/format.h"

namespace demarche::readers {

namespace {

constexpr std::string_view kExpected = " (expected {\"id\",\"date\",\"text\"} on one line)";

class JsonLines : public LineParser {
 public:
  using LineParser::LineParser;

 private:
  bool line(std::string_view text, size_t number) override {
    if (number == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Document document;
    document.origin = source_.at_line(number);
    document.id = document.origin;
    const auto stop = [&](const std::string& reason) { return source_.gate.quarantine(document.id, document.origin, reason); };
    simdjson::dom::element root;
    simdjson::dom::object object;
    const simdjson::error_code error = parser_.parse(text.data(), text.size()).get(root);
    if (error == simdjson::UTF8_ERROR) {
      return stop("not UTF-8 at byte " + std::to_string(utf8::first_invalid(text)) + " of the line (expected UTF-8 text)");
    }
    if (error != simdjson::SUCCESS) return stop(std::string("not a JSON line: ") + simdjson::error_message(error) + std::string(kExpected));
    if (root.get(object) != simdjson::SUCCESS) return stop("not a JSON line: not an object" + std::string(kExpected));
    bool has_text = false;
    std::string wrong;
    for (const auto field : object) take(field.key, field.value, &document, &has_text, &wrong);
    if (!wrong.empty()) return stop(wrong);
    if (!has_text) return stop("no field \"text\" (expected {\"id\",\"date\",\"text\"})");
    return source_.gate.pass(std::move(document));
  }

  static void take(std::string_view key, simdjson::dom::element value, Document* document, bool* has_text, std::string* wrong) {
    std::string* to = field_of(document, key);
    std::string_view words;
    if (to == nullptr) {
      document->metadata.emplace_back(std::string(key), simdjson::minify(value));
    } else if (value.get(words) == simdjson::SUCCESS) {
      *to = std::string(words);
    } else if (key == "text") {
      *wrong = "field \"text\" is no string (expected a string)";
    } else if (!value.is_null()) {
      *to = simdjson::minify(value);  // a number is a good id
    }
    *has_text |= key == "text";
  }

  simdjson::dom::parser parser_;
};

}  // namespace

std::unique_ptr<Parser> make_json_lines(const Source& source) { return std::make_unique<JsonLines>(source); }

bool looks_like_json_lines(std::string_view first) { return first.starts_with('{'); }

}  // namespace demarche::readers
