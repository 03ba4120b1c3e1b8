// Dictionary forms of words: a table of forms learnt from treebanks, and suffix rules for the rest.
#pragma once
#include <string>
#include <string_view>

#include "base/image.h"
#include "base/result.h"
#include "demarche/annotation.h"

namespace demarche::language {

// A suffix rule: words with this tag and ending lose `cut` bytes and gain `add`.
struct SuffixRule {
  StringRef key;  // tag number as one byte, then the ending
  StringRef add;
  uint32_t cut = 0;
};

// Const use is thread-safe. Trained by train/language/lemmas.py.
class Lemmatizer {
 public:
  static Result<Lemmatizer> open(const std::string& path);

  // The lemma of a form. Gives a view into the form, into the mapped table, or into `buffer`, which is overwritten.
  std::string_view lemma(std::string_view form, Upos upos, Xpos xpos, std::string* buffer) const;

  // Weights of the sentence boundaries, which travel in the same file; empty if it has none.
  std::span<const int16_t> boundaries() const { return boundaries_; }

  std::string_view version() const { return image_.version(); }

 private:
  Image image_;
  std::span<const StringRef> form_keys_, form_lemmas_;  // keys: tag byte and lower-case form
  std::span<const uint32_t> form_slots_, rule_slots_;
  std::span<const SuffixRule> rules_;
  std::span<const int16_t> boundaries_;
};

}  // namespace demarche::language
