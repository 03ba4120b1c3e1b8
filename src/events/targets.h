// Weighs to whom an act is done among all whom the document names. Internal to the room.
#pragma once
#include <string>
#include <vector>

#include "demarche/target_question.h"
#include "events/completion.h"
#include "events/participants.h"
#include "events/target_model.h"

namespace demarche::events {

class TargetRanker {
 public:
  TargetRanker(const Layers& layers, const MentionIndexer& mentions, const TargetModel& model);

  // Replaces targets that the rules lack or are not sure of by those that the model finds likelier; Event::why tells.
  // With `seen`, every question is recorded there.
  void rank(std::vector<Built>* events, std::vector<TargetQuestion>* seen) const;

 private:
  // Mentions that stand for the same code or codes.
  struct Party {
    std::string key;  // codes, sorted and joined
    std::vector<Participant> who;
    std::vector<const ActorMention*> mentions;  // in text order
  };
  struct Keys;
  class Numbers;
  class Weigher;

  std::vector<const Party*> near(uint32_t sentence, const std::string& ruled) const;
  bool suffers_alike(const Party& party, const std::vector<Built>& events, const Built& built) const;
  bool named_in(const Party& party, SentenceIndex sentence) const;
  bool holds_source(const Party& party, const Event& event) const;
  std::vector<Participant> named_near(const Party& party, TokenIndex t) const;
  void add_party(std::vector<Participant> who, const ActorMention& mention);

  const Layers& layers_;
  const Text& text_;
  const MentionIndexer& mentions_;
  const TargetModel& model_;
  std::vector<Party> parties_;
  size_t most_ = 0;  // mentions of the party that is named most often
};

}  // namespace demarche::events
