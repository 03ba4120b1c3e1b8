#include "cli/answer_formats.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/page_rows.h"
#include "writers/calendar.h"
#include "writers/writers.h"

namespace demarche::cli {

namespace {

using nlohmann::json;

// Cells of a row by the names of their columns.
class Cells {
 public:
  Cells(const Page& page, const std::vector<Value>& row) : page_(page), row_(row) {}
  const Value* find(std::string_view name) const {
    for (size_t i = 0; i < page_.columns.size(); ++i) {
      if (page_.columns[i].name == name) return &row_[i];
    }
    return nullptr;
  }
  std::string text(std::string_view name) const {
    const Value* value = find(name);
    return value == nullptr ? std::string() : cell_text(*value);
  }
  double real(std::string_view name) const {
    const Value* value = find(name);
    const auto* number = value == nullptr ? nullptr : std::get_if<double>(value);
    return number == nullptr ? 0 : *number;
  }
  uint64_t count(std::string_view name, uint64_t otherwise) const {
    const Value* value = find(name);
    const auto* number = value == nullptr ? nullptr : std::get_if<int64_t>(value);
    return number == nullptr ? otherwise : static_cast<uint64_t>(*number);
  }

 private:
  const Page& page_;
  const std::vector<Value>& row_;
};

std::vector<Participant> participants_of(const std::string& text) {
  std::vector<Participant> side;
  const json list = json::parse(text, nullptr, false);
  for (const json& item : list.is_array() ? list : json::array()) {
    const auto field = [&](const char* name) {
      return item.contains(name) && item[name].is_string() ? item[name].get<std::string>() : std::string();
    };
    Participant p;
    p.span = {item.value("start", 0u), item.value("end", 0u)};
    p.text = field("text");
    p.code = field("code");
    p.actor = field("actor");
    p.name = field("name");
    p.wikidata = field("wikidata");
    side.push_back(std::move(p));
  }
  return side;
}

// Of a row of `events` or `mentions`.
writers::ExchangeEvent exchange_of(const Page& page, const std::vector<Value>& row) {
  const Cells cells(page, row);
  writers::ExchangeEvent e;
  e.id = cells.text("event").empty() ? cells.text("id") : cells.text("event");
  e.type = cells.text("type");
  e.mode = cells.text("mode");
  e.cameo = cells.text("cameo");
  e.quad = cells.text("quad");
  e.status = cells.text("status");
  e.day = cells.text("day");
  e.published = cells.text("first_reported").empty() ? cells.text("document_date") : cells.text("first_reported");
  e.document = cells.text("document_id");
  e.url = cells.text("url");
  e.publisher = cells.text("publisher");
  e.goldstein = cells.real("goldstein");
  e.confidence = cells.real("confidence");
  const json contexts = json::parse(cells.text("contexts"), nullptr, false);
  for (const json& context : contexts.is_array() ? contexts : json::array()) e.contexts.push_back(context.get<std::string>());
  e.source = participants_of(cells.text("source"));
  e.target = participants_of(cells.text("target"));
  e.place = e.place_text = cells.text("place");
  e.country = cells.text("country");
  e.precision = cells.text("precision");
  const Value* lat = cells.find("lat");
  e.located = lat != nullptr && std::holds_alternative<double>(*lat);
  e.lat = cells.real("lat");
  e.lon = cells.real("lon");
  e.mentions = cells.count("mentions", 1);
  e.documents = cells.count("documents", 1);
  e.publishers = cells.count("publishers", 1);
  e.sentence = cells.count("sentence", 0);
  e.trigger = cells.count("trigger_start", 0);
  return e;
}

// Columns that a reader at a terminal looks at first; the other formats have all.
void table_row(const Page& page, const std::vector<Value>& row, std::string* out) {
  bool first = true;
  for (size_t i = 0; i < row.size(); ++i) {
    const std::string value = cell_text(row[i]);
    if (page.columns[i].type == ColumnType::kJson || value.empty()) continue;
    *out += (first ? "" : "  ") + std::string(page.columns[i].name) + "=" + value;
    first = false;
  }
  out->push_back('\n');
}

void json_line(const Page& page, const std::vector<Value>& row, std::string* out) {
  json_row(page, row, out);
  out->push_back('\n');
}

template <char kSeparator>
void separated_header(const Page& page, std::string* out) {
  separated_row(header_cells(page), kSeparator, out);
}

template <char kSeparator>
void separated_line(const Page&, const std::vector<Value>& row, std::string* out) {
  separated_row(row_cells(row), kSeparator, out);
}

void calendar_begin(const Page&, std::string* out) { writers::write_calendar_begin(out); }

void calendar_row(const Page& page, const std::vector<Value>& row, std::string* out) {
  const Cells cells(page, row);
  const std::string outcome = cells.text("outcome"), target = cells.text("target_codes"), place = cells.text("place"),
                    country = cells.text("country");
  writers::CalendarEntry e;
  e.id = cells.text("id");
  e.summary = cells.text("source_codes") + ": " + cells.text("trigger") + (target.empty() ? "" : " (" + target + ")");
  e.description = cells.text("quote") + "\nAnnounced " + cells.text("first_reported") + "; " + outcome +
                  (cells.text("evidence_quote").empty() ? "" : ": " + cells.text("evidence_quote"));
  e.place = place + (place.empty() || country.empty() ? "" : ", ") + country;
  e.first = cells.text("day_first");
  e.last = cells.text("day_last");
  e.stamp = cells.text("first_reported");
  e.cancelled = outcome == "cancelled";
  e.tentative = outcome == "postponed" || outcome == "silent";
  writers::write_calendar_entry(e, out);
}

// The formats of other data sets, by their names in the writers' table.
template <const char* kName>
void exchange_begin(const Page&, std::string* out) {
  const writers::Format* format = writers::find_format(kName);
  if (format->header != nullptr) format->header(out);
}

template <const char* kName>
void exchange_row(const Page& page, const std::vector<Value>& row, std::string* out) {
  writers::find_format(kName)->event(exchange_of(page, row), out);
}

constexpr char kGdelt[] = "gdelt", kGdelt1[] = "gdelt1", kGdeltMentions[] = "gdelt-mentions", kIcews[] = "icews", kPolecat[] = "polecat";

constexpr std::array<AnswerFormat, 10> kFormats{{
    {"table", "the columns that people look at first", "", nullptr, table_row, nullptr},
    {"json", "one object a line", "", nullptr, json_line, nullptr},
    {"csv", "RFC 4180", "", separated_header<','>, separated_line<','>, nullptr},
    {"tsv", "tab-separated", "", separated_header<'\t'>, separated_line<'\t'>, nullptr},
    {"ics", "iCalendar", "agenda", calendar_begin, calendar_row, writers::write_calendar_end},
    {kGdelt, "GDELT 2.0 events", "events", exchange_begin<kGdelt>, exchange_row<kGdelt>, nullptr},
    {kGdelt1, "GDELT 1.0 events", "events", exchange_begin<kGdelt1>, exchange_row<kGdelt1>, nullptr},
    {kGdeltMentions, "GDELT 2.0 mentions", "mentions", exchange_begin<kGdeltMentions>, exchange_row<kGdeltMentions>, nullptr},
    {kIcews, "ICEWS events", "events", exchange_begin<kIcews>, exchange_row<kIcews>, nullptr},
    {kPolecat, "POLECAT events", "events", exchange_begin<kPolecat>, exchange_row<kPolecat>, nullptr},
}};

}  // namespace

std::span<const AnswerFormat> answer_formats() { return kFormats; }

const AnswerFormat* find_answer_format(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const AnswerFormat& f) { return f.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace demarche::cli
