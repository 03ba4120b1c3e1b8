#include "lexicon/patterns.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "base/utf8.h"

namespace demarche::lexicon {

KindMask kind_of_code(std::string_view code) {
  if (code.empty()) return 0;
  const size_t colon = code.find(':');
  const std::string_view kind = code.starts_with("IGO:") ? "IGO" : colon == std::string_view::npos ? "STATE" : code.substr(colon + 1);
  const auto found = std::find(kActorKinds.begin(), kActorKinds.end(), kind);
  return found == kActorKinds.end() ? 0 : KindMask{1} << (found - kActorKinds.begin());
}

uint32_t PatternCompiler::word_id(std::string_view word) {
  const auto [it, added] = word_ids_.emplace(std::string(word), static_cast<uint32_t>(vocabulary_.size()));
  if (added) vocabulary_.emplace_back(word);
  return it->second;
}

WordSet PatternCompiler::word_set(std::string_view alternatives) {
  WordSet set;
  if (alternatives.starts_with('"')) {
    set.as_written = 1;
    alternatives.remove_prefix(1);
  }
  std::vector<uint32_t> ids;
  for (const std::string_view word : split_list(alternatives, '/')) ids.push_back(word_id(utf8::lower(word)));
  set.begin = static_cast<uint32_t>(words_.size());
  set.count = static_cast<uint16_t>(ids.size());
  words_.insert(words_.end(), ids.begin(), ids.end());
  return set;
}

Result<void> PatternCompiler::add_all(const DictionaryText& text) {
  for (const char* folder : {"actions", "not_actions", "relations", "stances", "frames", "speech"}) {
    for (const TextFile* file : text.in(folder)) {
      for (const Line& line : file->lines) {
        if (const Result<void> added = add(*file, line); !added) return added;
      }
    }
  }
  return {};
}

void PatternCompiler::write(ImageWriter* image) const {
  std::vector<Pattern> patterns;
  std::vector<HeadIndex> heads;
  for (const Labelled& labelled : patterns_) {
    Pattern pattern = labelled.pattern;
    pattern.mode = image->intern(labelled.mode);
    pattern.cameo = image->intern(labelled.cameo);
    for (uint32_t i = 0; i < pattern.head_words.count; ++i) {
      heads.push_back({words_[pattern.head_words.begin + i], static_cast<uint32_t>(patterns.size())});
    }
    patterns.push_back(pattern);
  }
  std::stable_sort(heads.begin(), heads.end(), [&](const HeadIndex& a, const HeadIndex& b) {
    if (a.lemma != b.lemma) return a.lemma < b.lemma;
    return patterns[a.pattern].specificity > patterns[b.pattern].specificity;
  });
  std::vector<uint32_t> first(vocabulary_.size() + 1, 0);
  for (const HeadIndex& head : heads) ++first[head.lemma + 1];
  for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<StringRef> vocabulary;
  for (const std::string& word : vocabulary_) vocabulary.push_back(image->intern(word));
  image->add("patterns", patterns);
  image->add("elements", elements_);
  image->add("word_sets", word_sets_);
  image->add("words", words_);
  image->add("vocabulary", vocabulary);
  image->add("heads", heads);
  image->add("head_first", first);
}

namespace {

uint32_t slot_hash(std::string_view word) { return static_cast<uint32_t>(XXH3_64bits(word.data(), word.size())); }

// What the matcher relies on when it follows indexes without checking them again.
bool consistent(std::span<const Pattern> patterns, std::span<const Element> elements, std::span<const WordSet> sets,
                std::span<const uint32_t> words, std::span<const HeadIndex> heads, std::span<const uint32_t> first, size_t vocabulary) {
  const auto inside = [](uint64_t begin, uint64_t count, size_t whole) { return begin + count <= whole; };
  const auto good = [&](const WordSet& set) { return inside(set.begin, set.count, words.size()); };
  return std::all_of(sets.begin(), sets.end(), good) &&
         std::all_of(elements.begin(), elements.end(),
                     [&](const Element& e) { return inside(e.words, e.word_count, sets.size()) && good(e.prepositions); }) &&
         std::all_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& p) { return inside(p.elements, p.element_count, elements.size()) && good(p.head_words); }) &&
         std::all_of(heads.begin(), heads.end(), [&](const HeadIndex& h) { return h.pattern < patterns.size(); }) &&
         first.size() == vocabulary + 1 && std::is_sorted(first.begin(), first.end()) && first.back() == heads.size();
}

}  // namespace

Result<PatternTables> PatternTables::open(const Image& image) {
  PatternTables tables;
  tables.image_ = &image;
  const auto patterns = image.section<Pattern>("patterns");
  const auto elements = image.section<Element>("elements");
  const auto sets = image.section<WordSet>("word_sets");
  const auto words = image.section<uint32_t>("words");
  const auto vocabulary = image.section<StringRef>("vocabulary");
  const auto heads = image.section<HeadIndex>("heads");
  const auto first = image.section<uint32_t>("head_first");
  if (!patterns) return patterns.error();
  if (!elements) return elements.error();
  if (!sets) return sets.error();
  if (!words) return words.error();
  if (!vocabulary) return vocabulary.error();
  if (!heads) return heads.error();
  if (!first) return first.error();
  if (!consistent(*patterns, *elements, *sets, *words, *heads, *first, vocabulary->size())) {
    return Error{ErrorKind::kCorrupt, "dictionary image", "has patterns that point outside their tables", ""};
  }
  tables.patterns_ = *patterns;
  tables.elements_ = *elements;
  tables.word_sets_ = *sets;
  tables.words_ = *words;
  tables.vocabulary_ = *vocabulary;
  tables.heads_ = *heads;
  tables.head_first_ = *first;
  size_t capacity = 16;
  while (capacity < 2 * vocabulary->size()) capacity *= 2;
  tables.slots_.assign(capacity, kNoWord);
  for (uint32_t id = 0; id < vocabulary->size(); ++id) {
    size_t slot = slot_hash(tables.word(id)) & (capacity - 1);
    while (tables.slots_[slot] != kNoWord) slot = (slot + 1) & (capacity - 1);
    tables.slots_[slot] = id;
  }
  return tables;
}

uint32_t PatternTables::word_id(std::string_view word) const {
  size_t slot = slot_hash(word) & (slots_.size() - 1);
  while (slots_[slot] != kNoWord) {
    if (this->word(slots_[slot]) == word) return slots_[slot];
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return kNoWord;
}

std::span<const HeadIndex> PatternTables::with_head(uint32_t lemma) const {
  if (lemma >= vocabulary_.size()) return {};
  return heads_.subspan(head_first_[lemma], head_first_[lemma + 1] - head_first_[lemma]);
}

bool PatternTables::has(const WordSet& set, uint32_t word) const {
  if (word == kNoWord) return false;
  const std::span<const uint32_t> words = words_.subspan(set.begin, set.count);
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace demarche::lexicon
