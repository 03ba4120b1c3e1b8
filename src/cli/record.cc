// The command that asks a record.
#include <algorithm>
#include <cstdio>

#include "base/json.h"
#include "cli/command.h"
#include "demarche/store.h"

namespace demarche::cli {

namespace {

std::string text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  std::string text;
  if (const auto* real = std::get_if<double>(&value)) json_number(*real, &text);
  return text;
}

std::string json_row(const Page& page, const std::vector<Value>& row) {
  std::string text;
  JsonObject object(&text);
  for (size_t i = 0; i < row.size(); ++i) {
    std::string* out = object.key(page.columns[i].name);
    const std::string value = text_of(row[i]);
    if (std::holds_alternative<std::monostate>(row[i]) || (page.columns[i].type == ColumnType::kJson && value.empty())) {
      *out += "null";
    } else if (page.columns[i].type == ColumnType::kText) {
      json_string(value, out);
    } else {
      *out += value;
    }
  }
  object.close();
  return text + "\n";
}

std::string separated_row(const std::vector<std::string>& cells, char separator) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    std::string cell = cells[i];
    if (separator == '\t')
      std::replace_if(
          cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    if (separator == ',' && cell.find_first_of(",\"\n\r") != std::string::npos) {
      for (size_t at = cell.find('"'); at != std::string::npos; at = cell.find('"', at + 2)) cell.insert(at, 1, '"');
      cell = '"' + cell + '"';
    }
    line += (i == 0 ? std::string() : std::string(1, separator)) + cell;
  }
  return line + "\n";
}

// Columns that a reader at a terminal looks at first; the other formats have all.
std::string table_row(const Page& page, const std::vector<Value>& row) {
  std::string line;
  for (size_t i = 0; i < row.size(); ++i) {
    const std::string value = text_of(row[i]);
    if (page.columns[i].type == ColumnType::kJson || value.empty()) continue;
    line += (line.empty() ? "" : "  ") + std::string(page.columns[i].name) + "=" + value;
  }
  return line + "\n";
}

struct QueryOptions {
  std::string store, format = "table";
  Query query;
  bool all = false;
};

int ask(const QueryOptions& options) {
  Result<std::unique_ptr<EventStore>> store = open_store(options.store, OpenMode::kExisting);
  if (!store) return report(store.error());
  Query query = options.query;
  const char separator = options.format == "csv" ? ',' : '\t';
  for (bool first = true;; first = false) {
    const Result<Page> page = (*store)->query(query);
    if (!page) return report(page.error());
    std::vector<std::string> header;
    for (const Column& column : page->columns) header.emplace_back(column.name);
    std::string out = first && (options.format == "csv" || options.format == "tsv") ? separated_row(header, separator) : std::string();
    for (const std::vector<Value>& row : page->rows) {
      std::vector<std::string> cells;
      for (const Value& value : row) cells.push_back(text_of(value));
      out += options.format == "table"  ? table_row(*page, row)
             : options.format == "json" ? json_row(*page, row)
                                        : separated_row(cells, separator);
    }
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size())
      return report({ErrorKind::kIo, "standard output", "cannot be written", ""});
    if (page->next.empty()) return kDone;
    if (!options.all) {
      std::fprintf(stderr, "more rows: --cursor %s\n", page->next.c_str());
      return kDone;
    }
    query.cursor = page->next;
  }
}

}  // namespace

std::function<int()> setup_query(CLI::App* app) {
  auto options = std::make_shared<QueryOptions>();
  auto words = std::make_shared<std::vector<std::string>>();
  app->add_option("--store", options->store, "the record: a path, sqlite:PATH or postgresql://...")->required();
  std::string kinds;
  for (const QueryKind& kind : query_kinds()) {
    kinds += "\n  " + std::string(kind.what);
    for (const std::string_view argument : kind.arguments) kinds += " " + std::string(argument);
    kinds += ": " + std::string(kind.meaning);
  }
  app->add_option("WHAT", *words, "what to ask for, with its arguments: events, dyad CHN USA ...")->required();
  for (const Filter& filter : filters()) {
    std::string flag = "--" + std::string(filter.name);
    std::replace(flag.begin(), flag.end(), '_', '-');
    app->add_option(flag, options->query.filters[std::string(filter.name)], std::string(filter.meaning));
  }
  app->add_option("--limit", options->query.limit, "rows of a page");
  app->add_option("--cursor", options->query.cursor, "where the page before ended");
  app->add_flag("--all", options->all, "every page");
  app->add_option("--format", options->format, "table, json (one object a line), csv or tsv")
      ->check(CLI::IsMember({"table", "json", "csv", "tsv"}));
  app->footer("What can be asked:" + kinds +
              "\nExamples:\n  demarche query --store record.db events --source CHN --type CONSULT\n  demarche query --store record.db dyad "
              "RUS UKR --format csv");
  return [=] {
    options->query.what = words->front();
    options->query.arguments.assign(words->begin() + 1, words->end());
    std::erase_if(options->query.filters, [](const auto& filter) { return filter.second.empty(); });
    return ask(*options);
  };
}

}  // namespace demarche::cli
