// What recoding a document changed. Internal to the room.
#pragma once
#include <map>
#include <string>

#include "store/database.h"

namespace demarche::store {

// A mention as it was coded, as JSON, and the dictionary line that coded it.
struct CodedAs {
  std::string json, rule;
};
using MentionsById = std::map<std::string, CodedAs>;
Result<MentionsById> mentions_of(Database* database, const std::string& sha256);

// Notes for the run which mentions were added, dropped or recoded between the two.
Result<void> note_changes(Database* database, const std::string& run_id, const std::string& sha256, const MentionsById& before,
                          const MentionsById& after);

}  // namespace demarche::store
