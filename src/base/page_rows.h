// Rows of an answer as text: one JSON object, or cells with a separator.
#pragma once
#include <string>
#include <vector>

#include "demarche/store.h"

namespace demarche {

// Null is empty.
std::string cell_text(const Value& value);
// One object without a line end; JSON columns are written as they are, null where they are empty.
void json_row(const Page& page, const std::vector<Value>& row, std::string* out);
// RFC 4180 for ",", blanks instead of tabs and line ends for "\t"; with a line end.
void separated_row(const std::vector<std::string>& cells, char separator, std::string* out);
std::vector<std::string> header_cells(const Page& page);
std::vector<std::string> row_cells(const std::vector<Value>& row);

}  // namespace demarche
