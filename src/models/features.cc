#include "models/features.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"

namespace demarche::models {

namespace {

struct AffixKind {
  char name;
  uint8_t length;
  bool suffix;
};
constexpr std::array<AffixKind, kAffixKinds> kKinds{{{'s', 2, true}, {'S', 3, true}, {'t', 4, true}, {'p', 2, false}, {'P', 3, false}}};

// Marks that people and agencies write in two ways.
struct Straight {
  char32_t from;
  std::string_view to;
};
constexpr std::array<Straight, 6> kStraight{{{0x2019, "'"}, {0x2018, "'"}, {0x201C, "\""}, {0x201D, "\""}, {0x2013, "-"}, {0x2014, "--"}}};

}  // namespace

void normalise(std::string_view form, std::string* normal) {
  normal->clear();
  for (size_t at = 0; at < form.size();) {
    const char c = form[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      normal->push_back(utf8::ascii_digit(c) ? '0' : utf8::ascii_lower(c));
      ++at;
      continue;
    }
    const utf8::CodePoint point = utf8::decode(form, at);
    const auto found = std::find_if(kStraight.begin(), kStraight.end(), [&](const Straight& s) { return s.from == point.value; });
    *normal += found != kStraight.end() ? found->to : form.substr(at, point.length);
    at += point.length;
  }
}

AffixKeys affix_keys(std::string_view normal) {
  AffixKeys keys{};
  for (size_t k = 0; k < kKinds.size(); ++k) {
    const AffixKind& kind = kKinds[k];
    if (normal.size() <= kind.length) continue;
    keys.bytes[k][0] = kind.name;
    const char* from = kind.suffix ? normal.data() + normal.size() - kind.length : normal.data();
    std::memcpy(keys.bytes[k].data() + 1, from, kind.length);
    keys.length[k] = static_cast<uint8_t>(kind.length + 1);
  }
  return keys;
}

uint32_t shape_of(std::string_view form) {
  uint32_t upper = 0, letters = 0, characters = 0;
  bool digit = false, hyphen = false, dot = false;
  for (const char c : form) {
    characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    upper += utf8::ascii_upper(c);
    letters += utf8::ascii_lower(c) >= 'a' && utf8::ascii_lower(c) <= 'z';
    digit |= utf8::ascii_digit(c);
    hyphen |= c == '-';
    dot |= c == '.';
  }
  uint32_t letter_case = 3;
  if (upper == 0) {
    letter_case = 0;
  } else if (upper == characters || (upper > 1 && upper == letters)) {
    letter_case = characters > 1 ? 2 : 3;
  } else if (utf8::ascii_upper(form.front())) {
    letter_case = 1;
  }
  return letter_case + 4 * digit + 8 * hyphen + 16 * dot;
}

}  // namespace demarche::models
