#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace demarche::utf8 {

namespace {

constexpr CodePoint kBad{0xFFFD, 1};

bool continuation(std::string_view text, size_t at) { return at < text.size() && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80; }

// Length that the lead byte announces, 0 if it cannot lead.
uint32_t announced_length(uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool well_formed(char32_t value, uint32_t length) {
  if (length == 3) return value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
  if (length == 4) return value >= 0x10000 && value <= 0x10FFFF;
  return true;
}

// Letters that canonical decomposition leaves whole, and punctuation that people type in two ways.
struct Fold {
  char32_t from;
  const char* to;
};
constexpr std::array<Fold, 25> kFolds{{{0x00C6, "AE"}, {0x00D0, "D"},  {0x00D8, "O"},  {0x00DE, "Th"}, {0x00DF, "ss"},
                                       {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"}, {0x0110, "D"},
                                       {0x0111, "d"},  {0x0126, "H"},  {0x0127, "h"},  {0x0131, "i"},  {0x0141, "L"},
                                       {0x0142, "l"},  {0x0152, "OE"}, {0x0153, "oe"}, {0x018F, "A"},  {0x0259, "a"},
                                       {0x2018, "'"},  {0x2019, "'"},  {0x201C, "\""}, {0x201D, "\""}, {0x2013, "-"}}};

const char* folded(char32_t value) {
  const auto found = std::find_if(kFolds.begin(), kFolds.end(), [&](const Fold& f) { return f.from == value; });
  return found == kFolds.end() ? nullptr : found->to;
}

// Base letter of the canonical decomposition, or the code point itself.
char32_t base_letter(char32_t value) {
  std::array<utf8proc_int32_t, 8> parts{};
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(value), parts.data(), parts.size(), UTF8PROC_DECOMPOSE, nullptr);
  return count > 0 ? static_cast<char32_t>(parts[0]) : value;
}

bool ascii_only(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

}  // namespace

CodePoint decode(std::string_view text, size_t at) {
  const auto lead = static_cast<uint8_t>(text[at]);
  if (lead < 0x80) return {lead, 1};
  const uint32_t length = announced_length(lead);
  if (length == 0) return kBad;
  char32_t value = lead & (0xFF >> (length + 1));
  for (uint32_t i = 1; i < length; ++i) {
    if (!continuation(text, at + i)) return kBad;
    value = (value << 6) | (static_cast<uint8_t>(text[at + i]) & 0x3F);
  }
  return well_formed(value, length) ? CodePoint{value, length} : kBad;
}

size_t first_invalid(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (static_cast<uint8_t>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = decode(text, at);
    if (point.length == 1) return at;
    at += point.length;
  }
  return std::string_view::npos;
}

void append(std::string* text, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes.data());
  text->append(reinterpret_cast<const char*>(bytes.data()), static_cast<size_t>(length));
}

std::string lower(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.value < 0x80) {
      result.push_back(ascii_lower(text[at]));
    } else if (point.length == 1) {
      result.push_back(text[at]);
    } else {
      append(&result, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(point.value))));
    }
    at += point.length;
  }
  return result;
}

std::string fold(std::string_view text) {
  if (ascii_only(text)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.length == 1) {
      result.push_back(text[at]);
    } else if (const char* replacement = folded(point.value)) {
      result += replacement;
    } else if (utf8proc_category(static_cast<utf8proc_int32_t>(point.value)) != UTF8PROC_CATEGORY_MN) {
      append(&result, base_letter(point.value));
    }
    at += point.length;
  }
  return result;
}

}  // namespace demarche::utf8
