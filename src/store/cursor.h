// Where a page ended, as a text that nobody can change unnoticed. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche::store {

// `question` is everything that a cursor has to be used with again: kind, arguments, filters.
std::string make_cursor(std::string_view question, const std::vector<std::string>& keys);
// The keys; kInput if the text is no cursor of this question.
Result<std::vector<std::string>> read_cursor(std::string_view question, std::string_view cursor, size_t keys);

}  // namespace demarche::store
