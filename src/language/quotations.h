// Pairs quotation marks over a whole document.
#pragma once
#include <string_view>
#include <vector>

#include "demarche/annotation.h"
#include "language/sentences.h"

namespace demarche::language {

// Quotations in text order, outer before inner: straight, curly, angle and TeX double marks, single marks alone or inside
// double ones. A quotation that is not closed ends with its paragraph; the next paragraph's opening mark begins it anew.
// A single mark that is not closed in its paragraph is taken for an apostrophe. Linear in the number of tokens.
std::vector<Quotation> find_quotations(std::string_view text, const std::vector<RawToken>& tokens,
                                       const std::vector<RawSentence>& sentences);

}  // namespace demarche::language
