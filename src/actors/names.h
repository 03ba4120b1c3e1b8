// Where the proper names lie that follow titles or stand alone. Internal to the room.
#pragma once
#include <vector>

#include "actors/actors.h"

namespace demarche::actors {

// The token of a span through which the tree reaches it.
TokenIndex head_of(const Text& text, TokenSpan span);

// Reads names of one text. `taken` marks tokens that belong to a mention already; both outlive the reader.
class NameReader {
 public:
  NameReader(const Text& text, const lexicon::ActorTables& tables, int32_t day, const ActorScratch& scratch, const std::vector<bool>& taken)
      : text_(text), tables_(tables), day_(day), s_(scratch), taken_(taken) {}

  // The name after a title, right behind it or behind its post ("Special Envoy for Yemen Tim Lenderking"): a listed person,
  // whose index it gives, or an unknown name. Empty if there is none.
  TokenSpan following(const Hit& title, int32_t* person) const;
  // Honorifics before a name belong to the mention: "Mr.", "Dr.", "Sir".
  TokenSpan with_honorific(TokenSpan name) const;
  // Whether a token is part of an unknown name: a capitalised word, a particle or a hyphen and what it joins ("Noh Kyu-duk").
  bool part_of_name(uint32_t t) const;
  // Whether an unknown name of two words or more begins with a given name and does not end like a place or a thing.
  bool names_person(TokenSpan name) const;
  // A capitalised word that no dictionary has and no mention holds.
  bool begins_name(uint32_t t) const;

 private:
  const Hit* hit_of(uint32_t t) const { return s_.hit_at[t] < 0 ? nullptr : &s_.hits[static_cast<size_t>(s_.hit_at[t])]; }
  // A person of the dictionaries under these words.
  bool listed_person(const Hit& hit, int32_t* person) const;
  bool continues(uint32_t t, uint32_t begin) const;
  TokenSpan after_post(uint32_t at, uint32_t end, int32_t* person) const;

  const Text& text_;
  const lexicon::ActorTables& tables_;
  int32_t day_;
  const ActorScratch& s_;
  const std::vector<bool>& taken_;
};

}  // namespace demarche::actors
