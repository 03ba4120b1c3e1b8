// Who is mentioned, and who that is on the document's date. The room's door.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "demarche/annotation.h"
#include "lexicon/actor_tables.h"

namespace demarche::actors {

// A dictionary phrase found in the text.
struct Hit {
  TokenSpan tokens;
  std::span<const lexicon::NameLink> names;   // of a name
  const lexicon::AgentNoun* agent = nullptr;  // of a title or agent noun
};

// Of tokens in a phrase that looks like an actor and is none.
inline constexpr int32_t kNoActor = -2;

// Working memory of one thread.
struct ActorScratch {
  std::vector<std::string> keys;  // by token
  std::vector<Hit> hits;
  std::vector<int32_t> hit_at;  // by token: the hit that covers it, -1 if none does, or kNoActor

  std::string phrase;
};

// What is known of the document besides its text.
struct DocumentFacts {
  std::string_view date;          // YYYY-MM-DD
  std::string_view first_person;  // code of "we" and "I" outside quotations, e.g. of an official statement; may be empty
};

// Const use is thread-safe with one scratch for each thread.
class ActorFinder {
 public:
  explicit ActorFinder(const lexicon::ActorTables* tables) : tables_(tables) {}

  const lexicon::ActorTables& tables() const { return *tables_; }

  // All mentions of actors in text order, resolved across the document.
  std::vector<ActorMention> find(const Text& text, const DocumentFacts& facts, ActorScratch* scratch) const;

  // The code of a dictionary actor on a day: the role then, or one that ended about three years before at most on a day that
  // is not known; else ELI of its country.
  ActorCode code_on(uint32_t actor, int32_t day) const;
  // The code of a dictionary actor in a stretch of days: the newest role that overlaps it, else as code_on(day).
  ActorCode code_during(uint32_t actor, int32_t first, int32_t last, int32_t day) const;

 private:
  const lexicon::ActorTables* tables_;
};

}  // namespace demarche::actors
