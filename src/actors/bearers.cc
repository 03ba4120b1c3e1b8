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
  if (written == "leader") return held.ends_with(written) || leads(held);
  if (written == "secretary") return held.ends_with(written) || held.starts_with("secretary of");
  if (written == "minister") return held.ends_with(written);
  static constexpr std::string_view kSecond[] = {"vice", "deputy", "assistant", "under", "former"};
  const bool second = std::any_of(std::begin(kSecond), std::end(kSecond), [&](std::string_view w) { return held.find(w) != held.npos; });
  return !held.empty() && !second && (written.ends_with(held) || held.ends_with(written));
}

int32_t Bearers::by_surname(std::string_view surname, std::string_view title, std::string_view country) const {
  if (title.empty()) return best_known(surname, country);
  int32_t found = -1;
  for (const NameLink& link : tables_.find(std::string(lexicon::kSurnamePrefix) + lexicon::name_key(surname))) {
    const lexicon::ActorRole* role = tables_.role_at(tables_.actor(link.actor), day_);
    if (role == nullptr || (!country.empty() && country_of(tables_.text(role->code)) != country)) continue;
    if (!titles_fit(title, tables_.text(role->title))) continue;
    if (found >= 0 && !same_person(static_cast<uint32_t>(found), link.actor)) return -1;
    found = static_cast<int32_t>(link.actor);
  }
  return found;
}

// One person may stand in more than one file, with a name written in another way ("Sergey", "Sergei").
bool Bearers::same_person(uint32_t a, uint32_t b) const {
  constexpr size_t kBeginning = 4;
  const std::string one = lexicon::name_key(tables_.text(tables_.actor(a).name)),
                    two = lexicon::name_key(tables_.text(tables_.actor(b).name));
  return std::string_view(one).substr(0, std::min(kBeginning, one.find(' '))) ==
         std::string_view(two).substr(0, std::min(kBeginning, two.find(' ')));
}

// Whoever is best known by this surname; -1 if nobody is known well enough or two are known equally well.
int32_t Bearers::best_known(std::string_view surname, std::string_view country) const {
  constexpr int kLeast = 4;        // who serves or has led and is in the news, or leads a state
  constexpr size_t kShortest = 3;  // "CO" and "Xi" by themselves are names only where the dictionaries list them as such
  const std::string key = lexicon::name_key(surname);
  if (surname.size() < kShortest || tables_.is_weak_surname(key)) return -1;
  int32_t found = -1;
  int best = 0;
  bool tie = false;
  for (const NameLink& link : tables_.find(std::string(lexicon::kSurnamePrefix) + key)) {
    const lexicon::ActorRole* role = tables_.role_at(tables_.actor(link.actor), day_);
    if (!country.empty() && (role == nullptr || country_of(tables_.text(role->code)) != country)) continue;
    const int known = renown(tables_, tables_.actor(link.actor), day_);
    if (known < best || known < kLeast) continue;
    tie = known == best && !same_person(static_cast<uint32_t>(found), link.actor);
    if (known > best || !tie) found = static_cast<int32_t>(link.actor);
    best = known;
  }
  return tie ? -1 : found;
}

int renown(const lexicon::ActorTables& tables, const lexicon::ActorEntry& person, int32_t day) {
  // Office of the day or past one, leading or other. The editors list who is much in the news, the tables everybody.
  struct Levels {
    int leads, serves, has_led, has_served;
  };
  constexpr Levels kInTheNews{9, 7, 4, 2}, kListed{6, 2, 3, 1};
  const Levels& levels = tables.text(person.source) == "editor" ? kInTheNews : kListed;
  int best = 0;
  for (const lexicon::ActorRole& role : tables.roles(person)) {
    if (role.start > day) continue;
    const std::string_view title = tables.text(role.title), code = tables.text(role.code);
    const bool high = leads(title) || title == "secretary-general" || title == "secretary general" || title == "foreign minister";
    // Parties, tycoons and activists go on for life; a surname alone means them only beside their full name.
    static constexpr std::string_view kServing[] = {"GOV", "MIL", "REB", "LEG", "JUD", "COP", "SPY"};
    const bool serves =
        code.starts_with("IGO:") || std::find(std::begin(kServing), std::end(kServing), sector_of(code)) != std::end(kServing);
    const bool holds = role.end > day && (serves || high);
    best = std::max(best, holds ? (high ? levels.leads : levels.serves) : (high ? levels.has_led : levels.has_served));
  }
  return best;
}

}  // namespace demarche::actors
