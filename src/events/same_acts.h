// Which events of a document tell of one act. Internal to the room.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "events/completion.h"

namespace demarche::events {

// Looks among the events of a document for another telling of the same act that knows a date or a place which this one
// does not. Reads the events as they are at each call; they must not be moved meanwhile.
class SameActs {
 public:
  SameActs(const Layers& layers, const std::vector<Built>& events);

  // In the trigger's own clause: "the attacks struck the plant", "reaffirmed the commitment".
  std::optional<size_t> in_clause(size_t i) const;
  // The best of those told before ("the attack"), or of all.
  std::optional<size_t> before(size_t i) const { return best(i, i); }
  std::optional<size_t> anywhere(size_t i) const { return best(i, events_.size()); }

  // The event whose trigger's head, or the verb that carries it, is this token.
  std::optional<size_t> event_of(TokenIndex t) const;
  // The noun that names the act, be it the head or a word of the trigger ("filed a lawsuit"); invalid if there is none.
  TokenIndex act_noun(size_t i) const;
  // The noun says that it is not the act told before: "an earlier attack", "another strike", "further sanctions".
  bool another(TokenIndex noun) const;

 private:
  bool kin(TokenIndex a, TokenIndex b) const;
  bool same_word(size_t i, size_t other) const;
  bool may_be_same(size_t i, size_t other, int contradictions) const;
  double likeness(size_t i, size_t other) const;
  std::optional<size_t> best(size_t i, size_t end) const;
  TokenIndex head(size_t i) const { return events_[i].match->head; }
  uint32_t sentence(size_t i) const { return text_[head(i)].sentence.value; }

  const Layers& layers_;
  const Text& text_;
  const std::vector<Built>& events_;
  std::vector<int32_t> event_at_;                              // by token
  std::map<std::pair<EventType, std::string>, int> tellings_;  // of a type on a date: the story's main act is told most often
};

// Nouns that may stand for any act of their type ("the attack" for a bombing).
bool general_noun(std::string_view lemma);

}  // namespace demarche::events
