// What is compared when two mentions may tell of one event. Internal to the room.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/event.h"
#include "store/figures.h"

namespace demarche::store {

// One who takes part: country or organisation, sector, and the person where the dictionary knows one.
struct Party {
  std::string country, sector, actor;
};

// A mention as merging sees it; also a unit: the mentions of one document that tell of one act, with what they know together.
struct Act {
  std::string id, document, reported;  // `reported`: the document's date
  int64_t position = 0;                // of the mention in its document
  std::string type, status, mode;
  std::string date;         // EDTF
  int first = 0, last = 0;  // days since 1970-01-01; of an act without a date the day of the report
  bool dated = false;       // the text says when
  bool upset = false;       // told as postponed or cancelled
  bool postponed = false;   // of the upset: a new day was or may be set
  bool alone = false;       // a person decided that it is an event by itself
  std::vector<Party> source, target;
  std::string place, country;  // where; the country alone if no finer place is known
  bool located = false;
  double lat = 0, lon = 0;
  std::vector<std::string> words;  // of the sentence, without those of the parties; sorted
  std::vector<std::string> who;    // words that name the parties, but for states by their names; sorted
  std::vector<Figure> figures;
  uint32_t sentence = 0;  // where the sentence begins, in bytes

  // How much it tells: sides, day, place. The fuller speaks for the others of its document.
  int fullness() const;
};

Act act_of(const std::string& document, const std::string& reported, const Event& event, size_t position);

// The order in which acts may found events: by the day of the report, then by document and place in it.
bool comes_before(const Act& a, const Act& b);

// As one text, for the record, and back. Identity, type, status and days are columns of their own there.
std::string features_of(const Act& act);
void read_features(std::string_view features, Act* act);

// Hashes under which acts are looked up: two acts that may be one event share a key of theirs.
struct Keys {
  std::vector<int64_t> own;       // stands under
  std::vector<int64_t> likely;    // may find others like it under
  std::vector<int64_t> plans;     // may find plans that it is the outcome of
  std::vector<int64_t> outcomes;  // of a plan: may find its outcome under
};
Keys keys_of(const Act& act);
// The time that a key of a day is kept with: days near each other stand together in a record.
inline int64_t span_of(int day) { return (int64_t{day} + 1000000) / 32; }

}  // namespace demarche::store
