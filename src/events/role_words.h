// Lists of words that say who acts on whom. Internal to the room; lemmas in lower case.
#pragma once
#include <string_view>

#include "demarche/event.h"

namespace demarche::events {

// Prepositions that bring in whom an act is done to, where its pattern names none.
bool leads_to_target(EventType type, std::string_view preposition);

// Verbs whose subject does the act that their object names ("launched an attack").
bool performs(std::string_view lemma);

// Nouns for what people are killed, hurt or caught in.
bool operation(std::string_view lemma);

// Nouns for what happens to somebody, so that their possessor has not done it.
bool undergone(std::string_view lemma);

// Verbs whose subject only meets with what others do ("faced criticism").
bool undergoes(std::string_view lemma);

// Verbs whose object goes to somebody.
bool gives(std::string_view lemma);

// Nouns that only count or carry what follows "of" ("a series of attacks", "a statement of regret").
bool carries(std::string_view lemma);

// Nouns for what is given: who pledges them does not pledge them to himself.
bool given_thing(std::string_view lemma);

// People whom one meets on another's behalf ("the envoy"): not one's own.
bool sent_by_others(std::string_view lemma);

}  // namespace demarche::events
