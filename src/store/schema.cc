#include "store/schema.h"

#include <algorithm>
#include <array>

namespace demarche::store {

namespace {

// Types, "WITHOUT ROWID" and the number of a mention (SQLite's key of the full text) are turned into the engine's by its dialect. Days are ISO text, '' where unknown.
constexpr std::string_view kTables = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
  id TEXT PRIMARY KEY, dictionary TEXT NOT NULL, model TEXT NOT NULL, options TEXT NOT NULL, started TEXT NOT NULL, finished TEXT NOT NULL,
  documents INTEGER NOT NULL, coded INTEGER NOT NULL, empty INTEGER NOT NULL, quarantined INTEGER NOT NULL, skipped INTEGER NOT NULL,
  events INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dictionary_versions (version TEXT PRIMARY KEY, first_run TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  sha256 TEXT PRIMARY KEY, dictionary TEXT NOT NULL, model TEXT NOT NULL, options TEXT NOT NULL,
  id TEXT NOT NULL, date TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, publisher TEXT NOT NULL, origin TEXT NOT NULL,
  lang TEXT NOT NULL, metadata TEXT NOT NULL, outcome TEXT NOT NULL, duplicate_of TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX documents_by_duplicate ON documents(duplicate_of) WHERE duplicate_of<>'';
CREATE INDEX documents_by_id ON documents(id);
CREATE INDEX documents_by_date ON documents(date, sha256);
CREATE TABLE document_bands (
  fortnight INTEGER NOT NULL, band INTEGER NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (fortnight, band, document)) WITHOUT ROWID;
CREATE TABLE sentences (
  document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE, position INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
  PRIMARY KEY (document, position)) WITHOUT ROWID;
CREATE TABLE mentions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE, position INTEGER NOT NULL, event TEXT NOT NULL, unit TEXT NOT NULL, reason TEXT NOT NULL,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  trigger_text TEXT NOT NULL, quote TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL, quad TEXT NOT NULL, goldstein REAL NOT NULL,
  contexts TEXT NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL, day_first TEXT NOT NULL, day_last TEXT NOT NULL, reported TEXT NOT NULL, day TEXT NOT NULL,
  source TEXT NOT NULL, target TEXT NOT NULL, source_codes TEXT NOT NULL, target_codes TEXT NOT NULL, source_country TEXT NOT NULL, target_country TEXT NOT NULL,
  place TEXT NOT NULL, place_name TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL, precision TEXT NOT NULL,
  speaker TEXT NOT NULL, speaker_code TEXT NOT NULL, about TEXT NOT NULL, purpose TEXT NOT NULL, confidence REAL NOT NULL, rule TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX mentions_by_document ON mentions(document, position);
CREATE INDEX mentions_by_event ON mentions(event);
CREATE INDEX mentions_by_day ON mentions(day, id);
CREATE INDEX mentions_planned ON mentions(day, id, day_first, day_last) WHERE status='planned';
CREATE VIEW event_mentions AS SELECT event, id AS mention, reason FROM mentions;
CREATE TABLE units (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, reported TEXT NOT NULL, position INTEGER NOT NULL,
  type TEXT NOT NULL, status TEXT NOT NULL, day_first TEXT NOT NULL, day_last TEXT NOT NULL, features TEXT NOT NULL, leader TEXT NOT NULL, event TEXT NOT NULL);
CREATE INDEX units_by_document ON units(document);
CREATE INDEX units_by_leader ON units(leader);
CREATE INDEX units_joined ON units(leader) WHERE leader<>event;
CREATE TABLE touched (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE unit_keys (
  span INTEGER NOT NULL, key INTEGER NOT NULL, day INTEGER NOT NULL, unit TEXT NOT NULL,
  PRIMARY KEY (span, key, day, unit)) WITHOUT ROWID;
CREATE TABLE participants (
  mention TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE, side TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL,
  span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT NOT NULL, code TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (mention, side, position)) WITHOUT ROWID;
CREATE INDEX participants_by_country ON participants(country, side, day, mention);
CREATE TABLE events (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL, quad TEXT NOT NULL, goldstein REAL NOT NULL, status TEXT NOT NULL,
  date TEXT NOT NULL, day TEXT NOT NULL, month TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, source_codes TEXT NOT NULL, target_codes TEXT NOT NULL,
  source_country TEXT NOT NULL, target_country TEXT NOT NULL,
  place TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL, precision TEXT NOT NULL, speaker TEXT NOT NULL, mentions INTEGER NOT NULL, documents INTEGER NOT NULL,
  publishers INTEGER NOT NULL, first_reported TEXT NOT NULL, last_reported TEXT NOT NULL, confidence REAL NOT NULL, trigger_text TEXT NOT NULL, quote TEXT NOT NULL,
  rule TEXT NOT NULL, document TEXT NOT NULL);
CREATE INDEX events_by_day ON events(day, id);
CREATE INDEX events_by_type ON events(type, day, id);
CREATE TABLE event_dyads (
  source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, event TEXT NOT NULL,
  type TEXT NOT NULL, quad TEXT NOT NULL, goldstein REAL NOT NULL, status TEXT NOT NULL, country TEXT NOT NULL, reported TEXT NOT NULL,
  PRIMARY KEY (source, target, day, event)) WITHOUT ROWID;
CREATE INDEX event_dyads_by_event ON event_dyads(event);
CREATE TABLE agenda (event TEXT NOT NULL, outcome TEXT NOT NULL, evidence TEXT NOT NULL, reported TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (event, outcome)) WITHOUT ROWID;
CREATE TABLE denials (denial TEXT PRIMARY KEY, act TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claims (
  event TEXT NOT NULL, kind TEXT NOT NULL, topic TEXT NOT NULL, value TEXT NOT NULL, mention TEXT NOT NULL, reported TEXT NOT NULL,
  PRIMARY KEY (event, kind, topic, value)) WITHOUT ROWID;
CREATE VIEW contradictions AS
  SELECT event, kind, topic, value, mention, reported FROM claims
  UNION ALL SELECT a.event, 'denial', '', 'done', a.id, a.reported FROM (SELECT DISTINCT act FROM denials) d JOIN units a ON a.id=d.act
  UNION ALL SELECT a.event, 'denial', '', 'not done', n.id, n.reported FROM denials d JOIN units a ON a.id=d.act JOIN units n ON n.id=d.denial;
CREATE TABLE relation_mentions (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE, reported TEXT NOT NULL, quote TEXT NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  subject TEXT NOT NULL, subject_actor TEXT NOT NULL, subject_name TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, object_actor TEXT NOT NULL, object_name TEXT NOT NULL,
  date_start TEXT NOT NULL, date_end TEXT NOT NULL, role TEXT NOT NULL, rule TEXT NOT NULL, topic TEXT NOT NULL);
CREATE INDEX relation_mentions_by_document ON relation_mentions(document);
CREATE INDEX relation_mentions_by_topic ON relation_mentions(topic, date_start, date_end, reported, id);
CREATE TABLE relation_statements (
  topic TEXT NOT NULL, date_start TEXT NOT NULL, date_end TEXT NOT NULL, first_day TEXT NOT NULL, first_id TEXT NOT NULL, last_day TEXT NOT NULL, evidence INTEGER NOT NULL,
  PRIMARY KEY (topic, date_start, date_end)) WITHOUT ROWID;
CREATE TABLE relations (
  id TEXT PRIMARY KEY, topic TEXT NOT NULL, subject TEXT NOT NULL, subject_actor TEXT NOT NULL, subject_name TEXT NOT NULL, relation TEXT NOT NULL,
  object TEXT NOT NULL, object_actor TEXT NOT NULL, object_name TEXT NOT NULL, date_start TEXT NOT NULL, date_end TEXT NOT NULL,
  start_day TEXT NOT NULL, end_day TEXT NOT NULL, role TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, evidence INTEGER NOT NULL,
  start_evidence TEXT NOT NULL, end_evidence TEXT NOT NULL, background INTEGER NOT NULL, quote TEXT NOT NULL, document TEXT NOT NULL, rule TEXT NOT NULL);
CREATE INDEX relations_in_order ON relations(relation, subject, object, role, background, id);
CREATE INDEX relations_by_topic ON relations(topic);
CREATE INDEX relations_by_object ON relations(object);
CREATE TABLE stances (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE, reported TEXT NOT NULL, quote TEXT NOT NULL,
  holder TEXT NOT NULL, holder_name TEXT NOT NULL, attitude TEXT NOT NULL, object TEXT NOT NULL, object_name TEXT NOT NULL,
  date_start TEXT NOT NULL, date_end TEXT NOT NULL, rule TEXT NOT NULL);
CREATE INDEX stances_by_document ON stances(document);
CREATE TABLE quarantine (origin TEXT PRIMARY KEY, id TEXT NOT NULL, reason TEXT NOT NULL, run TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE overlays (kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (kind, a, b)) WITHOUT ROWID;
CREATE TABLE changes (run TEXT NOT NULL, kind TEXT NOT NULL, mention TEXT NOT NULL, document TEXT NOT NULL, rule TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, PRIMARY KEY (run, mention)) WITHOUT ROWID;
CREATE TABLE coverage (
  month TEXT NOT NULL, publisher TEXT NOT NULL, documents INTEGER NOT NULL, coded INTEGER NOT NULL, empty INTEGER NOT NULL, copies INTEGER NOT NULL, events INTEGER NOT NULL,
  PRIMARY KEY (month, publisher)) WITHOUT ROWID;
)sql";

// Counts of events by month, kept in step with them (store/totals.h).
constexpr std::string_view kTotals = R"sql(
CREATE TABLE actor_months (
  code TEXT NOT NULL, month TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, name TEXT NOT NULL, as_source INTEGER NOT NULL,
  as_target INTEGER NOT NULL, conflict INTEGER NOT NULL, cooperation INTEGER NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  PRIMARY KEY (code, month)) WITHOUT ROWID;
CREATE TABLE dyad_months (
  source TEXT NOT NULL, target TEXT NOT NULL, month TEXT NOT NULL, events INTEGER NOT NULL, verbal_cooperation INTEGER NOT NULL,
  material_cooperation INTEGER NOT NULL, verbal_conflict INTEGER NOT NULL, material_conflict INTEGER NOT NULL, goldstein_tenths INTEGER NOT NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, PRIMARY KEY (source, target, month)) WITHOUT ROWID;
CREATE TABLE event_months (
  month TEXT PRIMARY KEY, events INTEGER NOT NULL, verbal_cooperation INTEGER NOT NULL, material_cooperation INTEGER NOT NULL,
  verbal_conflict INTEGER NOT NULL, material_conflict INTEGER NOT NULL, goldstein_tenths INTEGER NOT NULL) WITHOUT ROWID;
)sql";

// Records of older schemas: their documents are carried over to be coded again.
constexpr std::string_view kFrom1Before = R"sql(
ALTER TABLE documents RENAME TO documents_before;
DROP TABLE participants; DROP TABLE relations; DROP TABLE stances; DROP TABLE quarantine; DROP TABLE mentions;
)sql";
constexpr std::string_view kFrom1After = R"sql(
INSERT INTO documents SELECT sha256, '', '', '', id, date, title, url, source, origin, '', '{}', 'empty', '', text FROM documents_before;
INSERT INTO coverage SELECT substr(date,1,7), source, count(*), 0, count(*), 0, 0 FROM documents_before GROUP BY substr(date,1,7), source;
DROP TABLE documents_before;
)sql";
constexpr std::string_view kFrom2Before = R"sql(
ALTER TABLE documents RENAME TO documents_before; ALTER TABLE quarantine RENAME TO quarantine_before; ALTER TABLE runs RENAME TO runs_before;
ALTER TABLE dictionary_versions RENAME TO dictionary_versions_before; ALTER TABLE overlays RENAME TO overlays_before;
DROP TABLE participants; DROP TABLE mention_words; DROP TABLE events; DROP TABLE event_mentions; DROP TABLE relation_mentions; DROP TABLE stances;
DROP TABLE changes; DROP TABLE coverage; DROP TABLE sentences; DROP TABLE mentions; DROP TABLE meta;
DROP INDEX documents_by_id; DROP INDEX documents_by_date;
)sql";
constexpr std::string_view kFrom2After = R"sql(
INSERT INTO documents SELECT sha256, '', '', '', id, date, title, url, publisher, origin, lang, metadata, 'empty', '', text FROM documents_before;
INSERT INTO coverage SELECT substr(date,1,7), publisher, count(*), 0, count(*), 0, 0 FROM documents_before GROUP BY substr(date,1,7), publisher;
INSERT INTO quarantine SELECT * FROM quarantine_before;
INSERT INTO dictionary_versions SELECT * FROM dictionary_versions_before;
INSERT INTO overlays SELECT * FROM overlays_before;
INSERT INTO runs SELECT r.id, r.dictionary, r.model, r.options, r.started, r.finished, r.documents, r.coded, r.empty, r.quarantined, r.skipped, r.events,
  (SELECT count(*) FROM runs_before o WHERE o.started<r.started OR (o.started=r.started AND o.id<=r.id)) FROM runs_before r;
DROP TABLE documents_before; DROP TABLE quarantine_before; DROP TABLE runs_before; DROP TABLE dictionary_versions_before; DROP TABLE overlays_before;
)sql";

