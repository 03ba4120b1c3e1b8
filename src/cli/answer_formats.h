// Formats of the answers of a record. Internal to the room.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/store.h"

namespace demarche::cli {

// What a row of an answer is written as. `kind` is the one kind of question it is for; empty if it is for all.
struct AnswerFormat {
  std::string_view name, meaning, kind;
  void (*begin)(const Page& page, std::string* out);  // may be null, as may end
  void (*row)(const Page& page, const std::vector<Value>& row, std::string* out);
  void (*end)(std::string* out);
};

std::span<const AnswerFormat> answer_formats();
const AnswerFormat* find_answer_format(std::string_view name);

}  // namespace demarche::cli
