// Parts of an actor code. Internal to the room.
#pragma once
#include <string_view>

namespace demarche::actors {

// Country part: "CHN" of "CHN:GOV", "IGO:UN" as it is, "" of ":REB".
std::string_view country_of(std::string_view code);
// Sector part: "GOV" of "CHN:GOV"; "" of "CHN" and of bodies.
std::string_view sector_of(std::string_view code);
// Whose notable a former official of a state that is gone is: "RUS" for "SUN"; other countries as they are.
std::string_view successor_of(std::string_view country);

}  // namespace demarche::actors
