// What the relation model sees of a question: kinds and words, read off the tree, the patterns and the words between.
#pragma once
#include <string>
#include <vector>

#include "events/events.h"
#include "lexicon/lexicon.h"

namespace demarche::events {

// A kind and what it found ("root", "attack"). Kinds are named in relate_features.cc; train/relate reads the same lists.
struct Feature {
  std::string kind, word;
};

// Features of the relation from `source` to `target`, byte spans of the text; an empty span counts as unmarked.
std::vector<Feature> relation_features(const Layers& layers, const lexicon::Lexicon& lexicon, ByteSpan source, ByteSpan target);

}  // namespace demarche::events
