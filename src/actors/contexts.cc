#include "actors/contexts.h"

#include <algorithm>

#include "actors/words.h"
#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::actors {

namespace {

constexpr uint32_t kLead = 600;  // bytes of a report in which a country counts twice

bool among(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

// What a state or its forces do to others' soldiers and officials.
bool done_to_others(std::string_view verb) {
  static constexpr std::string_view kVerbs[] = {"attack", "bomb",   "shell",  "strike", "raid",  "ambush", "kill",     "hit",
                                                "wound",  "injure", "target", "fight",  "expel", "summon", "sanction", "blacklist"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

// Offices that the publishers of statements here, who have secretaries, leave to other states.
bool office_abroad(std::string_view title) {
  static constexpr std::string_view kOthers[] = {"minister", "king", "queen", "prince", "emir", "sultan", "chancellor", "premier"};
  return std::any_of(std::begin(kOthers), std::end(kOthers),
                     [&](std::string_view word) { return title.find(word) != std::string_view::npos; });
}

}  // namespace

bool CountryContext::publishes(const std::string& country, const JointStatement& joint) const {
  if (!facts_.first_person.empty() && country_of(facts_.first_person) == country) return true;
  return std::any_of(joint.signatories.begin(), joint.signatories.end(), [&](const ActorCode& s) { return country_of(s.code) == country; });
}

void CountryContext::count(const JointStatement& joint) {
  counts_.clear();
  abroad_.clear();
  int own = 0, most = 0;
  // An official statement is made at home, whether it says so or not.
  if (!facts_.first_person.empty()) counts_[std::string(country_of(facts_.first_person))] = 2;
  for (const Draft& draft : drafts_) {
    if (draft.country.empty() || draft.country.starts_with("IGO:")) continue;
    // Where one private person is from does not say where things happen.
    if (draft.mention.person && !draft.mention.plural && sector_of(draft.mention.codes.front().code) == "CVL") continue;
    counts_[draft.country] += draft.mention.span.begin < kLead ? 2 : 1;
  }
  for (const auto& [country, count] : counts_) {
    if (publishes(country, joint)) {
      own = std::max(own, count);
    } else if (count > most) {
      abroad_ = country;
      most = count;
    }
  }
  mostly_abroad_ = 2 * most >= own;
}

bool CountryContext::publishers_office(const Draft& draft) const {
  return !facts_.first_person.empty() && draft.country.empty() && own_office(draft.title);
}

// "Principal Deputy National Security Advisor Jon Finer": officials of other countries are named with them, and ministers
// are theirs.
bool CountryContext::publishers_people(const Draft& draft) const {
  if (facts_.first_person.empty() || draft.mention.form != MentionForm::kName || !draft.mention.person || draft.title.empty()) return false;
  return draft.sector == "GOV" && !office_abroad(draft.title);
}

// Official statements speak of regimes, oppositions and rebels of other countries.
bool CountryContext::stands_against(const Draft& draft) const {
  if (facts_.first_person.empty()) return false;
  return draft.sector == "REB" || draft.sector == "OPP" || draft.title.ends_with("regime") || draft.title.ends_with("junta");
}

// "The United States looks forward to the new government": not its own.
bool CountryContext::away_from_home(const Draft& draft) const {
  static constexpr std::string_view kAtHome[] = {"LEG", "JUD", "MED"};
  const bool home = own_office(draft.title) || std::find(std::begin(kAtHome), std::end(kAtHome), draft.sector) != std::end(kAtHome);
  return !facts_.first_person.empty() && mostly_abroad_ && !home;
}

// "its special representative", "his counterparts": the country of whom the pronoun means.
std::string CountryContext::owner_of(uint32_t i) const {
  for (uint32_t j = i; j-- > 0 && drafts_[j].mention.tokens.begin == drafts_[i].mention.tokens.begin;) {
    const bool counterpart = drafts_[i].title.starts_with("counterpart");
    if (drafts_[j].mention.form == MentionForm::kPronoun && !counterpart) return drafts_[j].country;
  }
  return {};
}

// Countries of the states, forces and officials that do something to draft i which nobody does to his own.
std::vector<std::string> CountryContext::attackers_of(uint32_t i) const {
  const Draft& draft = drafts_[i];
  if (draft.sector != "MIL" && draft.sector != "GOV") return {};
  const TokenIndex noun = tree::first_conjunct(text_, draft.mention.head);
  const TokenIndex verb = text_[noun].head;
  if (text_[noun].deprel != Deprel::kObj || !verb.valid() || !done_to_others(text_[verb].lemma)) return {};
  std::vector<std::string> found;
  const tree::Clause clause = tree::clause_of(text_, verb);
  for (const Draft& other : drafts_) {
    const bool state = other.mention.place_like || other.sector == "MIL" || other.sector == "GOV";
    if (!state || other.country.empty()) continue;
    for (const TokenIndex doer : clause.doers) {
      if (other.mention.head == doer) found.push_back(other.country);
    }
  }
  return found;
}

std::string CountryContext::named_before(uint32_t i, const std::vector<std::string>& not_these) const {
  const bool away = away_from_home(drafts_[i]);
  for (uint32_t j = i; j-- > 0 && sentence_of(j) == sentence_of(i);) {
    const Draft& other = drafts_[j];
    if (!other.mention.place_like || other.mention.form != MentionForm::kName || among(not_these, other.country)) continue;
    if (away && other.country == country_of(facts_.first_person)) continue;
    return other.country;
  }
  return {};
}

// "A ministry in Munich, Germany".
std::string CountryContext::named_after(uint32_t i) const {
  for (uint32_t j = i + 1; j < drafts_.size() && sentence_of(j) == sentence_of(i); ++j) {
    TokenIndex place = drafts_[j].mention.head;
    if (text_[place].deprel == Deprel::kAppos && text_[place].head.valid()) place = text_[place].head;
    const TokenIndex marker = tree::marker_of(text_, place);
    if (drafts_[j].mention.place_like && marker.valid() && text_[marker].lemma == "in") return drafts_[j].country;
  }
  return {};
}

std::string CountryContext::most_spoken_of(const std::vector<std::string>& not_these) const {
  std::string best;
  int most = 0;
  for (const auto& [country, count] : counts_) {
    if (count <= most || among(not_these, country)) continue;
    best = country;
    most = count;
  }
  return best;
}

std::string CountryContext::country_for(uint32_t i) const {
  const Draft& draft = drafts_[i];
  if (std::string owner = owner_of(i); !owner.empty()) return owner;
  if (publishers_office(draft) || publishers_people(draft)) return std::string(country_of(facts_.first_person));
  const bool other_state = stands_against(draft) || (!facts_.first_person.empty() && draft.mention.person && office_abroad(draft.title));
  if (other_state && !abroad_.empty()) return abroad_;
  const std::vector<std::string> attackers = attackers_of(i);
  if (std::string before = named_before(i, attackers); !before.empty()) return before;
  if (std::string after = named_after(i); !after.empty()) return after;
  std::string most = most_spoken_of(attackers);
  return away_from_home(draft) && most == country_of(facts_.first_person) ? abroad_ : most;
}

}  // namespace demarche::actors
