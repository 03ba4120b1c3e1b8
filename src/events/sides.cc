#include "events/sides.h"

#include <algorithm>

namespace demarche::events {

std::string_view country_of(std::string_view code) { return code.starts_with("IGO:") ? code : code.substr(0, code.find(':')); }

bool shares_country(const Side& a, const Side& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& p) {
    return std::any_of(b.begin(), b.end(), [&](const Participant& q) { return country_of(p.code) == country_of(q.code); });
  });
}

bool contradict(const Side& a, const Side& b) { return !a.empty() && !b.empty() && !shares_country(a, b); }

bool same_actor(const Side& a, const Side& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& p) {
    return std::any_of(b.begin(), b.end(), [&](const Participant& q) { return !p.code.empty() && p.code == q.code && p.actor == q.actor; });
  });
}

bool same_who(const Participant& a, const Participant& b) { return a.code == b.code && a.actor == b.actor; }

bool same_side(const Side& a, const Side& b) { return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same_who); }

bool mutual(EventType type) { return type == EventType::kConsult || type == EventType::kCooperate || type == EventType::kAgree; }

bool spoken(EventType type) {
  const Quad quad = quad_of(type);
  return type != EventType::kConsult && (quad == Quad::kVerbalConflict || quad == Quad::kVerbalCooperation);
}

bool stage(EventType type) { return type == EventType::kConsult || type == EventType::kProtest; }

bool scene(EventType type) { return type == EventType::kAssault || type == EventType::kProtest; }

}  // namespace demarche::events
