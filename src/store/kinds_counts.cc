// Questions that count events: by actor, by dyad, over time.
#include "store/kinds.h"

namespace demarche::store {

namespace {

using enum ColumnType;

// Rows of tables are kept as they are laid out.
// clang-format off

constexpr std::string_view kSum = "sum(CAST(round(x.goldstein*10) AS INTEGER))/10.0";
constexpr std::string_view kVerbalCooperation = "sum(CASE WHEN x.quad='verbal-cooperation' THEN 1 ELSE 0 END)";
constexpr std::string_view kMaterialCooperation = "sum(CASE WHEN x.quad='material-cooperation' THEN 1 ELSE 0 END)";
constexpr std::string_view kVerbalConflict = "sum(CASE WHEN x.quad='verbal-conflict' THEN 1 ELSE 0 END)";
constexpr std::string_view kMaterialConflict = "sum(CASE WHEN x.quad='material-conflict' THEN 1 ELSE 0 END)";
constexpr std::string_view kCooperation = "sum(CASE WHEN x.quad IN ('verbal-cooperation','material-cooperation') THEN 1 ELSE 0 END)";
constexpr std::string_view kConflict = "sum(CASE WHEN x.quad IN ('verbal-conflict','material-conflict') THEN 1 ELSE 0 END)";

Kind actors_kind() {
  return make_kind({"actors", "who acts and is acted upon", {},
                    {
                        {"code", kText, "code"},
                        {"name", kText, "a name"},
                        {"as_source", kInteger, "events"},
                        {"as_target", kInteger, "events"},
                        {"conflict", kInteger, "events of conflict"},
                        {"cooperation", kInteger, "events of cooperation"},
                        {"first", kText, "first day"},
                        {"last", kText, "last day"},
                    },
                    {}},
                   {{
                        "p.code", "min(p.name)", "count(DISTINCT CASE WHEN p.side='source' THEN p.mention END)",
                        "count(DISTINCT CASE WHEN p.side='target' THEN p.mention END)",
                        "count(DISTINCT CASE WHEN e.quad IN ('verbal-conflict','material-conflict') THEN e.id END)",
                        "count(DISTINCT CASE WHEN e.quad IN ('verbal-cooperation','material-cooperation') THEN e.id END)", "min(e.day)", "max(e.day)",
                    },
                    "participants p JOIN events e ON e.id=p.mention", "p.code<>''", "p.code",
                    {
                        {"actor", "p.country=@country AND p.code>=@ AND p.code<@||';'"},
                        {"country", "p.country=@"},
                        {"sector", "p.sector=@"},
                        {"since", "e.day>=@"},
                        {"until", "e.day<=@"},
                        {"type", "e.type=@"},
                        {"quad", "e.quad=@"},
                        {"status", "e.status=@"},
                        {"as_of", "e.first_reported<=@"},
                    },
                    {"code"}, {}, false, false, "\"as_source\"+\"as_target\""},
                   {"rank"});
}

// Filters of questions about dyads "x".
std::vector<FilterSql> dyad_filters() {
  return {
      {"type", "x.type=@"},
      {"quad", "x.quad=@"},
      {"status", "x.status=@"},
      {"country", "x.country=@"},
      {"since", "x.day>=@"},
      {"until", "x.day<=@"},
      {"as_of", "x.reported<=@"},
  };
}

std::vector<FilterSql> pair_filters() {
  std::vector<FilterSql> list = dyad_filters();
  list.push_back({"source", "x.source=@"});
  list.push_back({"target", "x.target=@"});
  list.push_back({"actor", "(x.source=@ OR x.target=@)"});
  return list;
}

Kind dyads_kind() {
  return make_kind({"dyads", "pairs of countries or organisations", {},
                    {
                        {"source", kText, "country or organisation"},
                        {"target", kText, "country or organisation"},
                        {"events", kInteger, "events"},
                        {"verbal_cooperation", kInteger, "events of this class"},
                        {"material_cooperation", kInteger, "events of this class"},
                        {"verbal_conflict", kInteger, "events of this class"},
                        {"material_conflict", kInteger, "events of this class"},
                        {"goldstein", kReal, "sum of Goldstein scores"},
                        {"first", kText, "first day"},
                        {"last", kText, "last day"},
                    },
                    {}},
                   {{"x.source", "x.target", "count(*)", kVerbalCooperation, kMaterialCooperation, kVerbalConflict, kMaterialConflict, kSum,
                     "min(x.day)", "max(x.day)"},
                    "event_dyads x", "", "x.source, x.target", pair_filters(), {"source", "target"}, {}, false, false, "\"events\""},
                   {"rank"});
}

Kind dyad_kind() {
  return make_kind({"dyad", "months of two actors, both directions", {"A", "B"},
                    {
                        {"month", kText, "YYYY-MM"},
                        {"source", kText, "country or organisation"},
                        {"target", kText, "country or organisation"},
                        {"events", kInteger, "events"},
                        {"verbal_cooperation", kInteger, "events of this class"},
                        {"material_cooperation", kInteger, "events of this class"},
                        {"verbal_conflict", kInteger, "events of this class"},
                        {"material_conflict", kInteger, "events of this class"},
                        {"conflict", kInteger, "events of both conflict classes"},
                        {"cooperation", kInteger, "events of both cooperation classes"},
                        {"goldstein", kReal, "sum of Goldstein scores"},
                        {"documents", kInteger, "documents of the month, copies left out"},
                        {"per_thousand_documents", kReal, "events for a thousand documents of the month"},
                    },
                    {}},
                   {{"substr(x.day,1,7)", "x.source", "x.target", "count(*)", kVerbalCooperation, kMaterialCooperation, kVerbalConflict,
                     kMaterialConflict, kConflict, kCooperation, kSum, "@documents(substr(min(x.day),1,7))",
                     "1000.0*count(*)/nullif(@documents(substr(min(x.day),1,7)),0)"},
                    "event_dyads x", "((x.source=@1 AND x.target=@2) OR (x.source=@2 AND x.target=@1))", "substr(x.day,1,7), x.source, x.target",
                    dyad_filters(), {"month", "source", "target"}, {}});
}

Kind panel_kind() {
  return make_kind({"panel", "dyads by month or year: one row for a period, a source and a target", {},
                    {
                        {"period", kText, "YYYY-MM, YYYY or YYYY-MM-DD"},
                        {"source", kText, "country or organisation"},
                        {"target", kText, "country or organisation"},
                        {"events", kInteger, "events"},
                        {"verbal_cooperation", kInteger, "events of this class"},
                        {"material_cooperation", kInteger, "events of this class"},
                        {"verbal_conflict", kInteger, "events of this class"},
                        {"material_conflict", kInteger, "events of this class"},
                        {"conflict", kInteger, "events of both conflict classes"},
                        {"cooperation", kInteger, "events of both cooperation classes"},
                        {"goldstein", kReal, "sum of Goldstein scores"},
                        {"documents", kInteger, "documents of the period, copies left out"},
                        {"per_thousand_documents", kReal, "events for a thousand documents of the period"},
                    },
                    {}},
                   {{"substr(x.day,1,@period)", "x.source", "x.target", "count(*)", kVerbalCooperation, kMaterialCooperation, kVerbalConflict,
                     kMaterialConflict, kConflict, kCooperation, kSum, "@documents(substr(min(x.day),1,@period))",
                     "1000.0*count(*)/nullif(@documents(substr(min(x.day),1,@period)),0)"},
                    "event_dyads x", "", "substr(x.day,1,@period), x.source, x.target", pair_filters(), {"period", "source", "target"}, {}},
                   {"period"});
}

Kind series_kind() {
  return make_kind({"series", "events over time", {},
                    {
                        {"period", kText, "day, month or year"},
                        {"events", kInteger, "events"},
                        {"conflict", kInteger, "events of conflict"},
                        {"cooperation", kInteger, "events of cooperation"},
                        {"verbal_cooperation", kInteger, "events of this class"},
                        {"material_cooperation", kInteger, "events of this class"},
                        {"verbal_conflict", kInteger, "events of this class"},
                        {"material_conflict", kInteger, "events of this class"},
                        {"goldstein", kReal, "sum of Goldstein scores"},
                        {"documents", kInteger, "documents dated in the period, copies left out"},
                        {"per_thousand_documents", kReal, "events for a thousand documents of the period"},
                    },
                    {}},
                   {{
                        "substr(e.day,1,@period)", "count(*)", "sum(CASE WHEN e.quad IN ('verbal-conflict','material-conflict') THEN 1 ELSE 0 END)",
                        "sum(CASE WHEN e.quad IN ('verbal-cooperation','material-cooperation') THEN 1 ELSE 0 END)",
                        "sum(CASE WHEN e.quad='verbal-cooperation' THEN 1 ELSE 0 END)", "sum(CASE WHEN e.quad='material-cooperation' THEN 1 ELSE 0 END)",
                        "sum(CASE WHEN e.quad='verbal-conflict' THEN 1 ELSE 0 END)", "sum(CASE WHEN e.quad='material-conflict' THEN 1 ELSE 0 END)",
                        "sum(CAST(round(e.goldstein*10) AS INTEGER))/10.0", "@documents(substr(min(e.day),1,@period))",
                        "1000.0*count(*)/nullif(@documents(substr(min(e.day),1,@period)),0)",
                    },
                    "events e", "", "substr(e.day,1,@period)", event_filters(), {"period"}, {}, false, true},
                   {"period"});
}

// clang-format on

}  // namespace

std::vector<Kind> count_kinds() { return {actors_kind(), dyads_kind(), dyad_kind(), panel_kind(), series_kind()}; }

}  // namespace demarche::store
