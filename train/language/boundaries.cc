// Learns sentence boundaries: logistic regression on the features of src/language/boundaries.h, by stochastic gradients
// with adaptive steps.
// usage: train_boundaries OUT.weights PASSES TEXT ENDS WEIGHT [TEXT ENDS WEIGHT ...]
// TEXT is raw text, ENDS the byte offsets where its sentences end, one a line (train/language/gold.py writes both);
// WEIGHT says how much its gaps count.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

#include "language/sentences.h"

namespace {

using namespace demarche::language;

struct Example {
  BoundaryFeatures features;
  bool ends;
  float weight;
};

void read(const char* text_path, const char* ends_path, float weight, std::vector<Example>* examples) {
  std::ifstream file(text_path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::ifstream list(ends_path);
  const std::unordered_set<uint32_t> ends{std::istream_iterator<uint32_t>(list), std::istream_iterator<uint32_t>()};
  std::vector<RawToken> tokens;
  tokenize(text, 0, &tokens);
  visit_gaps(text, tokens, [&](uint32_t i, const GapState& state) {
    const bool end = ends.contains(tokens[i].span.end);
    examples->push_back({boundary_features(text, tokens, i, state), end, weight});
    return end;
  });
}

class Learner {
 public:
  void pass(const std::vector<Example>& examples, std::mt19937* random) {
    for (size_t n = examples.size(), k = 0; k < n; ++k) {
      const Example& e = examples[(*random)() % n];
      double z = 0;
      for (const uint16_t f : e.features) z += weight_[f];
      const double gradient = (1 / (1 + std::exp(-z)) - (e.ends ? 1 : 0)) * e.weight;
      for (const uint16_t f : e.features) {
        const double g = gradient + kDecay * weight_[f];
        squares_[f] += g * g;
        weight_[f] -= kStep * g / std::sqrt(squares_[f] + 1e-6);
      }
    }
  }

  bool write(const char* path) const {
    std::ofstream out(path, std::ios::binary);
    for (const double w : weight_) {
      const int16_t whole = static_cast<int16_t>(std::lround(std::fmin(32767, std::fmax(-32767, w * 256))));
      out.write(reinterpret_cast<const char*>(&whole), sizeof(whole));
    }
    return out.good();
  }

 private:
  static constexpr double kStep = 0.15, kDecay = 2e-5;
  std::vector<double> weight_ = std::vector<double>(kBoundarySlots), squares_ = weight_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6 || argc % 3 != 0) {
    std::fprintf(stderr, "usage: train_boundaries OUT PASSES TEXT ENDS WEIGHT [TEXT ENDS WEIGHT ...]\n");
    return 2;
  }
  std::vector<Example> examples;
  for (int i = 3; i + 2 < argc; i += 3) read(argv[i], argv[i + 1], std::strtof(argv[i + 2], nullptr), &examples);
  std::mt19937 random(7);
  Learner learner;
  for (int p = std::atoi(argv[2]); p > 0; --p) learner.pass(examples, &random);
  std::printf("%zu gaps\n", examples.size());
  return learner.write(argv[1]) ? 0 : 1;
}
