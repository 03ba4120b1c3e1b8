// Runs the examples of the actor dictionaries: each has to be who its entry says on the example's day.
#include <algorithm>
#include <cstdio>
#include <thread>

#include "cli/dict.h"
#include "lexicon/actor_examples.h"
#include "lexicon/lexicon.h"
#include "pipeline/batch.h"

namespace demarche::cli {

namespace {

// One sentence to read and what has to be found in it.
struct Question {
  std::string where;
  lexicon::ActorExample example;
};

// The mention that shares most bytes with the span, the shortest of several; null if none does.
const ActorMention* mention_at(const Annotation& annotation, ByteSpan span) {
  const ActorMention* best = nullptr;
  int64_t most = 0;
  for (const ActorMention& m : annotation.actors) {
    const int64_t shared = int64_t{std::min(m.span.end, span.end)} - int64_t{std::max(m.span.begin, span.begin)};
    const int64_t score = 1000 * shared - m.span.size();
    if (shared <= 0 || (best != nullptr && score <= most)) continue;
    best = &m;
    most = score;
  }
  return best;
}

std::string sector_of(const std::string& code) {
  const size_t colon = code.rfind(':');
  return colon == std::string::npos ? "" : code.substr(colon + 1);
}

// Empty if the mention is who the example says; else what was found instead.
std::string wrong_actor(const lexicon::ActorExample& example, const Annotation& annotation) {
  using Wants = lexicon::ActorExample::Wants;
  const ActorMention* mention = mention_at(annotation, example.mention);
  const std::string code = mention == nullptr || mention->codes.empty() ? "" : mention->codes.front().code;
  const bool good = example.wants == Wants::kNobody   ? code.empty()
                    : example.wants == Wants::kSector ? sector_of(code) == example.wanted
                                                      : code == example.wanted;
  if (good) return {};
  const std::string wanted = example.wants == Wants::kNobody ? "nobody" : example.wanted;
  return "'" + std::string(example.mention.in(example.text)) + "' is " + (code.empty() ? "nobody" : code) + " on " + example.date +
         ", expected " + wanted;
}

Result<std::vector<Question>> questions_of(const lexicon::DictionaryText& text, const std::string& folder) {
  std::vector<Question> questions;
  for (const lexicon::TextFile& file : text.files) {
    if (!lexicon::has_actor_examples(file) || !file.name.starts_with("dictionaries/" + folder)) continue;
    for (const lexicon::Line& line : file.lines) {
      Result<std::vector<lexicon::ActorExample>> examples = lexicon::actor_examples(file, line);
      if (!examples) return examples.error();
      for (lexicon::ActorExample& example : *examples) questions.push_back({file.where(line), std::move(example)});
    }
  }
  return questions;
}

}  // namespace

int test_actor_examples(const std::string& folder, const std::string& only, const DataOptions& data, bool verbose) {
  const Result<lexicon::DictionaryText> text = lexicon::read_dictionaries(folder);
  if (!text) return report(text.error());
  const Result<std::vector<Question>> questions = questions_of(*text, only);
  if (!questions) return report(questions.error());
  const Result<std::unique_ptr<Coder>> coder = open_coder(data);
  if (!coder) return report(coder.error());
  size_t next = 0, good = 0;
  pipeline::OrderedBatch<std::string> batch(
      **coder, std::max(1U, std::thread::hardware_concurrency()),
      [&](const Document& document, Coder::Scratch* scratch) {
        return wrong_actor((*questions)[std::stoul(document.id)].example, (*coder)->annotate(document, scratch));
      },
      [&](Document&&, std::string&& wrong) {
        const Question& question = (*questions)[next++];
        good += wrong.empty();
        if (!wrong.empty() && verbose)
          std::fprintf(stderr, "%s: %s in: %s\n", question.where.c_str(), wrong.c_str(), question.example.text.c_str());
      });
  for (size_t i = 0; i < questions->size(); ++i) batch.put({std::to_string(i), (*questions)[i].example.date, (*questions)[i].example.text});
  batch.finish();
  std::printf("actors: %zu passed, %zu failed\n", good, questions->size() - good);
  return good == questions->size() ? kDone : kFailed;
}

}  // namespace demarche::cli
