#include "language/abbreviations.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace demarche::language {

namespace {

enum Flags : uint8_t { kPlain = 0, kEnds = 1, kCapital = 2, kCapitalEnds = 3 };

struct Row {
  std::string_view form;  // lower case, without the full stop
  Flags flags;
};

// Sorted by form.
constexpr std::array kRows{
    Row{"adm", kCapital},      Row{"al", kEnds},          Row{"ala", kCapitalEnds},  Row{"amb", kCapital},       Row{"approx", kPlain},
    Row{"apr", kCapitalEnds},  Row{"ariz", kCapitalEnds}, Row{"ark", kCapitalEnds},  Row{"assn", kCapitalEnds},  Row{"asst", kPlain},
    Row{"attn", kPlain},       Row{"atty", kPlain},       Row{"aug", kCapitalEnds},  Row{"ave", kCapitalEnds},   Row{"blvd", kCapitalEnds},
    Row{"brig", kCapital},     Row{"bros", kCapitalEnds}, Row{"ca", kPlain},         Row{"calif", kCapitalEnds}, Row{"capt", kCapital},
    Row{"cf", kPlain},         Row{"cmdr", kCapital},     Row{"co", kCapitalEnds},   Row{"col", kCapital},       Row{"colo", kCapitalEnds},
    Row{"conf", kEnds},        Row{"conn", kCapitalEnds}, Row{"corp", kCapitalEnds}, Row{"cpl", kCapital},       Row{"ct", kCapitalEnds},
    Row{"dec", kCapitalEnds},  Row{"del", kCapital},      Row{"dept", kPlain},       Row{"dist", kCapital},      Row{"dr", kCapital},
    Row{"drs", kCapital},      Row{"eds", kPlain},        Row{"esp", kPlain},        Row{"esq", kEnds},          Row{"est", kCapitalEnds},
    Row{"etc", kEnds},         Row{"ext", kPlain},        Row{"feb", kCapitalEnds},  Row{"fig", kPlain},         Row{"fla", kCapitalEnds},
    Row{"fr", kCapital},       Row{"fri", kCapitalEnds},  Row{"ft", kPlain},         Row{"ga", kCapitalEnds},    Row{"gen", kCapital},
    Row{"gov", kCapital},      Row{"govs", kCapital},     Row{"govt", kPlain},       Row{"hon", kCapital},       Row{"hr", kEnds},
    Row{"hrs", kEnds},         Row{"inc", kCapitalEnds},  Row{"incl", kPlain},       Row{"insp", kCapital},      Row{"intl", kPlain},
    Row{"jan", kCapitalEnds},  Row{"jr", kCapitalEnds},   Row{"jul", kCapitalEnds},  Row{"jun", kCapitalEnds},   Row{"kan", kCapitalEnds},
    Row{"ky", kCapitalEnds},   Row{"lb", kEnds},          Row{"lbs", kEnds},         Row{"lt", kCapital},        Row{"ltd", kCapitalEnds},
    Row{"maj", kCapital},      Row{"mar", kCapitalEnds},  Row{"mass", kCapitalEnds}, Row{"md", kCapitalEnds},    Row{"messrs", kCapital},
    Row{"mich", kCapitalEnds}, Row{"minn", kCapitalEnds}, Row{"mins", kEnds},        Row{"mlle", kCapital},      Row{"mme", kCapital},
    Row{"mon", kCapitalEnds},  Row{"mr", kCapital},       Row{"mrs", kCapital},      Row{"ms", kCapital},        Row{"msgr", kCapital},
    Row{"mt", kCapital},       Row{"mts", kCapital},      Row{"neb", kCapitalEnds},  Row{"nev", kCapitalEnds},   Row{"nos", kCapital},
    Row{"nov", kCapitalEnds},  Row{"oct", kCapitalEnds},  Row{"okla", kCapitalEnds}, Row{"ore", kCapitalEnds},   Row{"oz", kEnds},
    Row{"pa", kCapitalEnds},   Row{"ph", kCapital},       Row{"plc", kEnds},         Row{"pp", kPlain},          Row{"pres", kCapital},
    Row{"prof", kCapital},     Row{"pvt", kCapital},      Row{"rep", kCapital},      Row{"reps", kCapital},      Row{"ret", kCapitalEnds},
    Row{"rev", kCapital},      Row{"rt", kCapital},       Row{"sat", kCapitalEnds},  Row{"sec", kCapital},       Row{"secy", kCapital},
    Row{"sen", kCapital},      Row{"sens", kCapital},     Row{"sep", kCapitalEnds},  Row{"sept", kCapitalEnds},  Row{"sgt", kCapital},
    Row{"spc", kCapital},      Row{"sq", kPlain},         Row{"sr", kCapitalEnds},   Row{"st", kCapital},        Row{"supt", kCapital},
    Row{"tenn", kCapitalEnds}, Row{"tex", kCapitalEnds},  Row{"thu", kCapitalEnds},  Row{"thur", kCapitalEnds},  Row{"thurs", kCapitalEnds},
    Row{"tue", kCapitalEnds},  Row{"tues", kCapitalEnds}, Row{"univ", kCapital},     Row{"va", kCapitalEnds},    Row{"viz", kPlain},
    Row{"vol", kPlain},        Row{"vs", kPlain},         Row{"vt", kCapitalEnds},   Row{"wed", kCapitalEnds},   Row{"wis", kCapitalEnds},
    Row{"wyo", kCapitalEnds},  Row{"yr", kEnds},          Row{"yrs", kEnds}};
static_assert(std::is_sorted(kRows.begin(), kRows.end(), [](const Row& a, const Row& b) { return a.form < b.form; }));

constexpr size_t kLongestForm = 8;
constexpr size_t kLongestDotted = 16;

bool letter(char c) { return utf8::ascii_upper(c) || (c >= 'a' && c <= 'z'); }
bool word_byte(char c) { return letter(c) || utf8::ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

// Letters of one part of a dotted word: one letter, or a capital with one or two small letters ("Ph", "Sc").
size_t part_length(std::string_view text, size_t at) {
  if (at >= text.size() || !letter(text[at])) return 0;
  size_t end = at + 1;
  while (end < text.size() && end < at + 3 && text[end] >= 'a' && text[end] <= 'z') ++end;
  const bool single = end == at + 1;
  return single || utf8::ascii_upper(text[at]) ? end - at : 0;
}

}  // namespace

Abbreviation find_abbreviation(std::string_view form) {
  if (form.size() < 2 || form.back() != '.') return {};
  if (dotted_letters(form) == form.size()) return {true, form.size() > 2};
  const std::string_view word = form.substr(0, form.size() - 1);
  if (word.size() > kLongestForm) return {};
  std::array<char, kLongestForm> buffer{};
  std::transform(word.begin(), word.end(), buffer.begin(), utf8::ascii_lower);
  const std::string_view lower(buffer.data(), word.size());
  const auto found = std::lower_bound(kRows.begin(), kRows.end(), lower, [](const Row& row, std::string_view f) { return row.form < f; });
  if (found == kRows.end() || found->form != lower) return {};
  if ((found->flags & kCapital) != 0 && !utf8::ascii_upper(word.front())) return {};
  return {true, (found->flags & kEnds) != 0};
}

size_t dotted_letters(std::string_view text) {
  size_t at = 0;
  uint32_t parts = 0;
  bool all_single = true;
  while (at < kLongestDotted) {
    const size_t length = part_length(text, at);
    const size_t dot = at + length;
    if (length == 0 || dot >= text.size() || text[dot] != '.') {
      // "U.S" before a comma: the last letter has lost its full stop.
      const bool last = length == 1 && parts > 0 && all_single && (dot >= text.size() || !word_byte(text[dot]));
      return last ? dot : (parts >= 2 || (parts == 1 && all_single)) ? at : 0;
    }
    all_single &= length == 1;
    ++parts;
    at = dot + 1;
  }
  return at;
}

}  // namespace demarche::language
