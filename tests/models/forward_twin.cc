#include "forward_twin.h"

#include <cmath>
#include <cstring>

#include "models/features.h"

namespace demarche::models {

namespace {

constexpr size_t kPanelWidth = 64;

double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

double from_bfloat(uint16_t bits) {
  const uint32_t wide = static_cast<uint32_t>(bits) << 16;
  float x;
  std::memcpy(&x, &wide, sizeof(x));
  return x;
}

}  // namespace

ForwardTwin::ForwardTwin(Image image) : image_(std::move(image)) {
  const auto config = image_.section<uint32_t>("config").value();
  input_ = config[0], hidden_ = config[1], arc_ = config[2], label_ = config[3], tags_ = config[4], relations_ = config[5];
  words_ = keys("words");
  affixes_ = keys("affixes");
  const auto pairs = image_.section<uint8_t>("tags").value();
  tag_pairs_.assign(pairs.begin(), pairs.end());
  for (const char* name : {"tag.w", "tag.b", "arc_dep.w", "arc_dep.b", "arc_head.w", "arc_head.b", "label_dep.w", "label_dep.b",
                           "label_out.w", "label_out.b", "label_head.w", "arc_pair.w", "arc_bias.w", "root"}) {
    sections_[name] = numbers(name);
  }
  for (const char* layer : {"l0.", "l1."}) {
    for (const char* part : {"input", "bias", "forward", "backward"}) {
      sections_[std::string(layer) + part] = numbers(std::string(layer) + part);
    }
  }
  const size_t both = 2 * hidden_;
  for (const char* name : {"l0.forward", "l0.backward", "l1.forward", "l1.backward"}) make_small(name, hidden_);
  for (const char* name : {"l1.input", "tag.w", "arc_dep.w", "arc_head.w", "label_dep.w", "label_head.w"}) make_small(name, both);
}

void ForwardTwin::make_small(const std::string& name, size_t rows) {
  std::vector<double> small = sections_.at(name);
  for (size_t column = 0; column < small.size() / rows; ++column) {
    const auto at = [&](size_t row) -> double& {
      return small[column / kPanelWidth * kPanelWidth * rows + row * kPanelWidth + column % kPanelWidth];
    };
    double largest = 0;
    for (size_t row = 0; row < rows; ++row) largest = std::max(largest, std::abs(at(row)));
    for (size_t row = 0; row < rows && largest > 0; ++row) at(row) = std::nearbyint(at(row) / largest * 127) * largest / 127;
  }
  sections_["small " + name] = std::move(small);
}

std::vector<double> ForwardTwin::numbers(std::string_view name) const {
  const auto section = image_.section<float>(name).value();
  return {section.begin(), section.end()};
}

std::unordered_map<std::string, size_t> ForwardTwin::keys(std::string_view name) const {
  std::unordered_map<std::string, size_t> found;
  const auto refs = image_.section<StringRef>(name).value();
  for (const StringRef ref : refs) found.emplace(image_.text(ref), found.size());
  return found;
}

double ForwardTwin::weight(const std::vector<double>& panels, size_t rows, size_t row, size_t column) const {
  return panels[column / kPanelWidth * kPanelWidth * rows + row * kPanelWidth + column % kPanelWidth];
}

ForwardTwin::Row ForwardTwin::dense(const std::string& name, const Row& x, size_t rows, size_t outputs, Kind kind) const {
  const std::vector<double>& matrix = sections_.at((kind == kSmall ? "small " : "") + name + ".w");
  Row out(outputs);
  for (size_t o = 0; o < outputs; ++o) {
    out[o] = sections_.contains(name + ".b") ? sections_.at(name + ".b")[o] : 0.0;
    for (size_t i = 0; i < x.size(); ++i) out[o] += x[i] * weight(matrix, rows, i, o);
  }
  return out;
}

ForwardTwin::Row ForwardTwin::input(std::string_view form) const {
  std::string normal;
  normalise(form, &normal);
  Row out(input_, 0.0);
  const auto add = [&](std::string_view section, size_t row) {
    const auto table = image_.section<uint16_t>(section).value();
    for (size_t i = 0; i < input_; ++i) out[i] += from_bfloat(table[row * input_ + i]);
  };
  const auto word = words_.find(normal);
  add("word_rows", word == words_.end() ? 0 : word->second);
  const AffixKeys affix = affix_keys(normal);
  for (size_t k = 0; k < kAffixKinds; ++k) {
    const auto found = affixes_.find(std::string(affix.key(k)));
    add("affix_rows", affix.length[k] == 0 || found == affixes_.end() ? 0 : found->second);
  }
  add("shape_rows", shape_of(form));
  return out;
}

std::vector<ForwardTwin::Row> ForwardTwin::lstm(size_t layer, const std::vector<Row>& in) const {
  const std::string name = "l" + std::to_string(layer) + ".";
  const size_t n = in.size(), width = in[0].size(), gates = 4 * hidden_;
  const std::vector<double>& inputs = sections_.at((layer == 0 ? "" : "small ") + name + "input");
  std::vector<Row> out(n, Row(2 * hidden_));
  for (const size_t direction : {0, 1}) {
    const std::vector<double>& recur = sections_.at("small " + name + (direction == 0 ? "forward" : "backward"));
    Row cell(hidden_, 0.0), last(hidden_, 0.0);
    for (size_t step = 0; step < n; ++step) {
      const size_t t = direction == 0 ? step : n - 1 - step;
      Row gate(gates);
      for (size_t g = 0; g < gates; ++g) {
        gate[g] = sections_.at(name + "bias")[direction * gates + g];
        for (size_t i = 0; i < width; ++i) gate[g] += in[t][i] * weight(inputs, width, i, direction * gates + g);
        for (size_t i = 0; i < hidden_; ++i) gate[g] += last[i] * weight(recur, hidden_, i, g);
      }
      for (size_t i = 0; i < hidden_; ++i) {
        cell[i] = sigmoid(gate[hidden_ + i]) * cell[i] + sigmoid(gate[i]) * std::tanh(gate[2 * hidden_ + i]);
        last[i] = std::nearbyint(sigmoid(gate[3 * hidden_ + i]) * std::tanh(cell[i]) * 127) / 127;
        out[t][direction * hidden_ + i] = last[i];
      }
    }
  }
  return out;
}

ForwardTwin::Scores ForwardTwin::run(const std::vector<std::string_view>& forms) const {
  std::vector<Row> x;
  for (const std::string_view form : forms) x.push_back(input(form));
  x = lstm(1, lstm(0, x));
  x.push_back(sections_.at("root"));
  const size_t n = forms.size(), both = 2 * hidden_;
  const size_t arc_rows = (arc_ + kPanelWidth - 1) / kPanelWidth * kPanelWidth;
  Scores scores;
  std::vector<Row> heads;
  for (size_t i = 0; i <= n; ++i) {
    heads.push_back(dense("arc_head", x[i], both, arc_, i == n ? kWhole : kSmall));
    for (double& v : heads.back()) v = std::max(v, 0.0);
  }
  for (size_t i = 0; i < n; ++i) {
    scores.tags.push_back(dense("tag", x[i], both, tags_, kSmall));
    Row dep = dense("arc_dep", x[i], both, arc_, kSmall);
    for (double& v : dep) v = std::max(v, 0.0);
    const Row pair = dense("arc_pair", dep, arc_rows, arc_, kWhole);
    Row arcs(n + 1);
    for (size_t j = 0; j <= n; ++j) {
      const Row& head = heads[j == 0 ? n : j - 1];
      arcs[j] = sections_.at("arc_bias.w")[arc_];
      for (size_t k = 0; k < arc_; ++k) arcs[j] += (pair[k] + sections_.at("arc_bias.w")[k]) * head[k];
    }
    scores.arcs.push_back(arcs);
  }
  scores.parts = x;
  return scores;
}

ForwardTwin::Row ForwardTwin::labels(const Scores& scores, size_t i, size_t j) const {
  const size_t both = 2 * hidden_, label_rows = (label_ + kPanelWidth - 1) / kPanelWidth * kPanelWidth;
  Row joined = dense("label_dep", scores.parts[i], both, label_, kSmall);
  const Row head = dense("label_head", scores.parts[j == 0 ? scores.parts.size() - 1 : j - 1], both, label_, j == 0 ? kWhole : kSmall);
  for (size_t k = 0; k < label_; ++k) joined[k] = std::max(joined[k] + head[k], 0.0);
  return dense("label_out", joined, label_rows, relations_, kWhole);
}

}  // namespace demarche::models
