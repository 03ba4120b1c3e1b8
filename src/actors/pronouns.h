// Pronouns: their kinds, and what they can and cannot mean where they stand. Internal to the room.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "actors/composer.h"

namespace demarche::actors {

// Of forms in small letters.
bool person_pronoun(std::string_view form);
bool thing_pronoun(std::string_view form);
bool plural_pronoun(std::string_view form);
bool second_pronoun(std::string_view form);  // "you"
bool first_pronoun(std::string_view form);
bool reflexive(std::string_view form);

// Whether a pronoun of this form can stand for the other mention, by number and kind.
bool agrees(std::string_view form, const Draft& other);

// Mentions that act in the clause in which pronoun i is an object: "Qatar accused it" is not said of Qatar. Empty for
// subjects and possessives.
std::vector<uint32_t> subjects_beside(const Text& text, const std::vector<Draft>& drafts, uint32_t i);

// Whether two resolved mentions stand for the same actor.
bool means_the_same(const ActorMention& a, const ActorMention& b);

// "After his arrest, Tarrant stayed": index of the person who is the subject after the phrase that the sentence begins with
// and that holds the pronoun of draft `i`. -1 if it is not so.
int32_t named_after(const Text& text, const std::vector<Draft>& drafts, uint32_t i);

// "This visit was a success. It showed": the sentence before has a subject that is no actor.
bool means_a_thing(const Text& text, const std::vector<Draft>& drafts, uint32_t i);

// The drafts that the verb above the subject pronoun i is done to, where they are named: its object and its phrases with
// "on", "with", "to", "for".
std::vector<uint32_t> objects_beside(const Text& text, const std::vector<Draft>& drafts, uint32_t i);
// One actor, or two of the same code.
bool same_side(const Draft& a, const Draft& b);

}  // namespace demarche::actors
