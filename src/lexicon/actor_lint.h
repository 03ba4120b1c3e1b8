// What is wrong with the actor dictionaries, line by line and taken together.
#pragma once
#include <vector>

#include "base/result.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

// All problems, in the order of the files: lines that cannot be read; codes of no listed state, body or sector; ranges that
// lie in the far future or past, outside their state's existence, over one another or in the wrong order; ids, names,
// nouns and memberships given twice; unknown sources; examples that test nothing. `today` is in days since 1970-01-01.
std::vector<Error> lint_actors(const DictionaryText& text, int32_t today);

}  // namespace demarche::lexicon
