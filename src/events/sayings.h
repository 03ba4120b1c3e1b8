// When something was said: reports of speech with the dates that their own clauses give. Internal to the room.
#pragma once
#include <optional>
#include <vector>

#include "events/participants.h"
#include "events/when_where.h"

namespace demarche::events {

class Sayings {
 public:
  Sayings(const Layers& layers, const MentionIndexer& mentions);

  // The verb that reports the clause of `trigger`: above it in the tree, beside it, or beside the quotation that holds it.
  TokenIndex reported_by(TokenIndex trigger) const;

  // The date of a reporting verb's clause.
  std::optional<Dated> date_of(TokenIndex report) const;

  // For words in quotation marks: the last speech with a date before them by the same speaker, if nobody else has spoken
  // in between and it is near.
  std::optional<Dated> speech_that_goes_on(TokenIndex trigger, const std::vector<Participant>& voice) const;

 private:
  struct Saying {
    TokenIndex verb;
    std::vector<Participant> who;
  };

  bool speech(TokenIndex t) const;

  const Layers& layers_;
  const Text& text_;
  std::vector<Saying> sayings_;  // in text order
};

}  // namespace demarche::events
