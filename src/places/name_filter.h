// Which names of a place the gazetteer keeps, and the forms they are kept in.
#pragma once
#include <string>
#include <string_view>

#include "places/raw_place.h"

namespace demarche::places {

// A main name: cut at a bracket or comma; empty if nothing usable is left.
std::string usable_main_name(std::string_view name, const RawPlace& place);

// True if a name in another language or spelling could stand in English text: Latin letters, an initial capital and
// small letters, no digits, long enough for the size of the place (airport codes and the like are neither).
bool usable_alternate(std::string_view name, const RawPlace& place);

// "Zabul Province" -> "Zabul", "Departamento de Cusco" -> "Cusco"; empty if there is no such word or nothing is left.
std::string without_admin_word(std::string_view name);

// True if the name is written in capitals only ("UAE", "U.S."), so that it must be so in the text.
bool capitals_only(std::string_view name);

}  // namespace demarche::places
