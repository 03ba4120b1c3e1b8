#include "cli/background.h"

#include <map>

#include "base/civil_date.h"

namespace demarche::cli {

namespace {

std::string day_text(int32_t day) { return to_string(civil_from_days(day)); }

// The dictionaries' ends are the first day after.
void set_times(int32_t start, int32_t end, Relation* relation) {
  if (start != lexicon::kAlways) relation->start = day_text(start);
  if (end != lexicon::kForever) relation->end = day_text(end - 1);
}

Participant state_or_body(const std::string& code, const std::map<std::string, Participant, std::less<>>& known) {
  const auto found = known.find(code);
  if (found != known.end()) return found->second;
  Participant p;
  p.code = code;
  p.name = code.starts_with("IGO:") ? code.substr(4) : code;
  return p;
}

}  // namespace

std::vector<Relation> background_of(const lexicon::Lexicon& lexicon) {
  const lexicon::ActorTables& actors = lexicon.actors();
  const lexicon::MembershipTables& memberships = lexicon.memberships();
  std::map<std::string, Participant, std::less<>> known;  // states and bodies by code
  for (uint32_t i = 0; i < actors.size(); ++i) {
    const lexicon::ActorEntry& actor = actors.actor(i);
    if (actor.kind != lexicon::ActorKind::kState && actor.kind != lexicon::ActorKind::kOrganisation) continue;
    for (const lexicon::ActorRole& role : actors.roles(actor)) {
      Participant p;
      p.code = actors.text(role.code);
      p.actor = actors.text(actor.id);
      p.name = actors.text(actor.name);
      const std::string code = p.code;
      if (actor.kind == lexicon::ActorKind::kState || code.starts_with("IGO:")) known.emplace(code, std::move(p));
    }
  }
  std::vector<Relation> list;
  for (uint32_t i = 0; i < actors.size(); ++i) {
    const lexicon::ActorEntry& actor = actors.actor(i);
    if (actor.kind != lexicon::ActorKind::kPerson) continue;
    for (const lexicon::ActorRole& role : actors.roles(actor)) {
      if (actors.text(role.title).empty()) continue;
      Relation r;
      r.relation = RelationType::kHoldsOffice;
      r.subject.code = actors.text(role.code);
      r.subject.actor = actors.text(actor.id);
      r.subject.name = actors.text(actor.name);
      const std::string code(r.subject.code);
      r.object = state_or_body(code.starts_with("IGO:") ? code : code.substr(0, code.find(':')), known);
      r.role = actors.text(role.title);
      r.rule = lexicon.where(actor.entry);
      set_times(role.start, role.end, &r);
      list.push_back(std::move(r));
    }
  }
  for (const std::string_view body : memberships.bodies()) {
    for (const lexicon::Membership& m : memberships.of_body(body)) {
      Relation r;
      r.relation = RelationType::kMemberOf;
      r.subject = state_or_body(std::string(memberships.text(m.member)), known);
      r.object = state_or_body(std::string(body), known);
      // What is no full membership says so.
      if (m.status != lexicon::MemberStatus::kMember) r.role = lexicon::name_of(m.status);
      r.rule = lexicon.where(m.entry);
      set_times(m.start, m.end, &r);
      list.push_back(std::move(r));
    }
  }
  for (const lexicon::War& war : lexicon.wars().all()) {
    Relation r;
    r.relation = RelationType::kAtWarWith;
    r.subject = state_or_body(std::string(lexicon.wars().text(war.attacker)), known);
    r.object = state_or_body(std::string(lexicon.wars().text(war.attacked)), known);
    r.rule = lexicon.where(war.entry);
    set_times(war.start, war.end, &r);
    list.push_back(std::move(r));
  }
  return list;
}

}  // namespace demarche::cli
