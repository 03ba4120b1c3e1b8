// A linear model over what stands between two actors: answers when no pattern connects them, and weighs patterns that do.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "events/events.h"

namespace demarche::events {

// What is seen of a question: a kind and a word ("root=attack"). The weights know words and their clusters.
struct Feature {
  std::string kind, word;
};

// Features of the relation from `source` to `target`, byte spans of the text; an empty span counts as unmarked.
std::vector<Feature> relation_features(const Layers& layers, ByteSpan source, ByteSpan target);

// Const use is thread-safe. Trained by train/relate.
class RelateModel {
 public:
  static Result<RelateModel> open(const std::string& path);

  using Scores = std::array<float, kEventTypeCount>;
  // Probabilities of the 16 types; `best` gets the feature that speaks loudest for the first of them, for explain.
  Scores score(const std::vector<Feature>& features, std::string* best) const;
  std::string_view version() const { return image_.version(); }

 private:
  void add(std::string_view key, Scores* sum) const;
  int cluster_of(std::string_view word) const;

  Image image_;
  std::span<const float> weights_, bias_;  // [2^k][16], [16]
  std::span<const StringRef> words_;
  std::span<const uint32_t> slots_;
  std::span<const uint16_t> clusters_;
};

}  // namespace demarche::events
