// What talks, statements and agreements are about, and what an act is for. Internal to the room.
#pragma once
#include "events/events.h"

namespace demarche::events {

// Phrases after "about", "on", "over", "regarding" at the trigger, and the objects of "discuss"; what stands after
// "including" in such a phrase stands for it.
std::vector<Quote> topics_of(const Layers& layers, const lexicon::PatternMatch& match, EventType type);

// The stated aim: an infinitive that hangs on the trigger and is not what the pattern governs, or the predicate of "the
// objective of the tour is to ...". nullopt if the text states none.
std::optional<Quote> purpose_of(const Layers& layers, const lexicon::PatternMatch& match);

}  // namespace demarche::events
