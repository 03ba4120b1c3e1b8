// Classes of words that tell whether a name beside them is a place. The words are in dictionaries/places/cues.txt and
// not_places.txt; a word may be in several classes.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace demarche::places {

enum class Cue : uint32_t {
  kIn = 1u << 0,            // "in", "near", "across": a place follows
  kTo = 1u << 1,            // "to", "from", "via": a place may follow
  kDirection = 1u << 2,     // "northern", "southeast", "central"
  kAdminType = 1u << 3,     // "province", "district", "oblast": after the name or, with "of", before it
  kCityType = 1u << 4,      // "city", "town", "village", "port"
  kNatureType = 1u << 5,    // "island", "river", "valley", "border"
  kTitle = 1u << 6,         // "President", "Mr": a person's name follows
  kGivenName = 1u << 7,     // "John": what follows or stands there is a person
  kWeak = 1u << 8,          // "Reading", "Jackson": a place only with good evidence
  kNever = 1u << 9,         // "March", "Chinese": never a place by itself
  kOrgNoun = 1u << 10,      // "University", "Post": the name beside it belongs to a body
  kParticle = 1u << 11,     // "de", "of", "the": lower case inside names
  kSay = 1u << 12,          // "said", "told": what stands before it speaks
  kOffice = 1u << 13,       // "Governor", "Mayor", "Police": a place may stand before it though it is capitalised
  kDemonym = 1u << 14,      // "Chinese", "Kenyans"
  kFeatureNoun = 1u << 15,  // "Airport", "Square": capitalised after a place that it belongs to
  kVisit = 1u << 16,        // "visit", "tour", "arrive": its object or "to" is where it happens
  kAdminOffice = 1u << 18,  // "governor": of an area, not of a country or a city
  kAgent = 1u << 17         // "officials", "government", "troops": a place before it names who acts
};

constexpr uint32_t bit(Cue cue) { return static_cast<uint32_t>(cue); }
constexpr bool has(uint32_t classes, Cue cue) { return (classes & bit(cue)) != 0; }

struct CueName {
  std::string_view name;
  Cue cue;
};
inline constexpr std::array<CueName, 19> kCueNames{{{"in", Cue::kIn},
                                                    {"to", Cue::kTo},
                                                    {"direction", Cue::kDirection},
                                                    {"admin-type", Cue::kAdminType},
                                                    {"city-type", Cue::kCityType},
                                                    {"nature-type", Cue::kNatureType},
                                                    {"title", Cue::kTitle},
                                                    {"given-name", Cue::kGivenName},
                                                    {"weak", Cue::kWeak},
                                                    {"never", Cue::kNever},
                                                    {"org-noun", Cue::kOrgNoun},
                                                    {"particle", Cue::kParticle},
                                                    {"say", Cue::kSay},
                                                    {"office", Cue::kOffice},
                                                    {"demonym", Cue::kDemonym},
                                                    {"feature-noun", Cue::kFeatureNoun},
                                                    {"visit", Cue::kVisit},
                                                    {"admin-office", Cue::kAdminOffice},
                                                    {"agent", Cue::kAgent}}};

}  // namespace demarche::places
