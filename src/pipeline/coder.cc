// The whole program on one screen: the only place that knows the order of the stages.
#include "demarche/coder.h"

#include <algorithm>

#include "actions/actions.h"
#include "actors/actors.h"
#include "actors/candidates.h"
#include "base/result.h"
#include "base/sha256.h"
#include "events/confidence.h"
#include "events/events.h"
#include "events/relate_model.h"
#include "events/target_model.h"
#include "language/language.h"
#include "lexicon/lexicon.h"
#include "pipeline/explain.h"
#include "places/places.h"
#include "times/times.h"

namespace demarche {

class Coder::Scratch {
 public:
  language::LanguageScratch language;
  actors::ActorScratch actors;
  actions::ActionScratch actions;
  actions::ActionMatches matches;
  places::PlacesScratch places;
};

void Coder::ScratchDeleter::operator()(Scratch* scratch) const { delete scratch; }

struct Coder::Parts {
  Parts(std::unique_ptr<lexicon::Lexicon> dictionaries, language::Analyzer reader, places::Gazetteer places, events::RelateModel relating,
        events::TargetModel targeting, events::ConfidenceModel sureness)
      : lexicon(std::move(dictionaries)),
        analyzer(std::move(reader)),
        gazetteer(std::move(places)),
        relate_model(std::move(relating)),
        target_model(std::move(targeting)),
        confidence_model(std::move(sureness)),
        actors(&lexicon->actors()),
        actions(&lexicon->patterns()),
        place_finder(&gazetteer),
        events(lexicon.get(), &relate_model, &target_model, &confidence_model),
        model_version(analyzer.version() + "-" + std::string(relate_model.version()) + "-" + std::string(target_model.version()) + "-" +
                      std::string(confidence_model.version())) {}

  // With `explain`, places carry the meanings that were weighed.
  Annotation annotate(const Document& document, Scratch* scratch, bool explain) const;

  std::unique_ptr<lexicon::Lexicon> lexicon;
  language::Analyzer analyzer;
  places::Gazetteer gazetteer;
  events::RelateModel relate_model;
  events::TargetModel target_model;
  events::ConfidenceModel confidence_model;
  actors::ActorFinder actors;
  actions::ActionFinder actions;
  places::PlaceFinder place_finder;
  events::EventBuilder events;
  std::string model_version;
};

namespace {

// "We" of an official statement is the body that publishes it.
std::string_view first_person_of(const Document& document) {
  const auto any = [](const std::string& text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return text.find(part) != std::string::npos; });
  };
  const bool united_states = any(document.source, {"Department of State", "State Department", "White House"}) ||
                             any(document.url, {"//www.state.gov/", "//state.gov/", "//www.whitehouse.gov/", "//whitehouse.gov/"});
  return united_states ? "USA:GOV" : "";
}

places::EventNature nature_of(EventType type) {
  if (type == EventType::kAssault || type == EventType::kProtest) return places::EventNature::kScene;
  switch (quad_of(type)) {
    case Quad::kVerbalConflict: return places::EventNature::kStatement;
    case Quad::kVerbalCooperation: return type == EventType::kConsult ? places::EventNature::kMeeting : places::EventNature::kStatement;
    default: return places::EventNature::kAct;
  }
}

// What kinds of actors each token's mention names; of two mentions around a token the shorter counts.
std::vector<lexicon::KindMask> kinds_of(const Annotation& annotation) {
  std::vector<lexicon::KindMask> kinds(annotation.text.tokens.size(), 0);
  std::vector<uint32_t> length(kinds.size(), UINT32_MAX);
  for (const ActorMention& mention : annotation.actors) {
    lexicon::KindMask mask = 0;
    for (const ActorCode& code : mention.codes) mask |= lexicon::kind_of_code(code.code);
    for (TokenIndex t = mention.tokens.begin; t < mention.tokens.end; t = t.next()) {
      if (mention.tokens.size() > length[t.value]) continue;
      kinds[t.value] = mask;
      length[t.value] = mention.tokens.size();
    }
  }
  return kinds;
}

