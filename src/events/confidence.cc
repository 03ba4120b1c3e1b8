#include "events/confidence.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/sha256.h"

namespace demarche::events {

namespace {

// Names of the numbers of a wording, before the number's place.
constexpr std::string_view kTrigger = "words of the trigger ", kAround = "words around it ";

double product(const std::vector<double>& weights, const std::vector<float>& numbers) {
  double sum = 0;
  for (size_t i = 0; i < std::min(weights.size(), numbers.size()); ++i) sum += weights[i] * static_cast<double>(numbers[i]);
  return sum;
}

using lexicon::HeadKind;
using lexicon::Pattern;

bool any_code(const std::vector<Participant>& side) {
  return std::any_of(side.begin(), side.end(), [](const Participant& p) { return !p.code.empty(); });
}

// States, officials, armed people, the public ...: whose act it is says a lot.
std::string_view kind_of(const std::vector<Participant>& side) {
  for (const Participant& p : side) {
    if (p.code.empty()) continue;
    if (p.code.starts_with("IGO:")) return "an organisation";
    const size_t colon = p.code.find(':');
    if (colon == std::string::npos) return "a state";
    const std::string_view sector = std::string_view(p.code).substr(colon + 1);
    if (sector == "GOV") return "a government";
    if (sector == "MIL" || sector == "COP" || sector == "SPY" || sector == "REB" || sector == "UAF") return "armed people";
    if (sector == "CVL" || sector == "LAB" || sector == "EDU" || sector == "REL") return "the public";
    if (sector == "OPP" || sector == "PTY" || sector == "LEG" || sector == "JUD") return "politics";
    return "others";
  }
  return "nobody";
}

std::string_view origin_of(Origin origin) {
  switch (origin) {
    case Origin::kNone: return "not named";
    case Origin::kSlot: return "in its slot";
    case Origin::kPlace: return "from a place";
    case Origin::kAround: return "from the verb above";
    case Origin::kOtherReading: return "from another pattern";
    case Origin::kWords: return "among the words";
    case Origin::kPhrase: return "from a phrase";
    case Origin::kGoverned: return "from the governed act";
    case Origin::kEachOther: return "each other";
    default: return "from elsewhere in the report";
  }
}

bool no_country(const std::vector<Participant>& side) {
  return !side.empty() &&
         std::all_of(side.begin(), side.end(), [](const Participant& p) { return p.code.empty() || p.code.front() == ':'; });
}

std::string_view place_in_sentence(Deprel r) {
  switch (r) {
    case Deprel::kRoot: return "the main verb";
    case Deprel::kCcomp:
    case Deprel::kParataxis: return "what is said";
    case Deprel::kXcomp: return "an infinitive";
    case Deprel::kAdvcl: return "an adverbial clause";
    case Deprel::kAcl: return "a participle after a noun";
    case Deprel::kAclRelcl: return "a relative clause";
    case Deprel::kAmod: return "a participle before a noun";
    case Deprel::kCompound: return "a noun before a noun";
    case Deprel::kNmod: return "a noun under a noun";
    case Deprel::kObj: return "an object";
    case Deprel::kNsubj:
    case Deprel::kNsubjPass: return "a subject";
    case Deprel::kObl: return "in a phrase";
    case Deprel::kConj: return "a conjunct";
    default: return "elsewhere";
  }
}

class EvidenceReader {
 public:
  EvidenceReader(const Layers& layers, const lexicon::Lexicon& lexicon, const Passages& passages, const std::vector<Built>& events,
                 size_t at)
      : layers_(layers),
        passages_(passages),
        text_(layers.annotation.text),
        tables_(lexicon.patterns()),
        events_(events),
        event_(events[at].event),
        from_(events[at].from),
        match_(*events[at].match),
        pattern_(tables_.pattern(match_.pattern)) {}

  std::vector<Evidence> run() {
    add("any event");
    add("type " + std::string(name_of(event_.type)));
    sides();
    pattern();
    trigger();
    surroundings();
    passage();
    return std::move(list_);
  }

