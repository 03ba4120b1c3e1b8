// What a pronoun cannot mean where it stands. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "actors/composer.h"

namespace demarche::actors {

// Mentions that act in the clause in which pronoun i is an object: "Qatar accused it" is not said of Qatar. Empty for
// subjects and possessives.
std::vector<uint32_t> subjects_beside(const Text& text, const std::vector<Draft>& drafts, uint32_t i);

// Whether two resolved mentions stand for the same actor.
bool means_the_same(const ActorMention& a, const ActorMention& b);

}  // namespace demarche::actors
