#include "store/totals.h"

#include <algorithm>
#include <array>

namespace demarche::store {

namespace {

constexpr std::array<std::string_view, 4> kQuads{"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"};

bool conflict(std::string_view quad) { return quad.ends_with("-conflict"); }

// Sums of a row that is to change.
struct Sums {
  int64_t events = 0, as_source = 0, as_target = 0, conflict = 0, cooperation = 0, tenths = 0;
  std::array<int64_t, 4> quads{};
  std::string first, last, name, country, sector;  // of what is added
  bool less = false;                               // something is taken away: what is first and last has to be looked for

  void count(std::string_view quad, int64_t more) {
    events += more;
    (store::conflict(quad) ? conflict : cooperation) += more;
    const auto at = std::find(kQuads.begin(), kQuads.end(), quad);
    if (at != kQuads.end()) quads[static_cast<size_t>(at - kQuads.begin())] += more;
    less = less || more < 0;
  }
  void span(const std::string& day, const std::string& called, int64_t more) {
    if (more < 0) return;
    const bool only = last.empty();
    first = only ? day : std::min(first, day);
    name = only ? called : std::min(name, called);
    last = std::max(last, day);
  }
};

// Joins begin at what is touched, as those of merge_write.cc.
constexpr const char* kActorParts =
    "SELECT e.id, e.day, e.quad, p.code, p.name, p.country, p.sector, p.side FROM touched t CROSS JOIN events e "
    "CROSS JOIN participants p WHERE e.id=t.id AND p.mention=e.id AND p.code<>''";
constexpr const char* kDyadParts =
    "SELECT x.event, x.day, x.quad, x.source, x.target, CAST(round(x.goldstein*10) AS INTEGER) FROM touched t "
    "CROSS JOIN event_dyads x WHERE x.event=t.id";
constexpr const char* kEventParts =
    "SELECT e.id, e.day, e.quad, CAST(round(e.goldstein*10) AS INTEGER) FROM touched t CROSS JOIN events e WHERE e.id=t.id";

constexpr const char* kAddActor =
    "INSERT INTO actor_months VALUES(?1,?2,?3,?4,?5,CAST(?6 AS INTEGER),CAST(?7 AS INTEGER),CAST(?8 AS INTEGER),CAST(?9 AS "
    "INTEGER),?10,?11) "
    "ON CONFLICT (code, month) DO UPDATE SET as_source=actor_months.as_source+excluded.as_source, "
    "as_target=actor_months.as_target+excluded.as_target, conflict=actor_months.conflict+excluded.conflict, "
    "cooperation=actor_months.cooperation+excluded.cooperation, "
    "name=CASE WHEN excluded.last_day<>'' AND excluded.name<actor_months.name THEN excluded.name ELSE actor_months.name END, "
    "first_day=CASE WHEN excluded.last_day<>'' AND excluded.first_day<actor_months.first_day THEN excluded.first_day ELSE "
    "actor_months.first_day END, last_day=CASE WHEN excluded.last_day>actor_months.last_day THEN excluded.last_day ELSE "
    "actor_months.last_day END";
constexpr const char* kActorAgain =
    "UPDATE actor_months SET (name, first_day, last_day)=(SELECT coalesce(min(p.name),''), coalesce(min(p.day),''), "
    "coalesce(max(p.day),'') "
    "FROM participants p CROSS JOIN events e WHERE e.id=p.mention AND p.country=?3 AND p.side IN ('source','target') AND p.day>=?2||'-' "
    "AND "
    "p.day<?2||'.' AND p.code=?1) WHERE code=?1 AND month=?2";

constexpr const char* kAddDyad =
    "INSERT INTO dyad_months VALUES(?1,?2,?3,CAST(?4 AS INTEGER),CAST(?5 AS INTEGER),CAST(?6 AS INTEGER),CAST(?7 AS INTEGER),"
    "CAST(?8 AS INTEGER),CAST(?9 AS INTEGER),?10,?11) "
    "ON CONFLICT (source, target, month) DO UPDATE SET events=dyad_months.events+excluded.events, "
    "verbal_cooperation=dyad_months.verbal_cooperation+excluded.verbal_cooperation, "
    "material_cooperation=dyad_months.material_cooperation+excluded.material_cooperation, "
    "verbal_conflict=dyad_months.verbal_conflict+excluded.verbal_conflict, "
    "material_conflict=dyad_months.material_conflict+excluded.material_conflict, "
    "goldstein_tenths=dyad_months.goldstein_tenths+excluded.goldstein_tenths, "
    "first_day=CASE WHEN excluded.last_day<>'' AND excluded.first_day<dyad_months.first_day THEN excluded.first_day ELSE "
    "dyad_months.first_day END, last_day=CASE WHEN excluded.last_day>dyad_months.last_day THEN excluded.last_day ELSE "
    "dyad_months.last_day END";
constexpr const char* kDyadAgain =
    "UPDATE dyad_months SET (first_day, last_day)=(SELECT coalesce(min(x.day),''), coalesce(max(x.day),'') FROM event_dyads x WHERE "
    "x.source=?1 AND x.target=?2 AND x.day>=?3||'-' AND x.day<?3||'.') WHERE source=?1 AND target=?2 AND month=?3";

constexpr const char* kAddMonth =
    "INSERT INTO event_months VALUES(?1,CAST(?2 AS INTEGER),CAST(?3 AS INTEGER),CAST(?4 AS INTEGER),CAST(?5 AS INTEGER),"
    "CAST(?6 AS INTEGER),CAST(?7 AS INTEGER)) "
    "ON CONFLICT (month) DO UPDATE SET events=event_months.events+excluded.events, "
    "verbal_cooperation=event_months.verbal_cooperation+excluded.verbal_cooperation, "
    "material_cooperation=event_months.material_cooperation+excluded.material_cooperation, "
    "verbal_conflict=event_months.verbal_conflict+excluded.verbal_conflict, "
    "material_conflict=event_months.material_conflict+excluded.material_conflict, "
    "goldstein_tenths=event_months.goldstein_tenths+excluded.goldstein_tenths";

}  // namespace

Result<void> Totals::read(Database* database, int64_t sign) {
  const auto counts = [&](const std::string& event) { return sign > 0 || !taken_.contains(event); };
  std::map<std::pair<std::string, std::string>, ActorPart> parts;  // by event and code
  Result<void> done = each_row(database, kActorParts, [&](const Statement& row) {
    if (!counts(row.text(0))) return;
    const auto [at, fresh] = parts.try_emplace({row.text(0), row.text(3)});
    ActorPart& part = at->second;
    if (fresh) part = {row.text(3), row.text(1).substr(0, 7), row.text(1), row.text(4), row.text(5), row.text(6), row.text(2)};
    part.name = std::min(part.name, row.text(4));
    (row.text(7) == "source" ? part.as_source : part.as_target) = true;
  });
  if (!done) return done;
  for (auto& [key, part] : parts) actors_[std::move(part)] += sign;
  done = each_row(database, kDyadParts, [&](const Statement& row) {
    if (!counts(row.text(0))) return;
    const std::string day = row.text(1);
    dyads_[{row.text(3), row.text(4), day.substr(0, 7), day, row.text(2), row.integer(5)}] += sign;
  });
  if (!done) return done;
  std::set<std::string> seen;
  done = each_row(database, kEventParts, [&](const Statement& row) {
    if (!counts(row.text(0))) return;
    months_[{row.text(1).substr(0, 7), row.text(2), row.integer(3)}] += sign;
    seen.insert(row.text(0));
  });
  if (sign < 0) taken_.merge(seen);
  return done;
}

Result<void> Totals::take_away(Database* database) { return read(database, -1); }
Result<void> Totals::add(Database* database) { return read(database, 1); }

Result<void> Totals::write(Database* database) {
  for (const auto& work : {&Totals::write_actors, &Totals::write_dyads, &Totals::write_months}) {
    if (const Result<void> done = (this->*work)(database); !done) return done;
  }
  return {};
}

Result<void> Totals::write_actors(Database* database) const {
  std::map<std::pair<std::string, std::string>, Sums> rows;
  for (const auto& [part, more] : actors_) {
    if (more == 0) continue;
    Sums& sums = rows[{part.code, part.month}];
    sums.count(part.quad, more);
    sums.span(part.day, part.name, more);
    sums.as_source += part.as_source ? more : 0;
    sums.as_target += part.as_target ? more : 0;
    sums.country = part.country;
    sums.sector = part.sector;
  }
  for (const auto& [key, s] : rows) {
    const auto& [code, month] = key;
    Result<void> done = run(database, kAddActor, code, month, s.country, s.sector, s.name, s.as_source, s.as_target, s.conflict,
                            s.cooperation, s.first, s.last);
    if (done && s.less) done = run(database, kActorAgain, code, month, s.country);
    if (done && s.less)
      done = run(database, "DELETE FROM actor_months WHERE code=?1 AND month=?2 AND as_source=0 AND as_target=0", code, month);
    if (!done) return done;
  }
  return {};
}

Result<void> Totals::write_dyads(Database* database) const {
  std::map<std::tuple<std::string, std::string, std::string>, Sums> rows;
  for (const auto& [part, more] : dyads_) {
    if (more == 0) continue;
    Sums& sums = rows[{part.source, part.target, part.month}];
    sums.count(part.quad, more);
    sums.span(part.day, "", more);
    sums.tenths += more * part.tenths;
  }
  for (const auto& [key, s] : rows) {
    const auto& [source, target, month] = key;
    Result<void> done =
        run(database, kAddDyad, source, target, month, s.events, s.quads[0], s.quads[1], s.quads[2], s.quads[3], s.tenths, s.first, s.last);
    if (done && s.less) done = run(database, kDyadAgain, source, target, month);
    if (done && s.less)
      done = run(database, "DELETE FROM dyad_months WHERE source=?1 AND target=?2 AND month=?3 AND events=0", source, target, month);
    if (!done) return done;
  }
  return {};
}

Result<void> Totals::write_months(Database* database) const {
  std::map<std::string, Sums> rows;
  for (const auto& [part, more] : months_) {
    if (more == 0) continue;
    Sums& sums = rows[part.month];
    sums.count(part.quad, more);
    sums.tenths += more * part.tenths;
  }
  for (const auto& [month, s] : rows) {
    Result<void> done = run(database, kAddMonth, month, s.events, s.quads[0], s.quads[1], s.quads[2], s.quads[3], s.tenths);
    if (done && s.less) done = run(database, "DELETE FROM event_months WHERE month=?1 AND events=0", month);
    if (!done) return done;
  }
  return {};
}

}  // namespace demarche::store
