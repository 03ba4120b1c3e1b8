// From a coded document to rows of the record. Internal to the room.
#pragma once
#include "demarche/document.h"
#include "demarche/event.h"
#include "store/database.h"

namespace demarche::store {

// Writes the document with its sentences, mentions, participants, relations and stances. The document must not be there.
Result<void> insert_document(Database* database, const Document& document, const CodedDocument& coded, const std::string& options);
// Takes a document out with everything that points at it; nothing happens if it is not there.
Result<void> delete_document(Database* database, const std::string& sha256);

// Words of a text as full-text search knows them: folded, lower case, without marks, joined by blanks.
std::string search_words(std::string_view text);

}  // namespace demarche::store
