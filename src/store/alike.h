// Whether two acts are one event. Internal to the room.
#pragma once
#include <string>

#include "store/act.h"

namespace demarche::store {

// Most days between the days of two acts that may be one.
inline constexpr int kWindowDays = 8;

struct Likeness {
  int points = 0;
  bool same = false;
  std::string reason;  // "same sides, same day, wording 62 %"
};

// Symmetric: the order of the two does not matter.
Likeness likeness(const Act& a, const Act& b);
// The same where one document is a copy of the other: words alone tell, whatever the days.
Likeness likeness_in_copies(const Act& a, const Act& b);

// Share of the words of the shorter sentence that the other one has too, from 0 to 1.
double wording(const Act& a, const Act& b);

// True if the second may be what became of the first, a plan; `outcome` is held, postponed or cancelled.
bool outcome_of(const Act& plan, const Act& other, std::string* outcome, std::string* reason);
// True if one is told as done and the other as not done, and they may be the same act.
bool denies(const Act& denial, const Act& act);

}  // namespace demarche::store
