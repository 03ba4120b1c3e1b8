#include "models/weights.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>

namespace demarche::models {

namespace {

size_t panelled(size_t n) { return (n + kPanel - 1) / kPanel * kPanel; }

// Reads sections one after the other and remembers the first that is missing or has another size.
class SectionReader {
 public:
  explicit SectionReader(const Image& image) : image_(image) {}

  template <typename T>
  void read(std::string_view name, size_t count, std::span<const T>* out) {
    const auto section = image_.section<T>(name);
    if (!section) {
      fail(section.error());
    } else if (section->size() != count) {
      fail({ErrorKind::kCorrupt, "weights", "section '" + std::string(name) + "' has " + std::to_string(section->size()) + " numbers",
            std::to_string(count)});
    } else {
      *out = *section;
    }
  }
  void dense(const std::string& name, size_t inputs, size_t outputs, Dense* out) {
    read(name + ".w", inputs * panelled(outputs), &out->weight);
    read(name + ".b", panelled(outputs), &out->bias);
  }
  void table(const std::string& keys, const std::string& slots, const std::string& rows, size_t width, RowTable* out) {
    const auto key_section = image_.section<StringRef>(keys);
    const auto slot_section = image_.section<uint32_t>(slots);
    if (!key_section) return fail(key_section.error());
    if (!slot_section) return fail(slot_section.error());
    out->keys = *key_section;
    out->slots = *slot_section;
    const size_t size = out->slots.size();
    const bool power = size > 0 && (size & (size - 1)) == 0;
    const auto bad = [&](uint32_t s) { return s != 0xFFFFFFFF && s >= out->keys.size(); };
    // A free slot ends every search.
    const bool free_slot = std::find(out->slots.begin(), out->slots.end(), 0xFFFFFFFF) != out->slots.end();
    if (!power || out->keys.empty() || !free_slot || std::any_of(out->slots.begin(), out->slots.end(), bad)) {
      return fail({ErrorKind::kCorrupt, "weights", "hash table '" + slots + "' is inconsistent", ""});
    }
    read(rows, out->keys.size() * width, &out->rows);
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  void fail(Error error) {
    if (!error_) error_ = std::move(error);
  }
  const Image& image_;
  std::optional<Error> error_;
};

}  // namespace

uint32_t RowTable::find(const Image& image, std::string_view key) const {
  const size_t mask = slots.size() - 1;
  for (size_t at = XXH3_64bits(key.data(), key.size()) & mask; slots[at] != 0xFFFFFFFF; at = (at + 1) & mask) {
    if (image.text(keys[slots[at]]) == key) return slots[at];
  }
  return 0;
}

Result<std::unique_ptr<Parser::Weights>> Parser::Weights::load(Image image) {
  auto w = std::make_unique<Weights>();
  w->image = std::move(image);
  SectionReader reader(w->image);
  std::span<const uint32_t> config;
  reader.read("config", 6, &config);
  if (reader.error()) return *reader.error();
  const std::array<uint32_t*, 6> fields{&w->input, &w->hidden, &w->arc, &w->label, &w->tags, &w->relations};
  for (size_t i = 0; i < fields.size(); ++i) *fields[i] = config[i];
  const auto sane = [](uint32_t n, uint32_t step) { return n > 0 && n <= 1024 && n % step == 0; };
  if (!sane(w->input, 16) || !sane(w->hidden, 16) || !sane(w->arc, 16) || !sane(w->label, 16) || !sane(w->tags, 1) ||
      w->relations != static_cast<uint32_t>(Deprel::kXcomp) + 1) {
    return Error{ErrorKind::kCorrupt, "weights", "sizes that this program cannot run", "weights of this version"};
  }
  reader.table("words", "word_slots", "word_rows", w->input, &w->words);
  reader.table("affixes", "affix_slots", "affix_rows", w->input, &w->affixes);
  reader.read("shape_rows", size_t{32} * w->input, &w->shape_rows);
  reader.read("tags", size_t{2} * w->tags, &w->tag_pairs);
  const size_t gates = size_t{4} * w->hidden, both = size_t{2} * w->hidden;
  for (size_t i = 0; i < 2; ++i) {
    const std::string name = "l" + std::to_string(i) + ".";
    reader.read(name + "input", (i == 0 ? w->input : both) * 2 * gates, &w->layer[i].input);
    reader.read(name + "bias", 2 * gates, &w->layer[i].bias);
    reader.read(name + "forward", w->hidden * gates, &w->layer[i].recur[0]);
    reader.read(name + "backward", w->hidden * gates, &w->layer[i].recur[1]);
  }
  reader.dense("tag", both, w->tags, &w->tag);
  reader.dense("arc_dep", both, w->arc, &w->arc_dep);
  reader.dense("arc_head", both, w->arc, &w->arc_head);
  reader.dense("label_dep", both, w->label, &w->label_dep);
  reader.dense("label_out", panelled(w->label), w->relations, &w->label_out);
  reader.read("label_head.w", both * panelled(w->label), &w->label_head);
  reader.read("arc_pair.w", panelled(w->arc) * panelled(w->arc), &w->arc_pair);
  reader.read("arc_bias.w", size_t{w->arc} + 1, &w->arc_bias);
  reader.read("root", both, &w->root);
  if (reader.error()) return *reader.error();
  w->zeros.assign(1024, 0.0f);
  for (size_t i = 0; i < w->tags; ++i) {
    if (w->tag_pairs[2 * i] > static_cast<uint8_t>(Upos::kX) || w->tag_pairs[2 * i + 1] > static_cast<uint8_t>(Xpos::kDollar)) {
      return Error{ErrorKind::kCorrupt, "weights", "a tag that this program does not know", ""};
    }
  }
  return w;
}

void Parser::Weights::prepare(const Kernels& chosen) {
  kernels = &chosen;
  const size_t both = size_t{2} * hidden, gates = size_t{4} * hidden;
  for (const size_t i : {0, 1}) {
    for (const size_t direction : {0, 1}) recur[i][direction] = small_matrix(chosen, layer[i].recur[direction], hidden, gates);
  }
  second_input = small_matrix(chosen, layer[1].input, both, 2 * gates);
  const auto small = [&](const Dense& dense) {
    return SmallDense{small_matrix(chosen, dense.weight, both, dense.bias.size()), dense.bias};
  };
  small_tag = small(tag);
  small_arc_dep = small(arc_dep);
  small_arc_head = small(arc_head);
  small_label_dep = small(label_dep);
  const Dense head_of_label{label_head, std::span<const float>(zeros).first(label_dep.bias.size())};
  small_label_head = small(head_of_label);
  // The root is a row of weights, of any size, so it is not made small.
  const auto root_row = [&](const Dense& dense, std::vector<float>* out) {
    out->resize(dense.bias.size());
    chosen.multiply(root.data(), both, dense.weight.data(), dense.bias.data(), 0, out->data(), out->size(), 1, both, out->size());
  };
  root_row(arc_head, &root_arc);
  root_row(head_of_label, &root_label);
}

}  // namespace demarche::models
