// Small word lists that the composer asks. Internal to the room.
#pragma once
#include "demarche/annotation.h"

namespace demarche::actors {

bool capitalised(const Token& t);
// "Mr.", "MS.", "Dr".
bool honorific(std::string_view form);
// "Friday", "March", as written at the beginning of a name.
bool calendar_word(std::string_view form);
// Prepositions through which a noun gets its country ("of", "from", "in", "for", "at").
bool country_preposition(std::string_view lemma);
// An envoy's "for", "to" and "in" tell where he is sent, not who sends him. The title is in lower case.
bool is_sent(std::string_view title);
// "foreign powers", "African leaders", "humanitarian partners": of no one country.
bool many_countries(const Text& text, TokenSpan phrase);
// What a body does can carry it as a modifier: "police violence", "rebel attack", but not "police station".
bool acts_through(const Text& text, TokenIndex noun);
// "accused", "gunman": who is thought to have done it. The title is in lower case.
bool is_suspect(std::string_view title);
// Offices that an official statement names without their country. The title is in lower case.
bool own_office(std::string_view title);
// "former British prime minister": the word stands before the title's modifiers.
bool said_former(const Text& text, TokenSpan title);

// A noun that with "both" or "the two" stands for actors named before.
bool group_noun(std::string_view lemma);
// "The leaders", "the participants" mean them without "both" or "two".
bool all_by_itself(std::string_view lemma);

// Whether the phrase has the word or words whole, between spaces.
bool word_in(std::string_view word, std::string_view phrase);

}  // namespace demarche::actors
