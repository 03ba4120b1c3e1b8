// When and where an event happened, where its own clause does not say. Internal to the room.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "events/completion.h"

namespace demarche::events {

// A date with the words that tell it and the rule that gave it.
struct Dated {
  std::string edtf;
  std::optional<ByteSpan> span;
  std::string why;
};

// The date that the trigger's own phrase or clause gives, nothing if there is none or if it cannot be that of such an
// event (`event` has its type and status): what is done is not yet to come, what is planned is not over.
std::optional<Dated> own_date(const Layers& layers, const lexicon::PatternMatch& match, const Event& event);

// The place of a mention as the record tells it.
EventPlace place_from(const PlaceMention& mention, std::string_view bytes);

// Fills the dates and places that own clauses leave empty, in this order:
//  - a clause that hangs on a dated one has its date: participles, joined verbs, aims, what is done "during the hearing";
//  - an act that is told elsewhere with a date or a place has them here as well ("the attack");
//  - an act that is done by saying it has the date of the saying, quoted or reported; what is reported on a day as done
//    before has that day as its latest ("../2024-02-27");
//  - what is said and agreed in talks has the date and the place of the talks;
//  - in a statement that its publisher makes, what is said in the present tense has the document's date;
//  - a state's own bans and emergencies are in that state.
// Simple past without a date stays without. Each date and place that is filled leaves its reason in Event::why.
class WhenAndWhere {
 public:
  WhenAndWhere(const Layers& layers, const MentionIndexer& mentions);

  void complete(std::vector<Built>* events) const;

 private:
  const Layers& layers_;
  const MentionIndexer& mentions_;
  bool statement_ = false;  // the text speaks for its publisher
};

}  // namespace demarche::events
