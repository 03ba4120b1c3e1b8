#include "actors/candidates.h"

#include <algorithm>
#include <array>
#include <compare>

#include "actors/bearers.h"
#include "actors/composer.h"
#include "base/civil_date.h"

namespace demarche::actors {

using lexicon::ActorEntry;
using lexicon::ActorKind;
using lexicon::ActorRole;
using lexicon::NameForm;
using lexicon::NameLink;

namespace {

// Days between the day and the nearest role.
int64_t distance(const lexicon::ActorTables& tables, const ActorEntry& actor, int32_t day) {
  int64_t nearest = INT64_MAX;
  for (const ActorRole& role : tables.roles(actor)) {
    if (role.covers(day)) return 0;
    if (role.start > day) nearest = std::min(nearest, int64_t{role.start} - day);
    if (role.end <= day) nearest = std::min(nearest, int64_t{day} - role.end + 1);
  }
  return nearest;
}

enum class Reason : uint8_t { kOnly, kHolds, kBetterKnown, kNearer, kFirst };

constexpr std::array<std::string_view, 5> kWins{"nobody else bears the name", "holds a role on the day", "is better known on the day",
                                                "its role lies nearest to the day", "stands first in the dictionaries"};
constexpr std::array<std::string_view, 5> kLoses{"", "holds no role on the day", "is less known on the day",
                                                 "its role lies further from the day", "stands later in the dictionaries"};

// What makes `a` a better bearer than `b`, if it is one: kOnly if it is not.
Reason better(const lexicon::ActorTables& tables, uint32_t a, uint32_t b, int32_t day) {
  const ActorEntry &one = tables.actor(a), &two = tables.actor(b);
  const bool holds = tables.role_at(one, day) != nullptr, other_holds = tables.role_at(two, day) != nullptr;
  if (holds != other_holds) return holds ? Reason::kHolds : Reason::kOnly;
  if (one.kind != ActorKind::kPerson || two.kind != ActorKind::kPerson) return Reason::kOnly;
  const int known = renown(tables, one, day), other_known = renown(tables, two, day);
  if (known != other_known) return known > other_known ? Reason::kBetterKnown : Reason::kOnly;
  return distance(tables, one, day) < distance(tables, two, day) ? Reason::kNearer : Reason::kOnly;
}

std::string day_text(int32_t day) {
  return day == lexicon::kAlways || day == lexicon::kForever ? std::string() : to_string(civil_from_days(day));
}

std::string_view kind_name(ActorKind kind) {
  static constexpr std::array<std::string_view, 4> kNames{"state", "person", "organisation", "group"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view form_name(NameForm form) {
  static constexpr std::array<std::string_view, 5> kNames{"name", "demonym", "capital", "metonym", "region"};
  return kNames[static_cast<size_t>(form)];
}

// The role held on the day, else the one that ended last before it, else the first to come.
const ActorRole* role_near(const lexicon::ActorTables& tables, const ActorEntry& actor, int32_t day) {
  if (const ActorRole* held = tables.role_at(actor, day)) return held;
  const ActorRole* near = nullptr;
  for (const ActorRole& role : tables.roles(actor)) {
    if (near == nullptr || role.end <= day ? near == nullptr || role.end > near->end || near->start > day
                                           : role.start < near->start && near->end > day)
      near = &role;
  }
  return near;
}

// Splits "Foreign Minister Lavrov" at the end of the longest title that it begins with.
std::string_view split_title(const lexicon::ActorTables& tables, std::string_view words, std::string* title) {
  for (size_t blank = words.rfind(' '); blank != std::string_view::npos && blank > 0; blank = words.rfind(' ', blank - 1)) {
    const lexicon::AgentNoun* agent = tables.find_agent(lexicon::phrase_key(words.substr(0, blank)));
    if (agent == nullptr || !(agent->flags & lexicon::kAgentTitle)) continue;
    *title = lexicon::phrase_key(words.substr(0, blank));
    return words.substr(blank + 1);
  }
  return words;
}

}  // namespace

const NameLink& best_link(const lexicon::ActorTables& tables, std::span<const NameLink> links, std::string_view form, int32_t day) {
  const NameLink* best = nullptr;
  for (const NameLink& link : links) {
    if (!lexicon::written_as(link.capitalised, form)) continue;
    if (best == nullptr || better(tables, link.actor, best->actor, day) != Reason::kOnly) best = &link;
  }
  return best == nullptr ? links.front() : *best;
}

namespace {

// Collects the bearers of one name and says of each why it wins or loses.
class Asker {
 public:
  Asker(const ActorFinder& finder, int32_t day) : finder_(finder), tables_(finder.tables()), day_(day) {}

  WhoAnswer answer(std::string_view words) {
    WhoAnswer who;
    who.date = to_string(civil_from_days(day_));
    const std::span<const NameLink> whole = tables_.find(lexicon::phrase_key(words));
    who.name = std::string(whole.empty() ? split_title(tables_, words, &who.title) : words);
    const std::span<const NameLink> links = tables_.find(lexicon::phrase_key(who.name));
    if (links.empty()) {
      by_surname(&who);
    } else {
      by_name(links, &who);
    }
    std::stable_partition(who.candidates.begin(), who.candidates.end(), [](const WhoCandidate& c) { return c.wins; });
    return who;
  }

 private:
  WhoCandidate candidate(uint32_t index, std::string_view matched) const {
    const ActorEntry& actor = tables_.actor(index);
    const ActorCode code = finder_.code_on(index, day_);
    WhoCandidate c;
    c.code = code.code;
    c.actor = code.actor;
    c.name = code.name;
    c.kind = kind_name(actor.kind);
    c.matched = matched;
    c.source = tables_.text(actor.source);
    c.entry = actor.entry;
    c.holds = tables_.role_at(actor, day_) != nullptr;
    if (const ActorRole* role = role_near(tables_, actor, day_)) {
      c.title = tables_.text(role->title);
      c.start = day_text(role->start);
      c.end = day_text(role->end);
      c.start_near = role->start_near != 0;
      c.end_near = role->end_near != 0;
    }
    return c;
  }

  void by_name(std::span<const NameLink> links, WhoAnswer* who) const {
    const NameLink& best = best_link(tables_, links, who->name, day_);
    Reason decides = links.size() == 1 ? Reason::kOnly : Reason::kHolds;
    for (const NameLink& link : links) {
      WhoCandidate c = candidate(link.actor, form_name(link.form));
      c.wins = link.actor == best.actor;
      if (!c.wins) {
        const Reason reason = better(tables_, best.actor, link.actor, day_);
        const Reason shown = reason == Reason::kOnly ? Reason::kFirst : reason;
        c.why = kLoses[static_cast<size_t>(shown)];
        decides = std::max(decides, shown);
      }
      who->candidates.push_back(std::move(c));
    }
    for (WhoCandidate& c : who->candidates) {
      if (c.wins) c.why = kWins[static_cast<size_t>(decides)];
    }
  }

  void by_surname(WhoAnswer* who) const {
    const int32_t found = Bearers(tables_, day_).by_surname(who->name, who->title, "");
    for (const NameLink& link : tables_.find(std::string(lexicon::kSurnamePrefix) + lexicon::name_key(who->name))) {
      WhoCandidate c = candidate(link.actor, "surname");
      c.wins = found >= 0 && static_cast<uint32_t>(found) == link.actor;
      c.why = c.wins ? surname_wins(*who) : surname_loses(*who, c, found);
      who->candidates.push_back(std::move(c));
    }
  }

  static std::string surname_wins(const WhoAnswer& who) {
    return who.title.empty() ? "is the best known bearer of the surname on the day"
                             : "holds on the day the office that '" + who.title + "' names";
  }

  static std::string surname_loses(const WhoAnswer& who, const WhoCandidate& c, int32_t found) {
    if (who.title.empty())
      return found >= 0 ? "is less known on the day" : "a surname alone does not tell: nobody, or two, are known well enough";
    if (!c.holds) return "holds no office on the day";
    return titles_fit(who.title, c.title) ? "another one holds such an office too" : "'" + who.title + "' does not name its office";
  }

  const ActorFinder& finder_;
  const lexicon::ActorTables& tables_;
  int32_t day_;
};

}  // namespace

WhoAnswer who_is(const ActorFinder& finder, std::string_view words, int32_t day) { return Asker(finder, day).answer(words); }

}  // namespace demarche::actors
