#include "events/relate_model.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace demarche::events {

namespace {

constexpr uint32_t kEmpty = 0xFFFFFFFF;
constexpr size_t kReasons = 3;
constexpr size_t kTypes = kEventTypeCount;

bool is_table(std::span<const uint32_t> slots, size_t keys) {
  const size_t n = slots.size();
  return n > 0 && (n & (n - 1)) == 0 && std::count(slots.begin(), slots.end(), kEmpty) > 0 &&
         std::all_of(slots.begin(), slots.end(), [&](uint32_t s) { return s == kEmpty || s < keys; });
}

bool all_finite(std::span<const float> numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](float x) { return std::isfinite(x); });
}

// e^x for x <= 0 from plain sums and products: the library's own differs between processors in the last bit.
double exponential(double x) {
  constexpr double kLogOfTwo = 0.6931471805599453, kTooSmall = -60;
  if (!(x > kTooSmall)) return 0;
  const double halvings = std::floor(x / kLogOfTwo + 0.5), rest = x - halvings * kLogOfTwo;
  double term = 1, sum = 1;
  for (int n = 1; n <= 12; ++n) sum += term *= rest / n;
  return std::ldexp(sum, static_cast<int>(halvings));
}

}  // namespace

Result<RelateModel> RelateModel::open(const std::string& path) {
  Result<Image> image = Image::open(path);
  if (!image) return image.error();
  const auto weights = image->section<float>("weights"), bias = image->section<float>("bias");
  const auto scales = image->section<float>("scales"), matrix = image->section<float>("matrix");
  const auto marks = image->section<uint32_t>("marks"), key_slots = image->section<uint32_t>("key_slots");
  const auto words = image->section<StringRef>("words"), kinds = image->section<StringRef>("kinds");
  const auto word_slots = image->section<uint32_t>("word_slots");
  const auto vectors = image->section<int8_t>("vectors");
  const auto groups = image->section<uint8_t>("groups");
  const Error corrupt{ErrorKind::kCorrupt, path, "is no relation model", "a file written by train/relate"};
  if (!weights || !bias || !scales || !matrix || !marks || !key_slots || !words || !kinds || !word_slots || !vectors || !groups)
    return corrupt;
  const size_t count = words->size(), size = count == 0 ? 0 : vectors->size() / count;
  const size_t group_count = groups->empty() ? 0 : 1 + *std::max_element(groups->begin(), groups->end());
  const bool sound = weights->size() == marks->size() * kTypes && bias->size() == kTypes && is_table(*key_slots, marks->size()) &&
                     is_table(*word_slots, count) && vectors->size() == count * size && scales->size() == count &&
                     kinds->size() == groups->size() && matrix->size() == group_count * size * kTypes && all_finite(*weights) &&
                     all_finite(*bias) && all_finite(*scales) && all_finite(*matrix);
  if (!sound) return corrupt;
  RelateModel model;
  model.weights_ = *weights;
  model.bias_ = *bias;
  model.marks_ = *marks;
  model.key_slots_ = *key_slots;
  model.words_ = *words;
  model.kinds_ = *kinds;
  model.word_slots_ = *word_slots;
  model.vectors_ = *vectors;
  model.scales_ = *scales;
  model.matrix_ = *matrix;
  model.groups_ = *groups;
  model.size_ = size;
  model.image_ = std::move(*image);
  return model;
}

int64_t RelateModel::row_of(std::string_view key) const {
  const uint64_t hash = XXH3_64bits(key.data(), key.size());
  const size_t mask = key_slots_.size() - 1;
  for (size_t at = hash & mask; key_slots_[at] != kEmpty; at = (at + 1) & mask) {
    if (marks_[key_slots_[at]] == static_cast<uint32_t>(hash >> 32)) return key_slots_[at];
  }
  return -1;
}

int64_t RelateModel::word_of(std::string_view word) const {
  const size_t mask = word_slots_.size() - 1;
  for (size_t at = XXH3_64bits(word.data(), word.size()) & mask; word_slots_[at] != kEmpty; at = (at + 1) & mask) {
    if (image_.text(words_[word_slots_[at]]) == word) return word_slots_[at];
  }
  return -1;
}

