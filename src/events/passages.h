// What a report and its sentences are like before any verb is looked at: whether states and armed people are in them at
// all, and whether somebody talks to somebody. Internal to the room.
#pragma once
#include <vector>

#include "demarche/annotation.h"

namespace demarche::events {

class Passages {
 public:
  explicit Passages(const Annotation& annotation);

  // Shares of the report's sentences, 0 to 1: with a state, its officials, an organisation or armed people; with "I", a
  // second person or a question, as in interviews and briefings.
  double powers() const { return powers_; }
  double talk() const { return talk_; }
  // Whether the sentence or one of its neighbours has such an actor; true for reports too short to tell.
  bool power_near(SentenceIndex s) const;
  // "I", "me" or "my".
  bool personal(SentenceIndex s) const { return sentences_[s.value].personal; }

 private:
  struct Traits {
    bool power = false, personal = false, talk = false;  // talk: personal, addressed to somebody, or a question
  };
  std::vector<Traits> sentences_;
  double powers_ = 0, talk_ = 0;
};

}  // namespace demarche::events
