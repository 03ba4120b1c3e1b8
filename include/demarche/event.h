// The record of one document: events, relations, stances. Field meanings are those of the codebook (docs/codebook.md).
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/span.h"

namespace demarche {

// PLOVER event types, cooperation first.
// clang-format off
enum class EventType : uint8_t {
  kAgree, kConsult, kSupport, kConcede, kCooperate, kAid, kRetreat, kRequest,
  kAccuse, kReject, kThreaten, kProtest, kSanction, kMobilize, kCoerce, kAssault
};
// clang-format on
inline constexpr size_t kEventTypeCount = 16;

enum class Quad : uint8_t { kVerbalCooperation, kMaterialCooperation, kVerbalConflict, kMaterialConflict };

enum class EventStatus : uint8_t { kActual, kPlanned, kCalledFor, kConditional, kNegated };

// clang-format off
enum class RelationType : uint8_t {
  kMemberOf, kPartnerOf, kRivalOf, kAtWarWith, kSanctions, kTradesWith, kDependsOn, kSupplies,
  kOccupies, kRecognises, kHoldsOffice, kPartOf, kFounded
};
// clang-format on

enum class Attitude : uint8_t { kApproves, kDisapproves, kSupports, kOpposes, kWary };

// Names as the record writes them ("CONSULT", "verbal-cooperation", "called_for", "member_of", "wary").
std::string_view name_of(EventType type);
std::string_view name_of(Quad quad);
std::string_view name_of(EventStatus status);
std::string_view name_of(RelationType relation);
std::string_view name_of(Attitude attitude);
std::optional<EventType> event_type_from_name(std::string_view name);
std::optional<Quad> quad_from_name(std::string_view name);
std::optional<EventStatus> event_status_from_name(std::string_view name);
std::optional<RelationType> relation_type_from_name(std::string_view name);
std::optional<Attitude> attitude_from_name(std::string_view name);
Quad quad_of(EventType type);

// Words of the document.
struct Quote {
  ByteSpan span;
  std::string text;
};

// A participant: the words that name it, and who that is at the event's date.
struct Participant {
  ByteSpan span;
  std::string text;
  std::string code;   // "CHN:GOV"; empty if the words name somebody we cannot place
  std::string actor;  // dictionary id, empty if not listed
  std::string name;   // canonical name or the fullest name in the document
  std::string wikidata;
  std::string why;  // for explain: the rule that gave code
};

struct EventPlace {
  ByteSpan span;
  std::string text;
  std::string name;
  std::string country;
  double lat = 0, lon = 0;
  bool has_coordinates = false;
  std::string precision;  // point, city, region, country, none
  std::vector<std::string> claims;
};

struct Event {
  std::string id;  // stable: hash of document, trigger span, type
  ByteSpan sentence;
  std::string quote;  // the bytes of `sentence`
  Quote trigger;
  EventType type = EventType::kConsult;
  std::string mode;   // lower case, "" if none fits
  std::string cameo;  // "042"; a string, leading zeros count
  double goldstein = 0;
  std::vector<std::string> contexts;  // PLOVER contexts: "military", "diplomatic", ...
  std::vector<Participant> source, target;
  EventStatus status = EventStatus::kActual;
  std::string date;  // EDTF, "" if the text does not say
  std::optional<ByteSpan> date_span;
  std::optional<EventPlace> place;
  std::optional<Participant> speaker;
  std::vector<Quote> about;
  std::optional<Quote> purpose;
  double confidence = 0;         // calibrated: of events given 0.8 about 80 % are right
  std::string rule;              // "dictionaries/actions/consult.txt:17"
  std::vector<std::string> why;  // rules for status, speaker, date, place, and readings turned down
};

// An event that a pattern gave and what speaks for and against recording it; what confidence is trained on.
struct EventCandidate {
  Event event;
  std::vector<std::pair<std::string, double>> evidence;
};

struct Relation {
  std::string id;
  ByteSpan sentence;
  std::string quote;
  Participant subject;
  RelationType relation = RelationType::kMemberOf;
  std::optional<Participant> object;
  std::string start, end;  // EDTF or ""
  std::string role;        // of holds_office: the office as written
  std::string rule;
};

struct Stance {
  std::string id;
  ByteSpan sentence;
  std::string quote;
  Participant holder;
  Attitude attitude = Attitude::kWary;
  Participant object;  // text and, where it names an actor, code
  std::string start, end;
  std::string rule;
};

// What the coder gives for one document.
struct CodedDocument {
  std::string doc;  // Document::id
  std::string date;
  std::string sha256;             // of the text, hex
  std::string dictionary, model;  // versions: short content hashes
  std::vector<ByteSpan> sentences;
  std::vector<Event> events;
  std::vector<Relation> relations;
  std::vector<Stance> stances;
};

}  // namespace demarche
