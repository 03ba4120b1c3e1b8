#include "models/trees.h"

#include <algorithm>
#include <limits>

namespace demarche::models {

namespace {

constexpr float kNever = -1e9f;
constexpr float kLargest = 1e5f;

// Best projective tree over words 0 .. n-1 by Eisner's algorithm. A span is complete when its head has all its dependents
// on that side, open when its two ends are head and dependent. Direction 0: the head is the left end; 1: the right end.
class Projective {
 public:
  Projective(const float* scores, size_t n, TreeScratch* scratch)
      : scores_(scores),
        n_(n),
        complete_(scratch->complete),
        open_(scratch->open),
        complete_at_(scratch->complete_at),
        open_at_(scratch->open_at) {
    complete_.assign(2 * n * n, 0);
    open_.assign(2 * n * n, kNever);
    complete_at_.assign(2 * n * n, 0);
    open_at_.assign(2 * n * n, 0);
  }

  void solve(std::span<uint16_t> heads) {
    for (size_t length = 1; length < n_; ++length) {
      for (size_t left = 0; left + length < n_; ++left) fill(left, left + length);
    }
    size_t root = 0;
    float best = -std::numeric_limits<float>::infinity();
    for (size_t r = 0; r < n_; ++r) {
      const float score = scores_[r * (n_ + 1)] + complete_[cell(1, 0, r)] + complete_[cell(0, r, n_ - 1)];
      if (score > best) best = score, root = r;
    }
    heads[root] = 0;
    spread(1, 0, root, heads);
    spread(0, root, n_ - 1, heads);
  }

 private:
  size_t cell(size_t direction, size_t left, size_t right) const { return (direction * n_ + left) * n_ + right; }
  float arc(size_t dependent, size_t head) const { return scores_[dependent * (n_ + 1) + head + 1]; }

  void fill(size_t left, size_t right) {
    float best = -std::numeric_limits<float>::infinity();
    size_t at = left;
    for (size_t k = left; k < right; ++k) {
      const float score = complete_[cell(0, left, k)] + complete_[cell(1, k + 1, right)];
      if (score > best) best = score, at = k;
    }
    open_[cell(0, left, right)] = best + arc(right, left);
    open_[cell(1, left, right)] = best + arc(left, right);
    open_at_[cell(0, left, right)] = open_at_[cell(1, left, right)] = static_cast<uint16_t>(at);
    best = -std::numeric_limits<float>::infinity();
    for (size_t k = left + 1; k <= right; ++k) {
      const float score = open_[cell(0, left, k)] + complete_[cell(0, k, right)];
      if (score > best) best = score, at = k;
    }
    complete_[cell(0, left, right)] = best;
    complete_at_[cell(0, left, right)] = static_cast<uint16_t>(at);
    best = -std::numeric_limits<float>::infinity();
    for (size_t k = left; k < right; ++k) {
      const float score = complete_[cell(1, left, k)] + open_[cell(1, k, right)];
      if (score > best) best = score, at = k;
    }
    complete_[cell(1, left, right)] = best;
    complete_at_[cell(1, left, right)] = static_cast<uint16_t>(at);
  }

  // Writes the heads inside a complete span. As deep as the tree.
  void spread(size_t direction, size_t left, size_t right, std::span<uint16_t> heads) {
    while (left != right) {
      const size_t k = complete_at_[cell(direction, left, right)];
      const size_t from = direction == 0 ? left : k, to = direction == 0 ? k : right;
      heads[direction == 0 ? to : from] = static_cast<uint16_t>((direction == 0 ? from : to) + 1);
      const size_t middle = open_at_[cell(direction, from, to)];
      spread(0, from, middle, heads);
      spread(1, middle + 1, to, heads);
      (direction == 0 ? left : right) = k;
    }
  }

  const float* scores_;
  size_t n_;
  std::vector<float>& complete_;
  std::vector<float>& open_;
  std::vector<uint16_t>& complete_at_;
  std::vector<uint16_t>& open_at_;
};

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

bool is_projective(std::span<const uint16_t> heads) {
  for (size_t d = 1; d <= heads.size(); ++d) {
    const size_t h = heads[d - 1];
    if (h == 0) continue;
    const size_t left = std::min(d, h), right = std::max(d, h);
    for (size_t k = left + 1; k < right; ++k) {
      if (heads[k - 1] < left || heads[k - 1] > right) return false;
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
  if (is_tree(heads) && is_projective(heads)) return;
  Projective(s.data(), n, scratch).solve(heads);
}

}  // namespace demarche::models
