#include "store/changes.h"

#include <array>

#include "base/json.h"

namespace demarche::store {

namespace {

// What counts as coded otherwise; rules and offsets may move without a change of what is said.
constexpr std::array<std::string_view, 11> kCompared{"type",         "mode",       "cameo",   "status",       "date", "source_codes",
                                                     "target_codes", "place_name", "country", "speaker_code", "quote"};

Result<void> note(Database* database, const std::string& run_id, std::string_view kind, const std::string& mention, std::string_view before,
                  std::string_view after) {
  return run(database,
             "INSERT INTO changes VALUES(?1,?2,?3,?4,?5) ON CONFLICT (run, mention) DO UPDATE SET kind=excluded.kind, "
             "before=excluded.before, after=excluded.after",
             run_id, kind, mention, before, after);
}

}  // namespace

Result<MentionsById> mentions_of(Database* database, const std::string& sha256) {
  std::string sql = "SELECT id";
  for (const std::string_view column : kCompared) sql += ", " + std::string(column);
  const Result<Statement*> statement = database->prepare(sql + " FROM mentions WHERE document=?1");
  if (!statement) return statement.error();
  (*statement)->bind(1, sha256);
  MentionsById mentions;
  for (;;) {
    const Result<bool> row = (*statement)->step();
    if (!row) return row.error();
    if (!*row) break;
    std::string json;
    JsonObject object(&json);
    for (size_t i = 0; i < kCompared.size(); ++i) object.text(kCompared[i], (*statement)->text(static_cast<int>(i + 1)));
    object.close();
    mentions.emplace((*statement)->text(0), std::move(json));
  }
  (*statement)->reset();
  return mentions;
}

Result<void> note_changes(Database* database, const std::string& run_id, const MentionsById& before, const MentionsById& after) {
  for (const auto& [id, was] : before) {
    const auto now = after.find(id);
    if (now != after.end() && now->second == was) continue;
    const Result<void> done =
        now == after.end() ? note(database, run_id, "dropped", id, was, "") : note(database, run_id, "recoded", id, was, now->second);
    if (!done) return done;
  }
  for (const auto& [id, is] : after) {
    if (before.contains(id)) continue;
    if (const Result<void> done = note(database, run_id, "added", id, "", is); !done) return done;
  }
  return {};
}

}  // namespace demarche::store
