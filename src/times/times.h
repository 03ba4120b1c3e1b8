// When: expressions of time in news English, resolved to EDTF against the document's date. The room's door.
#pragma once
#include <string_view>
#include <vector>

#include "demarche/annotation.h"

namespace demarche::times {

// Finds expressions of time. `document_date` is YYYY-MM-DD; with another value only absolute dates are resolved.
// Pure function of its arguments; thread-safe.
std::vector<TimeMention> find_times(const Text& text, std::string_view document_date);

// By token: index of the time that the token's clause gives it, or -1. A trigger takes the time that hangs on it, on the
// verb that carries it, or on its clause; never that of another clause.
std::vector<int32_t> attach_times(const Text& text, const std::vector<TimeMention>& times);

}  // namespace demarche::times
