// Sides of an act that its own clause leaves out and the rest of the document tells. Internal to the room.
#pragma once
#include <functional>
#include <vector>

#include "events/events.h"
#include "events/origin.h"
#include "events/participants.h"

namespace demarche::events {

// An event with the pattern it was built from.
struct Built {
  Event event;
  const lexicon::PatternMatch* match = nullptr;
  Origins from;
};

// Fills empty sources and targets, in text order:
//  - who is blamed for a noun act, or claims it, has done it;
//  - a target that is an act ("criticised the move") is whoever did that act;
//  - an act told again ("the attack", "was killed") has the sides that the document tells elsewhere,
//    unless the tellings contradict each other;
//  - talks go on with whom they were with.
// Each filled side leaves its reason in Event::why.
class Completion {
 public:
  Completion(const Layers& layers, const MentionIndexer& mentions) : layers_(layers), text_(layers.annotation.text), mentions_(mentions) {}

  void complete(std::vector<Built>* events) const;
  // Sources of noun acts that are still empty once the targets are known.
  void complete_sources(std::vector<Built>* events) const;

 private:
  const std::vector<Participant>* doer_of(const std::vector<Built>& events, TokenIndex noun, const Event& reacting) const;
  void impeaching_body(Built* built) const;
  void blamed_doer(const std::vector<Built>& events, Built* built) const;
  void claimed_doer(Built* built) const;
  void act_as_target(const std::vector<Built>& events, size_t at, Built* own) const;
  std::vector<Participant> named_by(TokenIndex verb) const;
  const Built* telling(const std::vector<Built>& events, size_t at,
                       const std::function<const std::vector<Participant>*(const Event&)>& gives) const;
  void planned_before(const std::vector<Built>& events, size_t at, Event* event) const;
  void told_elsewhere(const std::vector<Built>& events, size_t at, Built* own) const;
  void same_counterpart(const std::vector<Built>& events, size_t at, Built* own) const;
  void asked_before(const std::vector<Built>& events, size_t at, Built* own) const;

  uint32_t sentence_of(const Built& built) const { return text_[built.match->head].sentence.value; }
  void crowd_of_document(Built* own) const;
  bool pointed_noun(TokenIndex t) const;
  bool of_anybody(const Built& built) const;
  bool doer_may_be_elsewhere(const Built& built) const;

  const Layers& layers_;
  const Text& text_;
  const MentionIndexer& mentions_;
};

}  // namespace demarche::events
