#include "actors/actors.h"

#include <algorithm>

#include "actors/composer.h"
#include "actors/coreference.h"
#include "actors/hits.h"
#include "actors/lists.h"

namespace demarche::actors {

namespace {

constexpr int32_t kStays = 3 * 365;

}  // namespace

ActorCode ActorFinder::code_on(uint32_t index, int32_t day) const {
  const lexicon::ActorEntry& actor = tables_->actor(index);
  ActorCode code;
  code.actor = tables_->text(actor.id);
  code.name = tables_->text(actor.name);
  code.wikidata = tables_->text(actor.wikidata);
  code.entry = actor.entry;
  const lexicon::ActorRole* role = tables_->role_at(actor, day);
  const auto roles = tables_->roles(actor);
  // Who was seen in office and not seen leaving is taken to have stayed a while.
  if (role == nullptr && !roles.empty() && roles.front().end_near && day >= roles.front().end && day - roles.front().end < kStays) {
    role = &roles.front();
  }
  if (role != nullptr) {
    code.code = tables_->text(role->code);
    return code;
  }
  if (roles.empty()) return code;
  const std::string_view any = tables_->text(roles.front().code);
  const bool person = actor.kind == lexicon::ActorKind::kPerson;
  // What somebody was before his first listed office is not known.
  const bool later = std::all_of(roles.begin(), roles.end(), [&](const lexicon::ActorRole& r) { return r.start > day; });
  if (person && later && !any.starts_with("IGO:")) {
    code.code = country_of(tables_->text(roles.back().code));
    return code;
  }
  if (!person) {
    code.code = any;
    return code;
  }
  // Who left a body is a notable of the country he served before, if he did. Who led an armed group does not become one.
  const auto served = std::find_if(roles.begin(), roles.end(), [&](const lexicon::ActorRole& r) {
    return r.start <= day && !tables_->text(r.code).starts_with("IGO:") && !country_of(tables_->text(r.code)).empty();
  });
  const bool retires = served != roles.end() && sector_of(any) != "REB";
  code.code = retires ? std::string(successor_of(country_of(tables_->text(served->code)))) + ":ELI" : std::string(any);
  return code;
}

ActorCode ActorFinder::code_during(uint32_t index, int32_t first, int32_t last, int32_t day) const {
  ActorCode code = code_on(index, day);
  for (const lexicon::ActorRole& role : tables_->roles(tables_->actor(index))) {
    if (role.start > last || role.end <= first) continue;
    code.code = tables_->text(role.code);
    break;
  }
  return code;
}

std::vector<ActorMention> ActorFinder::find(const Text& text, const DocumentFacts& facts, ActorScratch* scratch) const {
  int32_t day = 0;
  lexicon::parse_day(facts.date, &day);
  find_hits(text, *tables_, scratch);
  std::vector<Draft> drafts = compose(text, *this, *tables_, day, *scratch);
  share_sectors(text, &drafts);
  resolve_document(text, facts, *this, day, &drafts);
  std::vector<ActorMention> mentions;
  mentions.reserve(drafts.size());
  for (Draft& draft : drafts) mentions.push_back(std::move(draft.mention));
  return mentions;
}

}  // namespace demarche::actors
