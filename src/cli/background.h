// What the dictionaries know of standing relations: memberships, offices and wars, with their times. Internal to the room.
#pragma once
#include <vector>

#include "demarche/event.h"
#include "lexicon/lexicon.h"

namespace demarche::cli {

std::vector<Relation> background_of(const lexicon::Lexicon& lexicon);

}  // namespace demarche::cli
