// Words that keep their full stop.
#pragma once
#include <cstddef>
#include <string_view>

namespace demarche::language {

struct Abbreviation {
  bool known = false;
  bool may_end = false;  // may also be the last word of a sentence ("Inc.", "Sept.")
};

// Looks up a form with its full stop. Months, days, states and titles count only with a capital.
Abbreviation find_abbreviation(std::string_view form);

// Length of letters with full stops at the start of `text`: "U.S.", "J.", "D.C.", "Ph.D.", "p.m"; 0 if there are none.
// Constant time.
size_t dotted_letters(std::string_view text);

}  // namespace demarche::language
