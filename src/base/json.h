// JSON by appending to a string.
#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace demarche {

// Appends a JSON string with its quotes; bytes above 0x7F are passed on as they are.
inline void json_string(std::string_view text, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out->push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out->push_back('\\');
      out->push_back(c);
    } else if (c == '\n') {
      *out += "\\n";
    } else if (byte < 0x20) {
      *out += "\\u00";
      out->push_back(kHex[byte >> 4]);
      out->push_back(kHex[byte & 15]);
    } else {
      out->push_back(c);
    }
  }
  out->push_back('"');
}

inline void json_number(double value, std::string* out) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value).ptr;
  out->append(buffer, end);
}

// Writes one object; keys are trusted to need no escapes.
class JsonObject {
 public:
  explicit JsonObject(std::string* out) : out_(out) { out_->push_back('{'); }
  void close() { out_->push_back('}'); }
  std::string* key(std::string_view name) {
    if (!first_) out_->push_back(',');
    first_ = false;
    out_->push_back('"');
    *out_ += name;
    *out_ += "\":";
    return out_;
  }
  void text(std::string_view name, std::string_view value) { json_string(value, key(name)); }
  void number(std::string_view name, double value) { json_number(value, key(name)); }
  void integer(std::string_view name, uint64_t value) { *key(name) += std::to_string(value); }
  void null(std::string_view name) { *key(name) += "null"; }

 private:
  std::string* out_;
  bool first_ = true;
};

// Writes a list by calling `item` for each element.
template <typename List, typename Item>
void json_list(const List& list, std::string* out, const Item& item) {
  out->push_back('[');
  bool first = true;
  for (const auto& element : list) {
    if (!first) out->push_back(',');
    first = false;
    item(element);
  }
  out->push_back(']');
}

}  // namespace demarche
