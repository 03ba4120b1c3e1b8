// From arc scores to a tree with one root.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace demarche::models {

struct TreeScratch {
  std::vector<float> scores, complete, open;
  std::vector<uint16_t> complete_at, open_at;
};

// scores[i * (n + 1) + j]: how well node j (0 is the root) heads word i + 1. Fills heads[i] with the head of word i + 1:
// the best head of each word where that is a projective tree with one root, else the best such tree (Eisner). English
// trees with crossing arcs are fewer than the scorer's errors that cross. n >= 1.
void best_tree(std::span<const float> scores, std::span<uint16_t> heads, TreeScratch* scratch);

bool is_tree(std::span<const uint16_t> heads);

// No two arcs cross, and none passes over the root. `heads` is a tree.
bool is_projective(std::span<const uint16_t> heads);

}  // namespace demarche::models
