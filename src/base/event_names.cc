// Names of the ontology's closed lists, in the order of their enums.
#include "demarche/event.h"

namespace demarche {

namespace {

constexpr std::array<std::string_view, kEventTypeCount> kTypes{"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                                               "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                                               "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 4> kQuads{"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"};
constexpr std::array<std::string_view, 5> kStatuses{"actual", "planned", "called_for", "conditional", "negated"};
constexpr std::array<std::string_view, 13> kRelations{"member_of",    "partner_of", "rival_of", "at_war_with", "sanctions",
                                                      "trades_with",  "depends_on", "supplies", "occupies",    "recognises",
                                                      "holds_office", "part_of",    "founded"};
constexpr std::array<std::string_view, 5> kAttitudes{"approves", "disapproves", "supports", "opposes", "wary"};

template <typename Enum, size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(EventType type) { return kTypes[static_cast<size_t>(type)]; }
std::string_view name_of(Quad quad) { return kQuads[static_cast<size_t>(quad)]; }
std::string_view name_of(EventStatus status) { return kStatuses[static_cast<size_t>(status)]; }
std::string_view name_of(RelationType relation) { return kRelations[static_cast<size_t>(relation)]; }
std::string_view name_of(Attitude attitude) { return kAttitudes[static_cast<size_t>(attitude)]; }

std::optional<EventType> event_type_from_name(std::string_view name) { return find<EventType>(kTypes, name); }
std::optional<Quad> quad_from_name(std::string_view name) { return find<Quad>(kQuads, name); }
std::optional<EventStatus> event_status_from_name(std::string_view name) { return find<EventStatus>(kStatuses, name); }
std::optional<RelationType> relation_type_from_name(std::string_view name) { return find<RelationType>(kRelations, name); }
std::optional<Attitude> attitude_from_name(std::string_view name) { return find<Attitude>(kAttitudes, name); }

Quad quad_of(EventType type) {
  constexpr std::array<Quad, kEventTypeCount> kQuadOf{
      Quad::kVerbalCooperation,   Quad::kVerbalCooperation,   Quad::kVerbalCooperation,   Quad::kVerbalCooperation,
      Quad::kMaterialCooperation, Quad::kMaterialCooperation, Quad::kMaterialCooperation, Quad::kVerbalConflict,
      Quad::kVerbalConflict,      Quad::kVerbalConflict,      Quad::kVerbalConflict,      Quad::kMaterialConflict,
      Quad::kMaterialConflict,    Quad::kMaterialConflict,    Quad::kMaterialConflict,    Quad::kMaterialConflict};
  return kQuadOf[static_cast<size_t>(type)];
}

}  // namespace demarche
