#include "store/overlays.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "store/merge.h"

namespace demarche::store {

namespace {

using nlohmann::json;

std::vector<Participant> participants_of(const std::string& text) {
  std::vector<Participant> side;
  const json list = json::parse(text, nullptr, false);
  for (const json& item : list.is_array() ? list : json::array()) {
    Participant p;
    p.span = {item.value("start", 0u), item.value("end", 0u)};
    p.text = item.value("text", "");
    p.code = item.value("code", "");
    p.actor = item.value("actor", "");
    p.name = item.value("name", "");
    side.push_back(std::move(p));
  }
  return side;
}

Event event_of(const Statement& row) {
  Event e;
  e.id = row.text(0);
  const auto offset = [&](int column) { return static_cast<uint32_t>(row.integer(column)); };
  e.sentence = {offset(3), offset(4)};
  e.trigger.span = {offset(5), offset(6)};
  e.quote = row.text(7);
  e.type = event_type_from_name(row.text(8)).value_or(EventType::kConsult);
  e.status = event_status_from_name(row.text(9)).value_or(EventStatus::kActual);
  e.mode = row.text(10);
  e.date = row.text(11);
  e.source = participants_of(row.text(12));
  e.target = participants_of(row.text(13));
  if (!row.text(17).empty()) {
    EventPlace place;
    place.name = row.text(14);
    place.country = row.text(15);
    place.precision = row.text(16);
    place.has_coordinates = !row.is_null(18);
    place.lat = place.has_coordinates ? row.real(18) : 0;
    place.lon = place.has_coordinates ? row.real(19) : 0;
    e.place = place;
  }
  return e;
}

// What one decision changes: the documents of some mentions are settled anew.
Result<void> settle_again(Database* database, const std::vector<std::string>& mentions) {
  std::set<std::string> documents;
  for (const std::string& mention : mentions) {
    const Result<void> read = each_row(
        database, "SELECT document FROM mentions WHERE id=?1", [&](const Statement& row) { documents.insert(row.text(0)); }, mention);
    if (!read) return read;
  }
  Settling settling(database);
  for (const std::string& sha256 : documents) {
    if (const Result<void> done = settling.forget(sha256); !done) return done;
  }
  for (const std::string& sha256 : documents) {
    Result<std::vector<Act>> acts = acts_of(database, sha256);
    if (!acts) return acts.error();
    if (const Result<void> done = settling.add(std::move(*acts)); !done) return done;
  }
  Result<void> done = settling.settle();
  if (done) done = settling.place_mentions();
  if (done) done = settling.write();
  return done;
}

Result<void> check_there(Database* database, const std::vector<std::string>& mentions) {
  for (const std::string& mention : mentions) {
    bool there = false;
    const Result<void> read = each_row(
        database, "SELECT id FROM mentions WHERE id=?1", [&](const Statement&) { there = true; }, mention);
    if (!read) return read;
    if (!there)
      return Error{ErrorKind::kNotFound, database->where(), "has no mention '" + mention + "'", "the id of an event or of a mention"};
  }
  return {};
}

// Both orders of two mentions are the same decision.
Result<void> decide(Database* database, std::string_view kind, std::string a, std::string b, bool undo) {
  if (b < a && !b.empty()) std::swap(a, b);
  if (undo) return run(database, "DELETE FROM overlays WHERE kind=?1 AND a=?2 AND b=?3", kind, a, b);
  return run(database, "INSERT INTO overlays(kind, a, b, made) VALUES(?1,?2,?3,'') ON CONFLICT (kind, a, b) DO NOTHING", kind, a, b);
}

}  // namespace

Result<std::vector<Act>> acts_of(Database* database, const std::string& sha256) {
  std::vector<Act> acts;
  const Result<void> read = each_row(
      database,
      "SELECT id, reported, position, sentence_start, sentence_end, trigger_start, trigger_end, quote, type, status, mode, date, source, "
      "target, "
      "place_name, country, precision, place, lat, lon FROM mentions WHERE document=?1 ORDER BY position",
      [&](const Statement& row) { acts.push_back(act_of(sha256, row.text(1), event_of(row), static_cast<size_t>(row.integer(2)))); },
      sha256);
  if (!read) return read.error();
  return acts;
}

Result<void> split(Database* database, const std::vector<std::string>& mentions, bool undo) {
  Result<void> done = check_there(database, mentions);
  for (const std::string& mention : mentions) {
    if (done) done = decide(database, "split", mention, "", undo);
    // What is split off in one go stays together.
    if (done && mention != mentions.front()) done = decide(database, "merge", mentions.front(), mention, undo);
  }
  return done ? settle_again(database, mentions) : done;
}

Result<void> join(Database* database, const std::string& a, const std::string& b, bool undo) {
  Result<void> done = check_there(database, {a, b});
  if (done) done = decide(database, "merge", a, b, undo);
  return done ? settle_again(database, {a, b}) : done;
}

}  // namespace demarche::store
