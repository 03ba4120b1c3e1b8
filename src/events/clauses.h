// What a clause says of its time: present or past, quoted or told. Internal to the room.
#pragma once
#include <string_view>

#include "base/tree.h"
#include "demarche/annotation.h"

namespace demarche::events {

// The nearest verb above a token, or the root if there is none between.
TokenIndex verb_above(const Text& text, TokenIndex t);

// An auxiliary or copula of the verb with this lemma, in the past tense or not.
bool has_auxiliary(const Text& text, TokenIndex verb, std::string_view lemma, bool past);

// "condemns", "are condemning", "must leave", "is a crime": said of now. A verb that is joined to another or hangs on it
// without a tense of its own ("condemning the attack") has that of the other.
bool present(const Text& text, TokenIndex predicate);

// "met", "were held", and what hangs on such a verb without a tense of its own ("met to discuss").
bool past(const Text& text, TokenIndex verb);

bool quoted(const Text& text, TokenIndex t);

// "the attack", "these sanctions", "Trump's order": a noun that points at something known.
bool points(const Text& text, TokenIndex noun);

}  // namespace demarche::events
