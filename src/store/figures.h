// Numbers that a sentence tells of people, things and money. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace demarche::store {

struct Figure {
  std::string what;   // what is counted, as the last word of it in the singular: "soldier", "person", "dollar"
  double value = 0;   // 12, 300000
  std::string words;  // as written: "at least 12 soldiers"
};

// In the order of the text. Years, days, times, ages and ordinals are no figures.
std::vector<Figure> figures_of(std::string_view text);

}  // namespace demarche::store
