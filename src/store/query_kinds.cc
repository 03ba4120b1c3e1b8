// The table of what can be asked. A row here is a command, a route, a table export and a part of the API's description.
#include <algorithm>

#include "store/queries.h"

namespace demarche {

namespace {

using enum ColumnType;

using store::Kind;

// Rows of tables are kept as they are laid out.
// clang-format off
Kind events_kind() {
  return {{"events", "events, one row for what several reports tell", {},
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
           {"source", "target", "actor", "sector", "type", "mode", "cameo", "quad", "status", "place", "country", "speaker", "publisher", "since", "until", "reported_since", "reported_until", "text", "as_of", "min_confidence", "document", "event", "order"}},
          {{
               "e.id", "e.type", "e.mode", "e.cameo", "e.quad", "e.goldstein", "e.status", "e.date", "e.day", "e.source", "e.target",
               "e.source_codes", "e.target_codes", "e.place", "e.country", "e.lat", "e.lon", "e.precision", "e.speaker", "e.mentions", "e.documents",
               "e.publishers", "e.first_reported", "e.last_reported", "e.confidence", "e.trigger_text", "e.quote", "e.rule", "e.document",
           },
           "events e", "", "",
           {
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
               {"event", "e.id=@"},
               {"min_confidence", "e.confidence>=CAST(@ AS DOUBLE PRECISION)"},
               {"document", "e.id IN (SELECT n.event FROM mentions n JOIN documents d ON d.sha256=n.document WHERE d.sha256=@ OR d.id=@)"},
           },
           {"day", "id"}}};
}

Kind mentions_kind() {
  return {{"mentions", "mentions, one row for each trigger of each document", {},
           {
               {"id", kText, "id of the mention"},
               {"event", kText, "its event"},
               {"document", kText, "SHA-256 of the document"},
               {"document_id", kText, "id of the document"},
               {"document_date", kText, "date of the document"},
               {"publisher", kText, "who published it"},
               {"title", kText, "title of the document"},
               {"url", kText, "address of the document"},
               {"position", kInteger, "place among the mentions of the document"},
               {"sentence_start", kInteger, "bytes"},
               {"sentence_end", kInteger, "bytes"},
               {"trigger_start", kInteger, "bytes"},
               {"trigger_end", kInteger, "bytes"},
               {"type", kText, "one of the 16 types"},
               {"mode", kText, "mode of the type"},
               {"cameo", kText, "CAMEO code, a text"},
               {"quad", kText, "quad class"},
               {"goldstein", kReal, "Goldstein score"},
               {"contexts", kJson, "PLOVER contexts"},
               {"status", kText, "actual, planned, called_for, conditional or negated"},
               {"date", kText, "EDTF"},
               {"day", kText, "first day of the date, else of the document"},
               {"source", kJson, "who acts, with spans"},
               {"target", kJson, "to whom, with spans"},
               {"place", kJson, "the place"},
               {"speaker", kJson, "who says so"},
               {"about", kJson, "what it is about"},
               {"purpose", kJson, "what it is for"},
               {"confidence", kReal, "share of such mentions that are right"},
               {"trigger", kText, "the words that say what was done"},
               {"quote", kText, "the sentence"},
               {"rule", kText, "the dictionary line"},
               {"why", kJson, "rules for status, speaker, date, sides"},
           },
           {"source", "target", "actor", "sector", "type", "mode", "cameo", "quad", "status", "country", "since", "until", "min_confidence", "text", "speaker", "place", "publisher", "reported_since", "reported_until", "as_of", "event", "document", "order"}},
          {{
               "m.id", "m.event", "m.document", "d.id", "d.date", "d.publisher", "d.title", "d.url", "m.position", "m.sentence_start",
               "m.sentence_end", "m.trigger_start", "m.trigger_end", "m.type", "m.mode", "m.cameo", "m.quad", "m.goldstein", "m.contexts", "m.status",
               "m.date", "m.day", "m.source", "m.target", "m.place", "m.speaker", "m.about", "m.purpose", "m.confidence", "m.trigger_text", "m.quote",
               "m.rule", "m.why",
           },
           "mentions m JOIN documents d ON d.sha256=m.document", "", "",
           {
               {"source", "m.id IN (SELECT p.mention FROM participants p WHERE p.side='source' AND p.code>=@ AND p.code<@||';')"},
               {"target", "m.id IN (SELECT p.mention FROM participants p WHERE p.side='target' AND p.code>=@ AND p.code<@||';')"},
               {"actor", "m.id IN (SELECT p.mention FROM participants p WHERE p.side IN ('source','target') AND p.code>=@ AND p.code<@||';')"},
               {"sector", "m.id IN (SELECT p.mention FROM participants p WHERE p.sector=@)"},
               {"type", "m.type=@"},
               {"mode", "m.mode=@"},
               {"cameo", "m.cameo>=@ AND m.cameo<@||':'"},
               {"quad", "m.quad=@"},
               {"status", "m.status=@"},
               {"country", "m.country=@"},
               {"since", "m.day>=@"},
               {"until", "m.day<=@"},
               {"min_confidence", "m.confidence>=CAST(@ AS DOUBLE PRECISION)"},
               {"text", "m.id @words"},
               {"speaker", "m.speaker_code>=@ AND m.speaker_code<@||';'"},
               {"place", "(m.country=@ OR m.place_name=@)"},
               {"publisher", "d.publisher=@"},
               {"reported_since", "m.reported>=@"},
               {"reported_until", "m.reported<=@"},
               {"as_of", "m.reported<=@"},
               {"event", "m.event=@"},
               {"document", "(d.sha256=@ OR d.id=@)"},
           },
           {"day", "id"}}};
}

Kind relations_kind() {
  return {{"relations", "standing relations that reports state", {},
           {
               {"id", kText, "id"},
               {"subject", kText, "code"},
               {"subject_name", kText, "name"},
               {"relation", kText, "member_of, at_war_with, ..."},
               {"object", kText, "code"},
               {"object_name", kText, "name"},
               {"start", kText, "EDTF"},
               {"end", kText, "EDTF"},
               {"role", kText, "office as written"},
               {"evidence", kInteger, "mentions"},
               {"start_evidence", kText, "mention that gives the start"},
               {"end_evidence", kText, "mention that gives the end"},
               {"background", kInteger, "1 for knowledge of the dictionaries"},
               {"quote", kText, "a sentence"},
               {"document", kText, "its document"},
               {"rule", kText, "the dictionary line"},
           },
           {"actor", "source", "target", "relation", "document", "as_of"}},
          {{
               "min(r.id)", "r.subject", "min(r.subject_name)", "r.relation", "r.object", "min(r.object_name)", "max(r.date_start)",
               "max(r.date_end)", "r.role", "count(*)", "min(CASE WHEN r.date_start<>'' THEN r.id END)",
               "min(CASE WHEN r.date_end<>'' THEN r.id END)", "0", "min(r.quote)", "min(r.document)", "min(r.rule)",
           },
           "relation_mentions r", "", "r.relation, r.subject, r.object, r.role, r.subject_actor, r.object_actor",
           {
               {"actor", "(r.subject>=@ AND r.subject<@||';' OR r.object>=@ AND r.object<@||';')"},
               {"source", "r.subject>=@ AND r.subject<@||';'"},
               {"target", "r.object>=@ AND r.object<@||';'"},
               {"relation", "r.relation=@"},
               {"document", "r.document=@"},
               {"as_of", "r.reported<=@"},
           },
           {"relation", "subject", "object", "role", "id"}}};
}

Kind stances_kind() {
  return {{"stances", "lasting attitudes", {},
           {
               {"id", kText, "id"},
               {"holder", kText, "code"},
               {"holder_name", kText, "name"},
               {"attitude", kText, "approves, disapproves, supports, opposes or wary"},
               {"object", kText, "code"},
               {"object_name", kText, "words"},
               {"start", kText, "EDTF"},
               {"end", kText, "EDTF"},
               {"quote", kText, "the sentence"},
               {"document", kText, "SHA-256"},
               {"rule", kText, "the dictionary line"},
           },
           {"actor", "source", "target", "document", "as_of"}},
          {{
               "s.id", "s.holder", "s.holder_name", "s.attitude", "s.object", "s.object_name", "s.date_start", "s.date_end", "s.quote", "s.document",
               "s.rule",
           },
           "stances s", "", "",
           {
               {"actor", "(s.holder>=@ AND s.holder<@||';' OR s.object>=@ AND s.object<@||';')"},
               {"source", "s.holder>=@ AND s.holder<@||';'"},
               {"target", "s.object>=@ AND s.object<@||';'"},
               {"document", "s.document=@"},
               {"as_of", "s.reported<=@"},
           },
           {"id"}}};
}

Kind actors_kind() {
  return {{"actors", "who acts and is acted upon", {},
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
           {"actor", "country", "sector", "since", "until", "type", "quad", "as_of"}},
          {{
               "p.code", "min(p.name)", "count(DISTINCT CASE WHEN p.side='source' THEN p.event END)",
               "count(DISTINCT CASE WHEN p.side='target' THEN p.event END)",
               "count(DISTINCT CASE WHEN e.quad IN ('verbal-conflict','material-conflict') THEN e.id END)",
               "count(DISTINCT CASE WHEN e.quad IN ('verbal-cooperation','material-cooperation') THEN e.id END)", "min(e.day)", "max(e.day)",
           },
           "participants p JOIN events e ON e.id=p.event", "p.code<>''", "p.code",
           {
               {"actor", "p.code>=@ AND p.code<@||';'"},
               {"country", "p.country=@"},
               {"sector", "p.sector=@"},
               {"since", "e.day>=@"},
               {"until", "e.day<=@"},
               {"type", "e.type=@"},
               {"quad", "e.quad=@"},
               {"as_of", "e.first_reported<=@"},
           },
           {"code"}}};
}

Kind dyads_kind() {
  return {{"dyads", "pairs of countries or organisations", {},
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
           {"type", "quad", "status", "country", "since", "until", "as_of", "source", "target", "actor"}},
          {{
               "e.source_country", "e.target_country", "count(*)", "sum(CASE WHEN e.quad='verbal-cooperation' THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad='material-cooperation' THEN 1 ELSE 0 END)", "sum(CASE WHEN e.quad='verbal-conflict' THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad='material-conflict' THEN 1 ELSE 0 END)", "sum(CAST(round(e.goldstein*10) AS INTEGER))/10.0", "min(e.day)", "max(e.day)",
           },
           "events e", "e.source_country<>'' AND e.target_country<>''", "e.source_country, e.target_country",
           {
               {"type", "e.type=@"},
               {"quad", "e.quad=@"},
               {"status", "e.status=@"},
               {"country", "e.country=@"},
               {"since", "e.day>=@"},
               {"until", "e.day<=@"},
               {"as_of", "e.first_reported<=@"},
               {"source", "e.source_country=@"},
               {"target", "e.target_country=@"},
               {"actor", "(e.source_country=@ OR e.target_country=@)"},
           },
           {"source", "target"}}};
}

Kind dyad_kind() {
  return {{"dyad", "months of two actors, both directions", {"A", "B"},
           {
               {"month", kText, "YYYY-MM"},
               {"source", kText, "country or organisation"},
               {"target", kText, "country or organisation"},
               {"events", kInteger, "events"},
               {"verbal_cooperation", kInteger, "events of this class"},
               {"material_cooperation", kInteger, "events of this class"},
               {"verbal_conflict", kInteger, "events of this class"},
               {"material_conflict", kInteger, "events of this class"},
               {"goldstein", kReal, "sum of Goldstein scores"},
               {"documents", kInteger, "documents of the month"},
               {"per_thousand_documents", kReal, "events for a thousand documents of the month"},
           },
           {"type", "quad", "status", "country", "since", "until", "as_of"}},
          {{
               "e.month", "e.source_country", "e.target_country", "count(*)", "sum(CASE WHEN e.quad='verbal-cooperation' THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad='material-cooperation' THEN 1 ELSE 0 END)", "sum(CASE WHEN e.quad='verbal-conflict' THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad='material-conflict' THEN 1 ELSE 0 END)", "sum(CAST(round(e.goldstein*10) AS INTEGER))/10.0",
               "(SELECT coalesce(sum(c.documents),0) FROM coverage c WHERE c.month=e.month)",
               "1000.0*count(*)/nullif((SELECT coalesce(sum(c.documents),0) FROM coverage c WHERE c.month=e.month),0)",
           },
           "events e", "(e.id IN (SELECT s.event FROM participants s WHERE s.side='source' AND s.code>=@1 AND s.code<@1||';' AND EXISTS (SELECT 1 FROM participants t WHERE t.mention=s.mention AND t.side='target' AND t.code||''>=@2 AND t.code||''<@2||';')) OR e.id IN (SELECT s.event FROM participants s WHERE s.side='source' AND s.code>=@2 AND s.code<@2||';' AND EXISTS (SELECT 1 FROM participants t WHERE t.mention=s.mention AND t.side='target' AND t.code||''>=@1 AND t.code||''<@1||';')))", "e.month, e.source_country, e.target_country",
           {
               {"type", "e.type=@"},
               {"quad", "e.quad=@"},
               {"status", "e.status=@"},
               {"country", "e.country=@"},
               {"since", "e.day>=@"},
               {"until", "e.day<=@"},
               {"as_of", "e.first_reported<=@"},
           },
           {"month", "source", "target"}}};
}

Kind series_kind() {
  return {{"series", "events over time", {},
           {
               {"period", kText, "day, month or year"},
               {"events", kInteger, "events"},
               {"conflict", kInteger, "events of conflict"},
               {"cooperation", kInteger, "events of cooperation"},
               {"verbal_cooperation", kInteger, "events of this class"}, {"material_cooperation", kInteger, "events of this class"},
               {"verbal_conflict", kInteger, "events of this class"}, {"material_conflict", kInteger, "events of this class"},
               {"goldstein", kReal, "sum of Goldstein scores"}, {"documents", kInteger, "documents dated in the period"},
           },
           {"source", "target", "actor", "sector", "type", "mode", "cameo", "quad", "status", "place", "country", "speaker", "publisher", "since", "until", "reported_since", "reported_until", "text", "as_of", "min_confidence", "document", "period"}},
          {{
               "substr(e.day,1,@period)", "count(*)", "sum(CASE WHEN e.quad IN ('verbal-conflict','material-conflict') THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad IN ('verbal-cooperation','material-cooperation') THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad='verbal-cooperation' THEN 1 ELSE 0 END)", "sum(CASE WHEN e.quad='material-cooperation' THEN 1 ELSE 0 END)",
               "sum(CASE WHEN e.quad='verbal-conflict' THEN 1 ELSE 0 END)", "sum(CASE WHEN e.quad='material-conflict' THEN 1 ELSE 0 END)",
               "sum(CAST(round(e.goldstein*10) AS INTEGER))/10.0",
               "(SELECT count(*) FROM documents d WHERE substr(d.date,1,@period)=substr(min(e.day),1,@period))",
           },
           "events e", "", "substr(e.day,1,@period)",
           {
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
           },
           {"period"}}};
}

Kind coverage_kind() {
  return {{"coverage", "what was read, by month and publisher", {},
           {
               {"month", kText, "YYYY-MM"},
               {"publisher", kText, "who published"},
               {"documents", kInteger, "documents"},
               {"coded", kInteger, "with events"},
               {"empty", kInteger, "without events"},
               {"events", kInteger, "mentions"},
           },
           {"publisher", "since", "until"}},
          {{
               "c.month", "c.publisher", "c.documents", "c.coded", "c.empty", "c.events",
           },
           "coverage c", "c.documents>0", "",
           {
               {"publisher", "c.publisher=@"},
               {"since", "c.month>=substr(@,1,7)"},
               {"until", "c.month<=substr(@,1,7)"},
           },
           {"month", "publisher"}}};
}

Kind documents_kind() {
  return {{"documents", "what was read", {},
           {
               {"sha256", kText, "hash of the text"},
               {"id", kText, "id"},
               {"date", kText, "date"},
               {"title", kText, "title"},
               {"url", kText, "address"},
               {"publisher", kText, "who published it"},
               {"outcome", kText, "coded or empty"},
               {"duplicate_of", kText, "hash of the document it is a copy of"},
               {"events", kInteger, "mentions"},
           },
           {"publisher", "since", "until", "document", "order"}},
          {{
               "d.sha256", "d.id", "d.date", "d.title", "d.url", "d.publisher", "d.outcome", "d.duplicate_of",
               "(SELECT count(*) FROM mentions m WHERE m.document=d.sha256)",
           },
           "documents d", "", "",
           {
               {"publisher", "d.publisher=@"},
               {"since", "d.date>=@"},
               {"until", "d.date<=@"},
               {"document", "(d.sha256=@ OR d.id=@)"},
           },
           {"date", "sha256"}}};
}

Kind quarantine_kind() {
  return {{"quarantine", "what could not be read, and why", {},
           {
               {"origin", kText, "where it was read"},
               {"id", kText, "id"},
               {"reason", kText, "why"},
               {"run", kText, "run that met it"},
           },
           {}},
          {{
               "q.origin", "q.id", "q.reason", "q.run",
           },
           "quarantine q", "", "",
           {
           },
           {"origin"}}};
}

Kind runs_kind() {
  return {{"runs", "runs of ingest", {},
           {
               {"id", kText, "id"},
               {"dictionary", kText, "version"},
               {"model", kText, "version"},
               {"options", kText, "options"},
               {"started", kText, "UTC"},
               {"finished", kText, "UTC, empty if it was interrupted"},
               {"documents", kInteger, "read"},
               {"coded", kInteger, "with events"},
               {"empty", kInteger, "without events"},
               {"quarantined", kInteger, "not read"},
               {"skipped", kInteger, "known before"},
               {"events", kInteger, "mentions"},
           },
           {}},
          {{
               "r.id", "r.dictionary", "r.model", "r.options", "r.started", "r.finished", "r.documents", "r.coded", "r.empty", "r.quarantined",
               "r.skipped", "r.events",
           },
           "runs r", "", "",
           {
           },
           {"started", "id"}}};
}

const std::vector<Kind>& table() {
  static const std::vector<Kind> kinds{events_kind(), mentions_kind(), relations_kind(), stances_kind(), actors_kind(), dyads_kind(), dyad_kind(), series_kind(), coverage_kind(), documents_kind(), quarantine_kind(), runs_kind(), store::facets_kind(), store::places_kind(), store::agenda_kind()};
  return kinds;
}

}  // namespace

std::span<const QueryKind> query_kinds() {
  static const std::vector<QueryKind> kinds = [] {
    std::vector<QueryKind> list;
    for (const Kind& k : table()) list.push_back(k.kind);
    return list;
  }();
  return kinds;
}

const QueryKind* find_query_kind(std::string_view what) {
  const auto kinds = query_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const QueryKind& k) { return k.what == what; });
  return found == kinds.end() ? nullptr : &*found;
}

namespace store {

const KindSql& sql_of(size_t kind) { return table()[kind].sql; }

}  // namespace store

}  // namespace demarche
