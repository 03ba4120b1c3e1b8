#include <nlohmann/json.hpp>

#include "cli/documents.h"
#include "writers/writers.h"

namespace demarche::cli {

namespace {

// {"doc", "questions": [{"trigger", "type", "source", "settled", "candidates": [{"codes", "features", "ruled"}]}]}
std::string target_questions_line(const Coder& coder, const Document& document, Coder::Scratch* scratch, size_t* events) {
  nlohmann::json line{{"doc", document.id}, {"questions", nlohmann::json::array()}};
  const std::vector<TargetQuestion> questions = coder.target_questions(document, scratch);
  for (const TargetQuestion& question : questions) {
    nlohmann::json candidates = nlohmann::json::array();
    nlohmann::json source = nlohmann::json::array();
    for (const Participant& p : question.source) source.push_back(p.code);
    for (const TargetCandidate& candidate : question.candidates) {
      nlohmann::json codes = nlohmann::json::array();
      for (const Participant& p : candidate.who) codes.push_back(p.code);
      candidates.push_back({{"codes", codes}, {"features", candidate.features}, {"ruled", candidate.ruled}});
    }
    const nlohmann::json trigger{
        {"start", question.trigger.span.begin}, {"end", question.trigger.span.end}, {"text", question.trigger.text}};
    line["questions"].push_back({{"trigger", trigger},
                                 {"type", std::string(name_of(question.type))},
                                 {"source", source},
                                 {"settled", question.settled},
                                 {"candidates", candidates}});
  }
  *events = questions.size();
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string candidates_of(const Coder& coder, const Document& document, Coder::Scratch* scratch, size_t* events) {
  nlohmann::json line{{"doc", document.id}, {"candidates", nlohmann::json::array()}};
  for (const EventCandidate& candidate : coder.candidates(document, scratch)) {
    const Event& e = candidate.event;
    const auto codes = [](const std::vector<Participant>& side) {
      nlohmann::json list = nlohmann::json::array();
      for (const Participant& p : side) list.push_back(p.code);
      return list;
    };
    nlohmann::json evidence = nlohmann::json::object();
    for (const auto& [name, value] : candidate.evidence) evidence[name] = value;
    line["candidates"].push_back({{"start", e.trigger.span.begin},
                                  {"end", e.trigger.span.end},
                                  {"trigger", e.trigger.text},
                                  {"type", name_of(e.type)},
                                  {"status", name_of(e.status)},
                                  {"source", codes(e.source)},
                                  {"target", codes(e.target)},
                                  {"evidence", evidence}});
  }
  *events = line["candidates"].size();
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

std::function<int()> setup_code(CLI::App* app) {
  auto options = std::make_shared<DocumentOptions>();
  auto format = std::make_shared<std::string>("json");
  auto targets = std::make_shared<bool>(false);
  options->add(app);
  app->add_flag("--targets", *targets, "what the ranker of targets sees instead of the record; for train/targets");
  auto candidates = std::make_shared<bool>(false);
  app->add_option("--format", *format, writers::format_names());
  app->add_flag("--candidates", *candidates, "what confidence is trained on: every candidate with its evidence");
  app->footer(
      "Examples:\n  demarche code report.txt\n  demarche code --format csv archive.jsonl.gz > events.csv\n"
      "  demarche code --threads 2 --shard 1/4 archive.jsonl.zst > part1.jsonl");
  return [=] {
    const writers::Format* chosen = writers::find_format(*format);
    if (chosen == nullptr) {
      std::fprintf(stderr, "demarche: unknown format '%s' (expected %s)\n", format->c_str(), writers::format_names().c_str());
      return kUsage;
    }
    if (*targets) {
      return run_documents(
          *options,
          [](const Coder& coder, const Document& document, Coder::Scratch* scratch, size_t* events) {
            return target_questions_line(coder, document, scratch, events);
          },
          "");
    }
    if (*candidates) return run_documents(*options, candidates_of, "");
    std::string header;
    if (chosen->header != nullptr) chosen->header(&header);
    return run_documents(
        *options,
        [chosen](const Coder& coder, const Document& document, Coder::Scratch* scratch, size_t* events) {
          std::string text;
          const CodedDocument coded = coder.code(document, scratch);
          *events = coded.events.size();
          if (chosen->event != nullptr) {
            for (const Event& event : coded.events) chosen->event(writers::exchange_event(document, coded, event), &text);
          } else if (chosen->with_trees != nullptr) {
            chosen->with_trees(coded, coder.parse(document.text, scratch), &text);
          } else {
            chosen->document(coded, &text);
          }
          return text;
        },
        header);
  };
}

std::function<int()> setup_annotate(CLI::App* app) {
  auto options = std::make_shared<DocumentOptions>();
  options->add(app);
  app->footer("Examples:\n  demarche annotate report.txt\n  demarche annotate --threads 2 archive.jsonl > layers.jsonl");
  return [=] {
    return run_documents(
        *options,
        [](const Coder& coder, const Document& document, Coder::Scratch* scratch, size_t* found) {
          std::string text;
          const Annotation annotation = coder.annotate(document, scratch);
          *found = annotation.text.tokens.size();
          writers::write_annotation(annotation, document.id, document.date, &text);
          return text;
        },
        "");
  };
}

}  // namespace demarche::cli
