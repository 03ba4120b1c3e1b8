// Questions about what stands: relations and stances.
#include "store/kinds.h"

namespace demarche::store {

namespace {

using enum ColumnType;

// Rows of tables are kept as they are laid out.
// clang-format off

Kind relations_kind() {
  return make_kind({"relations", "standing relations with the time they hold; as of a day, those that hold then", {},
                    {
                        {"id", kText, "id of the statement that founds it"},
                        {"subject", kText, "code"},
                        {"subject_name", kText, "name"},
                        {"relation", kText, "member_of, at_war_with, holds_office ..."},
                        {"object", kText, "code"},
                        {"object_name", kText, "name"},
                        {"start", kText, "EDTF, empty if no report says"},
                        {"end", kText, "EDTF, empty if no report says"},
                        {"role", kText, "office as written"},
                        {"first_seen", kText, "first day a report saw it stand"},
                        {"last_seen", kText, "last day a report saw it stand"},
                        {"evidence", kInteger, "statements"},
                        {"start_evidence", kText, "statement that gives the start"},
                        {"end_evidence", kText, "statement that gives the end"},
                        {"background", kInteger, "1 for knowledge of the dictionaries, 0 for what reports say"},
                        {"quote", kText, "a sentence"},
                        {"document", kText, "its document"},
                        {"rule", kText, "the dictionary line"},
                    },
                    {}},
                   {{"r.id", "r.subject", "r.subject_name", "r.relation", "r.object", "r.object_name", "r.date_start", "r.date_end", "r.role",
                     "r.first_seen", "r.last_seen", "r.evidence", "r.start_evidence", "r.end_evidence", "r.background", "r.quote", "r.document",
                     "r.rule"},
                    "relations r", "", "",
                    {
                        {"actor", "(r.subject>=@ AND r.subject<@||';' OR r.object>=@ AND r.object<@||';')"},
                        {"source", "r.subject>=@ AND r.subject<@||';'"},
                        {"target", "r.object>=@ AND r.object<@||';'"},
                        {"relation", "r.relation=@"},
                        {"name", "(r.subject_name=@ OR r.object_name=@)"},
                        {"background", "r.background=CAST(@ AS INTEGER)"},
                        {"document", "EXISTS (SELECT 1 FROM relation_mentions n WHERE n.topic=r.topic AND n.document=@)"},
                        {"as_of", "CASE WHEN r.start_day<>'' THEN r.start_day ELSE r.first_seen END<=@ AND (r.end_day='' OR r.end_day>=@)"},
                        {"reported_until", "r.first_seen<=@"},
                    },
                    {"relation", "subject", "object", "role", "background", "id"}, {}});
}

Kind stances_kind() {
  return make_kind({"stances", "lasting attitudes", {},
                    {
                        {"id", kText, "id"},
                        {"holder", kText, "code"},
                        {"holder_name", kText, "name"},
                        {"attitude", kText, "approves, disapproves, supports, opposes or wary"},
                        {"object", kText, "code"},
                        {"object_name", kText, "words"},
                        {"start", kText, "EDTF"},
                        {"end", kText, "EDTF"},
                        {"reported", kText, "date of the document"},
                        {"quote", kText, "the sentence"},
                        {"document", kText, "SHA-256"},
                        {"rule", kText, "the dictionary line"},
                    },
                    {}},
                   {{"s.id", "s.holder", "s.holder_name", "s.attitude", "s.object", "s.object_name", "s.date_start", "s.date_end", "s.reported",
                     "s.quote", "s.document", "s.rule"},
                    "stances s", "", "",
                    {
                        {"actor", "(s.holder>=@ AND s.holder<@||';' OR s.object>=@ AND s.object<@||';')"},
                        {"source", "s.holder>=@ AND s.holder<@||';'"},
                        {"target", "s.object>=@ AND s.object<@||';'"},
                        {"document", "s.document=@"},
                        {"as_of", "s.reported<=@"},
                    },
                    {"id"}, {}});
}

// clang-format on

}  // namespace

std::vector<Kind> state_kinds() { return {relations_kind(), stances_kind()}; }

}  // namespace demarche::store
