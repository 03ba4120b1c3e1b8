// Documents that are near-copies of others: wire reports printed again, with another head or cut short. Internal to the room.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace demarche::store {

// A text's sets of four words, as hashes, sorted; and the bands by which near-copies find each other.
std::vector<uint64_t> shingles_of(std::string_view text);
std::vector<int64_t> bands_of(const std::vector<uint64_t>& shingles);
// Fourteen days that a date lies in, counted from 1970.
int64_t fortnight_of(const std::string& date);
// Share of the shorter text that the other one has too.
double overlap(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

struct TextToCompare {
  std::string sha256, date;
  std::string_view text;
};

// Writes the bands of new documents, and in documents.duplicate_of the first document that each is a copy of; gives the
// documents whose duplicate_of changed, the new ones too if it is not empty. The documents must be in the record.
Result<std::vector<std::string>> find_copies(Database* database, const std::vector<TextToCompare>& added);
// The same before a document goes away: what was a copy of it looks for another. Gives those that must be compared again.
Result<std::vector<std::string>> forget_copies(Database* database, const std::string& sha256);

}  // namespace demarche::store
