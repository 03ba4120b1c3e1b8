// From statements of standing relations to the time they hold. Internal to the room.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/database.h"

namespace demarche::store {

// Statements of one topic tell of one relation: who, what, to whom, in which role. Persons that the dictionary does not know
// are told apart by their names.
std::string topic_of(const Relation& relation);

// Topics of a document's statements, before it is deleted.
Result<std::set<std::string>> topics_of(Database* database, const std::string& sha256);

// Statements of one topic with the same times.
struct StatementKey {
  std::string topic, start, end;  // EDTF
  auto operator<=>(const StatementKey&) const = default;
};
struct StatementCount {
  std::string first_day, first_id, last_day;  // of the reports
  int64_t evidence = 0;
};
using Statements = std::map<StatementKey, StatementCount>;
void count_statement(const StatementKey& key, const std::string& day, const std::string& id, Statements* statements);

// Brings the statements and the relations up to date once their mentions are in the record: those of the `changed` topics are
// counted anew, those that only `added` to others are counted on.
Result<void> settle_relations(Database* database, const std::set<std::string>& changed, const Statements& added);

// Replaces what the record knows from dictionaries.
Result<void> write_background(Database* database, const std::vector<Relation>& relations);

}  // namespace demarche::store