 private:
  void add(std::string name, double value = 1) {
    if (value != 0) list_.push_back({std::move(name), value});
  }

  void sides() {
    const bool source = any_code(event_.source), target = any_code(event_.target);
    add(source && target ? "both sides are named"
        : source         ? "only the source is named"
        : target         ? "only the target is named"
                         : "neither side is named");
    const std::string type(name_of(event_.type)), doer(kind_of(event_.source)), undergoer(kind_of(event_.target));
    add("done by " + doer);
    add("done to " + undergoer);
    add(type + " by " + doer);
    add(type + " of " + undergoer);
    add("a source without a country", no_country(event_.source));
    add("a target without a country", no_country(event_.target));
    add("source " + std::string(origin_of(from_.source)));
    add("target " + std::string(origin_of(from_.target)));
    if (event_.type == EventType::kConsult) add("talks without a partner", !target);
    if (event_.type == EventType::kConsult) add("talks with the press", kind_of(event_.target) == "others");
    if (event_.type == EventType::kAid || event_.type == EventType::kConcede) add("given by nobody", !source);
    add("has a mode", !event_.mode.empty());
  }

  void pattern() {
    const bool noun = pattern_.head == HeadKind::kNoun, adjective = pattern_.head == HeadKind::kAdjective;
    add(std::string(name_of(event_.type)) + " told by a noun", noun);
    add(noun ? "a noun" : adjective ? "a judging word" : "a verb");
    add("a bare word", pattern_.element_count == 0);
    add("a bare noun", noun && pattern_.element_count == 0);
    add("words of the pattern", std::min(4.0, (pattern_.specificity - 10) / 10.0));
    add("carried by a verb", match_.support.valid());
    // How many of the word's entries say this type.
    const auto listed = tables_.with_head(head_word());
    size_t same = 0;
    for (const lexicon::HeadIndex& entry : listed) {
      const Pattern& other = tables_.pattern(entry.pattern);
      same += other.kind == pattern_.kind && other.label == pattern_.label;
    }
    size_t all = 0;
    for (const lexicon::HeadIndex& entry : listed) all += tables_.pattern(entry.pattern).kind == pattern_.kind;
    if (all > 0) add("the word has other types", 1 - static_cast<double>(same) / static_cast<double>(all));
  }

