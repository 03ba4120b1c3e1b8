// Parses the pattern language of docs/dictionaries.md into elements.
#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "lexicon/patterns.h"

namespace demarche::lexicon {

namespace {

constexpr std::array<std::string_view, 65> kPrepositions{
    "about",      "above",      "across",  "after",  "against", "ahead",      "along",   "alongside", "amid",    "among",   "amongst",
    "around",     "as",         "at",      "before", "behind",  "below",      "beneath", "beside",    "besides", "between", "beyond",
    "by",         "concerning", "despite", "down",   "during",  "except",     "for",     "from",      "in",      "inside",  "into",
    "like",       "near",       "of",      "off",    "on",      "onto",       "out",     "outside",   "over",    "past",    "per",
    "regarding",  "round",      "since",   "than",   "through", "throughout", "till",    "to",        "toward",  "towards", "under",
    "underneath", "until",      "unto",    "up",     "upon",    "via",        "with",    "within",    "without", "if"};

// Words that after a verb may be a particle ("call off the talks") or a preposition ("call on the government").
constexpr std::array<std::string_view, 20> kParticles{"up",    "off",    "out",     "down",   "back",  "away",     "over",
                                                      "on",    "in",     "forward", "apart",  "aside", "together", "through",
                                                      "along", "around", "ahead",   "behind", "by",    "forth"};

template <size_t N>
bool listed(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Every alternative of "on/against" has to be listed.
template <size_t N>
bool all_listed(const std::array<std::string_view, N>& words, std::string_view alternatives) {
  const std::vector<std::string_view> items = split_list(alternatives, '/');
  return !items.empty() && std::all_of(items.begin(), items.end(), [&](std::string_view w) { return listed(words, w); });
}

std::optional<Slot> slot_of(std::string_view word) {
  if (word == "S") return Slot::kSource;
  if (word == "T") return Slot::kTarget;
  if (word == "R") return Slot::kMutual;
  if (word == "X") return Slot::kAnything;
  if (word == "V") return Slot::kClause;
  return std::nullopt;
}

std::optional<ComplementClass> complement_of(std::string_view word) {
  if (word == "COOPERATION") return kCooperationComplement;
  if (word == "CONFLICT") return kConflictComplement;
  if (const auto type = event_type_from_name(word)) return static_cast<ComplementClass>(static_cast<int>(*type) + 1);
  return std::nullopt;
}

bool literal(std::string_view word) { return !slot_of(word) && !complement_of(word) && word != "'s"; }

// Blank-separated words; a quoted stretch stays one word per quoted word, each marked by a leading quote.
std::vector<std::string> words_of(std::string_view pattern) {
  std::vector<std::string> words;
  bool quoted = false;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back((quoted ? "\"" : "") + word);
    word.clear();
  };
  for (const char c : pattern) {
    if (c == '"') {
      flush();
      quoted = !quoted;
    } else if (c == ' ') {
      flush();
    } else {
      word.push_back(c);
    }
  }
  flush();
  return words;
}

}  // namespace

// One parse of one pattern text. `particle_reading` decides how an ambiguous word after the head is taken.
class PatternParser {
 public:
  PatternParser(PatternCompiler* compiler, std::string_view text, bool particle_reading)
      : compiler_(compiler), words_(words_of(text)), particle_reading_(particle_reading) {}

  bool ambiguous() const { return ambiguous_; }

  // Fills the structural fields of the pattern and appends its elements; gives what is wrong, or an empty text.
  std::string parse(Pattern* pattern) {
    pattern_ = pattern;
    for (std::string& word : words_) {
      if (const std::string problem = take_kinds(&word); !problem.empty()) return problem;
    }
    if (const std::string problem = parse_head(); !problem.empty()) return problem;
    while (at_ < words_.size()) {
      if (const std::string problem = parse_element(); !problem.empty()) return problem;
    }
    if (elements_.size() > kMaxElements) return "more than " + std::to_string(kMaxElements) + " elements";
    pattern->elements = static_cast<uint32_t>(compiler_->elements_.size());
    pattern->element_count = static_cast<uint8_t>(elements_.size());
    compiler_->elements_.insert(compiler_->elements_.end(), elements_.begin(), elements_.end());
    pattern->specificity = specificity_;
    return {};
  }

