// Questions about events and mentions.
#include "store/kinds.h"

namespace demarche::store {

namespace {

using enum ColumnType;

// Rows of tables are kept as they are laid out.
// clang-format off

const std::vector<Column> kEventColumns{
    {"id", kText, "id of the founding mention"},
    {"type", kText, "one of the 16 types"},
    {"mode", kText, "mode of the type, empty if none"},
    {"cameo", kText, "CAMEO code, a text"},
    {"quad", kText, "quad class"},
    {"goldstein", kReal, "Goldstein score"},
    {"status", kText, "actual, planned, called_for, conditional or negated"},
    {"date", kText, "EDTF, empty if the founding report does not say"},
    {"day", kText, "first day of the date, else of the founding report"},
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
    {"documents", kInteger, "documents that tell of it, copies counted once"},
    {"publishers", kInteger, "independent publishers: copies count for the publisher of the original"},
    {"first_reported", kText, "date of the first document"},
    {"last_reported", kText, "date of the last document"},
    {"confidence", kReal, "share of such events that are right"},
    {"trigger", kText, "the words that say what was done"},
    {"quote", kText, "the sentence"},
    {"rule", kText, "the dictionary line"},
    {"document", kText, "SHA-256 of the founding document"},
    {"contexts", kJson, "PLOVER contexts"},
    {"sentence", kInteger, "the sentence's place in the founding document, from 0"},
    {"document_id", kText, "id of the founding document"},
    {"publisher", kText, "who published it"},
    {"url", kText, "address of it"},
};
const std::vector<std::string_view> kEventExpressions{
    "e.id", "e.type", "e.mode", "e.cameo", "e.quad", "e.goldstein", "e.status", "e.date", "e.day", "e.source", "e.target",
    "e.source_codes", "e.target_codes", "e.place", "e.country", "e.lat", "e.lon", "e.precision", "e.speaker", "e.mentions", "e.documents",
    "e.publishers", "e.first_reported", "e.last_reported", "e.confidence", "e.trigger_text", "e.quote", "e.rule", "e.document",
    "(SELECT n.contexts FROM mentions n WHERE n.id=e.id)",
    "(SELECT count(*) FROM mentions n JOIN sentences s ON s.document=n.document AND s.span_end<=n.sentence_start WHERE n.id=e.id)",
    "(SELECT d.id FROM documents d WHERE d.sha256=e.document)", "(SELECT d.publisher FROM documents d WHERE d.sha256=e.document)",
    "(SELECT d.url FROM documents d WHERE d.sha256=e.document)"};

// What counts over several reports is counted again as of a day; all else stands in the founding report.
const std::vector<AsOfSql> kEventsAsOf{
    {"mentions", "(SELECT count(*) FROM mentions n WHERE n.event=e.id AND n.reported<=@)"},
    {"documents", "(SELECT count(DISTINCT CASE WHEN d.duplicate_of='' THEN d.sha256 ELSE d.duplicate_of END) FROM mentions n JOIN documents d ON d.sha256=n.document WHERE n.event=e.id AND n.reported<=@)"},
    {"publishers", "(SELECT count(DISTINCT o.publisher) FROM mentions n JOIN documents d ON d.sha256=n.document JOIN documents o ON o.sha256=CASE WHEN d.duplicate_of='' THEN d.sha256 ELSE d.duplicate_of END WHERE n.event=e.id AND n.reported<=@)"},
    {"last_reported", "(SELECT max(n.reported) FROM mentions n WHERE n.event=e.id AND n.reported<=@)"},
};

Kind events_kind() {
  return make_kind({"events", "events, one row for what several reports tell", {}, kEventColumns, {}},
                   {kEventExpressions, "events e", "", "", event_filters(), {"day", "id"}, kEventsAsOf, false, true}, {"order"});
}

Kind mentions_kind() {
  return make_kind(
      {"mentions", "mentions, one row for each trigger of each document", {},
       {
           {"id", kText, "id of the mention"},
           {"event", kText, "its event"},
           {"reason", kText, "why it belongs to the event"},
           {"document", kText, "SHA-256 of the document"},
           {"document_id", kText, "id of the document"},
           {"document_date", kText, "date of the document"},
           {"publisher", kText, "who published it"},
           {"title", kText, "title of the document"},
           {"url", kText, "address of the document"},
           {"duplicate_of", kText, "hash of the document that its document is a copy of"},
           {"position", kInteger, "place among the mentions of the document"},
           {"sentence", kInteger, "the sentence's place in the document, from 0"},
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
       {}},
      {{
           "m.id", "m.event", "m.reason", "m.document", "d.id", "d.date", "d.publisher", "d.title", "d.url", "d.duplicate_of", "m.position",
           "(SELECT count(*) FROM sentences s WHERE s.document=m.document AND s.span_end<=m.sentence_start)", "m.sentence_start", "m.sentence_end", "m.trigger_start", "m.trigger_end", "m.type", "m.mode", "m.cameo", "m.quad", "m.goldstein",
           "m.contexts", "m.status", "m.date", "m.day", "m.source", "m.target", "m.place", "m.speaker", "m.about", "m.purpose", "m.confidence",
           "m.trigger_text", "m.quote", "m.rule", "m.why",
       },
       "mentions m JOIN documents d ON d.sha256=m.document", "", "",
       {
           {"source", "m.id IN (SELECT p.mention FROM participants p WHERE p.side='source' AND p.country=@country AND p.code>=@ AND p.code<@||';'@days(p.day))"},
           {"target", "m.id IN (SELECT p.mention FROM participants p WHERE p.side='target' AND p.country=@country AND p.code>=@ AND p.code<@||';'@days(p.day))"},
           {"actor", "m.id IN (SELECT p.mention FROM participants p WHERE p.country=@country AND p.side IN ('source','target') AND p.code>=@ AND p.code<@||';'@days(p.day))"},
           {"sector", "EXISTS (SELECT 1 FROM participants p WHERE p.mention=m.id AND p.sector=@)"},
           {"type", "m.type=@"},
           {"mode", "m.mode=@"},
           {"cameo", "m.cameo>=@ AND m.cameo<@||':'"},
           {"quad", "m.quad=@"},
           {"status", "m.status=@"},
           {"country", "m.country=@"},
           {"since", "m.day>=@"},
           {"until", "m.day<=@"},
           {"min_confidence", "m.confidence>=CAST(@ AS DOUBLE PRECISION)"},
           {"text", "m.@words"},
           {"speaker", "m.speaker_code>=@ AND m.speaker_code<@||';'"},
           {"place", "(m.country=@ OR m.place_name=@)"},
           {"publisher", "d.publisher=@"},
           {"reported_since", "m.reported>=@"},
           {"reported_until", "m.reported<=@"},
           {"as_of", "m.reported<=@"},
           {"event", "m.event=@"},
           {"mention", "m.id=@"},
           {"document", "(d.sha256=@ OR d.id=@)"},
       },
       {"day", "id"}, {}},
      {"order"});
}

Kind search_kind() {
  return make_kind(
      {"search", "sentences that hold words, newest first", {"WORDS"},
       {
           {"reported", kText, "date of the document"},
           {"id", kText, "id of the mention"},
           {"event", kText, "its event"},
           {"type", kText, "one of the 16 types"},
           {"status", kText, "actual, planned, called_for, conditional or negated"},
           {"source_codes", kText, "codes of the sources"},
           {"target_codes", kText, "codes of the targets"},
           {"quote", kText, "the sentence"},
           {"document", kText, "SHA-256 of the document"},
           {"document_id", kText, "id of the document"},
           {"publisher", kText, "who published it"},
           {"title", kText, "title of the document"},
       },
       {}},
      {{
           "m.reported", "m.id", "m.event", "m.type", "m.status", "m.source_codes", "m.target_codes", "m.quote", "m.document", "d.id",
           "d.publisher", "d.title",
       },
       "mentions m JOIN documents d ON d.sha256=m.document", "m.@words1", "",
       {
           {"type", "m.type=@"},
           {"status", "m.status=@"},
           {"reported_since", "m.reported>=@"},
           {"reported_until", "m.reported<=@"},
           {"as_of", "m.reported<=@"},
           {"publisher", "d.publisher=@"},
       },
       {"reported", "id"}, {}, true});
}

// clang-format on

}  // namespace

std::vector<FilterSql> event_filters() {
  // clang-format off
  return {
      {"source", "e.id IN (SELECT p.mention FROM participants p WHERE p.side='source' AND p.country=@country AND p.code>=@ AND p.code<@||';'@days(p.day))"},
      {"target", "e.id IN (SELECT p.mention FROM participants p WHERE p.side='target' AND p.country=@country AND p.code>=@ AND p.code<@||';'@days(p.day))"},
      {"actor", "e.id IN (SELECT p.mention FROM participants p WHERE p.country=@country AND p.side IN ('source','target') AND p.code>=@ AND p.code<@||';'@days(p.day))"},
      {"sector", "EXISTS (SELECT 1 FROM participants p WHERE p.mention=e.id AND p.sector=@)"},
      {"type", "e.type=@"},
      {"mode", "e.mode=@"},
      {"cameo", "e.cameo>=@ AND e.cameo<@||':'"},
      {"quad", "e.quad=@"},
      {"status", "e.status=@"},
      {"place", "(e.country=@ OR e.place=@)"},
      {"country", "e.country=@"},
      {"speaker", "e.speaker>=@ AND e.speaker<@||';'"},
      {"publisher", "EXISTS (SELECT 1 FROM mentions n JOIN documents d ON d.sha256=n.document WHERE n.event=e.id AND d.publisher=@)"},
      {"since", "e.day>=@"},
      {"until", "e.day<=@"},
      {"reported_since", "e.last_reported>=@"},
      {"reported_until", "e.first_reported<=@"},
      {"text", "e.id IN (SELECT n.event FROM mentions n WHERE n.@words)"},
      {"as_of", "e.first_reported<=@"},
      {"event", "e.id=@"},
      {"min_confidence", "e.confidence>=CAST(@ AS DOUBLE PRECISION)"},
      {"document", "e.id IN (SELECT n.event FROM mentions n JOIN documents d ON d.sha256=n.document WHERE d.sha256=@ OR d.id=@)"},
  };
  // clang-format on
}

std::vector<Kind> event_kinds() { return {events_kind(), mentions_kind(), search_kind()}; }

}  // namespace demarche::store
