// Questions of those who look at many events at once: values to narrow by, places, plans.
#include "store/queries.h"

namespace demarche::store {

namespace {

using enum ColumnType;

// Rows of tables are kept as they are laid out.
// clang-format off
std::vector<FilterSql> filters_of_events() {
  return {
      {"source", "e.id IN (SELECT p.event FROM participants p WHERE p.side='source' AND p.code>=@ AND p.code<@||';')"},
      {"target", "e.id IN (SELECT p.event FROM participants p WHERE p.side='target' AND p.code>=@ AND p.code<@||';')"},
      {"actor", "e.id IN (SELECT p.event FROM participants p WHERE p.side IN ('source','target') AND p.code>=@ AND p.code<@||';')"},
      {"sector", "e.id IN (SELECT p.event FROM participants p WHERE p.sector=@)"},
      {"type", "e.type=@"},
      {"mode", "e.mode=@"},
      {"cameo", "e.cameo>=@ AND e.cameo<@||':'"},
      {"quad", "e.quad=@"},
      {"status", "e.status=@"},
      {"place", "(e.country=@ OR e.place=@)"},
      {"country", "e.country=@"},
      {"speaker", "e.speaker>=@ AND e.speaker<@||';'"},
      {"publisher", "e.id IN (SELECT n.event FROM mentions n JOIN documents d ON d.sha256=n.document WHERE d.publisher=@)"},
      {"since", "e.day>=@"},
      {"until", "e.day<=@"},
      {"reported_since", "e.last_reported>=@"},
      {"reported_until", "e.first_reported<=@"},
      {"text", "e.id IN (SELECT n.event FROM mentions n WHERE n.id @words)"},
      {"as_of", "e.first_reported<=@"},
      {"min_confidence", "e.confidence>=CAST(@ AS DOUBLE PRECISION)"},
      {"document", "e.id IN (SELECT n.event FROM mentions n JOIN documents d ON d.sha256=n.document WHERE d.sha256=@ OR d.id=@)"},
  };
}

std::vector<std::string_view> names_of_filters(std::initializer_list<std::string_view> more = {}) {
  std::vector<std::string_view> names;
  for (const FilterSql& filter : filters_of_events()) names.push_back(filter.name);
  names.insert(names.end(), more);
  return names;
}

}  // namespace

Kind facets_kind() {
  return {{"facets", "how many of the newest 20000 events have which value", {},
           {
               {"facet", kText, "events, type, quad, status, country, place, year, speaker, source, target, sector or publisher"},
               {"value", kText, "the value"},
               {"events", kInteger, "events"},
           },
           names_of_filters()},
          {{
               "f.facet", "f.value", "f.events",
           },
           "(WITH b AS MATERIALIZED @newest SELECT 'events' AS facet, '' AS value, count(*) AS events FROM b UNION ALL "
           "SELECT 'type', type, count(*) FROM b WHERE type<>'' GROUP BY type UNION ALL "
           "SELECT 'quad', quad, count(*) FROM b WHERE quad<>'' GROUP BY quad UNION ALL "
           "SELECT 'status', status, count(*) FROM b WHERE status<>'' GROUP BY status UNION ALL "
           "SELECT 'country', country, count(*) FROM b WHERE country<>'' GROUP BY country UNION ALL "
           "SELECT 'place', place, count(*) FROM b WHERE place<>'' GROUP BY place UNION ALL "
           "SELECT 'year', substr(day,1,4), count(*) FROM b WHERE substr(day,1,4)<>'' GROUP BY substr(day,1,4) UNION ALL "
           "SELECT 'speaker', speaker, count(*) FROM b WHERE speaker<>'' GROUP BY speaker UNION ALL "
           "SELECT 'source', p.country, count(DISTINCT b.id) FROM b JOIN mentions m ON m.event=b.id JOIN participants p ON p.mention=m.id WHERE p.side='source' AND p.country<>'' GROUP BY p.country UNION ALL "
           "SELECT 'target', p.country, count(DISTINCT b.id) FROM b JOIN mentions m ON m.event=b.id JOIN participants p ON p.mention=m.id WHERE p.side='target' AND p.country<>'' GROUP BY p.country UNION ALL "
           "SELECT 'sector', p.sector, count(DISTINCT b.id) FROM b JOIN mentions m ON m.event=b.id JOIN participants p ON p.mention=m.id WHERE p.sector<>'' GROUP BY p.sector UNION ALL "
           "SELECT 'publisher', d.publisher, count(DISTINCT b.id) FROM b JOIN mentions m ON m.event=b.id JOIN documents d ON d.sha256=m.document WHERE d.publisher<>'' GROUP BY d.publisher) f", "", "",
           filters_of_events(),
           {"facet", "value"}}};
}

Kind places_kind() {
  return {{"places", "events by place", {},
           {
               {"place", kText, "name"},
               {"country", kText, "ISO 3166-1 alpha-3"},
               {"precision", kText, "point, city, region, country or none"},
               {"lat", kReal, "latitude"},
               {"lon", kReal, "longitude"},
               {"events", kInteger, "events"},
               {"conflict", kInteger, "events of conflict"},
               {"cooperation", kInteger, "events of cooperation"},
           },
           names_of_filters()},
          {{
               "e.place", "e.country", "e.precision", "min(e.lat)", "min(e.lon)", "count(*)",
               "sum(CASE WHEN e.quad IN ('verbal-conflict','material-conflict') THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad IN ('verbal-cooperation','material-cooperation') THEN 1 ELSE 0 END)",
           },
           "events e", "(e.place<>'' OR e.country<>'')", "e.place, e.country, e.precision",
           filters_of_events(),
           {"country", "place", "precision"}}};
}

Kind agenda_kind() {
  return {{"agenda", "planned events", {},
           {
               {"id", kText, "id of the founding mention"},
               {"type", kText, "one of the 16 types"},
               {"mode", kText, "mode of the type, empty if none"},
               {"cameo", kText, "CAMEO code, a text"},
               {"quad", kText, "quad class"},
               {"goldstein", kReal, "Goldstein score"},
               {"status", kText, "actual, planned, called_for, conditional or negated"},
               {"date", kText, "EDTF, empty if no report says"},
               {"day", kText, "first day of the date, else of the first report"},
               {"source", kJson, "who acts"},
               {"target", kJson, "to whom"},
               {"source_codes", kText, "codes of the sources"},
               {"target_codes", kText, "codes of the targets"},
               {"place", kText, "name of the place"},
               {"country", kText, "country of the place"},
               {"lat", kReal, "latitude"},
               {"lon", kReal, "longitude"},
               {"precision", kText, "point, city, region, country or none"},
               {"speaker", kText, "code of who says so"},
               {"mentions", kInteger, "mentions that tell of it"},
               {"documents", kInteger, "documents that tell of it"},
               {"publishers", kInteger, "independent publishers"},
               {"first_reported", kText, "date of the first document"},
               {"last_reported", kText, "date of the last document"},
               {"confidence", kReal, "share of such events that are right"},
               {"trigger", kText, "the words that say what was done"},
               {"quote", kText, "the sentence"},
               {"rule", kText, "the dictionary line"},
               {"document", kText, "SHA-256 of the founding document"},
           },
           names_of_filters({"order"})},
          {{
               "e.id", "e.type", "e.mode", "e.cameo", "e.quad", "e.goldstein", "e.status", "e.date", "e.day", "e.source", "e.target",
               "e.source_codes", "e.target_codes", "e.place", "e.country", "e.lat", "e.lon", "e.precision", "e.speaker", "e.mentions", "e.documents",
               "e.publishers", "e.first_reported", "e.last_reported", "e.confidence", "e.trigger_text", "e.quote", "e.rule", "e.document",
           },
           "events e", "e.status='planned'", "",
           filters_of_events(),
           {"day", "id"}}};
}

// clang-format on

}  // namespace demarche::store
