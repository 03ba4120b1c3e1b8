// What the examples of the actor dictionaries promise, as questions that `demarche dict test` puts to the coder.
#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "demarche/span.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

// One sentence read on one day, the words of a mention in it, and who that has to be.
struct ActorExample {
  enum class Wants : uint8_t {
    kCode,    // `wanted` is the whole code
    kSector,  // `wanted` is the sector
    kNobody   // no mention with a code at these words
  };
  std::string date, text;
  ByteSpan mention;
  Wants wants = Wants::kCode;
  std::string wanted;
};

// Whether a file's entries carry examples of actors.
bool has_actor_examples(const TextFile& file);

// The examples of one entry: one of a person, body, group, state or phrase; one for each noun of an agents' line
// and each word of a line of weak surnames, which takes the place of the marked words. Errors: no example, no marks, no date or one that no role covers.
Result<std::vector<ActorExample>> actor_examples(const TextFile& file, const Line& line);

}  // namespace demarche::lexicon