 private:
  // "not to V"; "not" before other words is one of them ("plead not guilty").
  bool negation() const { return words_[at_] == "not" && at_ + 1 < words_.size() && all_listed(kPrepositions, words_[at_ + 1]); }
  // "S:CVL/LAB" is the slot S whose actor is one of these kinds.
  std::string take_kinds(std::string* word) {
    if (word->size() < 3 || (*word)[1] != ':' || !slot_of(word->substr(0, 1))) return {};
    KindMask kinds = 0;
    for (const std::string_view name : split_list(std::string_view(*word).substr(2), '/')) {
      const auto found = std::find(kActorKinds.begin(), kActorKinds.end(), name);
      if (found == kActorKinds.end()) return "unknown kind of actor '" + std::string(name) + "'";
      kinds |= KindMask{1} << (found - kActorKinds.begin());
    }
    if (word->front() != 'S' && word->front() != 'R' && word->front() != 'T') return "kinds of actors with a slot that is no side";
    (word->front() == 'T' ? pattern_->target_kinds : pattern_->source_kinds) |= kinds;
    specificity_ += 4;
    word->resize(1);
    return {};
  }

  bool more() const { return at_ < words_.size(); }

  std::string parse_head() {
    if (words_.empty()) return "an empty pattern";
    if (words_[at_] == "noun") return parse_noun_head();
    if (words_[at_] == "adj") {
      pattern_->head = HeadKind::kAdjective;
      specificity_ += 1;  // "is an attack on the courts" before "attack on T"
      ++at_;
      take_subject();
      if (starts_predicate()) return parse_predicate();
    } else if (words_[at_] == "be" && words_.size() > 1 && literal(words_[at_ + 1])) {
      ++at_;
      if (starts_predicate()) return parse_predicate();
      pattern_->passive_only = 1;
      specificity_ += 2;
    } else if (words_[at_] == "not") {
      pattern_->negated = 1;
      specificity_ += 5;
      ++at_;
    } else if (words_[at_] == "subject" && words_.size() > 2 && literal(words_[1])) {
      Element element{ElementKind::kSubject};
      take_words(&element, {words_[at_ + 1]});
      add(element);
      at_ += 2;
    } else if (take_subject()) {
      const bool passive = more() && words_[at_] == "be";
      at_ += passive;
      if (starts_predicate()) return parse_predicate();
      pattern_->passive_only = passive;
      specificity_ += passive ? 2 : 0;
    }
    if (!more() || !literal(words_[at_])) return "no head word";
    pattern_->head_words = compiler_->word_set(words_[at_++]);
    specificity_ += 10;
    parse_particle();
    return {};
  }

  // S, T or R before the head; S is what the subject is anyway.
  bool take_subject() {
    if (!more() || (words_[at_] != "T" && words_[at_] != "S" && words_[at_] != "R")) return false;
    if (words_[at_] != "S") {
      add({ElementKind::kSubject, *slot_of(words_[at_])});
      specificity_ += 2;
    }
    ++at_;
    return true;
  }

  // A preposition and words: "under house arrest", "at war with T".
  bool starts_predicate() const {
    return at_ + 1 < words_.size() && all_listed(kPrepositions, words_[at_]) && literal(words_[at_ + 1]) &&
           !all_listed(kPrepositions, words_[at_ + 1]);
  }

  std::string parse_predicate() {
    pattern_->head = HeadKind::kAdjective;
    Element preposition{ElementKind::kMarker};
    preposition.prepositions = compiler_->word_set(words_[at_++]);
    add(preposition);
    specificity_ += 8;
    take_head(run_of_literals());
    return {};
  }