std::vector<int32_t> attach_places(const Annotation& annotation, const actions::ActionMatches& matches) {
  std::vector<int32_t> result(annotation.text.tokens.size(), -1);
  for (const lexicon::PatternMatch& match : matches.matches) {
    if (match.kind != lexicon::PatternKind::kAction || match.label == lexicon::kNotAnAct) continue;
    for (const TokenIndex t : {match.head, match.support}) {
      if (!t.valid()) continue;
      const PlaceMention* place = places::place_of(annotation.text, t, annotation.places, nature_of(static_cast<EventType>(match.label)));
      if (place != nullptr) result[t.value] = static_cast<int32_t>(place - annotation.places.data());
    }
  }
  return result;
}

}  // namespace

Coder::Coder(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Coder::~Coder() = default;

Result<std::unique_ptr<Coder>> Coder::open(const std::string& data_folder, const std::string& dictionaries) {
  Result<std::unique_ptr<lexicon::Lexicon>> lexicon =
      lexicon::Lexicon::open(dictionaries.empty() ? data_folder + "/dictionaries.img" : dictionaries);
  if (!lexicon) return lexicon.error();
  Result<language::Analyzer> analyzer = language::Analyzer::open(data_folder + "/models");
  if (!analyzer) return analyzer.error();
  Result<places::Gazetteer> gazetteer = places::Gazetteer::open(data_folder + "/gazetteer.img");
  if (!gazetteer) return gazetteer.error();
  Result<events::RelateModel> relating = events::RelateModel::open(data_folder + "/models/relate.dmr");
  if (!relating) return relating.error();
  Result<events::TargetModel> targeting = events::TargetModel::open(data_folder + "/models/targets.tsv");
  if (!targeting) return targeting.error();
  Result<events::ConfidenceModel> sureness = events::ConfidenceModel::open(data_folder + "/models/confidence.txt");
  if (!sureness) return sureness.error();
  return std::unique_ptr<Coder>(new Coder(std::make_unique<Parts>(std::move(*lexicon), std::move(*analyzer), std::move(*gazetteer),
                                                                  std::move(*relating), std::move(*targeting), std::move(*sureness))));
}

Coder::ScratchPointer Coder::scratch() const { return ScratchPointer(new Scratch); }
std::string_view Coder::dictionary_version() const { return parts_->lexicon->version(); }
std::string_view Coder::model_version() const { return parts_->model_version; }

Text Coder::parse(std::string_view bytes, Scratch* scratch) const {
  Text text;
  parts_->analyzer.analyze(bytes, &scratch->language, &text);
  return text;
}

void Coder::parse_tokens(Text* text, Scratch* scratch) const { parts_->analyzer.analyze_tokens(&scratch->language, text); }

Result<WhoAnswer> Coder::who(std::string_view name, std::string_view date) const {
  int32_t day = 0;
  if (!lexicon::parse_day(date, &day)) return Error{ErrorKind::kInput, std::string(date), "is no date", "YYYY-MM-DD"};
  WhoAnswer answer = actors::who_is(parts_->actors, name, day);
  for (WhoCandidate& c : answer.candidates) c.where = parts_->lexicon->where(c.entry);
  return answer;
}

Annotation Coder::Parts::annotate(const Document& document, Scratch* scratch, bool explain) const {
  Annotation a;
  analyzer.analyze(document.text, &scratch->language, &a.text);
  a.actors = actors.find(a.text, {document.date, first_person_of(document)}, &scratch->actors);
  a.times = times::find_times(a.text, document.date);
  a.places = place_finder.find(a.text, a.actors, &scratch->places, {explain});
  return a;
}

Annotation Coder::annotate(const Document& document, Scratch* scratch) const { return parts_->annotate(document, scratch, false); }

// The layers of a document; `work` gets them while they live.
template <typename Work>
auto Coder::with_document(const Document& document, Scratch* scratch, const Work& work) const {
  const Annotation annotation = annotate(document, scratch);
  parts_->actions.find(annotation.text, kinds_of(annotation), &scratch->actions, &scratch->matches);
  const times::AttachedTimes times = times::attach_times(annotation.text, annotation.times);
  const std::vector<int32_t> place_at = attach_places(annotation, scratch->matches);
  // Ids are made from the text, not from its name: two documents may bear one name.
  const std::string sha256 = sha256_hex(document.text);
  return work(events::Layers{annotation, scratch->matches.matches, scratch->matches.at, times.own, times.clause, place_at, sha256,
                             document.date, first_person_of(document)});
}

CodedDocument Coder::code(const Document& document, Scratch* scratch) const {
  return with_document(document, scratch, [&](const events::Layers& layers) {
    CodedDocument coded;
    coded.doc = document.id;
    coded.date = document.date;
    coded.sha256 = layers.document_id;
    for (const Sentence& sentence : layers.annotation.text.sentences) coded.sentences.push_back(sentence.span);
    coded.dictionary = dictionary_version();
    coded.model = model_version();
    parts_->events.build(layers, &coded);
    return coded;
  });
}

std::vector<TargetQuestion> Coder::target_questions(const Document& document, Scratch* scratch) const {
  return with_document(document, scratch, [&](const events::Layers& layers) { return parts_->events.target_questions(layers); });
}

std::vector<EventCandidate> Coder::candidates(const Document& document, Scratch* scratch) const {
  return with_document(document, scratch, [&](const events::Layers& layers) { return parts_->events.candidates(layers); });
}

// Layers of a question; `work` gets them while they live.
template <typename Work>
auto with_layers(const Annotation& annotation, const actions::ActionFinder& finder, actions::ActionScratch* scratch,
                 actions::ActionMatches* matches, const Document& document, const Work& work) {
  finder.find(annotation.text, kinds_of(annotation), scratch, matches);
  const std::vector<int32_t> none(annotation.text.tokens.size(), -1);
  return work(events::Layers{annotation, matches->matches, matches->at, none, none, none, document.id, document.date, {}});
}

RelateAnswer Coder::relate(const RelateQuestion& question, Scratch* scratch) const {
  const Document document{question.id, question.date, question.text};
  const Annotation annotation = annotate(document, scratch);
  return with_layers(annotation, parts_->actions, &scratch->actions, &scratch->matches, document, [&](const events::Layers& layers) {
    const events::EventBuilder::Relating said = parts_->events.relate(layers, question.source, question.target);
    return RelateAnswer{question.id, said.type, said.mode, said.status, said.confidence, said.rule};
  });
}

std::vector<std::pair<std::string, std::string>> Coder::relation_features(const RelateQuestion& question, Scratch* scratch) const {
  const Document document{question.id, question.date, question.text};
  const Annotation annotation = annotate(document, scratch);
  return with_layers(annotation, parts_->actions, &scratch->actions, &scratch->matches, document, [&](const events::Layers& layers) {
    std::vector<std::pair<std::string, std::string>> list;
    for (events::Feature& f : events::relation_features(layers, *parts_->lexicon, question.source, question.target))
      list.emplace_back(std::move(f.kind), std::move(f.word));
    return list;
  });
}

std::string Coder::explain(const Document& document, Scratch* scratch) const {
  const CodedDocument coded = code(document, scratch);
  const Annotation annotation = parts_->annotate(document, scratch, true);
  std::vector<EventCandidate> unsure = candidates(document, scratch);
  std::erase_if(unsure, [&](const EventCandidate& c) {
    return std::any_of(coded.events.begin(), coded.events.end(), [&](const Event& e) { return e.id == c.event.id; });
  });
  std::vector<lexicon::PatternTrial> trials;
  scratch->actions.trace = &trials;
  parts_->actions.find(annotation.text, kinds_of(annotation), &scratch->actions, &scratch->matches);
  scratch->actions.trace = nullptr;
  return pipeline::explanation(annotation, trials, *parts_->lexicon, coded, unsure);
}

}  // namespace demarche
