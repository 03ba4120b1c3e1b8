// First and last day of an EDTF expression.
#pragma once
#include <string>
#include <string_view>

namespace demarche {

// ISO days "YYYY-MM-DD" inclusive; an open or unknown side is empty, and so are both sides of text that is no EDTF date
// of level 0 or 1 (days, months, years, decades "199X", seasons 21 to 24, quarters 33 to 36, intervals with "/", open
// ends "..", marks "~", "?" and "%").
struct DayRange {
  std::string first, last;
};
DayRange days_of_edtf(std::string_view edtf);

}  // namespace demarche
