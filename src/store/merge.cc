#include "store/merge.h"

#include <algorithm>

#include "base/civil_date.h"
#include "store/alike.h"
#include "store/unit_record.h"

namespace demarche::store {

namespace {

// A plan is looked for as long before its outcome, in days.
constexpr int kLongestPlan = 100, kEarly = 9;

int day_number(const std::string& day) {
  CivilDate date;
  return parse_civil(day, &date) ? days_from_civil(date) : 0;
}

}  // namespace

bool Settling::ByRank::operator()(const Unit* a, const Unit* b) const { return comes_before(a->act, b->act); }

Settling::Settling(Database* database) : database_(database) {}
Settling::~Settling() = default;

Result<void> Settling::touch(const std::set<std::string>& events) {
  Rows touched{"touched", "id", 1, "id"};
  for (const std::string& id : events) touched << id;
  return database_->insert(touched);
}

const Belonging& Settling::of(const std::string& mention) const { return belongings_.at(mention); }

Result<void> Settling::read_overlays() {
  if (read_) return {};
  read_ = true;
  return each_row(database_, "SELECT kind, a, b FROM overlays ORDER BY kind, a, b", [&](const Statement& row) {
    if (row.text(0) == "split") alone_.insert(row.text(1));
    else merges_.emplace_back(row.text(1), row.text(2));
  });
}

Settling::Unit* Settling::remember(Act act, std::string leader, std::string event, bool fresh) {
  auto& unit = units_[act.id];
  if (unit) return unit.get();
  unit = std::make_unique<Unit>();
  unit->keys = keys_of(act);
  unit->act = std::move(act);
  unit->fresh = fresh;
  unit->leader = unit->stored_leader = std::move(leader);
  unit->event = unit->stored_event = std::move(event);
  return unit.get();
}

Result<std::vector<Settling::Unit*>> Settling::load(const std::string& condition, const std::string& value) {
  std::vector<Unit*> list;
  const Result<void> read = each_row(
      database_,
      "SELECT id, document, reported, position, type, status, day_first, day_last, features, leader, event FROM units WHERE " + condition +
          "=?1",
      [&](const Statement& row) {
        Act act;
        act.id = row.text(0);
        act.document = row.text(1);
        act.reported = row.text(2);
        act.position = row.integer(3);
        act.type = row.text(4);
        act.status = row.text(5);
        act.first = day_number(row.text(6));
        act.last = day_number(row.text(7));
        read_features(row.text(8), &act);
        list.push_back(remember(std::move(act), row.text(9), row.text(10), false));
      },
      value);
  if (!read) return read.error();
  return list;
}

Result<std::vector<Settling::Unit*>> Settling::of_document(const std::string& sha256) {
  Result<std::vector<Unit*>> list = load("document", sha256);
  if (!list) return list;
  for (const auto& [id, unit] : units_) {
    if (unit->fresh && unit->act.document == sha256) list->push_back(unit.get());
  }
  return list;
}

Result<std::vector<Settling::Stored>*> Settling::stored_under(int64_t key, int64_t span) {
  const auto [at, fresh] = stored_.try_emplace({key, span});
  if (!fresh) return &at->second;
  const Result<void> read = each_row(
      database_, "SELECT day, unit FROM unit_keys WHERE span=?1 AND key=?2",
      [&](const Statement& row) {
        at->second.push_back({static_cast<int>(row.integer(0)), row.text(1), nullptr});
      },
      span, key);
  if (!read) return read.error();
  return &at->second;
}

Result<std::vector<Settling::Unit*>> Settling::find(const std::vector<int64_t>& keys, int from, int to) {
  ++searches_;
  std::vector<Unit*> list;
  const auto take = [&](Unit* unit) {
    if (unit->found != searches_) list.push_back(unit);
    unit->found = searches_;
  };
  for (const int64_t key : keys) {
    for (int64_t span = span_of(from); span <= span_of(to); ++span) {
      const Result<std::vector<Stored>*> stored = stored_under(key, span);
      if (!stored) return stored.error();
      for (Stored& s : **stored) {
        if (s.day < from || s.day > to) continue;
        if (s.unit == nullptr) {
          const auto known = units_.find(s.id);
          if (known != units_.end()) {
            s.unit = known->second.get();
          } else {
            const Result<std::vector<Unit*>> loaded = load("id", s.id);
            if (!loaded) return loaded.error();
            if (loaded->empty()) continue;
            s.unit = loaded->front();
          }
        }
        take(s.unit);
      }
    }
    const auto fresh = fresh_by_key_.find(key);
    if (fresh == fresh_by_key_.end()) continue;
    for (const auto& [day, unit] : fresh->second) {
      if (day >= from && day <= to) take(unit);
    }
  }
  return list;
}

Result<std::vector<Settling::Unit*>> Settling::near(const Unit& unit) {
  return find(unit.keys.likely, unit.act.first - kWindowDays, unit.act.first + kWindowDays);
}

Result<void> Settling::forget(const std::string& sha256) {
  const Result<std::vector<Unit*>> units = of_document(sha256);
  if (!units) return units.error();
  std::set<std::string> founded;  // the others keep those who take part
  for (Unit* unit : *units) {
    gone_.push_back(unit->act);
    touched_.insert(unit->event);
    if (unit->event == unit->act.id) founded.insert(unit->event);
    for (const int64_t key : unit->keys.own) {
      const Result<void> done = run(database_, "DELETE FROM unit_keys WHERE span=?1 AND key=?2 AND day=?3 AND unit=?4",
                                    span_of(unit->act.first), key, int64_t{unit->act.first}, unit->act.id);
      if (!done) return done;
    }
    removed_.insert(unit->act.id);
    const Result<std::vector<Unit*>> followers = load("leader", unit->act.id);
    if (!followers) return followers.error();
    for (Unit* follower : *followers) {
      if (follower->act.document != sha256) dirty_.insert(follower);
    }
  }
  for (Unit* unit : *units) {
    dirty_.erase(unit);
    units_.erase(std::string(unit->act.id));
  }
  Result<void> done = touch(founded);
  if (done) done = totals_.take_away(database_);
  if (done) done = run(database_, "DELETE FROM touched");
  if (!done) return done;
  return run(database_, "DELETE FROM units WHERE document=?1", sha256);
}

Result<void> Settling::add(std::vector<Act> acts) {
  if (const Result<void> done = read_overlays(); !done) return done;
  for (LocalUnit& local : units_of(std::move(acts), alone_)) {
    Unit* unit = remember(std::move(local.act), "", "", true);
    unit->members = std::move(local.members);
    for (const auto& [mention, reason] : unit->members) unit_of_fresh_[mention] = unit->act.id;
    for (const int64_t key : unit->keys.own) fresh_by_key_[key].emplace_back(unit->act.first, unit);
    dirty_.insert(unit);
  }
  return {};
}

void Settling::copies_changed(const std::vector<std::string>& documents) {
  for (const std::string& sha256 : documents) original_of_.emplace(sha256, "?");
}

// The unit of the original that says the same in the same words.
Result<void> Settling::join_copy(Unit* unit, Unit** best, std::string* reason) {
  auto& original = original_of_[unit->act.document];
  if (original.empty() || original == "?") {
    original = "-";
    const Result<void> read = each_row(
        database_, "SELECT duplicate_of FROM documents WHERE sha256=?1",
        [&](const Statement& row) {
          if (!row.text(0).empty()) original = row.text(0);
        },
        unit->act.document);
    if (!read) return read;
  }
  if (original == "-") return {};
  const Result<std::vector<Unit*>> candidates = of_document(original);
  if (!candidates) return candidates.error();
  Likeness most;
  Unit* twin = nullptr;
  for (Unit* candidate : *candidates) {
    if (!comes_before(candidate->act, unit->act)) continue;
    const Likeness like = likeness_in_copies(candidate->act, unit->act);
    if (!like.same ||
        (twin != nullptr && (like.points < most.points || (like.points == most.points && comes_before(twin->act, candidate->act)))))
      continue;
    twin = candidate;
    most = like;
  }
  if (twin == nullptr) return {};
  const auto leader = units_.find(twin->leader);
  if (leader != units_.end()) {
    *best = leader->second.get();
  } else {
    const Result<std::vector<Unit*>> loaded = load("id", twin->leader);
    if (!loaded) return loaded.error();
    if (loaded->empty()) return {};
    *best = loaded->front();
  }
  *reason = most.reason;
  return {};
}

Result<void> Settling::decide(Unit* unit) {
  Result<std::vector<Unit*>> candidates = near(*unit);
  if (!candidates) return candidates.error();
  unit->near = std::move(*candidates);
  Unit* best = nullptr;
  std::string reason;
  if (!unit->act.alone) {
    if (const Result<void> done = join_copy(unit, &best, &reason); !done) return done;
    Likeness most;
    for (Unit* candidate : best == nullptr ? unit->near : std::vector<Unit*>()) {
      if (!candidate->founds() || !comes_before(candidate->act, unit->act)) continue;
      Likeness like = likeness(candidate->act, unit->act);
      if (!like.same) continue;
      if (best != nullptr && (like.points < most.points || (like.points == most.points && comes_before(best->act, candidate->act))))
        continue;
      best = candidate;
      reason = like.reason;
      most = std::move(like);
    }
  }
  unit->leader = best == nullptr ? unit->act.id : best->act.id;
  unit->reason = best == nullptr ? (unit->act.alone ? "split off by a person" : "founds") : reason;
  unit->decided = true;
  return {};
}

// Units whose decision may hang on the one that has just been taken.
Result<void> Settling::spread(Unit* unit, const std::string& before) {
  if (before == unit->leader) return {};
  const auto mark = [&](Unit* other) {
    if (other != unit && comes_before(unit->act, other->act)) dirty_.insert(other);
  };
  if (unit->founds()) {
    for (Unit* other : unit->near) mark(other);
  } else if (before == unit->act.id) {
    const Result<std::vector<Unit*>> stored = load("leader", unit->act.id);
    if (!stored) return stored.error();
    for (const auto& [id, other] : units_) {
      if (other->leader == unit->act.id) mark(other.get());
    }
  }
  if (before.empty()) return {};
  std::vector<std::string> copies;
  const Result<void> read = each_row(
      database_, "SELECT sha256 FROM documents WHERE duplicate_of=?1 AND duplicate_of<>''",
      [&](const Statement& row) { copies.push_back(row.text(0)); }, unit->act.document);
  if (!read) return read;
  for (const std::string& copy : copies) {
    const Result<std::vector<Unit*>> units = of_document(copy);
    if (!units) return units.error();
    for (Unit* other : *units) mark(other);
  }
  return {};
}

Result<void> Settling::settle() {
  if (const Result<void> done = read_overlays(); !done) return done;
  for (const auto& [sha256, original] : original_of_) {
    const Result<std::vector<Unit*>> units = of_document(sha256);
    if (!units) return units.error();
    for (Unit* unit : *units) {
      dirty_.insert(unit);
      if (!unit->event.empty()) touched_.insert(unit->event);
    }
  }
  while (!dirty_.empty()) {
    Unit* unit = *dirty_.begin();
    dirty_.erase(dirty_.begin());
    const std::string before = unit->leader;
    if (const Result<void> done = decide(unit); !done) return done;
    if (const Result<void> done = spread(unit, before); !done) return done;
  }
  if (const Result<void> done = apply_merges(); !done) return done;
  for (const auto& [id, unit] : units_) {
    if (unit->event != unit->stored_event || unit->leader != unit->stored_leader) {
      touched_.insert(unit->event);
      if (!unit->fresh) touched_.insert(unit->stored_event);
    }
    for (const auto& [mention, reason] : unit->members) belongings_[mention] = {unit->event, id, mention == id ? unit->reason : reason};
  }
  return mark_links();
}

// Events that a person joined are one; the first of their founders is the founder of all.
Result<void> Settling::apply_merges() {
  for (const auto& [id, unit] : units_) {
    if (unit->fresh || unit->decided) unit->event = unit->leader;
  }
  std::map<std::string, std::string> above;
  const auto root = [&](std::string leader) {
    for (auto at = above.find(leader); at != above.end() && at->second != leader; at = above.find(leader)) leader = at->second;
    return leader;
  };
  std::set<std::string> joined;
  const Result<void> read = each_row(database_, "SELECT DISTINCT leader FROM units WHERE leader<>event",
                                     [&](const Statement& row) { joined.insert(row.text(0)); });
  if (!read) return read;
  for (const auto& [a, b] : merges_) {
    Unit* founders[2] = {nullptr, nullptr};
    for (const bool first : {true, false}) {
      std::string unit = first ? a : b;
      const auto fresh = unit_of_fresh_.find(unit);
      if (fresh != unit_of_fresh_.end()) unit = fresh->second;
      else if (const Result<void> asked = each_row(
                   database_, "SELECT unit FROM mentions WHERE id=?1", [&](const Statement& row) { unit = row.text(0); },
                   std::string(unit));
               !asked)
        return asked;
      for (int step = 0; step < 2; ++step) {
        if (!units_.contains(unit)) {
          if (const Result<std::vector<Unit*>> loaded = load("id", unit); !loaded) return loaded.error();
        }
        const auto found = units_.find(unit);
        if (found == units_.end()) break;
        if (found->second->founds()) founders[first ? 0 : 1] = found->second.get();
        unit = found->second->leader;
      }
    }
    if (founders[0] == nullptr || founders[1] == nullptr) continue;
    Unit* one = units_.at(root(founders[0]->act.id)).get();
    Unit* other = units_.at(root(founders[1]->act.id)).get();
    if (one == other) continue;
    if (comes_before(other->act, one->act)) std::swap(one, other);
    above[other->act.id] = one->act.id;
    joined.insert(founders[0]->act.id);
    joined.insert(founders[1]->act.id);
    joined.insert(other->act.id);
  }
  for (const std::string& leader : joined) {
    if (const Result<std::vector<Unit*>> loaded = load("leader", leader); !loaded) return loaded.error();
    const std::string event = root(leader);
    for (const auto& [id, unit] : units_) {
      if (unit->leader != leader) continue;
      unit->event = event;
      if (unit->founds() && event != leader) unit->reason = "joined by a person";
    }
  }
  return {};
}

Result<void> Settling::mark_links() {
  const auto plans_before = [&](const Act& act, const Keys& keys) -> Result<void> {
    const Result<std::vector<Unit*>> found = find(keys.plans, act.first - kLongestPlan, act.first + kEarly);
    if (!found) return found.error();
    plans_.insert(found->begin(), found->end());
    return {};
  };
  std::vector<Unit*> changed;
  for (const auto& [id, unit] : units_) {
    if (unit->fresh || unit->leader != unit->stored_leader || unit->event != unit->stored_event) changed.push_back(unit.get());
  }
  for (Unit* unit : changed) {
    if (unit->act.status == "planned") plans_.insert(unit);
    if (!unit->fresh) continue;
    if (unit->act.status == "negated") denials_.insert(unit);
    for (Unit* other : unit->near) {
      if (other->act.status == "negated") denials_.insert(other);
    }
    if (const Result<void> done = plans_before(unit->act, unit->keys); !done) return done;
  }
  for (const Act& act : gone_) {
    const Keys keys = keys_of(act);
    if (const Result<void> done = plans_before(act, keys); !done) return done;
    const Result<std::vector<Unit*>> others = find(keys.likely, act.first - kWindowDays, act.first + kWindowDays);
    if (!others) return others.error();
    for (Unit* other : *others) {
      if (other->act.status == "negated") denials_.insert(other);
    }
  }
  return {};
}

}  // namespace demarche::store
