#include "base/page_rows.h"

#include <algorithm>

#include "base/json.h"

namespace demarche {

std::string cell_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  std::string text;
  if (const auto* real = std::get_if<double>(&value)) json_number(*real, &text);
  return text;
}

void json_row(const Page& page, const std::vector<Value>& row, std::string* out) {
  JsonObject object(out);
  for (size_t i = 0; i < row.size(); ++i) {
    std::string* cell = object.key(page.columns[i].name);
    const std::string value = cell_text(row[i]);
    if (std::holds_alternative<std::monostate>(row[i]) || (page.columns[i].type == ColumnType::kJson && value.empty())) {
      *cell += "null";
    } else if (page.columns[i].type == ColumnType::kText) {
      json_string(value, cell);
    } else {
      *cell += value;
    }
  }
  object.close();
}

void separated_row(const std::vector<std::string>& cells, char separator, std::string* out) {
  for (size_t i = 0; i < cells.size(); ++i) {
    std::string cell = cells[i];
    if (separator == '\t')
      std::replace_if(
          cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    if (separator == ',' && cell.find_first_of(",\"\n\r") != std::string::npos) {
      for (size_t at = cell.find('"'); at != std::string::npos; at = cell.find('"', at + 2)) cell.insert(at, 1, '"');
      cell = '"' + cell + '"';
    }
    if (i > 0) out->push_back(separator);
    *out += cell;
  }
  out->push_back('\n');
}

std::vector<std::string> header_cells(const Page& page) {
  std::vector<std::string> cells;
  for (const Column& column : page.columns) cells.emplace_back(column.name);
  return cells;
}

std::vector<std::string> row_cells(const std::vector<Value>& row) {
  std::vector<std::string> cells;
  for (const Value& value : row) cells.push_back(cell_text(value));
  return cells;
}

}  // namespace demarche
