// The form in which place names are compared: what a name has in common however it is typed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace demarche::places {

// Letters and digits lose diacritics and case; blanks, hyphens and slashes become one blank; apostrophes and full stops
// vanish ("Sana'a" = "Sanaa", "U.S." = "US", "Guinea-Bissau" = "Guinea Bissau"). Any other character becomes kBarrier,
// which no name holds, so a run of text with a comma in it never equals a name.
inline constexpr char kBarrier = '\x01';

// Appends the key of `bytes` to `out`, as if they followed what is there: never two blanks in a row, none at the start.
void append_key(std::string* out, std::string_view bytes);

// The key of a whole name, without a blank at either end.
std::string name_key(std::string_view name);

// 64-bit hash of a key that can be continued: extend(extend(kHashSeed, "new"), " york") is the hash of "new york".
inline constexpr uint64_t kHashSeed = 0xCBF29CE484222325ULL;
inline uint64_t extend(uint64_t state, std::string_view bytes) {
  for (const char c : bytes) {
    state ^= static_cast<uint8_t>(c);
    state *= 0x100000001B3ULL;
  }
  return state;
}
// Spreads the state over all bits; tables are ordered by this.
inline uint64_t finish(uint64_t state) {
  state ^= state >> 32;
  state *= 0xD6E8FEB86659FD93ULL;
  state ^= state >> 32;
  return state;
}
inline uint64_t key_hash(std::string_view key) { return finish(extend(kHashSeed, key)); }

}  // namespace demarche::places
