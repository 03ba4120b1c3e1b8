// What a settling writes.
#include <algorithm>
#include <array>

#include "base/civil_date.h"
#include "store/alike.h"
#include "store/claims.h"
#include "store/unit_record.h"

namespace demarche::store {

namespace {

// A plan may be carried out this long after the day it is known by.
constexpr int kLongestWait = 100, kEarly = 9;

std::string day_text(int day) { return to_string(civil_from_days(day)); }

// Joins begin at the few events that are touched: CROSS JOIN keeps SQLite, which knows nothing of sizes, from beginning at
// all the record's rows.
//
// The row of an event is its founding mention's, with what its mentions count together. Copies count with their original.
constexpr const char* kMakeEvents = R"sql(
INSERT INTO events SELECT m.id, m.type, m.mode, m.cameo, m.quad, m.goldstein, m.status, m.date, m.day, substr(m.day,1,7), m.source, m.target,
  m.source_codes, m.target_codes, m.source_country, m.target_country, m.place_name, m.country, m.lat, m.lon, m.precision, m.speaker_code,
  n.mentions, n.documents, n.publishers, n.first_reported, n.last_reported, m.confidence, m.trigger_text, m.quote, m.rule, m.document
FROM (
  SELECT x.event AS event, count(*) AS mentions, count(DISTINCT o.sha256) AS documents, count(DISTINCT o.publisher) AS publishers,
    min(x.reported) AS first_reported, max(x.reported) AS last_reported
  FROM touched u CROSS JOIN mentions x CROSS JOIN documents d CROSS JOIN documents o
  WHERE x.event=u.id AND d.sha256=x.document AND o.sha256=CASE WHEN d.duplicate_of='' THEN d.sha256 ELSE d.duplicate_of END
  GROUP BY x.event) n CROSS JOIN mentions m WHERE m.id=n.event AND m.event=m.id)sql";

constexpr const char* kCountEvents = R"sql(
UPDATE events SET mentions=n.mentions, documents=n.documents, publishers=n.publishers, last_reported=n.last_reported FROM (
  SELECT x.event AS event, count(*) AS mentions, count(DISTINCT o.sha256) AS documents, count(DISTINCT o.publisher) AS publishers,
    max(x.reported) AS last_reported
  FROM touched u CROSS JOIN mentions x CROSS JOIN documents d CROSS JOIN documents o
  WHERE x.event=u.id AND d.sha256=x.document AND o.sha256=CASE WHEN d.duplicate_of='' THEN d.sha256 ELSE d.duplicate_of END
  GROUP BY x.event) n WHERE events.id=n.event)sql";

// Each country of the one side with each of the other; a country with itself only if no other takes part.
constexpr const char* kMakeDyads = R"sql(
INSERT INTO event_dyads SELECT DISTINCT s.country, o.country, e.day, e.id, e.type, e.quad, e.goldstein, e.status, e.country, e.first_reported
FROM touched t CROSS JOIN events e CROSS JOIN participants s CROSS JOIN participants o
WHERE e.id=t.id AND s.mention=e.id AND s.side='source' AND o.mention=e.id AND o.side='target' AND s.country<>'' AND o.country<>'' AND (s.country<>o.country OR NOT EXISTS (
  SELECT 1 FROM participants q WHERE q.mention=e.id AND q.country<>'' AND q.country<>s.country)))sql";

}  // namespace

Result<void> Settling::write() {
  for (const auto& work : {&Settling::write_units, &Settling::write_events, &Settling::write_agenda, &Settling::write_denials}) {
    if (const Result<void> done = (this->*work)(); !done) return done;
  }
  return {};
}

Result<void> Settling::place_mentions() {
  for (const auto& [mention, belonging] : belongings_) {
    const Result<void> done = run(database_, "UPDATE mentions SET event=?2, unit=?3, reason=?4 WHERE id=?1", mention, belonging.event,
                                  belonging.unit, belonging.reason);
    if (!done) return done;
  }
  return {};
}

