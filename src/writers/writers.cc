#include "writers/writers.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "writers/exchange.h"
#include "writers/record.h"

namespace demarche::writers {

namespace {

constexpr std::array<Format, 9> kFormats{{
    {"json", "one JSON object a line, a document each", nullptr, write_json},
    {"csv", "one event a row, RFC 4180", write_csv_header, write_csv},
    {"tsv", "one event a row, tab-separated", write_tsv_header, write_tsv},
    {"conllu", "one word a row with its tree; events at their triggers", nullptr, nullptr, write_coded_conllu},
    {"gdelt", "GDELT 2.0 events, 61 columns", nullptr, nullptr, nullptr, write_gdelt2},
    {"gdelt1", "GDELT 1.0 events, 58 columns", nullptr, nullptr, nullptr, write_gdelt1},
    {"gdelt-mentions", "GDELT 2.0 mentions, 16 columns", nullptr, nullptr, nullptr, write_gdelt_mentions},
    {"icews", "ICEWS events, 20 columns", write_icews_header, nullptr, nullptr, write_icews},
    {"polecat", "POLECAT events, 40 columns", write_polecat_header, nullptr, nullptr, write_polecat},
}};

void span_fields(ByteSpan span, JsonObject* object) {
  object->integer("start", span.begin);
  object->integer("end", span.end);
}

void token_json(const Text& text, const Token& token, std::string* out) {
  JsonObject object(out);
  span_fields(token.span, &object);
  object.text("lemma", token.lemma);
  object.text("upos", name_of(token.upos));
  object.text("xpos", name_of(token.xpos));
  const uint32_t first = text[token.sentence].tokens.begin.value;
  object.integer("head", token.head.valid() ? token.head.value - first + 1 : 0);
  object.text("deprel", name_of(token.deprel));
  object.integer("sentence", token.sentence.value);
  object.close();
}

void actor_json(const Text& text, const ActorMention& mention, const ActorCode& code, std::string* out) {
  JsonObject object(out);
  span_fields(mention.span, &object);
  object.text("text", mention.span.in(text.bytes));
  object.text("code", code.code);
  object.text("actor", code.actor);
  object.text("name", code.name);
  object.close();
}

void time_json(const Text& text, const TimeMention& mention, std::string* out) {
  JsonObject object(out);
  span_fields(mention.span, &object);
  object.text("text", mention.span.in(text.bytes));
  object.text("edtf", mention.edtf);
  object.text("kind", name_of(mention.kind));
  object.text("value", mention.value);
  object.close();
}

void place_json(const Text& text, const PlaceMention& mention, std::string* out) {
  JsonObject object(out);
  span_fields(mention.span, &object);
  object.text("text", mention.span.in(text.bytes));
  object.text("name", mention.name);
  object.text("country", mention.country);
  if (mention.has_coordinates) {
    object.number("lat", mention.lat);
    object.number("lon", mention.lon);
  } else {
    object.null("lat");
    object.null("lon");
  }
  object.text("precision", name_of(mention.precision));
  if (!mention.claims.empty()) json_list(mention.claims, object.key("claims"), [&](const std::string& c) { json_string(c, out); });
  object.close();
}

}  // namespace

const Format* find_format(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

std::string format_names() {
  std::string names;
  for (const Format& format : kFormats) {
    if (!names.empty()) names += ", ";
    names += format.name;
  }
  return names;
}

void write_annotation(const Annotation& a, std::string_view id, std::string_view date, std::string* out) {
  JsonObject object(out);
  object.text("doc", id);
  object.text("date", date);
  json_list(a.text.sentences, object.key("sentences"), [&](const Sentence& s) {
    JsonObject sentence(out);
    span_fields(s.span, &sentence);
    sentence.close();
  });
  json_list(a.text.tokens, object.key("tokens"), [&](const Token& t) { token_json(a.text, t, out); });
  std::vector<std::pair<const ActorMention*, const ActorCode*>> actors;
  for (const ActorMention& mention : a.actors) {
    for (const ActorCode& code : mention.codes) actors.emplace_back(&mention, &code);
  }
  json_list(actors, object.key("actors"), [&](const auto& pair) { actor_json(a.text, *pair.first, *pair.second, out); });
  json_list(a.times, object.key("times"), [&](const TimeMention& t) { time_json(a.text, t, out); });
  json_list(a.places, object.key("places"), [&](const PlaceMention& p) { place_json(a.text, p, out); });
  object.close();
  out->push_back('\n');
}

void write_answer(const RelateAnswer& answer, std::string* out) {
  JsonObject object(out);
  object.text("id", answer.id);
  object.text("type", name_of(answer.type));
  object.text("mode", answer.mode);
  object.text("quad", name_of(quad_of(answer.type)));
  object.text("status", name_of(answer.status));
  object.number("confidence", answer.confidence);
  object.text("rule", answer.rule);
  object.close();
  out->push_back('\n');
}

}  // namespace demarche::writers
