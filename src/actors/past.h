// The days that a clause itself speaks of, as far as who held which office depends on them. Internal to the room.
#pragma once
#include "demarche/annotation.h"

namespace demarche::actors {

// Days from `first` to `last`, both counted from 1970-01-01.
struct DaysTold {
  int32_t first = 0, last = 0;
};

// The year, month or day written in the clause of `name` if it lies before `day` by a year's number: "In March 2013 David
// Cameron flew to Delhi" in a report of 2024. False if the clause names none, or several.
bool days_told(const Text& text, TokenIndex name, int32_t day, DaysTold* told);

// "Theresa May stepped down", "the dismissal of Rex Tillerson": whether the words around a name say that he leaves his office.
bool leaves_office(const Text& text, TokenIndex name);

}  // namespace demarche::actors
