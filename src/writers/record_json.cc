// The record as JSON lines.
#include "base/event_json.h"
#include "writers/record.h"

namespace demarche::writers {

namespace {

void event(const Event& e, std::string* out) {
  JsonObject object(out);
  object.text("id", e.id);
  json_span(e.sentence, object.key("sentence"));
  object.text("quote", e.quote);
  JsonObject trigger(object.key("trigger"));
  json_span_fields(e.trigger.span, &trigger);
  trigger.text("text", e.trigger.text);
  trigger.close();
  object.text("type", name_of(e.type));
  object.text("mode", e.mode);
  object.text("cameo", e.cameo);
  object.text("quad", name_of(quad_of(e.type)));
  object.number("goldstein", e.goldstein);
  json_list(e.contexts, object.key("contexts"), [&](const std::string& c) { json_string(c, out); });
  json_list(e.source, object.key("source"), [&](const Participant& p) { json_participant(p, out); });
  json_list(e.target, object.key("target"), [&](const Participant& p) { json_participant(p, out); });
  object.text("status", name_of(e.status));
  object.text("date", e.date);
  if (e.date_span) {
    json_span(*e.date_span, object.key("date_span"));
  } else {
    object.null("date_span");
  }
  if (e.place) {
    json_place(*e.place, object.key("place"));
  } else {
    object.null("place");
  }
  if (e.speaker) {
    json_participant(*e.speaker, object.key("speaker"));
  } else {
    object.null("speaker");
  }
  json_list(e.about, object.key("about"), [&](const Quote& q) { json_quote(q, out); });
  if (e.purpose) {
    json_quote(*e.purpose, object.key("purpose"));
  } else {
    object.null("purpose");
  }
  object.number("confidence", e.confidence);
  object.text("rule", e.rule);
  object.close();
}

void relation(const Relation& r, std::string* out) {
  JsonObject object(out);
  object.text("id", r.id);
  object.text("quote", r.quote);
  json_span(r.sentence, object.key("sentence"));
  json_participant(r.subject, object.key("subject"));
  object.text("relation", name_of(r.relation));
  if (r.object) {
    json_participant(*r.object, object.key("object"));
  } else {
    object.null("object");
  }
  object.text("start", r.start);
  object.text("end", r.end);
  object.text("role", r.role);
  object.text("rule", r.rule);
  object.close();
}

void stance(const Stance& s, std::string* out) {
  JsonObject object(out);
  object.text("id", s.id);
  object.text("quote", s.quote);
  json_span(s.sentence, object.key("sentence"));
  json_participant(s.holder, object.key("holder"));
  object.text("attitude", name_of(s.attitude));
  json_participant(s.object, object.key("object"));
  object.text("start", s.start);
  object.text("end", s.end);
  object.text("rule", s.rule);
  object.close();
}

}  // namespace

void write_json(const CodedDocument& coded, std::string* out) {
  JsonObject object(out);
  object.text("doc", coded.doc);
  object.text("date", coded.date);
  object.text("sha256", coded.sha256);
  object.text("dictionary", coded.dictionary);
  object.text("model", coded.model);
  json_list(coded.events, object.key("events"), [&](const Event& e) { event(e, out); });
  json_list(coded.relations, object.key("relations"), [&](const Relation& r) { relation(r, out); });
  json_list(coded.stances, object.key("stances"), [&](const Stance& s) { stance(s, out); });
  object.close();
  out->push_back('\n');
}

}  // namespace demarche::writers
