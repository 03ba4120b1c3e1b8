// Character references of HTML: numbers, and the names that HTML 4 and XML define.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "readers/charset.h"
#include "readers/markup.h"

namespace demarche::readers {

namespace {

// Names of U+00A0 to U+00FF in order.
constexpr std::array<std::string_view, 96> kLatin1{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",   "laquo",
    "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",  "para",   "middot",
    "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",
    "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute",
    "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

struct Entity {
  std::string_view name;
  char32_t value;
};

constexpr std::array<Entity, 41> kOthers{{
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},       {"quot", '"'},      {"apos", '\''},     {"OElig", 0x152},  {"oelig", 0x153},
    {"Scaron", 0x160},  {"scaron", 0x161},  {"Yuml", 0x178},   {"fnof", 0x192},    {"circ", 0x2C6},    {"tilde", 0x2DC},  {"ensp", 0x2002},
    {"emsp", 0x2003},   {"thinsp", 0x2009}, {"zwnj", 0x200C},  {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},   {"ndash", 0x2013},
    {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"bdquo", 0x201E},
    {"dagger", 0x2020}, {"Dagger", 0x2021}, {"bull", 0x2022},  {"hellip", 0x2026}, {"permil", 0x2030}, {"prime", 0x2032}, {"Prime", 0x2033},
    {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},  {"trade", 0x2122},  {"rarr", 0x2192},   {"minus", 0x2212},
}};

constexpr size_t kLongestName = 8;

char32_t named(std::string_view name) {
  const auto latin = std::find(kLatin1.begin(), kLatin1.end(), name);
  if (latin != kLatin1.end()) return static_cast<char32_t>(0xA0 + (latin - kLatin1.begin()));
  const auto other = std::find_if(kOthers.begin(), kOthers.end(), [&](const Entity& e) { return e.name == name; });
  return other == kOthers.end() ? 0 : other->value;
}

// "8217" or "x2019"; 0 if it is no number. What lies beyond Unicode stays beyond it.
char32_t numbered(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 7) return 0;
  char32_t value = 0;
  for (const char c : digits) {
    const char low = utf8::ascii_lower(c);
    const bool is_letter = hex && low >= 'a' && low <= 'f';
    if (!utf8::ascii_digit(c) && !is_letter) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(is_letter ? low - 'a' + 10 : c - '0');
  }
  return value >= 0x80 && value < 0xA0 ? windows_1252(static_cast<unsigned char>(value)) : value;
}

}  // namespace

std::string resolve_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t mark = std::min(text.find('&', at), text.size());
    out += text.substr(at, mark - at);
    at = mark;
    if (at == text.size()) break;
    const size_t end = text.substr(0, at + kLongestName + 3).find(';', at);
    const std::string_view name = end == std::string_view::npos ? std::string_view() : text.substr(at + 1, end - at - 1);
    const char32_t value = name.starts_with('#') ? numbered(name.substr(1)) : named(name);
    if (value == 0) {
      out.push_back('&');
      ++at;
    } else {
      utf8::append(&out, value);
      at = end + 1;
    }
  }
  return out;
}

}  // namespace demarche::readers
