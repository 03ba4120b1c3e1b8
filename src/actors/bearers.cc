#include "actors/bearers.h"

#include <algorithm>

#include "actors/composer.h"

namespace demarche::actors {

using lexicon::NameLink;

bool leads(std::string_view title) {
  static constexpr std::string_view kLeads[] = {
      "president",      "prime minister", "chancellor", "premier",           "king",
      "supreme leader", "head of state",  "chairman",   "general secretary", "secretary of state"};
  return std::find(std::begin(kLeads), std::end(kLeads), title) != std::end(kLeads);
}

bool titles_fit(std::string_view written, std::string_view held) {
  if (written == held) return true;
  if (written == "secretary" || written == "leader" || written == "minister") return held.ends_with(written) || leads(held);
  const bool second = held.find("vice") != std::string_view::npos || held.find("deputy") != std::string_view::npos;
  return !held.empty() && !second && (written.ends_with(held) || (held.ends_with(written) && !leads(written)));
}

int32_t Bearers::by_surname(std::string_view surname, std::string_view title, std::string_view country) const {
  int32_t found = -1;
  for (const NameLink& link : tables_.find(std::string(lexicon::kSurnamePrefix) + lexicon::name_key(surname))) {
    const lexicon::ActorRole* role = tables_.role_at(tables_.actor(link.actor), day_);
    if (role == nullptr || (!country.empty() && country_of(tables_.text(role->code)) != country)) continue;
    const std::string_view held = tables_.text(role->title);
    if (title.empty() ? !leads(held) : !titles_fit(title, held)) continue;
    if (found >= 0 && !same_person(static_cast<uint32_t>(found), link.actor)) return -1;
    found = static_cast<int32_t>(link.actor);
  }
  return found >= 0 || !title.empty() ? found : only_bearer(surname);
}

// One person may stand in more than one file, with a name written in another way ("Sergey", "Sergei").
bool Bearers::same_person(uint32_t a, uint32_t b) const {
  constexpr size_t kBeginning = 4;
  const std::string one = lexicon::name_key(tables_.text(tables_.actor(a).name)),
                    two = lexicon::name_key(tables_.text(tables_.actor(b).name));
  return std::string_view(one).substr(0, std::min(kBeginning, one.find(' '))) ==
         std::string_view(two).substr(0, std::min(kBeginning, two.find(' ')));
}

// Whoever is best known by this surname among those who hold an office or have led; -1 if two are as well known.
int32_t Bearers::only_bearer(std::string_view surname) const {
  constexpr int kLeast = 2;  // who only served once is not meant by a bare surname
  int32_t found = -1;
  int best = 0;
  bool tie = false;
  for (const NameLink& link : tables_.find(std::string(lexicon::kSurnamePrefix) + lexicon::name_key(surname))) {
    const int known = renown(tables_.actor(link.actor));
    if (known < best || known < kLeast) continue;
    tie = known == best && !same_person(static_cast<uint32_t>(found), link.actor);
    if (known > best || !tie) found = static_cast<int32_t>(link.actor);
    best = known;
  }
  return tie ? -1 : found;
}

// Offices of the day count more than past ones, leading ones more than others; 0 for who holds none yet.
int Bearers::renown(const lexicon::ActorEntry& person) const {
  constexpr int kHolds = 4, kLeads = 2, kServes = 1;
  int best = 0;
  for (const lexicon::ActorRole& role : tables_.roles(person)) {
    if (role.start > day_) continue;
    const std::string_view title = tables_.text(role.title);
    const bool high = leads(title) || title == "secretary-general" || title == "secretary general" || title == "foreign minister";
    best = std::max(best, (role.end > day_ ? kHolds : 0) + (high ? kLeads : kServes));
  }
  return best;
}

}  // namespace demarche::actors
