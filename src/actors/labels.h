// "SECRETARY BLINKEN:", "QUESTION:": who speaks in a transcript. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "actors/composer.h"

namespace demarche::actors {

struct SpeakerLabel {
  uint32_t sentence;  // that begins with the label
  TokenSpan words;    // without the colon
};

// The labels of a transcript in text order; empty if the text is none.
std::vector<SpeakerLabel> find_labels(const Text& text);

// The label under which a sentence is spoken, nullptr before the first.
const SpeakerLabel* label_of(const std::vector<SpeakerLabel>& labels, uint32_t sentence);

}  // namespace demarche::actors
