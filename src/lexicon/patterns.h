// Patterns over lemmas and trees: how they are written (docs/dictionaries.md), parsed, and kept in the image.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "demarche/event.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

// What an entry says when its pattern matches.
enum class PatternKind : uint8_t { kAction, kRelation, kStance, kFrame, kSpeech };
inline constexpr size_t kPatternKindCount = 5;
// Label of a pattern of kind kAction that looks like an act and is none ("take place", "decline to comment"): it wins over
// less specific patterns of its head and gives no event.
inline constexpr uint8_t kNotAnAct = kEventTypeCount;

// Label of a frame: the status its complement gets; kSame leaves the status alone; kAnnounced makes planned what still has
// to be carried out (aid, withdrawals, bans, visits), not what is done by announcing it.
enum class FrameLabel : uint8_t { kActual, kPlanned, kCalledFor, kConditional, kNegated, kSame, kAnnounced };
// Label of a reporting verb.
enum class SpeechLabel : uint8_t { kSay, kClaim, kDeny, kAllege };

enum class HeadKind : uint8_t { kVerb, kNoun, kAdjective };

enum class Slot : uint8_t { kNone, kSource, kTarget, kMutual, kAnything, kClause };

enum class ElementKind : uint8_t {
  kObject,     // slot or words in object position
  kMarker,     // of a predicate: the preposition before it ("at" of "at war with T")
  kSubject,    // T before the verb: the subject is the target; or words that the subject has to be
  kModifier,   // of a noun head: words or a slot before it
  kParticle,   // "off" of "call off"
  kOblique,    // preposition and a slot or words
  kClause,     // "that", "that T"; V with no preposition
  kPrepClause  // preposition and V or a coded complement ("to V", "from V", "to CONFLICT")
};

// What a clause slot has to be coded as: 0 = anything, 1..16 = EventType + 1, 17 = cooperation, 18 = conflict.
using ComplementClass = uint8_t;
inline constexpr ComplementClass kAnyComplement = 0, kCooperationComplement = 17, kConflictComplement = 18;

// Kinds of actors, a bit each: what a slot may be restricted to ("S:CVL block T").
using KindMask = uint32_t;
// STATE (a country by its name alone), IGO, and the codebook's sectors, in the order of their bits.
inline constexpr std::array<std::string_view, 20> kActorKinds{"STATE", "IGO", "GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP", "PTY",
                                                              "REB",   "UAF", "CVL", "BUS", "MED", "NGO", "EDU", "REL", "LAB", "ELI"};
// Of an actor's code ("CHN:GOV", "IGO:UN", "CHN"); 0 for an empty one.
KindMask kind_of_code(std::string_view code);

// A set of lemmas (or written forms) one of which has to stand: pattern words[begin .. begin+count).
struct WordSet {
  uint32_t begin = 0;
  uint16_t count = 0;
  uint16_t as_written = 0;  // 1: compared with the form in lower case, not the lemma
};

struct Element {
  ElementKind kind = ElementKind::kObject;
  Slot slot = Slot::kNone;
  ComplementClass complement = kAnyComplement;
  uint8_t word_count = 0;  // word sets [words .. words+word_count): modifiers first, head last
  uint8_t negated = 0;     // of kPrepClause and kOblique: what it brings in is negated ("not to V")
  uint8_t inner = 0;       // an object of the words before it rather than of the head ("apply to join T")
  uint8_t predicate = 0;   // said of the object before it ("call T baseless", "take T prisoner")
  uint32_t words = 0;
  WordSet prepositions;  // of kOblique, kPrepClause and kMarker; particles of kParticle
};
inline constexpr size_t kMaxElements = 12;

struct Pattern {
  EntryId entry;
  PatternKind kind = PatternKind::kAction;
  uint8_t label = 0;  // EventType, RelationType, Attitude, FrameLabel or SpeechLabel
  HeadKind head = HeadKind::kVerb;
  uint8_t passive_only = 0;
  uint8_t negated = 0;  // matches only where the text negates the head
  uint8_t element_count = 0;
  uint16_t specificity = 0;                     // higher wins
  uint32_t elements = 0;                        // elements [elements .. elements+element_count)
  KindMask source_kinds = 0, target_kinds = 0;  // of which kind one of the side has to be; 0: any or none
  WordSet head_words;
  StringRef mode, cameo;  // of actions
};

// One pattern under one head lemma.
struct HeadIndex {
  uint32_t lemma;
  uint32_t pattern;
};

// Whether patterns take each of these alternatives ("on/against") for a preposition.
bool is_preposition(std::string_view alternatives);

// The example of an entry with its marks taken out. Spans are bytes of `text`.
struct Example {
  std::string text;
  std::vector<ByteSpan> source, target;
};
// Errors: unbalanced or empty marks.
Result<Example> parse_example(std::string_view marked);

// Collects patterns from text and writes them to an image.
class PatternCompiler {
 public:
  // Parses one entry of actions/, relations/, stances/, frames/ or speech/. The error names the line and what was expected.
  Result<void> add(const TextFile& file, const Line& line);
  // Every file of these folders.
  Result<void> add_all(const DictionaryText& text);
  void write(ImageWriter* image) const;
  size_t size() const { return patterns_.size(); }

 private:
  friend class PatternParser;
  uint32_t word_id(std::string_view word);
  WordSet word_set(std::string_view alternatives);

  struct Labelled {
    Pattern pattern;
    std::string mode, cameo;
  };
  std::vector<Labelled> patterns_;
  std::vector<Element> elements_;
  std::vector<WordSet> word_sets_;
  std::vector<uint32_t> words_;
  std::vector<std::string> vocabulary_;
  std::unordered_map<std::string, uint32_t> word_ids_;
};

inline constexpr uint32_t kNoWord = 0xFFFFFFFF;

// The patterns of an image. Const use is thread-safe; views live as long as the Image.
class PatternTables {
 public:
  static Result<PatternTables> open(const Image& image);

  // Number of a word that some pattern names, else kNoWord. `word` is a lemma in lower case.
  uint32_t word_id(std::string_view word) const;
  std::string_view word(uint32_t id) const { return image_->text(vocabulary_[id]); }
  size_t vocabulary_size() const { return vocabulary_.size(); }

  std::span<const HeadIndex> with_head(uint32_t lemma) const;
  const Pattern& pattern(uint32_t index) const { return patterns_[index]; }
  size_t size() const { return patterns_.size(); }
  std::span<const Element> elements(const Pattern& p) const { return elements_.subspan(p.elements, p.element_count); }
  std::span<const WordSet> word_sets(const Element& e) const { return word_sets_.subspan(e.words, e.word_count); }
  bool has(const WordSet& set, uint32_t word) const;
  std::string_view text(StringRef ref) const { return image_->text(ref); }

 private:
  const Image* image_ = nullptr;
  std::span<const Pattern> patterns_;
  std::span<const Element> elements_;
  std::span<const WordSet> word_sets_;
  std::span<const uint32_t> words_;
  std::span<const StringRef> vocabulary_;
  std::span<const HeadIndex> heads_;
  std::span<const uint32_t> head_first_;  // of lemma l: heads_[head_first_[l] .. head_first_[l+1])
  std::vector<uint32_t> slots_;           // open-addressing hash of the vocabulary
};

}  // namespace demarche::lexicon
