#include "store/states.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/edtf_days.h"
#include "base/sha256.h"
#include "base/utf8.h"

namespace demarche::store {

namespace {

// Statements of one topic that give the same times.
struct Times {
  std::string start, end;          // EDTF
  std::string start_day, end_day;  // first day of the start, last day of the end
  std::string first_seen, first_id, last_seen;
  int64_t evidence = 0;
};

// A time for which a relation holds.
struct Spell {
  std::vector<const Times*> statements;
  std::string start_day, end_day;  // so far
};

std::string who(const Participant& p) {
  if (!p.actor.empty()) return p.code + "/" + p.actor;
  return p.code + "/" + utf8::lower(p.name.empty() ? p.text : p.name);
}

// Spells of the statements: those that give times one after the other, then what reports saw stand.
std::vector<Spell> spells_of(const std::vector<Times>& statements) {
  std::vector<const Times*> dated;
  const Times* seen = nullptr;
  for (const Times& s : statements) {
    if (s.start_day.empty() && s.end_day.empty()) seen = &s;
    else dated.push_back(&s);
  }
  const auto time = [](const Times* s) { return s->start_day.empty() ? s->end_day : s->start_day; };
  std::sort(dated.begin(), dated.end(),
            [&](const Times* a, const Times* b) { return std::pair(time(a), a->first_id) < std::pair(time(b), b->first_id); });
  std::vector<Spell> spells;
  for (const Times* s : dated) {
    const bool joins = !spells.empty() && (spells.back().end_day.empty() || time(s) <= spells.back().end_day);
    if (!joins) spells.emplace_back();
    Spell& spell = spells.back();
    spell.statements.push_back(s);
    if (spell.start_day.empty()) spell.start_day = s->start_day;
    spell.end_day = std::max(spell.end_day, s->end_day);
  }
  if (seen != nullptr) {
    const bool joins = !spells.empty() && (spells.back().end_day.empty() || seen->first_seen <= spells.back().end_day);
    if (!joins) spells.emplace_back();
    spells.back().statements.push_back(seen);
  }
  return spells;
}

// Of the times that statements give the one that most give; of equals the one given first.
const Times* chosen(const Spell& spell, std::string Times::*field) {
  std::map<std::string, std::pair<int64_t, const Times*>> votes;
  for (const Times* s : spell.statements) {
    if ((s->*field).empty()) continue;
    auto& [count, first] = votes[s->*field];
    count += s->evidence;
    if (first == nullptr || std::pair(s->first_seen, s->first_id) < std::pair(first->first_seen, first->first_id)) first = s;
  }
  const Times* best = nullptr;
  int64_t most = 0;
  for (const auto& [value, vote] : votes) {
    const bool before = best != nullptr && vote.first == most &&
                        std::pair(vote.second->first_seen, vote.second->first_id) < std::pair(best->first_seen, best->first_id);
    if (best != nullptr && vote.first <= most && !before) continue;
    best = vote.second;
    most = vote.first;
  }
  return best;
}

constexpr const char* kCountOn =
    "INSERT INTO relation_statements(topic, date_start, date_end, first_day, first_id, last_day, evidence) "
    "VALUES(?1,?2,?3,?4,?5,?6,CAST(?7 AS INTEGER)) ON CONFLICT (topic, date_start, date_end) DO UPDATE SET "
    "evidence=relation_statements.evidence+excluded.evidence, "
    "first_day=CASE WHEN excluded.first_day<relation_statements.first_day THEN excluded.first_day ELSE relation_statements.first_day END, "
    "first_id=CASE WHEN excluded.first_day<relation_statements.first_day OR (excluded.first_day=relation_statements.first_day AND "
    "excluded.first_id<relation_statements.first_id) THEN excluded.first_id ELSE relation_statements.first_id END, "
    "last_day=CASE WHEN excluded.last_day>relation_statements.last_day THEN excluded.last_day ELSE relation_statements.last_day END";

Result<void> count_again(Database* database, const std::string& topic) {
  if (const Result<void> done = run(database, "DELETE FROM relation_statements WHERE topic=?1", topic); !done) return done;
  return run(
      database,
      "INSERT INTO relation_statements SELECT topic, date_start, date_end, substr(min(reported||id),1,10), substr(min(reported||id),11), "
      "max(reported), count(*) FROM relation_mentions WHERE topic=?1 GROUP BY topic, date_start, date_end",
      topic);
}

Result<void> write_spells(Database* database, const std::string& topic) {
  std::vector<Times> statements;
  Result<void> done = each_row(
      database,
      "SELECT date_start, date_end, first_day, first_id, last_day, evidence FROM relation_statements WHERE topic=?1 ORDER BY date_start, "
      "date_end",
      [&](const Statement& row) {
        statements.push_back({row.text(0), row.text(1), days_of_edtf(row.text(0)).first, days_of_edtf(row.text(1)).last, row.text(2),
                              row.text(3), row.text(4), row.integer(5)});
      },
      topic);
  if (done) done = run(database, "DELETE FROM relations WHERE topic=?1 AND background=0", topic);
  if (!done) return done;
  for (const Spell& spell : spells_of(statements)) {
    const Times *start = chosen(spell, &Times::start), *end = chosen(spell, &Times::end), *first = spell.statements.front();
    std::string last_seen;
    int64_t evidence = 0;
    for (const Times* s : spell.statements) {
      if (std::pair(s->first_seen, s->first_id) < std::pair(first->first_seen, first->first_id)) first = s;
      last_seen = std::max(last_seen, s->last_seen);
      evidence += s->evidence;
    }
    const auto text = [](const Times* s, std::string Times::*field) { return s == nullptr ? std::string() : s->*field; };
    done =
        run(database,
            "INSERT INTO relations SELECT id, topic, subject, subject_actor, subject_name, relation, object, object_actor, object_name, "
            "?2, ?3, ?4, ?5, role, "
            "?6, ?7, CAST(?8 AS INTEGER), ?9, ?10, 0, quote, document, rule FROM relation_mentions WHERE id=?1",
            first->first_id, text(start, &Times::start), text(end, &Times::end), text(start, &Times::start_day), text(end, &Times::end_day),
            first->first_seen, last_seen, evidence, text(start, &Times::first_id), text(end, &Times::first_id));
    if (!done) return done;
  }
  return {};
}

}  // namespace

std::string topic_of(const Relation& r) {
  return std::string(name_of(r.relation)) + "|" + who(r.subject) + "|" + (r.object ? who(*r.object) : std::string()) + "|" +
         utf8::lower(r.role);
}

Result<std::set<std::string>> topics_of(Database* database, const std::string& sha256) {
  std::set<std::string> topics;
  const Result<void> read = each_row(
      database, "SELECT DISTINCT topic FROM relation_mentions WHERE document=?1", [&](const Statement& row) { topics.insert(row.text(0)); },
      sha256);
  if (!read) return read.error();
  return topics;
}

void count_statement(const StatementKey& key, const std::string& day, const std::string& id, Statements* statements) {
  StatementCount& count = (*statements)[key];
  if (count.evidence == 0 || std::tie(day, id) < std::tie(count.first_day, count.first_id)) {
    count.first_day = day;
    count.first_id = id;
  }
  count.last_day = std::max(count.last_day, day);
  ++count.evidence;
}

Result<void> settle_relations(Database* database, const std::set<std::string>& changed, const Statements& added) {
  std::set<std::string> topics = changed;
  for (const auto& [key, count] : added) {
    topics.insert(key.topic);
    if (changed.contains(key.topic)) continue;
    const Result<void> done =
        run(database, kCountOn, key.topic, key.start, key.end, count.first_day, count.first_id, count.last_day, count.evidence);
    if (!done) return done;
  }
  for (const std::string& topic : changed) {
    if (const Result<void> done = count_again(database, topic); !done) return done;
  }
  for (const std::string& topic : topics) {
    if (const Result<void> done = write_spells(database, topic); !done) return done;
  }
  return {};
}

Result<void> write_background(Database* database, const std::vector<Relation>& relations) {
  if (const Result<void> done = run(database, "DELETE FROM relations WHERE background=1"); !done) return done;
  Rows rows{"relations",
            "id, topic, subject, subject_actor, subject_name, relation, object, object_actor, object_name, date_start, date_end, "
            "start_day, end_day, role, "
            "first_seen, last_seen, evidence, start_evidence, end_evidence, background, quote, document, rule",
            23, "id"};
  for (const Relation& r : relations) {
    const Participant object = r.object.value_or(Participant{});
    const std::string topic = topic_of(r);
    rows << sha256_hex("background\n" + topic + "\n" + r.start + "\n" + r.end + "\n" + r.rule).substr(0, 16) << topic << r.subject.code
         << r.subject.actor << r.subject.name << name_of(r.relation) << object.code << object.actor << object.name << r.start << r.end
         << days_of_edtf(r.start).first << days_of_edtf(r.end).last << r.role << ""
         << "" << 0 << ""
         << "" << 1 << ""
         << "" << r.rule;
  }
  return database->insert(rows);
}

}  // namespace demarche::store
