#include "readers/charset.h"

#include <iconv.h>

#include <array>
#include <cctype>

#include "base/utf8.h"
#include "readers/markup.h"

namespace demarche::readers {

namespace {

constexpr std::array<char16_t, 32> kHigh{0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                         0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                         0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
constexpr std::array<std::string_view, 5> kLatinNames{"iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii"};
constexpr std::array<std::string_view, 2> kOrderMarks{"\xFF\xFE", "\xFE\xFF"};
constexpr size_t kLooked = 1024, kLongestName = 32;

// A name with letters, digits, '-', '_' and '.' alone: the C library gives other signs a meaning of their own.
bool plain_name(std::string_view name) {
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_' && c != '.') return false;
  }
  return !name.empty() && name.size() <= kLongestName;
}

// Empty if the encoding is unknown or the bytes do not fit it.
std::string converted(std::string_view charset, std::string_view bytes) {
  if (!plain_name(charset)) return {};
  const iconv_t converter = iconv_open("UTF-8", std::string(charset).c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};
  std::string out(bytes.size() * 4 + 16, '\0');  // no encoding in use grows by more
  char* from = const_cast<char*>(bytes.data());
  char* to = out.data();
  size_t from_left = bytes.size(), to_left = out.size();
  const bool done = iconv(converter, &from, &from_left, &to, &to_left) != static_cast<size_t>(-1);
  iconv_close(converter);
  out.resize(done ? out.size() - to_left : 0);
  return out;
}

}  // namespace

char32_t windows_1252(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? kHigh[byte - 0x80] : byte; }

void to_utf8(std::string_view charset, std::string* bytes) {
  for (const std::string_view mark : kOrderMarks) {
    if (bytes->starts_with(mark)) charset = "UTF-16";
  }
  if (charset != "UTF-16" && utf8::first_invalid(*bytes) == std::string::npos) return;
  bool latin = false;
  for (const std::string_view name : kLatinNames) latin |= same_name(charset, name);
  if (!latin) {
    if (std::string text = converted(charset, *bytes); !text.empty()) *bytes = std::move(text);
    return;
  }
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
