// Who a name may mean on a day, as the dictionaries know it.
#pragma once
#include <string>
#include <vector>

#include "demarche/span.h"

namespace demarche {

// One actor that bears the name. Dates are days ("2013-03-14"), empty where the dictionaries set no bound.
struct WhoCandidate {
  std::string code;                           // on the day
  std::string actor;                          // id of the entry
  std::string name;                           // its full name
  std::string kind;                           // "state", "person", "organisation", "group"
  std::string matched;                        // what the words are of it: "name", "demonym", "capital", "metonym", "surname"
  std::string title;                          // the office held on the day, or the last one before it
  std::string start, end;                     // of that office
  bool start_near = false, end_near = false;  // the bound is near the truth and no more
  bool holds = false;                         // whether it is held on the day
  std::string source;                         // where the facts are from
  EntryId entry;                              // the dictionary line
  std::string where;                          // "dictionaries/actors/people/news.txt:12"
  std::string why;                            // why it wins or loses, in words
  bool wins = false;
};

// The best first. `title` is what stood before the name and was taken for one ("foreign minister").
struct WhoAnswer {
  std::string name, title, date;
  std::vector<WhoCandidate> candidates;
};

}  // namespace demarche
