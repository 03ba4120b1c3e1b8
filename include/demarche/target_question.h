// What the ranker of targets is asked about an event; for training it.
#pragma once
#include <string>
#include <vector>

#include "demarche/event.h"

namespace demarche {

// One to whom an act may be done: an actor of the document, several joined, or nobody.
struct TargetCandidate {
  std::vector<Participant> who;       // empty: nobody
  std::vector<std::string> features;  // what the model sees of it
  bool ruled = false;                 // what the rules say without the model
};

// To whom one event is done.
struct TargetQuestion {
  Quote trigger;
  EventType type = EventType::kConsult;
  bool settled = false;  // the rules' answer stands whatever the model says
  std::vector<TargetCandidate> candidates;
  std::vector<Participant> source;
};

}  // namespace demarche
