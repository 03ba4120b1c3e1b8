#include "actors/lists.h"

#include <algorithm>

#include "base/tree.h"

namespace demarche::actors {

namespace {

// "People in Burma and Thailand": of both.
void add_countries(const Text& text, const std::vector<Draft>& drafts, Draft* people) {
  if (people->mention.codes.size() != 1 || people->country.empty() || people->country.starts_with("IGO:")) return;
  const TokenIndex head = people->mention.head;
  for (const TokenIndex* c = text.children_begin(head); c != text.children_end(head); ++c) {
    const TokenIndex marker = text[*c].deprel == Deprel::kNmod ? tree::marker_of(text, *c) : TokenIndex();
    if (!marker.valid() || text[marker].lemma != "in") continue;
    tree::TokenList places;
    tree::with_conjuncts(text, *c, &places);
    // "U.S. forces in Pakistan" have their country from elsewhere.
    const bool from_here = std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) {
      return d.mention.place_like && d.country == people->country && places.has(d.mention.head);
    });
    if (!from_here) continue;
    for (const Draft& place : drafts) {
      if (!place.mention.place_like || place.mention.codes.empty() || place.country == people->country || !places.has(place.mention.head))
        continue;
      ActorCode code = people->mention.codes.front();
      code.code = place.country + ":" + people->sector;
      people->mention.codes.push_back(std::move(code));
    }
  }
}

}  // namespace

void share_sectors(const Text& text, std::vector<Draft>* drafts) {
  for (Draft& people : *drafts) {
    if (people.mention.plural && !people.sector.empty() && people.mention.form == MentionForm::kDescription)
      add_countries(text, *drafts, &people);
  }
  for (Draft& officials : *drafts) {
    if (!officials.mention.plural || officials.sector.empty() || officials.mention.form != MentionForm::kDescription) continue;
    std::vector<ActorCode> all;
    for (uint32_t t = officials.mention.head.value + 1; t < officials.mention.tokens.end.value; ++t) {
      for (const TokenIndex* c = text.children_begin(TokenIndex(t)); c != text.children_end(TokenIndex(t)); ++c) {
        if (text[*c].deprel != Deprel::kConj) continue;
        for (Draft& state : *drafts) {
          const bool bare = state.mention.place_like && state.mention.form == MentionForm::kName && state.mention.codes.size() == 1 &&
                            !state.mention.codes.front().code.empty() && state.mention.codes.front().code.find(':') == std::string::npos;
          if (!bare || !state.mention.tokens.contains(*c) || &state == &officials) continue;
          state.mention.codes.front().code += ":" + officials.sector;
          state.sector = officials.sector;
          all.push_back(state.mention.codes.front());
        }
      }
    }
    // Who refers to the officials later means those of all the states.
    officials.mention.codes.insert(officials.mention.codes.end(), all.begin(), all.end());
  }
}

}  // namespace demarche::actors
