// When: expressions of time in news English, resolved to EDTF against the document's date. The room's door.
#pragma once
#include <string_view>
#include <vector>

#include "demarche/annotation.h"

namespace demarche::times {

// Finds expressions of time. `document_date` is YYYY-MM-DD; with another value only absolute dates are resolved.
// Pure function of its arguments; thread-safe.
std::vector<TimeMention> find_times(const Text& text, std::string_view document_date);

// By token: an index into the times, or -1.
struct AttachedTimes {
  std::vector<int32_t> own;     // the time that hangs on the token itself, or on a word between it and its clause's verb
  std::vector<int32_t> clause;  // that, else the time of the words above it in its clause; never that of another clause
};
AttachedTimes attach_times(const Text& text, const std::vector<TimeMention>& times);

}  // namespace demarche::times
