// From coded documents to rows of the record. Internal to the room.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "demarche/document.h"
#include "demarche/event.h"
#include "store/database.h"
#include "store/merge.h"
#include "store/states.h"

namespace demarche::store {

// Documents on their way into the record: their sentences, mentions, participants, relations, stances and what they add
// to the coverage. None of them may be in the record. Inside a transaction, in this order: add() for each, the documents
// written, add_mentions() for each once it is settled what belongs together, the mentions written.
class DocumentRows {
 public:
  explicit DocumentRows(const Dialect& dialect);
  void add(const Document& document, const CodedDocument& coded, const std::string& options);
  Result<void> write_documents(Database* database) const;
  void add_mentions(const CodedDocument& coded, const Settling& settling);
  Result<void> write_mentions(Database* database) const;
  // Of relations, in all the documents.
  const Statements& statements() const { return statements_; }

 private:
  struct Counts {
    int64_t documents = 0, coded = 0, empty = 0, events = 0;
  };
  void add_mention(const CodedDocument& coded, const Event& event, size_t position, const Belonging& belonging);
  void add_participants(const Event& event, const std::string& day);
  void add_relations(const CodedDocument& coded);

  Rows documents_, sentences_, mentions_, words_, participants_, relations_, stances_;
  std::map<std::pair<std::string, std::string>, Counts> coverage_;  // by month and publisher
  Statements statements_;
  std::set<std::string> relation_ids_;
};

// Takes a document out with everything that points at it; nothing happens if it is not there.
Result<void> delete_document(Database* database, const std::string& sha256);

// Metadata of a stored document: names and raw JSON values, as the reader gave them.
std::vector<std::pair<std::string, std::string>> metadata_of(const std::string& json);

// Words of a text as full-text search knows them: folded, lower case, without marks, each once, joined by blanks.
std::string search_words(std::string_view text);

}  // namespace demarche::store
