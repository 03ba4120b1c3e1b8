// The network once more, slow and plain: one sentence at a time, one word after the other, in double precision, straight
// from the sections of the weights file, with whole 127ths where the network has them. It shares only the key functions of features.h with the room.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/image.h"

namespace demarche::models {

class ForwardTwin {
 public:
  using Row = std::vector<double>;

  explicit ForwardTwin(Image image);

  struct Scores {
    std::vector<Row> tags;   // [word][tag]
    std::vector<Row> arcs;   // [word][head], head 0 is the root
    std::vector<Row> parts;  // what labels() needs of each word; the root is the last
  };
  Scores run(const std::vector<std::string_view>& forms) const;
  // Relation scores of word i (from 0) under head j (0 is the root).
  Row labels(const Scores& scores, size_t i, size_t j) const;
  uint8_t upos_of(size_t tag) const { return tag_pairs_[2 * tag]; }

 private:
  std::vector<double> numbers(std::string_view name) const;
  double weight(const std::vector<double>& panels, size_t rows, size_t row, size_t column) const;
  // Layers of small numbers have weights in 127ths of their column's largest; the root's row goes through whole ones.
  enum Kind { kWhole, kSmall };
  void make_small(const std::string& name, size_t rows);
  Row dense(const std::string& name, const Row& x, size_t rows, size_t outputs, Kind kind) const;
  Row input(std::string_view form) const;
  std::vector<Row> lstm(size_t layer, const std::vector<Row>& in) const;
  std::unordered_map<std::string, size_t> keys(std::string_view name) const;

  Image image_;
  size_t input_, hidden_, arc_, label_, tags_, relations_;
  std::unordered_map<std::string, size_t> words_, affixes_;
  std::vector<uint8_t> tag_pairs_;
  std::unordered_map<std::string, std::vector<double>> sections_;
};

}  // namespace demarche::models