Result<void> Settling::write_units() {
  Rows units{"units", "id, document, reported, position, type, status, day_first, day_last, features, leader, event", 11, "id"};
  Rows keys{"unit_keys", "span, key, day, unit", 4, "span, key, day, unit"};
  std::vector<Unit*> all;
  for (const auto& [id, unit] : units_) {
    if (unit->fresh || unit->leader != unit->stored_leader || unit->event != unit->stored_event) all.push_back(unit.get());
  }
  std::sort(all.begin(), all.end(), ByRank());
  for (const Unit* unit : all) {
    const Act& act = unit->act;
    const std::string& id = act.id;
    if (unit->fresh) {
      units << id << act.document << act.reported << act.position << act.type << act.status << day_text(act.first) << day_text(act.last)
            << features_of(act) << unit->leader << unit->event;
      for (const int64_t key : unit->keys.own) keys << span_of(act.first) << key << act.first << id;
    } else {
      Result<void> done = run(database_, "UPDATE units SET leader=?2, event=?3 WHERE id=?1", id, unit->leader, unit->event);
      if (done) done = run(database_, "UPDATE mentions SET event=?2 WHERE document=?1 AND unit=?3", act.document, unit->event, id);
      if (done && !unit->reason.empty()) done = run(database_, "UPDATE mentions SET reason=?2 WHERE id=?1", id, unit->reason);
      if (!done) return done;
    }
  }
  if (const Result<void> done = database_->insert(units); !done) return done;
  return database_->insert(keys);
}

// An event whose founder stays changes in what it counts alone; all others are made anew.
Result<void> Settling::write_events() {
  if (touched_.empty()) return {};
  std::set<std::string> counted, known, fresh;
  for (const std::string& id : touched_) {
    const auto found = units_.find(id);
    const Unit* unit = found == units_.end() ? nullptr : found->second.get();
    if (unit == nullptr || removed_.contains(id)) known.insert(id);
    else if (unit->fresh) fresh.insert(id);
    else (unit->stored_event == id && unit->event == id ? counted : known).insert(id);
  }
  Result<void> done = touch(counted);
  if (done) done = run(database_, kCountEvents);
  if (done) done = run(database_, "DELETE FROM touched");
  if (done) done = touch(known);
  if (done) done = totals_.take_away(database_);
  if (done) done = run(database_, "DELETE FROM event_dyads WHERE event IN (SELECT id FROM touched)");
  if (done) done = run(database_, "DELETE FROM events WHERE id IN (SELECT id FROM touched)");
  if (done) done = touch(fresh);
  if (done) done = run(database_, kMakeEvents);
  if (done) done = run(database_, kMakeDyads);
  if (done) done = totals_.add(database_);
  if (done) done = totals_.write(database_);
  if (done) done = touch(counted);
  if (done) done = run(database_, "DELETE FROM claims WHERE event IN (SELECT id FROM touched)");
  if (done) done = write_claims(database_);
  if (done) done = run(database_, "DELETE FROM touched");
  return done;
}

// For each plan the first report of each outcome.
Result<void> Settling::write_agenda() {
  for (const std::string& id : removed_) {
    if (const Result<void> done = run(database_, "DELETE FROM agenda WHERE event=?1", id); !done) return done;
  }
  for (Unit* plan : plans_) {
    if (const Result<void> done = run(database_, "DELETE FROM agenda WHERE event=?1", plan->act.id); !done) return done;
    if (!plan->founds() || plan->event != plan->act.id) continue;
    const Result<std::vector<Unit*>> found = find(plan->keys.outcomes, plan->act.first - kEarly, plan->act.last + kLongestWait);
    if (!found) return found.error();
    std::vector<Unit*> others = *found;
    std::sort(others.begin(), others.end(), ByRank());
    std::set<std::string> seen;
    for (const Unit* other : others) {
      std::string outcome, reason;
      if (!outcome_of(plan->act, other->act, &outcome, &reason) || !seen.insert(outcome).second) continue;
      const Result<void> done = run(database_, "INSERT INTO agenda(event, outcome, evidence, reported, reason) VALUES(?1,?2,?3,?4,?5)",
                                    plan->act.id, outcome, other->act.id, other->act.reported, reason);
      if (!done) return done;
    }
  }
  return {};
}

// Each telling that something was not done, with the first telling that it was.
Result<void> Settling::write_denials() {
  for (const std::string& id : removed_) {
    if (const Result<void> done = run(database_, "DELETE FROM denials WHERE denial=?1", id); !done) return done;
  }
  for (Unit* denial : denials_) {
    if (const Result<void> done = run(database_, "DELETE FROM denials WHERE denial=?1", denial->act.id); !done) return done;
    const Result<std::vector<Unit*>> found = near(*denial);
    if (!found) return found.error();
    std::vector<Unit*> others = *found;
    std::sort(others.begin(), others.end(), ByRank());
    const auto told = std::find_if(others.begin(), others.end(), [&](const Unit* other) { return denies(denial->act, other->act); });
    if (told == others.end()) continue;
    const Result<void> done = run(database_, "INSERT INTO denials(denial, act) VALUES(?1,?2)", denial->act.id, (*told)->act.id);
    if (!done) return done;
  }
  return {};
}

}  // namespace demarche::store
