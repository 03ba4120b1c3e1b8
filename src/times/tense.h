// Whether the clause around a time speaks of what has been or of what is to come. Internal to the room.
#pragma once
#include "demarche/annotation.h"

namespace demarche::times {

enum class Tense : uint8_t { kUnknown, kPast, kFuture };

// Reads the tree upward from the expression: its noun, its verb, the verb's auxiliaries. Text without trees gives kUnknown.
Tense tense_of(const Text& text, TokenSpan expression);

// The verb or predicate that governs the expression has "have" or "has": what began then goes on.
bool goes_on(const Text& text, TokenSpan expression);

}  // namespace demarche::times
