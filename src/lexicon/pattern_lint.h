// What is wrong with the pattern dictionaries, line by line and taken together.
#pragma once
#include <vector>

#include "base/result.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

// All problems, in the order of the files: lines that cannot be parsed; CAMEO codes that the ontology does not list; patterns
// and examples given twice; alternatives
// that mix prepositions with other words, which no place in a tree can satisfy; heads written as a form that the matcher,
// which goes by lemmas, never sees; lines that name people as the words of an object and so lose who they are, where a
// line with T gives the same type and code.
std::vector<Error> lint_patterns(const DictionaryText& text);

}  // namespace demarche::lexicon
