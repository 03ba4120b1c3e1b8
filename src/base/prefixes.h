// Word beginnings that stay joined to what follows their hyphen. The tokeniser and the keys of the dictionaries have to
// agree on them, else "ex-president" is one token here and three there.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>

namespace demarche {

// Lower case, without the hyphen; they are no words by themselves.
inline constexpr std::array<std::string_view, 27> kJoinedPrefixes{
    "anti", "arch", "bi",    "co",  "counter", "cross", "cyber", "e",   "ex",  "extra", "hyper", "intra", "mega", "micro",
    "mid",  "mini", "multi", "neo", "non",     "over",  "post",  "pre", "pro", "re",    "semi",  "socio", "sub"};

inline bool is_joined_prefix(std::string_view lower_case) {
  return std::find(kJoinedPrefixes.begin(), kJoinedPrefixes.end(), lower_case) != kJoinedPrefixes.end();
}

}  // namespace demarche
