// Parts of the record as JSON, as docs and the contract name their fields.
#pragma once
#include <string>

#include "base/json.h"
#include "demarche/event.h"

namespace demarche {

// "start" and "end" of an object that is being written.
void json_span_fields(ByteSpan span, JsonObject* object);
void json_span(ByteSpan span, std::string* out);
void json_participant(const Participant& p, std::string* out);
void json_quote(const Quote& q, std::string* out);
void json_place(const EventPlace& p, std::string* out);

}  // namespace demarche