  // The last word is the head, the others modify it.
  void take_head(const std::vector<std::string>& run) {
    pattern_->head_words = compiler_->word_set(run.back());
    specificity_ += 10;
    for (size_t i = 0; i + 1 < run.size(); ++i) {
      Element element{ElementKind::kModifier};
      take_words(&element, {run[i]});
      add(element);
    }
  }

  // Leading words and slots modify the last word before the first preposition or slot that follows a word.
  std::string parse_noun_head() {
    pattern_->head = HeadKind::kNoun;
    ++at_;
    std::vector<Element> modifiers;
    while (more() && slot_of(words_[at_])) {
      modifiers.push_back({ElementKind::kModifier, *slot_of(words_[at_])});
      specificity_ += 2;
      ++at_;
      if (more() && words_[at_] == "'s") ++at_;
    }
    std::vector<std::string> run;
    while (more() && literal(words_[at_]) && !(all_listed(kPrepositions, words_[at_]) && !run.empty()) && words_[at_] != "that" &&
           !negation()) {
      run.push_back(words_[at_++]);
    }
    if (run.empty()) return "no head noun";
    for (const Element& modifier : modifiers) add(modifier);
    take_head(run);
    return {};
  }

  // A particle right after the verb. Where a slot or word follows it, the text may mean a preposition as well: the
  // caller parses the pattern once for each reading.
  void parse_particle() {
    if (pattern_->head != HeadKind::kVerb || !more() || !all_listed(kParticles, words_[at_])) return;
    const bool something_follows = at_ + 1 < words_.size() && !all_listed(kPrepositions, words_[at_ + 1]) && words_[at_ + 1] != "that";
    if (something_follows) {
      // "Be killed by S", "be held in X": a passive has no object left that could follow a particle, and a source is
      // never an object.
      const bool phrase = (pattern_->passive_only && slot_of(words_[at_ + 1])) || words_[at_ + 1] == "S";
      if (phrase) return;
      ambiguous_ = true;
      if (!particle_reading_) return;
    }
    Element element{ElementKind::kParticle};
    element.prepositions = compiler_->word_set(words_[at_++]);
    specificity_ += 8;
    add(element);
  }

  std::string parse_element() {
    const std::string& word = words_[at_];
    if (word == "that") return parse_that();
    if (negation()) {
      ++at_;
      const std::string problem = parse_preposition();
      elements_.back().negated = 1;
      specificity_ += 5;
      return problem;
    }
    if (all_listed(kPrepositions, word)) return parse_preposition();
    if (const auto slot = slot_of(word)) {
      ++at_;
      if (*slot == Slot::kClause) {
        add({ElementKind::kClause, Slot::kClause});
      } else {
        Element element{ElementKind::kObject, *slot};
        const Element* before = elements_.empty() ? nullptr : &elements_.back();
        const bool after_words = before != nullptr && before->word_count > 0 && before->slot == Slot::kNone && !before->predicate;
        element.inner = after_words && (before->kind == ElementKind::kOblique || before->kind == ElementKind::kObject);
        element.predicate = object_slot_before();
        add(element);
      }
      specificity_ += 3;
      if (more() && words_[at_] == "'s") return parse_possessed(*slot);
      return {};
    }
    if (const auto complement = complement_of(word)) {
      ++at_;
      Element element{ElementKind::kClause, Slot::kClause};
      element.complement = *complement;
      add(element);
      specificity_ += 6;
      return {};
    }
    if (word == "'s") return "'s without a slot before it";
    Element element{ElementKind::kObject};
    element.predicate = object_slot_before();
    take_words(&element, run_of_literals());
    add(element);
    return {};
  }

  // "T 's words": the possessed thing stands where the slot stood; the slot is found inside it.
  std::string parse_possessed(Slot slot) {
    ++at_;
    const std::vector<std::string> run = run_of_literals();
    if (run.empty()) return "nothing after 's";
    Element& element = elements_.back();
    element.slot = slot;
    take_words(&element, run);
    return {};
  }

  std::string parse_that() {
    ++at_;
    Element element{ElementKind::kClause, Slot::kAnything};
    if (more()) {
      if (const auto slot = slot_of(words_[at_])) {
        element.slot = *slot;
        specificity_ += 2;
        ++at_;
      }
    }
    add(element);
    specificity_ += 3;
    return {};
  }

