// Tokens without models: enough of a Text for the tests of places, with tags guessed from capital letters and no tree.
#pragma once
#include <string_view>

#include "demarche/annotation.h"

namespace demarche::places {

// The views point into `bytes`, which must outlive the result.
Text plain_text(std::string_view bytes);

}  // namespace demarche::places
