#include "readers/charset.h"

#include <array>

#include "base/utf8.h"
#include "readers/markup.h"

namespace demarche::readers {

namespace {

constexpr std::array<char16_t, 32> kHigh{0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                         0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                         0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
constexpr std::array<std::string_view, 5> kLatinNames{"iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii"};
constexpr size_t kLooked = 1024;

}  // namespace

char32_t windows_1252(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? kHigh[byte - 0x80] : byte; }

void to_utf8(std::string_view charset, std::string* bytes) {
  bool latin = false;
  for (const std::string_view name : kLatinNames) latin |= same_name(charset, name);
  if (!latin || utf8::first_invalid(*bytes) == std::string::npos) return;
  std::string out;
  out.reserve(bytes->size() + bytes->size() / 8);
  for (const char c : *bytes) utf8::append(&out, windows_1252(static_cast<unsigned char>(c)));
  *bytes = std::move(out);
}

std::string_view declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kLooked);
  for (const std::string_view key : {"charset=", "encoding="}) {
    size_t at = head.find(key);
    if (at == std::string_view::npos) continue;
    at += key.size();
    if (at < head.size() && (head[at] == '"' || head[at] == '\'')) ++at;
    return head.substr(at, std::min(head.find_first_of("\"' ;>?/", at), head.size()) - at);
  }
  return {};
}

}  // namespace demarche::readers