  uint32_t head_word() const {
    std::string lemma(text_[match_.head].lemma);
    std::transform(lemma.begin(), lemma.end(), lemma.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return tables_.word_id(lemma);
  }

  void trigger() {
    const Token& head = text_[match_.head];
    const bool noun = tree::is_nominal(head);
    add(std::string(noun ? "noun as " : "verb as ") +
        std::string(place_in_sentence(text_[tree::first_conjunct(text_, match_.head)].deprel)));
    add("status " + std::string(name_of(event_.status)));
    if (noun) {
      const TokenIndex determiner = tree::child_with(text_, match_.head, Deprel::kDet);
      const std::string_view word = determiner.valid() ? text_[determiner].lemma : std::string_view{};
      add(word == "the" || word == "this" || word == "these"       ? "noun with \"the\""
          : word == "a" || word == "an"                            ? "noun with \"a\""
          : determiner.valid()                                     ? "noun with another determiner"
          : tree::has_child(text_, match_.head, Deprel::kNmodPoss) ? "noun with an owner"
                                                                   : "noun without article");
      add("plural noun", head.xpos == Xpos::kNNS);
      add("noun written with a capital", head.upos == Upos::kPropn);
      return;
    }
    add("passive", match_.passive);
    add("passive without a doer", match_.passive && event_.source.empty());
    const TokenIndex auxiliary = tree::child_with(text_, match_.head, Deprel::kAuxPass);
    add("general passive", match_.passive && event_.source.empty() && auxiliary.valid() &&
                               (text_[auxiliary].xpos == Xpos::kVBP || text_[auxiliary].xpos == Xpos::kVBZ));
    add("general present", (head.xpos == Xpos::kVBZ || head.xpos == Xpos::kVBP) && !tree::has_child(text_, match_.head, Deprel::kAux));
    add("past tense", head.xpos == Xpos::kVBD);
    const bool infinitive = head.xpos == Xpos::kVB, done = infinitive && brought_about(match_.head);
    add("infinitive", infinitive && !done);
    add("infinitive of what is brought about", done);
    add("gerund", head.xpos == Xpos::kVBG && !tree::has_child(text_, match_.head, Deprel::kAux));
  }

  // "Managed to capture", "went on to condemn".
  bool brought_about(TokenIndex verb) const {
    static constexpr std::array<std::string_view, 9> kBringing{"begin", "choose", "continue", "dare", "decide",
                                                               "go",    "manage", "proceed",  "start"};
    const TokenIndex above = text_[verb].head;
    return text_[verb].deprel == Deprel::kXcomp && above.valid() &&
           std::binary_search(kBringing.begin(), kBringing.end(), text_[above].lemma);
  }

  void surroundings() {
    add("a speaker", event_.speaker.has_value());
    add("a date", !event_.date.empty());
    add("a place", event_.place.has_value());
    const uint32_t byte = text_[match_.head].span.begin;
    add("in quotation marks", std::any_of(text_.quotations.begin(), text_.quotations.end(),
                                          [&](const Quotation& q) { return q.span.begin <= byte && byte < q.span.end; }));
    const uint32_t sentence = text_[match_.head].sentence.value;
    add("in the first sentences", sentence < 3);
    size_t kin = 0, here = 0;
    for (const Built& other : events_) {
      if (other.match == &match_) continue;
      kin += other.event.type == event_.type && text_[other.match->head].lemma == text_[match_.head].lemma;
      here += text_[other.match->head].sentence.value == sentence;
    }
    add("the word comes again", kin > 0);
    add("alone in its sentence", here == 0);
    add("others in its sentence", std::min(4.0, static_cast<double>(here)) / 4);
    const TokenSpan tokens = text_.sentences[sentence].tokens;
    add("a short sentence", tokens.size() < 10);
    bool ends = tokens.size() > 0;
    for (TokenIndex t = tokens.begin; t < tokens.end; t = t.next())
      ends = ends && text_[t].upos != Upos::kVerb && text_[t].upos != Upos::kAux;
    add("a sentence without a verb", ends);
  }

  // Everybody on both sides is of the same country.
  bool one_country() const {
    std::string_view country;
    for (const auto* side : {&event_.source, &event_.target}) {
      if (!any_code(*side)) return false;
      for (const Participant& p : *side) {
        if (p.code.empty()) continue;
        const std::string_view own =
            p.code.starts_with("IGO:") ? std::string_view(p.code) : std::string_view(p.code).substr(0, p.code.find(':'));
        if (!country.empty() && own != country) return false;
        country = own;
      }
    }
    return true;
  }

  // Interviews, sport and science have the verbs of diplomacy, but not its actors.
  void passage() {
    const SentenceIndex sentence = text_[match_.head].sentence;
    add("share of sentences with powers", passages_.powers());
    add("share of sentences in talk", passages_.talk());
    add("no power near", !passages_.power_near(sentence));
    add("in the first person", passages_.personal(sentence));
    const auto weak = [](std::string_view kind) { return kind == "nobody" || kind == "others" || kind == "the public"; };
    add("between people without power", weak(kind_of(event_.source)) && weak(kind_of(event_.target)));
    add("within one country", one_country());
    const TokenIndex subject = tree::child_with(text_, match_.head, Deprel::kNsubj);
    if (!subject.valid() || text_[subject].upos != Upos::kPron) return;
    const std::string_view who = text_[subject].lemma;
    if (who == "we") add("done by us");
    if (who == "i" || who == "I") add("done by me");
    if (who == "you") add("done by you");
  }

  const Layers& layers_;
  const Passages& passages_;
  const Text& text_;
  const lexicon::PatternTables& tables_;
  const std::vector<Built>& events_;
  const Event& event_;
  const Origins& from_;
  const lexicon::PatternMatch& match_;
  const Pattern& pattern_;
  std::vector<Evidence> list_;
};

}  // namespace

std::vector<Evidence> evidence_on(const Layers& layers, const lexicon::Lexicon& lexicon, const Passages& passages,
                                  const std::vector<Built>& events, size_t at) {
  return EvidenceReader(layers, lexicon, passages, events, at).run();
}

void name_wording(const Wording& wording, std::vector<Evidence>* evidence) {
  for (const auto& [prefix, numbers] : {std::pair{kTrigger, &wording.trigger}, std::pair{kAround, &wording.around}}) {
    for (size_t i = 0; i < numbers->size(); ++i) {
      if ((*numbers)[i] != 0) evidence->push_back({std::string(prefix) + std::to_string(i), (*numbers)[i]});
    }
  }
}

Result<ConfidenceModel> ConfidenceModel::open(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Error{ErrorKind::kNotFound, path, "cannot be opened", "a file written by train/confidence"};
  ConfidenceModel model;
  std::string line, whole;
  for (size_t number = 1; std::getline(file, line); ++number) {
    whole += line + "\n";
    if (line.empty() || line.front() == '#') continue;
    const size_t tab = line.find('\t');
    double value = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + std::min(tab, line.size()), value);
    if (tab == std::string::npos || error != std::errc{} || end != line.data() + tab || tab + 1 == line.size()) {
      return input_error(path + ":" + std::to_string(number), "not a weight", "NUMBER, a tab and the name of the evidence");
    }
    const std::string name = line.substr(tab + 1);
    if (name == "keep") {
      model.threshold_ = value;
    } else if (!model.weighs_words(name, value)) {
      model.weights_.push_back({name, value});
    }
  }
  std::sort(model.weights_.begin(), model.weights_.end(), [](const Weight& a, const Weight& b) { return a.name < b.name; });
  model.version_ = sha256_hex(whole).substr(0, 12);
  return model;
}

// A weight of one number of a wording: kept by its place.
bool ConfidenceModel::weighs_words(std::string_view name, double value) {
  constexpr size_t kMost = 1000;  // wider vectors than any we have
  for (const auto& [prefix, list] : {std::pair{kTrigger, &of_trigger_}, std::pair{kAround, &of_around_}}) {
    size_t place = 0;
    const std::string_view digits = name.starts_with(prefix) ? name.substr(prefix.size()) : std::string_view{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || place >= kMost) continue;
    if (list->size() <= place) list->resize(place + 1);
    (*list)[place] = value;
    return true;
  }
  return false;
}

double ConfidenceModel::weight(std::string_view name) const {
  const auto found =
      std::lower_bound(weights_.begin(), weights_.end(), name, [](const Weight& w, std::string_view n) { return w.name < n; });
  return found == weights_.end() || found->name != name ? 0 : found->value;
}

double ConfidenceModel::of(const std::vector<Evidence>& evidence, const Wording& wording, std::string* why) const {
  constexpr size_t kTold = 4;  // pieces of evidence that explain shows
  double sum = 0;
  std::vector<std::pair<double, std::string_view>> parts;
  for (const Evidence& e : evidence) {
    const double part = weight(e.name) * e.value;
    sum += part;
    parts.emplace_back(part, e.name);
  }
  for (const auto& [name, part] : {std::pair{std::string_view("the words of the trigger"), product(of_trigger_, wording.trigger)},
                                   std::pair{std::string_view("the words around it"), product(of_around_, wording.around)}}) {
    sum += part;
    if (part != 0) parts.emplace_back(part, name);
  }
  if (why != nullptr) {
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
    for (size_t i = 0; i < std::min(kTold, parts.size()); ++i) {
      std::array<char, 16> number{};
      std::snprintf(number.data(), number.size(), "%+.2f", parts[i].first);
      *why += (i == 0 ? "" : ", ") + std::string(parts[i].second) + " " + number.data();
    }
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace demarche::events
