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

KindSql actors_totals() {
  return {{"a.code", "min(a.name)", "sum(a.as_source)", "sum(a.as_target)", "sum(a.conflict)", "sum(a.cooperation)", "min(a.first_day)",
           "max(a.last_day)"},
          "actor_months a", "", "a.code",
          {
              {"actor", "a.code>=@ AND a.code<@||';'"},
              {"country", "a.country=@"},
              {"sector", "a.sector=@"},
              {"since", "a.month>=substr(@,1,7)"},
              {"until", "a.month<=substr(@,1,7)"},
          },
          {"code"}, {}, false, false, "\"as_source\"+\"as_target\""};
}

// Filters of questions about months "d" of dyads.
std::vector<FilterSql> month_filters() {
  return {{"since", "d.month>=substr(@,1,7)"}, {"until", "d.month<=substr(@,1,7)"}};
}

std::vector<FilterSql> pair_month_filters() {
  std::vector<FilterSql> list = month_filters();
  list.push_back({"source", "d.source=@"});
  list.push_back({"target", "d.target=@"});
  list.push_back({"actor", "(d.source=@ OR d.target=@)"});
  return list;
}

constexpr std::string_view kConflictTotal = "sum(d.verbal_conflict+d.material_conflict)";
constexpr std::string_view kCooperationTotal = "sum(d.verbal_cooperation+d.material_cooperation)";

KindSql dyads_totals() {
  return {{"d.source", "d.target", "sum(d.events)", "sum(d.verbal_cooperation)", "sum(d.material_cooperation)", "sum(d.verbal_conflict)",
           "sum(d.material_conflict)", "sum(d.goldstein_tenths)/10.0", "min(d.first_day)", "max(d.last_day)"},
          "dyad_months d", "", "d.source, d.target", pair_month_filters(), {"source", "target"}, {}, false, false, "\"events\""};
}

// Of one dyad by month, or of all by period.
KindSql periods_totals(std::string_view where, std::vector<FilterSql> filters, std::vector<std::string_view> keys) {
  return {{"substr(d.month,1,@period)", "d.source", "d.target", "sum(d.events)", "sum(d.verbal_cooperation)", "sum(d.material_cooperation)",
           "sum(d.verbal_conflict)", "sum(d.material_conflict)", kConflictTotal, kCooperationTotal, "sum(d.goldstein_tenths)/10.0",
           "@documents(substr(min(d.month),1,@period))", "1000.0*sum(d.events)/nullif(@documents(substr(min(d.month),1,@period)),0)"},
          "dyad_months d", where, "substr(d.month,1,@period), d.source, d.target", std::move(filters), std::move(keys), {}};
}

KindSql series_totals() {
  return {{"substr(d.month,1,@period)", "sum(d.events)", kConflictTotal, kCooperationTotal, "sum(d.verbal_cooperation)",
           "sum(d.material_cooperation)", "sum(d.verbal_conflict)", "sum(d.material_conflict)", "sum(d.goldstein_tenths)/10.0",
           "@documents(substr(min(d.month),1,@period))", "1000.0*sum(d.events)/nullif(@documents(substr(min(d.month),1,@period)),0)"},
          "event_months d", "", "substr(d.month,1,@period)", month_filters(), {"period"}, {}};
}

// A kind that is answered from the totals where it can be.
Kind counted(Kind kind, KindSql totals) {
  kind.totals = std::move(totals);
  return kind;
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

std::vector<Kind> count_kinds() {
  return {counted(actors_kind(), actors_totals()), counted(dyads_kind(), dyads_totals()),
          counted(dyad_kind(), periods_totals("((d.source=@1 AND d.target=@2) OR (d.source=@2 AND d.target=@1))", month_filters(),
                                              {"month", "source", "target"})),
          counted(panel_kind(), periods_totals("", pair_month_filters(), {"period", "source", "target"})),
          counted(series_kind(), series_totals())};
}

}  // namespace demarche::store