bool RelateModel::add_vector(std::string_view word, std::span<float> sum) const {
  const int64_t at = word_of(word);
  if (at < 0) return false;
  const size_t index = static_cast<size_t>(at);
  const int8_t* vector = vectors_.data() + index * size_;
  for (size_t d = 0; d < size_; ++d) sum[d] += scales_[index] * static_cast<float>(vector[d]);
  return true;
}

int RelateModel::group_of(std::string_view kind) const {
  for (size_t i = 0; i < kinds_.size(); ++i) {
    if (image_.text(kinds_[i]) == kind) return groups_[i];
  }
  return -1;
}

// The vectors of a group count as their mean: each adds its share.
void RelateModel::add_vectors(std::vector<Part>* parts) const {
  std::array<int, 256> count{};
  for (Part& part : *parts) {
    part.group = group_of(part.feature->kind);
    if (part.group >= 0) part.word = word_of(part.feature->word);
    if (part.word >= 0) ++count[static_cast<size_t>(part.group)];
  }
  for (Part& part : *parts) {
    if (part.word < 0) continue;
    const size_t word = static_cast<size_t>(part.word), group = static_cast<size_t>(part.group);
    const int8_t* vector = vectors_.data() + word * size_;
    const float* row = matrix_.data() + group * size_ * kTypes;
    Scores sum{};
    for (size_t d = 0; d < size_; ++d, row += kTypes) {
      for (size_t i = 0; i < kTypes; ++i) sum[i] += static_cast<float>(vector[d]) * row[i];
    }
    const float share = scales_[word] / static_cast<float>(count[group]);
    for (size_t i = 0; i < kTypes; ++i) part.scores[i] += share * sum[i];
  }
}

RelateModel::Scores RelateModel::score(const std::vector<Feature>& features, std::string* reasons) const {
  std::vector<Part> parts;
  std::unordered_set<std::string> seen;
  for (const Feature& f : features) {
    std::string key = f.kind + "=" + f.word;
    const int64_t row = row_of(key);
    if (!seen.insert(std::move(key)).second) continue;
    Part part{&f};
    if (row >= 0) std::copy_n(weights_.data() + static_cast<size_t>(row) * kTypes, kTypes, part.scores.begin());
    parts.push_back(part);
  }
  add_vectors(&parts);
  Scores sum{};
  std::copy(bias_.begin(), bias_.end(), sum.begin());
  for (const Part& part : parts) {
    for (size_t i = 0; i < kTypes; ++i) sum[i] += part.scores[i];
  }
  const float top = *std::max_element(sum.begin(), sum.end());
  std::array<double, kTypes> raised{};
  double total = 0;
  for (size_t i = 0; i < kTypes; ++i) total += raised[i] = exponential(static_cast<double>(sum[i]) - top);
  Scores scores{};
  for (size_t i = 0; i < kTypes; ++i) scores[i] = static_cast<float>(raised[i] / total);
  if (reasons != nullptr) {
    const size_t winner = static_cast<size_t>(best(scores));
    std::stable_sort(parts.begin(), parts.end(), [&](const Part& a, const Part& b) { return a.scores[winner] > b.scores[winner]; });
    reasons->clear();
    for (size_t i = 0; i < parts.size() && i < kReasons && parts[i].scores[winner] > 0; ++i)
      *reasons += (i > 0 ? ", " : "") + parts[i].feature->kind + " " + parts[i].feature->word;
  }
  return scores;
}

EventType RelateModel::best(const Scores& scores) {
  constexpr size_t kConcede = static_cast<size_t>(EventType::kConcede), kRetreat = static_cast<size_t>(EventType::kRetreat);
  const size_t yielding = scores[kConcede] >= scores[kRetreat] ? kConcede : kRetreat;
  Scores merged = scores;
  merged[kConcede] = merged[kRetreat] = 0;
  merged[yielding] = scores[kConcede] + scores[kRetreat];
  return static_cast<EventType>(std::max_element(merged.begin(), merged.end()) - merged.begin());
}

}  // namespace demarche::events
