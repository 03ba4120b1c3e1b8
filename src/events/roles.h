// Who acts on whom in the clause of one trigger. Internal to the room.
#pragma once
#include <utility>
#include <vector>

#include "events/events.h"
#include "events/origin.h"
#include "events/participants.h"

namespace demarche::events {

// Winner and loser of one trigger where both say the same type: the loser may name a side that the winner does not.
using OtherReadings = std::vector<std::pair<const lexicon::PatternMatch*, const lexicon::PatternMatch*>>;

// Fills source and target of an event from the words around its trigger. What the clause leaves out is for Completion.
class RoleReader {
 public:
  RoleReader(const Layers& layers, const MentionIndexer& mentions, const OtherReadings& others)
      : layers_(layers), text_(layers.annotation.text), mentions_(mentions), others_(others) {}

  // `event` has its type and mode; gives where each side comes from.
  Origins fill(const lexicon::PatternMatch& match, Event* event) const;

 private:
  void sides_of_other_readings(const lexicon::PatternMatch& match, Event* event) const;
  void place_before_noun(tree::TokenList* sources, tree::TokenList* targets) const;
  void owner_named_later(const lexicon::PatternMatch& match, std::vector<Participant>* source) const;
  void own_attack(const lexicon::PatternMatch& match, tree::TokenList* sources, tree::TokenList* targets) const;
  void in_support(const lexicon::PatternMatch& match, tree::TokenList* sources, tree::TokenList* targets) const;
  void drop_own_envoys(const tree::TokenList& targets, Event* event) const;
  bool gives_something(const lexicon::PatternMatch& match) const;
  std::vector<Participant> joined_subjects(TokenIndex noun, const Event& event) const;
  TokenIndex carried_by(TokenIndex trigger) const;
  void come_from(TokenIndex noun, std::vector<Participant>* source) const;
  void given_through(TokenIndex noun, std::vector<Participant>* source) const;
  bool meets_itself(const lexicon::PatternMatch& match, const Event& event) const;
  void doers_around(const lexicon::PatternMatch& match, std::vector<Participant>* source) const;
  void who_meets(const lexicon::PatternMatch& match, std::vector<Participant>* source) const;
  void whose_fate(TokenIndex noun, tree::TokenList* sources, tree::TokenList* targets) const;
  std::vector<Participant> joined_between(TokenIndex noun) const;
  std::vector<Participant> joined_by_hyphen(TokenIndex noun) const;
  tree::TokenList told(TokenIndex trigger, EventType type) const;
  void answers_for_addressee(const lexicon::PatternMatch& match, tree::TokenList* sources, tree::TokenList* targets) const;
  bool suffers(const lexicon::PatternMatch& match) const;
  tree::TokenList hosts(const lexicon::PatternMatch& match) const;
  bool attacked_ground(const lexicon::PatternMatch& match, Event* event) const;
  tree::TokenList objects_left(const lexicon::PatternMatch& match) const;
  tree::TokenList government_after(TokenIndex trigger) const;
  tree::TokenList helped(const lexicon::PatternMatch& match) const;
  tree::TokenList owners_before(TokenIndex noun) const;
  Origin fallback_target(const lexicon::PatternMatch& match, Event* event) const;
  tree::TokenList undergoers_of_noun(TokenIndex noun) const;
  bool take_target(const tree::TokenList& phrases, Event* event) const;

  const Layers& layers_;
  const Text& text_;
  const MentionIndexer& mentions_;
  const OtherReadings& others_;
};

}  // namespace demarche::events
