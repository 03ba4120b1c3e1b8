// Questions about plans, and about reports that disagree.
#include "store/kinds.h"

namespace demarche::store {

namespace {

using enum ColumnType;

// Rows of tables are kept as they are laid out.
// clang-format off

// What became of a plan: what the last report of it says; of a plan without a report, whether its time has come.
constexpr std::string_view kOutcome =
    "coalesce((SELECT a.outcome FROM agenda a WHERE a.event=e.id ORDER BY a.reported DESC, a.outcome LIMIT 1), CASE WHEN CASE WHEN m.day_last<>'' THEN m.day_last ELSE m.day_first END='' THEN 'open' WHEN CASE WHEN m.day_last<>'' THEN m.day_last ELSE m.day_first END<(SELECT max(date) FROM documents) THEN 'silent' ELSE 'ahead' END)";
constexpr std::string_view kOutcomeAsOf =
    "coalesce((SELECT a.outcome FROM agenda a WHERE a.event=e.id AND a.reported<=@ ORDER BY a.reported DESC, a.outcome LIMIT 1), CASE WHEN CASE WHEN m.day_last<>'' THEN m.day_last ELSE m.day_first END='' THEN 'open' WHEN CASE WHEN m.day_last<>'' THEN m.day_last ELSE m.day_first END<@ THEN 'silent' ELSE 'ahead' END)";

Kind agenda_kind() {
  std::vector<FilterSql> filters = event_filters();
  std::erase_if(filters, [](const FilterSql& f) { return f.name == "status" || f.name == "since" || f.name == "until"; });
  // A plan's time is a year at most; the bound keeps the rest of the record out of it. All of it stands in an index of the
  // founding mentions.
  filters.push_back({"since", "m.day>=CAST(CAST(substr(@,1,4) AS INTEGER)-1 AS TEXT) AND CASE WHEN m.day_last<>'' THEN m.day_last WHEN m.day_first<>'' THEN m.day_first ELSE m.day END>=@"});
  filters.push_back({"until", "m.day<=@"});
  filters.push_back({"outcome", "@outcome=@"});
  return make_kind({"agenda", "planned events and what became of them", {},
                    {
                        {"id", kText, "id of the event"},
                        {"day", kText, "first day it is expected on, else the day it was announced"},
                        {"date", kText, "EDTF as announced, empty if no day was told"},
                        {"day_first", kText, "first day of that, empty if unknown"},
                        {"day_last", kText, "last day of that, empty if unknown"},
                        {"type", kText, "one of the 16 types"},
                        {"mode", kText, "mode of the type"},
                        {"source", kJson, "who is to act"},
                        {"target", kJson, "to whom"},
                        {"source_codes", kText, "codes of the sources"},
                        {"target_codes", kText, "codes of the targets"},
                        {"place", kText, "name of the place"},
                        {"country", kText, "country of the place"},
                        {"outcome", kText, "held, postponed or cancelled; silent if its time went by without a report, ahead if it is to come, open if no day was told"},
                        {"evidence", kText, "mention that tells the outcome"},
                        {"evidence_reported", kText, "date of its document"},
                        {"evidence_date", kText, "date that it gives, EDTF; of a postponed event the new one"},
                        {"evidence_quote", kText, "its sentence"},
                        {"evidence_reason", kText, "why it is the outcome of this plan"},
                        {"status", kText, "planned"},
                        {"cameo", kText, "CAMEO code, a text"},
                        {"quad", kText, "quad class"},
                        {"goldstein", kReal, "Goldstein score"},
                        {"lat", kReal, "latitude"},
                        {"lon", kReal, "longitude"},
                        {"precision", kText, "point, city, region, country or none"},
                        {"documents", kInteger, "documents that tell of the plan, copies counted once"},
                        {"publishers", kInteger, "independent publishers"},
                        {"first_reported", kText, "date of the announcement"},
                        {"last_reported", kText, "date of the last document that tells of the plan"},
                        {"rule", kText, "the dictionary line"},
                        {"speaker", kText, "code of who says so"},
                        {"mentions", kInteger, "mentions that tell of the plan"},
                        {"trigger", kText, "the words that say what is planned"},
                        {"quote", kText, "the sentence"},
                        {"document", kText, "SHA-256 of the announcing document"},
                        {"confidence", kReal, "share of such events that are right"},
                    },
                    {}},
                   {{
                        "m.id", "m.day", "e.date", "m.day_first", "m.day_last", "e.type", "e.mode", "e.source", "e.target", "e.source_codes", "e.target_codes",
                        "e.place", "e.country", kOutcome,
                        "coalesce((SELECT a.evidence FROM agenda a WHERE a.event=e.id ORDER BY a.reported DESC, a.outcome LIMIT 1),'')",
                        "coalesce((SELECT a.reported FROM agenda a WHERE a.event=e.id ORDER BY a.reported DESC, a.outcome LIMIT 1),'')",
                        "coalesce((SELECT n.date FROM agenda a JOIN mentions n ON n.id=a.evidence WHERE a.event=e.id ORDER BY a.reported DESC, a.outcome LIMIT 1),'')",
                        "coalesce((SELECT n.quote FROM agenda a JOIN mentions n ON n.id=a.evidence WHERE a.event=e.id ORDER BY a.reported DESC, a.outcome LIMIT 1),'')",
                        "coalesce((SELECT a.reason FROM agenda a WHERE a.event=e.id ORDER BY a.reported DESC, a.outcome LIMIT 1),'')",
                        "e.status", "e.cameo", "e.quad", "e.goldstein", "e.lat", "e.lon", "e.precision", "e.documents", "e.publishers", "e.first_reported",
                        "e.last_reported", "e.rule", "e.speaker", "e.mentions", "e.trigger_text", "e.quote", "e.document", "e.confidence",
                    },
                    "mentions m JOIN events e ON e.id=m.id", "m.status='planned'", "", filters, {"day", "id"},
                    {
                        {"outcome", kOutcomeAsOf},
                        {"evidence", "coalesce((SELECT a.evidence FROM agenda a WHERE a.event=e.id AND a.reported<=@ ORDER BY a.reported DESC, a.outcome LIMIT 1),'')"},
                        {"evidence_reported", "coalesce((SELECT a.reported FROM agenda a WHERE a.event=e.id AND a.reported<=@ ORDER BY a.reported DESC, a.outcome LIMIT 1),'')"},
                        {"evidence_date", "coalesce((SELECT n.date FROM agenda a JOIN mentions n ON n.id=a.evidence WHERE a.event=e.id AND a.reported<=@ ORDER BY a.reported DESC, a.outcome LIMIT 1),'')"},
                        {"evidence_quote", "coalesce((SELECT n.quote FROM agenda a JOIN mentions n ON n.id=a.evidence WHERE a.event=e.id AND a.reported<=@ ORDER BY a.reported DESC, a.outcome LIMIT 1),'')"},
                        {"evidence_reason", "coalesce((SELECT a.reason FROM agenda a WHERE a.event=e.id AND a.reported<=@ ORDER BY a.reported DESC, a.outcome LIMIT 1),'')"},
                        {"mentions", "(SELECT count(*) FROM mentions n WHERE n.event=e.id AND n.reported<=@)"},
                    }, false, false, "", true},
                   {"order"});
}

Kind contradictions_kind() {
  return make_kind({"contradictions", "what reports of one event say differently, one row for each claim", {},
                    {
                        {"event", kText, "id of the event"},
                        {"kind", kText, "figure, doer, place or denial"},
                        {"topic", kText, "of a figure what is counted"},
                        {"value", kText, "what is claimed"},
                        {"mention", kText, "first mention that claims it"},
                        {"reported", kText, "date of its document"},
                        {"says", kText, "code of who says so, empty if the report itself does"},
                        {"publisher", kText, "who published it"},
                        {"quote", kText, "the sentence"},
                        {"type", kText, "type of the event"},
                        {"day", kText, "day of the event"},
                        {"source_codes", kText, "codes of the event's sources"},
                        {"target_codes", kText, "codes of the event's targets"},
                        {"document", kText, "SHA-256 of the mention's document"},
                    },
                    {}},
                   {{
                        "c.event", "c.kind", "c.topic", "c.value", "c.mention", "c.reported", "n.speaker_code", "d.publisher", "n.quote", "e.type", "e.day",
                        "e.source_codes", "e.target_codes", "n.document",
                    },
                    "contradictions c JOIN events e ON e.id=c.event JOIN mentions n ON n.id=c.mention JOIN documents d ON d.sha256=n.document", "", "",
                    {
                        {"source", "e.id IN (SELECT p.mention FROM participants p WHERE p.side='source' AND p.country=@country AND p.code>=@ AND p.code<@||';'@days(p.day))"},
                        {"target", "e.id IN (SELECT p.mention FROM participants p WHERE p.side='target' AND p.country=@country AND p.code>=@ AND p.code<@||';'@days(p.day))"},
                        {"actor", "e.id IN (SELECT p.mention FROM participants p WHERE p.country=@country AND p.side IN ('source','target') AND p.code>=@ AND p.code<@||';'@days(p.day))"},
                        {"type", "e.type=@"},
                        {"country", "e.country=@"},
                        {"since", "e.day>=@"},
                        {"until", "e.day<=@"},
                        {"event", "e.id=@"},
                        {"kind", "c.kind=@"},
                        {"as_of", "c.reported<=@ AND EXISTS (SELECT 1 FROM contradictions o WHERE o.event=c.event AND o.kind=c.kind AND o.topic=c.topic AND o.value<>c.value AND o.reported<=@)"},
                    },
                    {"day", "event", "kind", "topic", "value", "mention"}, {}},
                   {"order"});
}

// Between two runs a mention may have changed several times: what it was before the first change and after the last.
Kind diff_kind() {
  return make_kind({"diff", "what coding changed from one run to a later one, by dictionary line", {"FROM", "TO"},
                    {
                        {"rule", kText, "dictionary line that codes it now, or did"},
                        {"mention", kText, "id of the mention"},
                        {"kind", kText, "added, dropped or recoded"},
                        {"document", kText, "SHA-256 of the document"},
                        {"before", kJson, "as it was coded, null if it was not"},
                        {"after", kJson, "as it is coded, null if it is not"},
                    },
                    {}},
                   {{"l.rule", "l.mention", "CASE WHEN f.before='' THEN 'added' WHEN l.after='' THEN 'dropped' ELSE 'recoded' END", "l.document", "f.before", "l.after"},
                    "(SELECT c.mention AS mention, min(r.number) AS first, max(r.number) AS last FROM changes c JOIN runs r ON r.id=c.run WHERE r.number>(SELECT number FROM runs WHERE id=@1) AND r.number<=(SELECT number FROM runs WHERE id=@2) GROUP BY c.mention) s "
                    "JOIN runs fr ON fr.number=s.first JOIN changes f ON f.run=fr.id AND f.mention=s.mention JOIN runs lr ON lr.number=s.last JOIN changes l ON l.run=lr.id AND l.mention=s.mention",
                    "f.before<>l.after", "",
                    {{"document", "l.document=@"}}, {"rule", "mention"}, {}});
}

// clang-format on

}  // namespace

std::vector<Kind> agenda_kinds() { return {agenda_kind(), contradictions_kind(), diff_kind()}; }

}  // namespace demarche::store