  std::string parse_preposition() {
    Element element{ElementKind::kOblique};
    std::string preposition = words_[at_++];
    // "out of T", "away from T": trees hang the slot on either word.
    if (more() && all_listed(kPrepositions, words_[at_])) preposition += "/" + words_[at_++];
    element.prepositions = compiler_->word_set(preposition);
    specificity_ += 3;
    if (!more()) {  // a preposition at the end is a particle or has lost its slot
      element.kind = ElementKind::kParticle;
      specificity_ += 5;
      add(element);
      return {};
    }
    if (const auto slot = slot_of(words_[at_])) {
      ++at_;
      element.slot = *slot;
      specificity_ += *slot == Slot::kAnything ? 1 : 3;
      if (*slot == Slot::kClause) element.kind = ElementKind::kPrepClause;
      add(element);
      if (more() && words_[at_] == "'s") return parse_possessed(*slot);
      return {};
    }
    if (const auto complement = complement_of(words_[at_])) {
      ++at_;
      element.kind = ElementKind::kPrepClause;
      element.slot = Slot::kClause;
      element.complement = *complement;
      specificity_ += 6;
      add(element);
      return {};
    }
    const std::vector<std::string> run = run_of_literals();
    if (run.empty()) return "nothing after the preposition '" + preposition + "'";
    take_words(&element, run);
    add(element);
    return {};
  }

  std::vector<std::string> run_of_literals() {
    std::vector<std::string> run;
    while (more() && literal(words_[at_]) && words_[at_] != "that" && !negation() && !all_listed(kPrepositions, words_[at_])) {
      run.push_back(words_[at_++]);
    }
    return run;
  }

  void take_words(Element* element, const std::vector<std::string>& run) {
    std::vector<WordSet> sets;
    for (const std::string& word : run) sets.push_back(compiler_->word_set(word));
    element->words = static_cast<uint32_t>(compiler_->word_sets_.size());
    element->word_count = static_cast<uint8_t>(sets.size());
    compiler_->word_sets_.insert(compiler_->word_sets_.end(), sets.begin(), sets.end());
    specificity_ += static_cast<uint16_t>(10 * run.size());
  }

  // What follows an object without a preposition is said of it.
  bool object_slot_before() const {
    return !elements_.empty() && elements_.back().kind == ElementKind::kObject && elements_.back().word_count == 0 &&
           elements_.back().slot != Slot::kNone;
  }

  void add(const Element& element) { elements_.push_back(element); }

  PatternCompiler* compiler_;
  std::vector<std::string> words_;
  bool particle_reading_;
  bool ambiguous_ = false;
  size_t at_ = 0;
  Pattern* pattern_ = nullptr;
  std::vector<Element> elements_;
  uint16_t specificity_ = 0;
};

namespace {

struct Kind {
  std::string_view folder;
  PatternKind kind;
  std::string_view expected;
};
constexpr std::array<Kind, 6> kKinds{{
    {"actions", PatternKind::kAction, "TYPE[/mode] [CAMEO] | PATTERN | EXAMPLE"},
    {"not_actions", PatternKind::kAction, "none | PATTERN | EXAMPLE"},
    {"relations", PatternKind::kRelation, "RELATION | PATTERN | EXAMPLE"},
    {"stances", PatternKind::kStance, "ATTITUDE | PATTERN | EXAMPLE"},
    {"frames", PatternKind::kFrame, "STATUS | PATTERN | EXAMPLE"},
    {"speech", PatternKind::kSpeech, "say, claim, deny or allege | PATTERN | EXAMPLE"},
}};

template <size_t N>
std::optional<uint8_t> position(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<uint8_t>(found - names.begin());
}

std::optional<uint8_t> label_of(PatternKind kind, std::string_view name) {
  static constexpr std::array<std::string_view, 7> kFrames{"actual",  "planned", "called_for", "conditional",
                                                           "negated", "same",    "announced"};
  static constexpr std::array<std::string_view, 4> kSpeech{"say", "claim", "deny", "allege"};
  const auto as_label = [](const auto& value) -> std::optional<uint8_t> {
    if (!value) return std::nullopt;
    return static_cast<uint8_t>(*value);
  };
  switch (kind) {
    case PatternKind::kAction: return name == "none" ? std::optional<uint8_t>(kNotAnAct) : as_label(event_type_from_name(name));
    case PatternKind::kRelation: return as_label(relation_type_from_name(name));
    case PatternKind::kStance: return as_label(attitude_from_name(name));
    case PatternKind::kFrame: return position(kFrames, name);
    case PatternKind::kSpeech: return position(kSpeech, name);
  }
  return std::nullopt;
}

const Kind* kind_of(std::string_view folder) {
  const std::string_view top = folder.substr(0, folder.find('/'));
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& k) { return k.folder == top; });
  return found == kKinds.end() ? nullptr : &*found;
}

}  // namespace

