// From the heads of phrases to the actors they name. Internal to the room.
#pragma once
#include "events/events.h"

namespace demarche::events {

// Looks mentions up by token.
class MentionIndexer {
 public:
  explicit MentionIndexer(const Annotation& annotation);

  // The mention that a phrase's head belongs to; an adjective counts only if `adjectives`.
  const ActorMention* at(TokenIndex t, bool adjectives) const;

  // The actors that a phrase names: its own mention with its conjuncts, else actors inside the phrase ("the U.S. decision").
  void resolve(TokenIndex phrase, std::vector<const ActorMention*>* out) const { resolve(phrase, false, out); }

  std::vector<Participant> participants(const tree::TokenList& phrases) const;
  // The same for phrases of those who act: of the actors inside a phrase only its owners count ("the minister's letter to
  // Congress"), and a means or a scene is nobody ("a message on Twitter").
  std::vector<Participant> doers(const tree::TokenList& phrases) const;
  // The countries of the places that the phrases name ("shelled Kherson", "left San Francisco"), for phrases that name no actor.
  std::vector<Participant> places(const tree::TokenList& phrases) const;
  static std::vector<Participant> participants_of(const ActorMention& mention, std::string_view bytes);

 private:
  void resolve(TokenIndex phrase, bool owners, std::vector<const ActorMention*>* out) const;
  std::vector<Participant> listed(const std::vector<const ActorMention*>& mentions) const;
  TokenIndex relative_owner(TokenIndex t) const;
  bool leads_inside(TokenIndex marker, bool owners) const;
  void members_listed(const ActorMention& mention, std::vector<const ActorMention*>* out) const;
  void inside(TokenIndex t, int depth, bool owners, std::vector<const ActorMention*>* out) const;

  const Annotation& a_;
  std::vector<int32_t> mention_at_;  // by token
  std::vector<int32_t> place_at_;    // by token: index into the places
};

}  // namespace demarche::events
