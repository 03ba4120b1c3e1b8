#include "models/trees.h"

#include <algorithm>
#include <limits>

namespace demarche::models {

namespace {

constexpr float kNever = -1e9f;
constexpr float kLargest = 1e5f;

// Square matrix: at(d, h) scores h as head of d. Node 0 is the root.
struct Graph {
  size_t n;
  std::vector<float> score;
  float& at(size_t d, size_t h) { return score[d * n + h]; }
  float at(size_t d, size_t h) const { return score[d * n + h]; }
};

std::vector<uint32_t> best_heads(const Graph& graph) {
  std::vector<uint32_t> heads(graph.n, 0);
  for (size_t d = 1; d < graph.n; ++d) {
    const float* row = &graph.score[d * graph.n];
    heads[d] = static_cast<uint32_t>(std::max_element(row, row + graph.n) - row);
  }
  return heads;
}

std::vector<uint32_t> find_cycle(const std::vector<uint32_t>& heads) {
  std::vector<uint32_t> seen(heads.size(), 0);
  for (uint32_t start = 1; start < heads.size(); ++start) {
    uint32_t at = start;
    while (at != 0 && seen[at] == 0) {
      seen[at] = start;
      at = heads[at];
    }
    if (at == 0 || seen[at] != start) continue;
    std::vector<uint32_t> cycle;
    const uint32_t first = at;
    do {
      cycle.push_back(at);
      at = heads[at];
    } while (at != first);
    return cycle;
  }
  return {};
}

// Maximum spanning arborescence by contraction; each level has fewer nodes.
std::vector<uint32_t> arborescence(const Graph& graph) {
  std::vector<uint32_t> heads = best_heads(graph);
  const std::vector<uint32_t> cycle = find_cycle(heads);
  if (cycle.empty()) return heads;
  std::vector<bool> in_cycle(graph.n, false);
  for (const uint32_t c : cycle) in_cycle[c] = true;
  std::vector<uint32_t> rest;
  for (uint32_t i = 0; i < graph.n; ++i) {
    if (!in_cycle[i]) rest.push_back(i);
  }
  const size_t m = rest.size();
  Graph small{m + 1, std::vector<float>((m + 1) * (m + 1), kNever)};
  std::vector<uint32_t> entry(m), exit(m);
  for (size_t i = 0; i < m; ++i) {
    for (size_t j = 0; j < m; ++j) small.at(i, j) = graph.at(rest[i], rest[j]);
    for (const uint32_t c : cycle) {
      const float into = graph.at(c, rest[i]) - graph.at(c, heads[c]);
      if (into > small.at(m, i) || c == cycle.front()) small.at(m, i) = into, entry[i] = c;
      const float from = graph.at(rest[i], c);
      if (from > small.at(i, m) || c == cycle.front()) small.at(i, m) = from, exit[i] = c;
    }
  }
  const std::vector<uint32_t> solved = arborescence(small);
  heads[entry[solved[m]]] = rest[solved[m]];
  for (size_t i = 0; i < m; ++i) {
    if (rest[i] != 0) heads[rest[i]] = solved[i] < m ? rest[solved[i]] : exit[i];
  }
  return heads;
}

}  // namespace

bool is_tree(std::span<const uint16_t> heads) {
  const size_t n = heads.size();
  if (std::count(heads.begin(), heads.end(), 0) != 1) return false;
  for (size_t start = 0; start < n; ++start) {
    size_t at = start + 1;
    for (size_t steps = 0; at != 0; ++steps) {
      if (steps > n) return false;
      at = heads[at - 1];
    }
  }
  return true;
}

void best_tree(std::span<const float> scores, std::span<uint16_t> heads, TreeScratch* scratch) {
  const size_t n = heads.size();
  std::vector<float>& s = scratch->scores;
  s.resize(scores.size());
  // Forbidden arcs lie far below every score, whatever the weights; what is no number counts as a high score.
  std::transform(scores.begin(), scores.end(), s.begin(), [](float x) { return std::max(-kLargest, std::min(kLargest, x)); });
  for (size_t i = 0; i < n; ++i) {
    float* row = &s[i * (n + 1)];
    row[i + 1] = kNever;  // nobody heads himself
    heads[i] = static_cast<uint16_t>(std::max_element(row, row + n + 1) - row);
  }
  if (is_tree(heads)) return;
  size_t root = 0;
  for (size_t i = 1; i < n; ++i) {
    if (s[i * (n + 1)] > s[root * (n + 1)]) root = i;
  }
  Graph graph{n + 1, std::vector<float>((n + 1) * (n + 1), kNever)};
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 1; j <= n; ++j) graph.at(i + 1, j) = s[i * (n + 1) + j];
  }
  for (size_t j = 1; j <= n; ++j) graph.at(root + 1, j) = kNever;
  graph.at(root + 1, 0) = 0;
  const std::vector<uint32_t> solved = arborescence(graph);
  for (size_t i = 0; i < n; ++i) heads[i] = static_cast<uint16_t>(solved[i + 1]);
}

}  // namespace demarche::models