bool is_preposition(std::string_view alternatives) { return all_listed(kPrepositions, alternatives); }

Result<void> PatternCompiler::add(const TextFile& file, const Line& line) {
  const Kind* kind = kind_of(file.folder.empty() ? file.stem : file.folder);
  if (kind == nullptr || line.fields.size() < 3) {
    return input_error(file.where(line), "not enough fields", std::string(kind ? kind->expected : "a pattern entry"));
  }
  std::string_view label = line.fields[0], cameo, mode;
  if (const size_t blank = label.find(' '); blank != std::string_view::npos) {
    cameo = trim(label.substr(blank));
    label = label.substr(0, blank);
  }
  if (const size_t slash = label.find('/'); slash != std::string_view::npos) {
    mode = label.substr(slash + 1);
    label = label.substr(0, slash);
  }
  const std::optional<uint8_t> number = label_of(kind->kind, label);
  if (!number) return input_error(file.where(line), "unknown label '" + std::string(label) + "'", std::string(kind->expected));
  bool ambiguous = false;
  for (const bool particle_reading : {true, false}) {
    if (!particle_reading && !ambiguous) break;
    PatternParser parser(this, line.fields[1], particle_reading);
    Labelled labelled{{line.entry, kind->kind, *number}, std::string(mode), std::string(cameo)};
    const std::string problem = parser.parse(&labelled.pattern);
    if (!problem.empty()) {
      return input_error(file.where(line), problem + " in '" + std::string(line.fields[1]) + "'",
                         "a pattern as docs/dictionaries.md describes");
    }
    // An exception is written because of entries as specific as itself.
    if (kind->kind == PatternKind::kAction && *number == kNotAnAct) labelled.pattern.specificity += 1;
    patterns_.push_back(std::move(labelled));
    ambiguous = parser.ambiguous();
  }
  const Result<Example> example = parse_example(line.fields[2]);
  if (!example) return input_error(file.where(line), example.error().what, example.error().expected);
  return {};
}

Result<Example> parse_example(std::string_view marked) {
  Example example;
  char open = 0;
  uint32_t begin = 0;
  for (const char c : marked) {
    if (c != '<' && c != '>' && c != '{' && c != '}') {
      example.text.push_back(c);
      continue;
    }
    const auto here = static_cast<uint32_t>(example.text.size());
    if (c == '<' || c == '{') {
      if (open != 0) return input_error("", "a mark inside a mark in the example", "<source> and {target} side by side");
      open = c;
      begin = here;
      continue;
    }
    if (open != (c == '>' ? '<' : '{') || begin == here) {
      return input_error("", "an unbalanced or empty mark in the example", "<source> and {target}");
    }
    (c == '>' ? example.source : example.target).push_back({begin, here});
    open = 0;
  }
  if (open != 0) return input_error("", "a mark that is not closed in the example", "<source> and {target}");
  if (example.text.empty()) return input_error("", "an empty example", "a sentence");
  return example;
}

}  // namespace demarche::lexicon
