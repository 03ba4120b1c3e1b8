// Questions of those who look at many events at once: values to narrow by, places, plans.
#include "store/kinds.h"

namespace demarche::store {

namespace {

using enum ColumnType;

// Rows of tables are kept as they are laid out.
// clang-format off
Kind facets_kind() {
  return make_kind({"facets", "how many of the newest 20000 events have which value; of each facet the 60 values that most have", {},
           {
               {"facet", kText, "events, type, quad, status, country, place, year, speaker, source, target, sector or publisher"},
               {"value", kText, "the value"},
               {"events", kInteger, "events"},
           },
           {}},
          {{
               "f.facet", "f.value", "f.events",
           },
           "(WITH b AS MATERIALIZED @newest, "
           "p AS MATERIALIZED (SELECT b.id AS id, q.side AS side, q.country AS country, q.sector AS sector FROM b JOIN participants q ON q.mention=b.id), "
           "d AS MATERIALIZED (SELECT b.id AS id, o.publisher AS publisher FROM b JOIN documents o ON o.sha256=b.document WHERE b.mentions=1 UNION ALL "
           "SELECT DISTINCT b.id, o.publisher FROM b JOIN mentions m ON m.event=b.id JOIN documents o ON o.sha256=m.document WHERE b.mentions>1), "
           "c AS (SELECT 'events' AS facet, '' AS value, count(*) AS events FROM b UNION ALL "
           "SELECT 'type', type, count(*) FROM b WHERE type<>'' GROUP BY type UNION ALL "
           "SELECT 'quad', quad, count(*) FROM b WHERE quad<>'' GROUP BY quad UNION ALL "
           "SELECT 'status', status, count(*) FROM b WHERE status<>'' GROUP BY status UNION ALL "
           "SELECT 'country', country, count(*) FROM b WHERE country<>'' GROUP BY country UNION ALL "
           "SELECT 'place', place, count(*) FROM b WHERE place<>'' GROUP BY place UNION ALL "
           "SELECT 'year', substr(day,1,4), count(*) FROM b WHERE substr(day,1,4)<>'' GROUP BY substr(day,1,4) UNION ALL "
           "SELECT 'speaker', speaker, count(*) FROM b WHERE speaker<>'' GROUP BY speaker UNION ALL "
           "SELECT 'source', country, count(DISTINCT id) FROM p WHERE side='source' AND country<>'' GROUP BY country UNION ALL "
           "SELECT 'target', country, count(DISTINCT id) FROM p WHERE side='target' AND country<>'' GROUP BY country UNION ALL "
           "SELECT 'sector', sector, count(DISTINCT id) FROM p WHERE sector<>'' GROUP BY sector UNION ALL "
           "SELECT 'publisher', publisher, count(*) FROM d WHERE publisher<>'' GROUP BY publisher) "
           "SELECT facet, value, events FROM (SELECT c.*, row_number() OVER (PARTITION BY facet ORDER BY events DESC, value) AS at FROM c) o WHERE at<=60) f", "", "",
           event_filters(),
           {"facet", "value"}, {}, false, true});
}

Kind places_kind() {
  return make_kind({"places", "events by place", {},
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
           {}},
          {{
               "e.place", "e.country", "e.precision", "min(e.lat)", "min(e.lon)", "count(*)",
               "sum(CASE WHEN e.quad IN ('verbal-conflict','material-conflict') THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad IN ('verbal-cooperation','material-cooperation') THEN 1 ELSE 0 END)",
           },
           "events e", "(e.place<>'' OR e.country<>'')", "e.place, e.country, e.precision",
           event_filters(),
           {"country", "place", "precision"}, {}, false, true, "\"events\""},
          {"rank"});
}

// clang-format on

}  // namespace

std::vector<Kind> page_kinds() { return {facets_kind(), places_kind()}; }

}  // namespace demarche::store
