#include "store/changes.h"

#include <array>

#include "base/json.h"

namespace demarche::store {

namespace {

// What counts as coded otherwise; rules and offsets may move without a change of what is said.
constexpr std::array<std::string_view, 11> kCompared{"type",         "mode",       "cameo",   "status",       "date", "source_codes",
                                                     "target_codes", "place_name", "country", "speaker_code", "quote"};

struct Change {
  std::string_view kind, before, after, rule;
};

Result<void> note(Database* database, const std::string& run_id, const std::string& sha256, const std::string& mention,
                  const Change& change) {
  return run(database,
             "INSERT INTO changes(run, kind, mention, document, rule, before, after) VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT (run, "
             "mention) DO UPDATE SET "
             "kind=excluded.kind, rule=excluded.rule, before=excluded.before, after=excluded.after",
             run_id, change.kind, mention, sha256, change.rule, change.before, change.after);
}

}  // namespace

Result<MentionsById> mentions_of(Database* database, const std::string& sha256) {
  std::string sql = "SELECT id, rule";
  for (const std::string_view column : kCompared) sql += ", " + std::string(column);
  MentionsById mentions;
  const Result<void> read = each_row(
      database, sql + " FROM mentions WHERE document=?1",
      [&](const Statement& row) {
        std::string json;
        JsonObject object(&json);
        for (size_t i = 0; i < kCompared.size(); ++i) object.text(kCompared[i], row.text(static_cast<int>(i + 2)));
        object.close();
        mentions.emplace(row.text(0), CodedAs{std::move(json), row.text(1)});
      },
      sha256);
  if (!read) return read.error();
  return mentions;
}

Result<void> note_changes(Database* database, const std::string& run_id, const std::string& sha256, const MentionsById& before,
                          const MentionsById& after) {
  for (const auto& [id, was] : before) {
    const auto now = after.find(id);
    if (now != after.end() && now->second.json == was.json) continue;
    const Change change =
        now == after.end() ? Change{"dropped", was.json, "", was.rule} : Change{"recoded", was.json, now->second.json, now->second.rule};
    if (const Result<void> done = note(database, run_id, sha256, id, change); !done) return done;
  }
  for (const auto& [id, is] : after) {
    if (before.contains(id)) continue;
    if (const Result<void> done = note(database, run_id, sha256, id, {"added", "", is.json, is.rule}); !done) return done;
  }
  return {};
}

}  // namespace demarche::store
