// From a word's form to the keys of the weight tables. train/parser/data.py does the same; tests compare the two.
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace demarche::models {

inline constexpr size_t kAffixKinds = 5;

// Lower case (ASCII), digits as 0, curly marks made straight.
void normalise(std::string_view form, std::string* normal);
// Key k of the affix tables ("s" + last two bytes, ...); empty if the word is too short for it.
struct AffixKeys {
  std::array<std::array<char, 5>, kAffixKinds> bytes;
  std::array<uint8_t, kAffixKinds> length;
  std::string_view key(size_t k) const { return {bytes[k].data(), length[k]}; }
};
AffixKeys affix_keys(std::string_view normal);
// Coarse look of the form, below 32.
uint32_t shape_of(std::string_view form);

}  // namespace demarche::models
