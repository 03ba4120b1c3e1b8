#include "actors/owners.h"

#include <algorithm>

#include "actors/names.h"
#include "base/tree.h"

namespace demarche::actors {

namespace {

const Hit* hit_at(const ActorScratch& s, uint32_t t) { return s.hit_at[t] < 0 ? nullptr : &s.hits[static_cast<size_t>(s.hit_at[t])]; }

// Titles that say nothing of the kind of actor they serve.
bool serves_others(std::string_view noun) {
  static constexpr std::string_view kServants[] = {
      "official",  "leader",     "spokesman",   "spokeswoman",    "spokesperson",   "source",    "chief",      "head",     "director",
      "president", "chairman",   "chairwoman",  "chair",          "representative", "member",    "aide",       "staff",    "personnel",
      "commander", "officer",    "figure",      "force",          "authority",      "secretary", "leadership", "delegate", "delegation",
      "executive", "negotiator", "coordinator", "administration", "authorities",    "spokeman",  "partner"};
  return std::find(std::begin(kServants), std::end(kServants), noun) != std::end(kServants);
}

// What a servant's own sector gives way to: parts of a state and bodies, not the executive itself.
bool gives_sector(std::string_view sector) { return !sector.empty() && sector != "GOV" && sector != "ELI"; }

}  // namespace

std::string_view served_sector(const Text& text, const lexicon::ActorTables& tables, const ActorScratch& s, const Hit& title,
                               TokenSpan span) {
  const TokenIndex head = head_of(text, title.tokens);
  if (!serves_others(text.tokens[title.tokens.end.value - 1].lemma)) return {};
  for (uint32_t t = title.tokens.begin.value; t > span.begin.value; --t) {
    const Token& word = text.tokens[t - 1];
    const Hit* hit = hit_at(s, t - 1);
    if (hit == nullptr && (word.xpos == Xpos::kPOS || word.upos == Upos::kAdj || word.upos == Upos::kNum)) continue;
    if (hit == nullptr || hit->agent == nullptr) break;
    // "Public officials" and "national leaders" are no people of the public.
    const bool noun = word.upos == Upos::kNoun || (word.upos == Upos::kPropn && tables.text(hit->agent->sector) != "CVL");
    if (noun && gives_sector(tables.text(hit->agent->sector))) return tables.text(hit->agent->sector);
    break;
  }
  for (const TokenIndex* c = text.children_begin(head); c != text.children_end(head); ++c) {
    const TokenIndex marker = text[*c].deprel == Deprel::kNmod ? tree::marker_of(text, *c) : TokenIndex();
    const Hit* hit = marker.valid() ? hit_at(s, c->value) : nullptr;
    if (hit == nullptr || hit->agent == nullptr || !(title.tokens.end.value <= marker.value)) continue;
    if (text[marker].lemma != "of" && text[marker].lemma != "for") continue;
    const std::string_view sector = tables.text(hit->agent->sector);
    if (gives_sector(sector) && sector != "CVL") return sector;
  }
  return {};
}

bool gives_sector_to_next(const Text& text, const ActorScratch& s, const Hit& body) {
  const uint32_t next = body.tokens.end.value;
  const Hit* title =
      next < text.tokens.size() && text.tokens[next].sentence == text[body.tokens.begin].sentence ? hit_at(s, next) : nullptr;
  return title != nullptr && title->agent != nullptr && title->tokens.contains(text[head_of(text, body.tokens)].head) &&
         serves_others(text.tokens[title->tokens.end.value - 1].lemma);
}

std::string_view sector_of_officers(const lexicon::ActorTables& tables, const ActorScratch& s, const Hit& officers) {
  for (size_t h = s.hits.size(); h-- > 0;) {
    const Hit& hit = s.hits[h];
    if (hit.agent == nullptr || hit.agent == officers.agent || !(hit.tokens.begin < officers.tokens.begin)) continue;
    const std::string_view sector = tables.text(hit.agent->sector);
    if (sector == "COP" || sector == "MIL") return sector;
  }
  return {};
}

std::vector<const Hit*> listed_before(const Text& text, const ActorScratch& s, const Hit& noun, TokenIndex* begin) {
  std::vector<const Hit*> found;
  const TokenIndex head = head_of(text, noun.tokens);
  if (text[head].xpos != Xpos::kNNS && text[head].xpos != Xpos::kNNPS) return found;
  const uint32_t first = text[text[head].sentence].tokens.begin.value;
  bool apart = true, joined = false;  // whether a comma or "and" stands since the last phrase, and whether an "and" is in the list
  for (uint32_t t = noun.tokens.begin.value; t > first;) {
    const Token& word = text.tokens[t - 1];
    const Hit* hit = hit_at(s, t - 1);
    if (hit != nullptr && !hit->names.empty()) {
      if (!apart || !tree::dominates(text, head, head_of(text, hit->tokens))) break;
      found.push_back(hit);
      t = hit->tokens.begin.value;
      apart = false;
      continue;
    }
    const bool mark = word.form == "," || word.lemma == "and" || word.lemma == "or";
    const bool modifier =
        found.empty() && (word.upos == Upos::kAdj || word.upos == Upos::kNoun || word.upos == Upos::kPropn) && word.head == head;
    if (!mark && !modifier) break;
    apart = apart || mark;
    joined = joined || (mark && word.form != "," && !found.empty());
    --t;
  }
  if (found.size() < 2 || !joined) return {};
  std::reverse(found.begin(), found.end());
  *begin = found.front()->tokens.begin;
  return found;
}

}  // namespace demarche::actors
