#include "server/coding.h"

#include <map>
#include <nlohmann/json.hpp>

#include "base/civil_date.h"
#include "base/json.h"
#include "base/page_rows.h"
#include "writers/writers.h"

namespace demarche::server {

namespace {

constexpr size_t kMostMentions = 200;

// A document read again for those who ask why: its times, and the coder's explanation sentence by sentence.
struct Reading {
  Document document;
  Annotation annotation;
  std::vector<std::string> blocks;  // by sentence, as the text of explain has them
};

// The text of explain has one block for each sentence, in their order.
std::vector<std::string> blocks_of(const std::string& text, const Annotation& annotation) {
  std::vector<size_t> starts;
  for (const Sentence& sentence : annotation.text.sentences) {
    const std::string begin = "sentence " + std::string(sentence.span.in(annotation.text.bytes)) + "\n";
    const size_t found = text.find(begin, starts.empty() ? 0 : starts.back() + 1);
    if (found == std::string::npos) break;
    starts.push_back(found);
  }
  std::vector<std::string> blocks;
  for (size_t i = 0; i < starts.size(); ++i) {
    blocks.push_back(text.substr(starts[i], (i + 1 < starts.size() ? starts[i + 1] : text.size()) - starts[i]));
  }
  return blocks;
}

std::unique_ptr<Reading> read_again(Document document, Worker* worker) {
  auto reading = std::make_unique<Reading>();
  reading->document = std::move(document);
  reading->annotation = worker->coder->annotate(reading->document, worker->scratch.get());
  reading->blocks = blocks_of(worker->coder->explain(reading->document, worker->scratch.get()), reading->annotation);
  return reading;
}

std::string_view block_at(const Reading& reading, uint32_t sentence_begin) {
  const auto& sentences = reading.annotation.text.sentences;
  for (size_t i = 0; i < sentences.size() && i < reading.blocks.size(); ++i) {
    if (sentences[i].span.begin == sentence_begin) return reading.blocks[i];
  }
  return {};
}

// "times" and "explanation" of the sentence that begins at a byte.
void write_reading(const Reading& reading, uint32_t begin, uint32_t end, std::string* out) {
  *out += "\"times\":[";
  bool first = true;
  for (const TimeMention& time : reading.annotation.times) {
    if (time.span.begin < begin || time.span.end > end) continue;
    if (!first) out->push_back(',');
    first = false;
    JsonObject object(out);
    object.integer("start", time.span.begin);
    object.integer("end", time.span.end);
    object.text("text", time.span.in(reading.document.text));
    object.text("edtf", time.edtf);
    object.close();
  }
  *out += "],\"explanation\":";
  json_string(block_at(reading, begin), out);
}

size_t column_of(const Page& page, std::string_view name) {
  size_t i = 0;
  while (i < page.columns.size() && page.columns[i].name != name) ++i;
  return i;
}

// A mention with the reading of its sentence.
class Mentions {
 public:
  explicit Mentions(Worker* worker) : worker_(worker) {}

  void write(const Page& page, const std::vector<Value>& row, std::string* out) {
    json_row(page, row, out);
    if (worker_->coder == nullptr) return;
    const auto* sha256 = std::get_if<std::string>(&row[column_of(page, "document")]);
    const auto* begin = std::get_if<int64_t>(&row[column_of(page, "sentence_start")]);
    const auto* end = std::get_if<int64_t>(&row[column_of(page, "sentence_end")]);
    const Reading* reading = sha256 == nullptr || begin == nullptr || end == nullptr ? nullptr : reading_of(*sha256);
    if (reading == nullptr) return;
    out->back() = ',';
    write_reading(*reading, static_cast<uint32_t>(*begin), static_cast<uint32_t>(*end), out);
    out->push_back('}');
  }

 private:
  const Reading* reading_of(const std::string& sha256) {
    constexpr size_t kMostRead = 8;
    if (const auto known = readings_.find(sha256); known != readings_.end()) return known->second.get();
    if (readings_.size() >= kMostRead) return nullptr;
    const Result<StoredDocument> found = worker_->store->document(sha256);
    if (!found) return nullptr;
    return (readings_[sha256] = read_again({found->id, found->date, found->text, found->title}, worker_)).get();
  }

  Worker* worker_;
  std::map<std::string, std::unique_ptr<Reading>> readings_;
};

Result<Document> posted_document(const std::string& body) {
  constexpr int kDeepest = 8;
  bool deep = false;
  const nlohmann::json object = nlohmann::json::parse(
      body,
      [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        deep = deep || depth > kDeepest;
        return !deep;
      },
      false);
  const auto text_of = [&](const char* key) {
    return object.is_object() && object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string();
  };
  Document document{"posted", text_of("date"), text_of("text"), text_of("title")};
  CivilDate date;
  const bool odd = object.is_object() && object.contains("title") && !object["title"].is_string();
  if (deep || odd || document.text.empty() || !parse_civil(document.date, &date)) {
    return input_error("body", "is no report", R"({"date": "YYYY-MM-DD", "text": "..."})");
  }
  return document;
}

}  // namespace

std::string layers_json(const Document& document, Worker* worker) {
  if (worker->coder == nullptr) return "null";
  std::string out;
  writers::write_annotation(worker->coder->annotate(document, worker->scratch.get()), document.id, document.date, &out);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

// The event with its mentions; each mention carries the rules that made it and the reading of its sentence.
// With a day, what was known on it.
Response explanation(const Route&, const Request& request, const std::vector<std::string>& parts, Worker* worker) {
  const auto day = request.parameters.find("as_of");
  const std::string as_of = day == request.parameters.end() ? std::string() : day->second;
  const Result<Page> events = worker->store->query({"events", {}, {{"event", parts.front()}, {"as_of", as_of}}, 1, ""});
  if (!events) return problem_of(events.error());
  if (events->rows.empty()) return problem(404, "Not found", "no event '" + parts.front() + "'");
  const Result<Page> found = worker->store->query({"mentions", {}, {{"event", parts.front()}, {"as_of", as_of}}, kMostMentions, ""});
  if (!found) return problem_of(found.error());
  Response response;
  JsonObject object(&response.body);
  json_list(events->rows, object.key("events"), [&](const std::vector<Value>& row) { json_row(*events, row, &response.body); });
  Mentions mentions(worker);
  json_list(found->rows, object.key("mentions"), [&](const std::vector<Value>& row) { mentions.write(*found, row, &response.body); });
  object.close();
  return response;
}

// The record of a posted report with its layers, and the reading of the sentence of each event.
Response code(const Route&, const Request& request, const std::vector<std::string>&, Worker* worker) {
  if (worker->coder == nullptr) return problem(503, "No coder", "this server was started without dictionaries");
  if (!request.content_type.starts_with("application/json")) return problem(415, "Unsupported media type", "send application/json");
  Result<Document> document = posted_document(request.body);
  if (!document) return problem_of(document.error());
  const CodedDocument coded = worker->coder->code(*document, worker->scratch.get());
  const std::unique_ptr<Reading> reading = read_again(*document, worker);
  Response response;
  writers::find_format("json")->document(coded, &response.body);
  response.body.resize(response.body.rfind('}'));
  response.body += ",\"explanations\":";
  json_list(coded.events, &response.body,
            [&](const Event& event) { json_string(block_at(*reading, event.sentence.begin), &response.body); });
  response.body += ",\"layers\":";
  writers::write_annotation(reading->annotation, document->id, document->date, &response.body);
  while (response.body.back() == '\n') response.body.pop_back();
  response.body += "}";
  return response;
}

}  // namespace demarche::server
