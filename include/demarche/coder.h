// The coder: a dated report in, its record out.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "demarche/annotation.h"
#include "demarche/document.h"
#include "demarche/event.h"
#include "demarche/target_question.h"
#include "demarche/who.h"

namespace demarche {

struct Error;
template <typename T>
class Result;

// A question about two actors of one text.
struct RelateQuestion {
  std::string id, text, date;
  ByteSpan source, target;
};

struct RelateAnswer {
  std::string id;
  EventType type = EventType::kConsult;
  std::string mode;
  EventStatus status = EventStatus::kActual;
  double confidence = 0;
  std::string rule;
};

// Owns the mapped dictionaries, weights and gazetteer. All members but open() are const and may be called from several
// threads, each with a Scratch of its own. Results do not depend on the thread or on what was coded before.
class Coder {
 public:
  // Working memory of one thread.
  class Scratch;
  struct ScratchDeleter {
    void operator()(Scratch* scratch) const;
  };
  using ScratchPointer = std::unique_ptr<Scratch, ScratchDeleter>;

  // Opens dictionaries.img, models/ and gazetteer.img in `data_folder`. Errors: kNotFound, kIo, kCorrupt with the file.
  // `dictionaries` names another image than the folder's.
  static Result<std::unique_ptr<Coder>> open(const std::string& data_folder, const std::string& dictionaries = "");
  ~Coder();
  Coder(const Coder&) = delete;
  Coder& operator=(const Coder&) = delete;

  ScratchPointer scratch() const;

  // The record of a document. The text must be UTF-8; readers see to that.
  CodedDocument code(const Document& document, Scratch* scratch) const;
  // All layers. The annotation points into `document.text`, which must outlive it.
  Annotation annotate(const Document& document, Scratch* scratch) const;
  // Sentences, tokens and trees alone.
  Text parse(std::string_view text, Scratch* scratch) const;
  // Lemmas, tags and trees for tokens that are given: `text` has tokens with forms and sentences with token ranges.
  void parse_tokens(Text* text, Scratch* scratch) const;
  // What the source does to the target. Always answers.
  RelateAnswer relate(const RelateQuestion& question, Scratch* scratch) const;
  // What the relation model sees of a question, as (kind, word); for training it.
  std::vector<std::pair<std::string, std::string>> relation_features(const RelateQuestion& question, Scratch* scratch) const;
  // Whom a name, with or without a title before it, may mean on a day (YYYY-MM-DD), the best first. The error says that the
  // date is none.
  Result<WhoAnswer> who(std::string_view name, std::string_view date) const;
  // What the ranker of targets is asked about a document; for training it.
  std::vector<TargetQuestion> target_questions(const Document& document, Scratch* scratch) const;
  // Every event that a pattern gave, recorded or not, with the evidence on it; for training the confidence.
  std::vector<EventCandidate> candidates(const Document& document, Scratch* scratch) const;
  // For people: sentences, trees, patterns tried, roles, status and speaker rules.
  std::string explain(const Document& document, Scratch* scratch) const;

  std::string_view dictionary_version() const;
  std::string_view model_version() const;

 private:
  struct Parts;
  explicit Coder(std::unique_ptr<Parts> parts);
  template <typename Work>
  auto with_document(const Document& document, Scratch* scratch, const Work& work) const;
  std::unique_ptr<Parts> parts_;
};

}  // namespace demarche
