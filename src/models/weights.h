// The sections of a weights file. Internal to the room; train/parser/export.py writes them.
#pragma once
#include <span>

#include "base/image.h"
#include "models/kernels.h"
#include "models/parser.h"

namespace demarche::models {

// A dense layer: packed matrix [inputs][outputs], one bias for each output.
struct Dense {
  std::span<const float> weight, bias;
};

// The same with small numbers.
struct SmallDense {
  SmallMatrix weight;
  std::span<const float> bias;
};

struct LstmLayer {
  std::span<const float> input;     // [width][2 * 4 * hidden], the forward direction's gates first
  std::span<const float> bias;      // [2 * 4 * hidden]
  std::span<const float> recur[2];  // [hidden][4 * hidden], forward and backward
};

// A table of rows of bfloat16 numbers under hashed string keys.
struct RowTable {
  std::span<const StringRef> keys;
  std::span<const uint32_t> slots;
  std::span<const uint16_t> rows;
  // Row number of a key, or 0, which is the row for unknown keys.
  uint32_t find(const Image& image, std::string_view key) const;
};

struct Parser::Weights {
  Image image;
  const Kernels* kernels = nullptr;
  uint32_t input = 0, hidden = 0, arc = 0, label = 0, tags = 0, relations = 0;
  RowTable words, affixes;
  std::span<const uint16_t> shape_rows;
  std::span<const uint8_t> tag_pairs;  // UPOS and XPOS of each tag
  LstmLayer layer[2];
  Dense tag, arc_dep, arc_head, label_dep, label_out;
  std::span<const float> label_head, arc_pair, arc_bias, root;
  std::vector<float> zeros;  // the bias of layers that have none
  // What the chosen kernels run on, made by `prepare`.
  SmallMatrix recur[2][2], second_input;  // recur[layer][direction]
  SmallDense small_tag, small_arc_dep, small_arc_head, small_label_dep, small_label_head;
  std::vector<float> root_arc, root_label;  // the root's rows, behind arc_head and label_head

  // Reads and checks every section.
  static Result<std::unique_ptr<Weights>> load(Image image);
  void prepare(const Kernels& chosen);
};

}  // namespace demarche::models