// The third schema had no totals, and its keys of units were not parted by time.
constexpr std::string_view kFrom3 = R"sql(
DROP INDEX document_bands_by_document; DROP INDEX events_by_document; DROP INDEX events_planned; DROP INDEX unit_keys_by_unit;
CREATE INDEX mentions_planned ON mentions(day, id, day_first, day_last) WHERE status='planned';
ALTER TABLE unit_keys RENAME TO unit_keys_before;
CREATE TABLE unit_keys (
  span INTEGER NOT NULL, key INTEGER NOT NULL, day INTEGER NOT NULL, unit TEXT NOT NULL,
  PRIMARY KEY (span, key, day, unit)) WITHOUT ROWID;
INSERT INTO unit_keys SELECT (day+1000000)/32, key, day, unit FROM unit_keys_before ORDER BY 1, 2, 3, 4;
DROP TABLE unit_keys_before;
)sql";
constexpr std::string_view kFillTotals = R"sql(
INSERT INTO actor_months SELECT p.code, substr(e.day,1,7), min(p.country), min(p.sector), min(p.name),
  count(DISTINCT CASE WHEN p.side='source' THEN e.id END), count(DISTINCT CASE WHEN p.side='target' THEN e.id END),
  count(DISTINCT CASE WHEN e.quad IN ('verbal-conflict','material-conflict') THEN e.id END),
  count(DISTINCT CASE WHEN e.quad IN ('verbal-cooperation','material-cooperation') THEN e.id END), min(e.day), max(e.day)
  FROM participants p JOIN events e ON e.id=p.mention WHERE p.code<>'' GROUP BY p.code, substr(e.day,1,7);
