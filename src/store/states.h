// From statements of standing relations to the time they hold. Internal to the room.
#pragma once
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

// Brings the statements and the relations of the topics up to date, from the statements' mentions that are in the record.
Result<void> settle_relations(Database* database, const std::set<std::string>& topics);

// Replaces what the record knows from dictionaries.
Result<void> write_background(Database* database, const std::vector<Relation>& relations);

}  // namespace demarche::store
