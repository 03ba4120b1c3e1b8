#include "base/event_json.h"

namespace demarche {

void json_span_fields(ByteSpan span, JsonObject* object) {
  object->integer("start", span.begin);
  object->integer("end", span.end);
}

void json_participant(const Participant& p, std::string* out) {
  JsonObject object(out);
  json_span_fields(p.span, &object);
  object.text("text", p.text);
  object.text("code", p.code);
  object.text("actor", p.actor);
  object.text("name", p.name);
  object.text("wikidata", p.wikidata);
  object.close();
}

void json_quote(const Quote& q, std::string* out) {
  JsonObject object(out);
  object.text("text", q.text);
  json_span_fields(q.span, &object);
  object.close();
}

void json_span(ByteSpan span, std::string* out) {
  JsonObject object(out);
  json_span_fields(span, &object);
  object.close();
}

void json_place(const EventPlace& p, std::string* out) {
  JsonObject object(out);
  object.text("text", p.text);
  object.text("name", p.name);
  object.text("country", p.country);
  if (p.has_coordinates) {
    object.number("lat", p.lat);
    object.number("lon", p.lon);
  } else {
    object.null("lat");
    object.null("lon");
  }
  object.text("precision", p.precision);
  json_span_fields(p.span, &object);
  if (!p.claims.empty()) json_list(p.claims, object.key("claims"), [&](const std::string& c) { json_string(c, out); });
  object.close();
}

}  // namespace demarche
