// What the words of a trigger and the words around it are like. Internal to the room.
#pragma once
#include <vector>

#include "events/completion.h"
#include "events/relate_model.h"

namespace demarche::events {

// Mean word vectors, as wide as the model's; all zero where no word is known.
struct Wording {
  std::vector<float> trigger;  // of the content words of the trigger
  std::vector<float> around;   // of those in its sentence that stand near it
};

Wording wording_of(const Text& text, const Built& built, const RelateModel& model);

}  // namespace demarche::events
