// Weights that weigh who may stand on a side of an act.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace demarche::events {

// A table of features and their weights, as text: "feature<TAB>weight" a line, lines with # are comments. Made by train/targets.
// Const use is thread-safe.
class TargetModel {
 public:
  // Errors: kNotFound, kIo; kCorrupt with the line that is no feature and weight.
  static Result<TargetModel> open(const std::string& path);

  // 0 for a feature that was never seen in training.
  float weight(std::string_view feature) const;
  size_t size() const { return weights_.size(); }
  // Short hash of the file.
  std::string_view version() const { return version_; }

 private:
  std::unordered_map<uint64_t, float> weights_;  // by hash of the feature
  std::string version_;
};

}  // namespace demarche::events
