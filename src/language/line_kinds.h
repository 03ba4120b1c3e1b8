// Headings, bullets and datelines. Internal to the room.
#pragma once
#include <string_view>
#include <vector>

#include "language/sentences.h"

namespace demarche::language {

// A mark that begins an item of a list.
bool is_bullet(std::string_view form);

// The dateline at the start of tokens [begin, end), which begin a paragraph: "MOSCOW (Reuters) -", "BRUSSELS, March 3 --",
// "Geneva, Switzerland -". Empty if there is none.
TokenSpan find_dateline(std::string_view text, const std::vector<RawToken>& tokens, uint32_t begin, uint32_t end);

// Fills kind and dateline of sentences whose tokens and paragraphs are known. The first heading of a text with more than
// one paragraph is its title.
void mark_kinds(std::string_view text, const std::vector<RawToken>& tokens, std::vector<RawSentence>* sentences);

}  // namespace demarche::language
