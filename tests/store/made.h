// Documents and records of them made for tests, and what a record holds as text.
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "demarche/document.h"
#include "demarche/event.h"
#include "store/database.h"

namespace demarche::store {

using Made = std::pair<Document, CodedDocument>;

// The n-th document: a few events between states, a relation, a stance; every seventh has none.
Made made(int number, const std::string& dictionary = "d1");

// Everything in the record but its runs, one line for each row.
Result<std::string> dump(Database* database);

// A folder that goes away with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace demarche::store
