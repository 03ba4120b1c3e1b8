// Tags and dependency trees from trained weights. The weights are a mapped file (models/english.dmw); this room runs
// them and never trains.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "demarche/annotation.h"

namespace demarche::models {

struct Kernels;

// What the network says of one word.
struct WordAnalysis {
  Upos upos = Upos::kX;
  Xpos xpos = Xpos::kNone;
  Deprel deprel = Deprel::kDep;
  uint16_t head = 0;  // 1-based position in the sentence, 0 for the root
};

// Working memory of one thread. It grows to the largest batch and is reused.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

  struct State;  // known to this room alone

 private:
  friend class Parser;
  std::unique_ptr<State> state_;
};

// A tagger and parser. Const use is thread-safe with one Workspace for each thread.
class Parser {
 public:
  // Maps the weights, checks their checksum and layout, and parses the self-test sentences that they carry.
  // Errors: kNotFound, kIo, kCorrupt (checksum, layout, or self-test trees that come out otherwise).
  static Result<Parser> open(const std::string& path);
  // The same on a chosen path; tests compare the paths.
  static Result<Parser> open(const std::string& path, const Kernels& kernels);
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

  // Sentences are spans of `forms` given by `lengths`; `out` has one entry for each form. Each sentence gets one tree
  // with one root. Sentences of more than kWindow words are parsed in windows that are joined at their roots, so that
  // time and memory are linear in the number of words.
  void parse(std::span<const std::string_view> forms, std::span<const uint32_t> lengths, Workspace* workspace,
             std::span<WordAnalysis> out) const;

  std::string_view version() const;      // content hash of the weights
  std::string_view kernel_name() const;  // "avx512", "avx2" or "plain"

  static constexpr uint32_t kWindow = 240;

  struct Weights;  // known to this room alone

 private:
  Parser();
  void parse_batch(Workspace::State* state, std::span<const std::string_view> forms, std::span<WordAnalysis> out) const;

  std::unique_ptr<Weights> weights_;
};

}  // namespace demarche::models
