// The compiled dictionaries in one object. The room's door.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "demarche/event.h"
#include "lexicon/actor_tables.h"
#include "lexicon/memberships.h"
#include "lexicon/patterns.h"
#include "lexicon/text_file.h"
#include "lexicon/wars.h"

namespace demarche::lexicon {

// A row of the ontology: a type ("CONSULT") or a type with a mode ("CONSULT/visit") with its default CAMEO code, or a
// CAMEO code with its Goldstein score.
struct OntologyRow {
  StringRef key, cameo, contexts;
  double goldstein = 0;
};

// Compiles dictionaries that were read into the bytes of an image. Errors name file, line and what was expected.
Result<std::string> compile(const DictionaryText& text);

// A mapped image with its tables. Const use is thread-safe.
class Lexicon {
 public:
  static Result<std::unique_ptr<Lexicon>> open(const std::string& path);

  const PatternTables& patterns() const { return patterns_; }
  const ActorTables& actors() const { return actors_; }
  const MembershipTables& memberships() const { return memberships_; }
  const WarTables& wars() const { return wars_; }

  // "dictionaries/actions/consult.txt:17"; empty for an invalid id.
  std::string where(EntryId entry) const;
  // The CAMEO code of an action pattern: its own, else its mode's, else its type's.
  std::string_view cameo_of(const Pattern& pattern) const;
  // Goldstein score of a CAMEO code; of its longest known prefix if it is not listed.
  double goldstein_of(std::string_view cameo) const;
  std::string_view contexts_of(EventType type) const;
  std::string_view version() const { return image_.version(); }

 private:
  const OntologyRow* ontology(std::string_view key) const;

  Image image_;
  PatternTables patterns_;
  ActorTables actors_;
  MembershipTables memberships_;
  WarTables wars_;
  std::span<const OntologyRow> ontology_;  // sorted by key
  std::span<const StringRef> files_;
  std::span<const uint32_t> entry_file_, entry_line_;
};

}  // namespace demarche::lexicon
