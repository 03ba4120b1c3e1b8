// Classes of characters that the cutting of words rests on. Internal to the room.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"

namespace demarche::language {

inline bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || utf8::ascii_upper(c); }

// Code points beyond ASCII that are words of their own: quotes, dashes, currencies, arrows, bullets, signs.
inline bool is_mark(char32_t c) {
  if (c < 0xA1) return false;
  if (c <= 0xBF) return c != 0xAA && c != 0xAD && !(c >= 0xB2 && c <= 0xB5) && c != 0xB9 && c != 0xBA && !(c >= 0xBC && c <= 0xBE);
  if (c == 0xD7 || c == 0xF7) return true;
  if (c < 0x2010) return false;
  if (c <= 0x205E) return c != 0x2019 && !(c >= 0x202A && c <= 0x202E);
  return (c >= 0x20A0 && c <= 0x20BF) || (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) ||
         c == 0xFF08 || c == 0xFF09 || c == 0xFF0C;
}

// A byte of a letter or digit, going by the character that starts at `at`. Marks beyond ASCII are not words.
inline bool word_at(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  if (static_cast<unsigned char>(c) < 0x80) return ascii_letter(c) || utf8::ascii_digit(c);
  const char32_t point = utf8::decode(text, at).value;
  return point != 0x2019 && !is_mark(point);
}

inline bool equal_lower(std::string_view form, std::string_view lower) {
  return form.size() == lower.size() &&
         std::equal(form.begin(), form.end(), lower.begin(), [](char a, char b) { return utf8::ascii_lower(a) == b; });
}

template <size_t N>
bool lists(const std::array<std::string_view, N>& words, std::string_view form) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return equal_lower(form, w); });
}

}  // namespace demarche::language
