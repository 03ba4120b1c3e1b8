// Who bears a surname on a day. Internal to the room.
#pragma once
#include <string_view>

#include "lexicon/actor_tables.h"

namespace demarche::actors {

// A title of those who lead a state: "president", "chancellor".
bool leads(std::string_view title);
// "minister" and "foreign minister" fit each other; "president" and "vice president" do not. Both in lower case.
bool titles_fit(std::string_view written, std::string_view held);

// Looks surnames up as of one day.
class Bearers {
 public:
  Bearers(const lexicon::ActorTables& tables, int32_t day) : tables_(tables), day_(day) {}

  // The one listed person of this surname who on the day holds an office that the title fits; without a title, the one
  // who leads a state, else whoever is best known. -1 if there is none or more than one. `country` may be empty.
  int32_t by_surname(std::string_view surname, std::string_view title, std::string_view country) const;

 private:
  bool same_person(uint32_t a, uint32_t b) const;
  int32_t only_bearer(std::string_view surname) const;
  int renown(const lexicon::ActorEntry& person) const;

  const lexicon::ActorTables& tables_;
  int32_t day_;
};

}  // namespace demarche::actors
