#include "places/name_key.h"

#include <array>

#include "base/utf8.h"

namespace demarche::places {

namespace {

enum class Kind : uint8_t { kLetter, kBlank, kNothing, kOther };

Kind kind_of(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return Kind::kLetter;
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '-':
    case '/':
    case '_':
    case 0x00A0:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014: return Kind::kBlank;
    case '\'':
    case '.':
    case '`':
    case 0x2018:
    case 0x2019:
    case 0x02BB:
    case 0x02BC:
    case 0x02BE:
    case 0x02BF:
    case 0x00B4:
    case 0x2032: return Kind::kNothing;
    default: return c >= 0xC0 && c != 0x00D7 && c != 0x00F7 && !(c >= 0x2000 && c <= 0x2BFF) ? Kind::kLetter : Kind::kOther;
  }
}

void append_folded(std::string* out, std::string_view letter) {
  for (const char c : utf8::fold(letter)) {
    if (static_cast<uint8_t>(c) < 0x80) {
      if (c != '\'') out->push_back(utf8::ascii_lower(c));
    } else {
      out->push_back(c);
    }
  }
}

}  // namespace

void append_key(std::string* out, std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    const utf8::CodePoint point = utf8::decode(bytes, at);
    switch (kind_of(point.value)) {
      case Kind::kLetter:
        if (point.value < 0x80) {
          out->push_back(utf8::ascii_lower(bytes[at]));
        } else {
          append_folded(out, bytes.substr(at, point.length));
        }
        break;
      case Kind::kBlank:
        if (!out->empty() && out->back() != ' ') out->push_back(' ');
        break;
      case Kind::kNothing: break;
      case Kind::kOther: out->push_back(kBarrier); break;
    }
    at += point.length;
  }
}

std::string name_key(std::string_view name) {
  std::string key;
  append_key(&key, name);
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

}  // namespace demarche::places