INSERT INTO dyad_months SELECT x.source, x.target, substr(x.day,1,7), count(*),
  sum(CASE WHEN x.quad='verbal-cooperation' THEN 1 ELSE 0 END), sum(CASE WHEN x.quad='material-cooperation' THEN 1 ELSE 0 END),
  sum(CASE WHEN x.quad='verbal-conflict' THEN 1 ELSE 0 END), sum(CASE WHEN x.quad='material-conflict' THEN 1 ELSE 0 END),
  sum(CAST(round(x.goldstein*10) AS INTEGER)), min(x.day), max(x.day) FROM event_dyads x GROUP BY x.source, x.target, substr(x.day,1,7);
INSERT INTO event_months SELECT substr(e.day,1,7), count(*),
  sum(CASE WHEN e.quad='verbal-cooperation' THEN 1 ELSE 0 END), sum(CASE WHEN e.quad='material-cooperation' THEN 1 ELSE 0 END),
  sum(CASE WHEN e.quad='verbal-conflict' THEN 1 ELSE 0 END), sum(CASE WHEN e.quad='material-conflict' THEN 1 ELSE 0 END),
  sum(CAST(round(e.goldstein*10) AS INTEGER)) FROM events e GROUP BY substr(e.day,1,7);
)sql";

// How a record of one version becomes one of the newest: whether all tables are made anew, and SQL before and after that
// and the making of the totals.
struct Step {
  int from;
  bool all_tables;
  std::string_view before, after;
};
constexpr std::array<Step, 4> kSteps{
    {{0, true, "", ""}, {1, true, kFrom1Before, kFrom1After}, {2, true, kFrom2Before, kFrom2After}, {3, false, kFrom3, kFillTotals}}};

