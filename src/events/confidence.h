// How sure a coded event is: logistic regression over what its sentence shows. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "events/completion.h"
#include "events/passages.h"
#include "events/wording.h"

namespace demarche::events {

// What speaks for or against an event, in words that explain shows ("both sides are named"). Values are 0 or 1 but for
// a few shares.
struct Evidence {
  std::string name;
  double value = 1;
};

// The evidence on one event of a document; `passages` are the document's, `events` are all of its candidates, `at` is the index of the one asked for.
std::vector<Evidence> evidence_on(const Layers& layers, const lexicon::Lexicon& lexicon, const Passages& passages,
                                  const std::vector<Built>& events, size_t at);

// The same evidence that `wording` is, a name for each number; for training.
void name_wording(const Wording& wording, std::vector<Evidence>* evidence);

// Weights read from text: "NUMBER<tab>NAME" lines; the number of "keep" is the threshold. Const use is thread-safe. Made by train/confidence.
class ConfidenceModel {
 public:
  // Errors: kNotFound; bad lines with file, line and what was expected.
  static Result<ConfidenceModel> open(const std::string& path);

  // Probability that a careful reader would record the event with this type. `why` gets the loudest evidence.
  double of(const std::vector<Evidence>& evidence, const Wording& wording, std::string* why) const;
  // Candidates below this are not recorded.
  double threshold() const { return threshold_; }
  // Changes with the weights.
  std::string_view version() const { return version_; }

 private:
  struct Weight {
    std::string name;
    double value = 0;
  };
  double weight(std::string_view name) const;
  bool weighs_words(std::string_view name, double value);

  std::vector<Weight> weights_;                 // sorted by name
  std::vector<double> of_trigger_, of_around_;  // of the numbers of a wording
  double threshold_ = 0;
  std::string version_;
};

}  // namespace demarche::events
