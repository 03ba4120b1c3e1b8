// From layers and matches to the record: events, relations, stances. The room's door.
#pragma once
#include <string_view>
#include <vector>

#include "demarche/annotation.h"
#include "demarche/event.h"
#include "demarche/target_question.h"
#include "lexicon/lexicon.h"
#include "lexicon/pattern_match.h"

namespace demarche::events {

// What the stages before give for one document.
struct Layers {
  const Annotation& annotation;
  const std::vector<lexicon::PatternMatch>& matches;
  // By token and kind: index into matches, or -1.
  const std::vector<std::array<int32_t, lexicon::kPatternKindCount>>& match_at;
  // By token: indexes into annotation.times and places, or -1: the time that hangs on the token, the time that its clause
  // gives it, the place of the event whose trigger it is.
  const std::vector<int32_t>& time_on;
  const std::vector<int32_t>& time_at;
  const std::vector<int32_t>& place_at;
  std::string_view document_id, document_date;
  std::string_view publisher;  // code of the body that speaks in the document ("USA:GOV"), empty for news
};

// Const use is thread-safe.
class EventBuilder {
 public:
  EventBuilder(const lexicon::Lexicon* lexicon, const class RelateModel* model, const class TargetModel* targets,
               const class ConfidenceModel* confidence)
      : lexicon_(lexicon), model_(model), target_model_(targets), confidence_(confidence) {}

  // Fills events, relations and stances in text order of their triggers.
  void build(const Layers& layers, CodedDocument* out) const;
  // What the ranker of targets is asked while the document is built.
  std::vector<TargetQuestion> target_questions(const Layers& layers) const;
  // Every event that a pattern gave, also those that are too unsure to be recorded, with the evidence on each.
  std::vector<EventCandidate> candidates(const Layers& layers) const;

  // The type of what `source` does to `target`, byte spans of the text. The model weighs the patterns that match and the
  // words between the two; `rule` is the dictionary line of that type, or the words that spoke loudest.
  struct Relating {
    EventType type;
    std::string mode, rule;
    EventStatus status;
    double confidence;
  };
  Relating relate(const Layers& layers, ByteSpan source, ByteSpan target) const;

 private:
  const lexicon::Lexicon* lexicon_;
  const class RelateModel* model_;
  const class TargetModel* target_model_;
  const class ConfidenceModel* confidence_;
};

}  // namespace demarche::events
