// Countries that are listed after a noun for their officials. Internal to the room.
#pragma once
#include <vector>

#include "actors/composer.h"

namespace demarche::actors {

// "Representatives of Egypt, France and Iraq": France and Iraq send officials as well. Gives states without a sector that
// are joined to the one inside a plural mention the sector of that mention. "People in Burma and Thailand" get a code for each.
void share_sectors(const Text& text, std::vector<Draft>* drafts);

}  // namespace demarche::actors
