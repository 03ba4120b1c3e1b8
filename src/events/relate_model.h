// The model that `relate` answers with: a softmax over what relate_features sees. Each feature has a weight of its own for
// each type, if training saw it, and the word vectors of its group speak for the words that training did not see.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "events/relate_features.h"

namespace demarche::events {

// Const use is thread-safe. Trained by train/relate. Plain sums in a fixed order: every machine gives the same answer.
class RelateModel {
 public:
  // Errors: kNotFound, kIo, kCorrupt, naming the path.
  static Result<RelateModel> open(const std::string& path);

  using Scores = std::array<float, kEventTypeCount>;
  // Probabilities of the 16 types. `reasons` gets the features that speak loudest for the best of them, for people:
  // "root condemn, chain condemn>obj>*". May be null.
  Scores score(const std::vector<Feature>& features, std::string* reasons) const;
  // The type to answer with. CONCEDE and RETREAT, the two ways of yielding, stand together against the others, so that
  // doubt between the two is no reason to choose a third.
  static EventType best(const Scores& scores);
  // How many numbers a word's vector has.
  size_t dimensions() const { return size_; }
  // Adds the vector of a word in lower case to `sum`, which has as many numbers; false if the word has none.
  bool add_vector(std::string_view word, std::span<float> sum) const;
  std::string_view version() const { return image_.version(); }

 private:
  // Features with repetitions taken out, and what each adds to the scores.
  struct Part {
    const Feature* feature;
    int group = -1;     // of word vectors, -1: none
    int64_t word = -1;  // index into words_, -1: unknown
    Scores scores{};
  };
  int64_t row_of(std::string_view key) const;
  int64_t word_of(std::string_view word) const;
  int group_of(std::string_view kind) const;
  void add_vectors(std::vector<Part>* parts) const;

  Image image_;
  std::span<const float> weights_, bias_;        // [keys][16], [16]
  std::span<const uint32_t> marks_, key_slots_;  // [keys]: upper half of the key's hash; open addressing by the lower
  std::span<const StringRef> words_, kinds_;
  std::span<const uint32_t> word_slots_;
  std::span<const int8_t> vectors_;         // [words][size]
  std::span<const float> scales_, matrix_;  // [words]: of a vector's numbers; [groups][size][16]
  std::span<const uint8_t> groups_;         // [kinds]
  size_t size_ = 0;                         // of a vector
};

}  // namespace demarche::events
