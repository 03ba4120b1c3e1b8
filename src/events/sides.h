// The sides of acts compared. Internal to the room.
#pragma once
#include <string_view>
#include <vector>

#include "demarche/event.h"

namespace demarche::events {

using Side = std::vector<Participant>;

// The country of a code, or the whole code of an organisation.
std::string_view country_of(std::string_view code);

bool shares_country(const Side& a, const Side& b);
// Both are told and have no country in common.
bool contradict(const Side& a, const Side& b);
// One of the first is one of the second: the same body or person, not only the same country.
bool same_actor(const Side& a, const Side& b);

// The same code and, where it is listed, the same actor.
bool same_who(const Participant& a, const Participant& b);
// The same participants in the same order.
bool same_side(const Side& a, const Side& b);

// Acts that those who do them do to each other: talks, agreements, cooperation.
bool mutual(EventType type);
// Acts that are done by saying something.
bool spoken(EventType type);
// Talks and protests are where and when what is said in them is said.
bool stage(EventType type);
// Fights and protests happen in one place on one day.
bool scene(EventType type);

}  // namespace demarche::events
