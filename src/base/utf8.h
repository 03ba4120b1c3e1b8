// UTF-8: validation and stepping. Nothing here allocates or throws.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace demarche::utf8 {

// The code point at `at` and how many bytes it takes. Malformed bytes give U+FFFD and a length of 1, so that a loop
// always ends.
struct CodePoint {
  char32_t value;
  uint32_t length;
};
CodePoint decode(std::string_view text, size_t at);

// Offset of the first byte that is not well-formed UTF-8 (overlong forms and surrogates included), or npos.
size_t first_invalid(std::string_view text);

// Appends the code point; surrogates and values above U+10FFFF become U+FFFD.
void append(std::string* text, char32_t code_point);

// ASCII lower case; other bytes stay. For whole-Unicode case folding of names see lower().
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline bool ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

// Lower case of Latin, Greek and Cyrillic letters; other code points stay. Malformed bytes are copied.
std::string lower(std::string_view text);

// Letters with diacritics of Latin scripts become their base letters ("Erdoğan" -> "Erdogan", "Łódź" -> "Lodz");
// curly quotes and dashes become ASCII ones. Other bytes stay.
std::string fold(std::string_view text);

}  // namespace demarche::utf8
