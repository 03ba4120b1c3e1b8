// Questions about what was read, and what runs did.
#include "store/kinds.h"

namespace demarche::store {

namespace {

using enum ColumnType;

// Rows of tables are kept as they are laid out.
// clang-format off

Kind coverage_kind() {
  return make_kind({"coverage", "what was read, by month and publisher", {},
                    {
                        {"month", kText, "YYYY-MM"},
                        {"publisher", kText, "who published"},
                        {"documents", kInteger, "documents"},
                        {"coded", kInteger, "with events"},
                        {"empty", kInteger, "without events"},
                        {"copies", kInteger, "near-copies of others"},
                        {"events", kInteger, "mentions"},
                    },
                    {}},
                   {{"c.month", "c.publisher", "c.documents", "c.coded", "c.empty", "c.copies", "c.events"},
                    "coverage c", "c.documents>0", "",
                    {
                        {"publisher", "c.publisher=@"},
                        {"since", "c.month>=substr(@,1,7)"},
                        {"until", "c.month<=substr(@,1,7)"},
                        {"as_of", "c.month<=substr(@,1,7)"},
                    },
                    {"month", "publisher"}, {}});
}

Kind months_kind() {
  return make_kind({"months", "what was read, by month", {},
                    {
                        {"month", kText, "YYYY-MM"},
                        {"publishers", kInteger, "who published in it"},
                        {"documents", kInteger, "documents"},
                        {"coded", kInteger, "with events"},
                        {"empty", kInteger, "without events"},
                        {"copies", kInteger, "near-copies of others"},
                        {"events", kInteger, "mentions"},
                    },
                    {}},
                   {{"c.month", "count(*)", "CAST(sum(c.documents) AS BIGINT)", "CAST(sum(c.coded) AS BIGINT)", "CAST(sum(c.empty) AS BIGINT)",
                     "CAST(sum(c.copies) AS BIGINT)", "CAST(sum(c.events) AS BIGINT)"},
                    "coverage c", "c.documents>0", "c.month",
                    {
                        {"publisher", "c.publisher=@"},
                        {"since", "c.month>=substr(@,1,7)"},
                        {"until", "c.month<=substr(@,1,7)"},
                        {"as_of", "c.month<=substr(@,1,7)"},
                    },
                    {"month"}, {}});
}

Kind documents_kind() {
  return make_kind({"documents", "what was read", {},
                    {
                        {"sha256", kText, "hash of the text"},
                        {"id", kText, "id"},
                        {"date", kText, "date"},
                        {"title", kText, "title"},
                        {"url", kText, "address"},
                        {"publisher", kText, "who published it"},
                        {"outcome", kText, "coded or empty"},
                        {"duplicate_of", kText, "hash of the document it is a copy of"},
                        {"events", kInteger, "mentions"},
                    },
                    {}},
                   {{"d.sha256", "d.id", "d.date", "d.title", "d.url", "d.publisher", "d.outcome", "d.duplicate_of",
                     "(SELECT count(*) FROM mentions m WHERE m.document=d.sha256)"},
                    "documents d", "", "",
                    {
                        {"publisher", "d.publisher=@"},
                        {"since", "d.date>=@"},
                        {"until", "d.date<=@"},
                        {"as_of", "d.date<=@"},
                        {"document", "(d.sha256=@ OR d.id=@)"},
                    },
                    {"date", "sha256"}, {}},
                   {"order"});
}

Kind quarantine_kind() {
  return make_kind({"quarantine", "what could not be read, and why", {},
                    {
                        {"origin", kText, "where it was read"},
                        {"id", kText, "id"},
                        {"reason", kText, "why"},
                        {"run", kText, "run that met it"},
                    },
                    {}},
                   {{"q.origin", "q.id", "q.reason", "q.run"}, "quarantine q", "", "", {}, {"origin"}, {}});
}

Kind runs_kind() {
  return make_kind({"runs", "runs of ingest", {},
                    {
                        {"id", kText, "id"},
                        {"dictionary", kText, "version"},
                        {"model", kText, "version"},
                        {"options", kText, "options"},
                        {"started", kText, "UTC"},
                        {"finished", kText, "UTC, empty if it was interrupted"},
                        {"documents", kInteger, "read"},
                        {"coded", kInteger, "with events"},
                        {"empty", kInteger, "without events"},
                        {"quarantined", kInteger, "not read"},
                        {"skipped", kInteger, "known before"},
                        {"events", kInteger, "mentions"},
                    },
                    {}},
                   {{"r.id", "r.dictionary", "r.model", "r.options", "r.started", "r.finished", "r.documents", "r.coded", "r.empty", "r.quarantined",
                     "r.skipped", "r.events"},
                    "runs r", "", "", {}, {"started", "id"}, {}});
}

const std::vector<Column> kChangeColumns{
    {"run", kText, "the run that changed it"},
    {"kind", kText, "added, dropped or recoded"},
    {"mention", kText, "id of the mention"},
    {"document", kText, "SHA-256 of the document"},
    {"rule", kText, "dictionary line that codes it now, or did"},
    {"before", kJson, "what the older run coded"},
    {"after", kJson, "what this one codes"},
};

Kind changes_kind() {
  return make_kind({"changes", "mentions that recoding changed", {}, kChangeColumns, {}},
                   {{"c.run", "c.kind", "c.mention", "c.document", "c.rule", "c.before", "c.after"}, "changes c", "", "",
                    {
                        {"run", "c.run=@"},
                        {"change", "c.kind=@"},
                        {"document", "c.document=@"},
                    },
                    {"run", "mention"}, {}});
}

// clang-format on

}  // namespace

std::vector<Kind> account_kinds() {
  return {coverage_kind(), months_kind(), documents_kind(), quarantine_kind(), runs_kind(), changes_kind()};
}

}  // namespace demarche::store
