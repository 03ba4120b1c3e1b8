#include "places/attach.h"

namespace demarche::places {

const PlaceMention* place_of(const Text& text, TokenIndex trigger, std::span<const PlaceMention> places, EventNature) {
  for (const PlaceMention& p : places) {
    if (text[p.head].head == trigger) return &p;
  }
  return nullptr;
}

}  // namespace demarche::places