Error too_new(const Database& database, int version) {
  return {ErrorKind::kSchemaNewer, database.where(), "was made by a newer program (schema " + std::to_string(version) + ")",
          "schema " + std::to_string(kSchemaVersion) + " or older"};
}

}  // namespace

Result<void> prepare_schema(Database* database) {
  const Result<int> version = database->schema_version();
  if (!version) return version.error();
  if (*version > kSchemaVersion) return too_new(*database, *version);
  if (*version == kSchemaVersion) return {};
  if (const Result<void> begun = database->begin(); !begun) return begun;
  // Another process may have made the tables while this one waited.
  const Result<int> now = database->schema_version();
  Result<void> done = now.ok() ? Result<void>{} : now.error();
  const auto step = std::find_if(kSteps.begin(), kSteps.end(), [&](const Step& s) { return done && s.from == *now; });
  if (step != kSteps.end()) {
    const Dialect& dialect = database->dialect();
    const std::string before = dialect.tables(step->before), after(step->after);
    const std::string tables = step->all_tables ? dialect.tables(kTables) + std::string(dialect.word_tables) : std::string();
    done = database->execute(before + tables + dialect.tables(kTotals) + after + "DELETE FROM meta WHERE key='schema';" +
                             "INSERT INTO meta(key, value) VALUES('schema', '" + std::to_string(kSchemaVersion) + "');");
  }
  if (done) done = database->commit();
  if (!done) database->rollback();
  return done;
}

}  // namespace demarche::store
