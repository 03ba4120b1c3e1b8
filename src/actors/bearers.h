// Who bears a surname on a day. Internal to the room.
#pragma once
#include <string_view>

#include "lexicon/actor_tables.h"

namespace demarche::actors {

// A title of those who lead a state: "president", "chancellor".
bool leads(std::string_view title);
// "minister" and "foreign minister" fit each other; "president" and "vice president" do not. Both in lower case.
bool titles_fit(std::string_view written, std::string_view held);

// How well known a person is on a day: offices of the day count more than past ones, leading ones more than others, people
// of the editors' files more than those of tables; 0 for who holds no office yet.
int renown(const lexicon::ActorTables& tables, const lexicon::ActorEntry& person, int32_t day);

// Looks surnames up as of one day.
class Bearers {
 public:
  Bearers(const lexicon::ActorTables& tables, int32_t day) : tables_(tables), day_(day) {}

  // The one listed person of this surname who on the day holds an office that the title fits; without a title, whoever is
  // best known. -1 if there is none or more than one. `country` may be empty.
  int32_t by_surname(std::string_view surname, std::string_view title, std::string_view country) const;

 private:
  bool same_person(uint32_t a, uint32_t b) const;
  int32_t best_known(std::string_view surname, std::string_view country) const;

  const lexicon::ActorTables& tables_;
  int32_t day_;
};

}  // namespace demarche::actors
