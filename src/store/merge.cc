#include "store/merge.h"

namespace demarche::store {

// Each mention is an event of its own.
Result<void> add_events_of(Database* database, const std::string& sha256) {
  const Result<void> done =
      run(database,
          "INSERT INTO events SELECT m.id, m.type, m.mode, m.cameo, m.quad, m.goldstein, m.status, m.date, m.day, substr(m.day,1,7), "
          "m.source, m.target, "
          "m.source_codes, m.target_codes, m.source_country, m.target_country, m.place_name, m.country, m.lat, m.lon, m.precision, "
          "m.speaker_code, 1, 1, 1, "
          "m.reported, m.reported, m.confidence, m.trigger_text, m.quote, m.rule, m.document FROM mentions m WHERE m.document=?1",
          sha256);
  if (!done) return done;
  return run(database, "INSERT INTO event_mentions SELECT m.event, m.id, 'first' FROM mentions m WHERE m.document=?1", sha256);
}

Result<void> remove_events_of(Database* database, const std::string& sha256) {
  const Result<void> done =
      run(database, "DELETE FROM event_mentions WHERE mention IN (SELECT id FROM mentions WHERE document=?1)", sha256);
  if (!done) return done;
  return run(database, "DELETE FROM events WHERE document=?1", sha256);
}

}  // namespace demarche::store
