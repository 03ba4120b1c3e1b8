// What recoding a document changed. Internal to the room.
#pragma once
#include <map>
#include <string>

#include "store/database.h"

namespace demarche::store {

// A document's mentions by id, each as JSON of what was coded.
using MentionsById = std::map<std::string, std::string>;
Result<MentionsById> mentions_of(Database* database, const std::string& sha256);

// Notes for the run which mentions were added, dropped or recoded between the two.
Result<void> note_changes(Database* database, const std::string& run_id, const MentionsById& before, const MentionsById& after);

}  // namespace demarche::store
