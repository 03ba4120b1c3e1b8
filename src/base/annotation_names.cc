// Names of tags and relations, in the order of their enums.
#include <array>
#include <iterator>

#include "demarche/annotation.h"

namespace demarche {

namespace {

constexpr std::array<std::string_view, 17> kUpos{"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                                 "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
constexpr std::array<std::string_view, 50> kXpos{
    "_",   "ADD", "AFX",  "CC",  "CD",  "DT",  "EX",  "FW",   "GW",    "HYPH",  "IN",  "JJ", "JJR", "JJS", "LS", "MD", "NFP",
    "NN",  "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB",    "RBR",   "RBS", "RP", "SYM", "TO",  "UH", "VB", "VBD",
    "VBG", "VBN", "VBP",  "VBZ", "WDT", "WP",  "WP$", "WRB",  "-LRB-", "-RRB-", ",",   ".",  ":",   "``",  "''", "$"};
constexpr std::array<std::string_view, 50> kDeprel{
    "dep",       "root",       "acl",         "acl:relcl", "advcl",      "advcl:relcl", "advmod",     "amod",          "appos",
    "aux",       "aux:pass",   "case",        "cc",        "cc:preconj", "ccomp",       "compound",   "compound:prt",  "conj",
    "cop",       "csubj",      "csubj:pass",  "det",       "det:predet", "discourse",   "dislocated", "expl",          "fixed",
    "flat",      "goeswith",   "iobj",        "list",      "mark",       "nmod",        "nmod:poss",  "nmod:unmarked", "nmod:desc",
    "nsubj",     "nsubj:pass", "nsubj:outer", "nummod",    "obj",        "obl",         "obl:agent",  "obl:unmarked",  "orphan",
    "parataxis", "punct",      "reparandum",  "vocative",  "xcomp"};
constexpr std::array<std::string_view, 4> kTimeKind{"point", "interval", "duration", "repetition"};
constexpr std::array<std::string_view, 5> kPrecision{"none", "country", "region", "city", "point"};

static_assert(static_cast<size_t>(Upos::kX) + 1 == kUpos.size());
static_assert(static_cast<size_t>(Xpos::kDollar) + 1 == kXpos.size());
static_assert(static_cast<size_t>(Deprel::kXcomp) + 1 == kDeprel.size());

template <typename Enum, size_t N>
bool find(const std::array<std::string_view, N>& names, std::string_view name, Enum* value) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) {
      *value = static_cast<Enum>(i);
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view name_of(Upos tag) { return kUpos[static_cast<size_t>(tag)]; }
std::string_view name_of(Xpos tag) { return kXpos[static_cast<size_t>(tag)]; }
std::string_view name_of(Deprel relation) { return kDeprel[static_cast<size_t>(relation)]; }
std::string_view name_of(TimeKind kind) { return kTimeKind[static_cast<size_t>(kind)]; }
std::string_view name_of(PlacePrecision precision) { return kPrecision[static_cast<size_t>(precision)]; }

bool upos_from_name(std::string_view name, Upos* tag) { return find(kUpos, name, tag); }
bool xpos_from_name(std::string_view name, Xpos* tag) { return find(kXpos, name, tag); }

bool deprel_from_name(std::string_view name, Deprel* relation) {
  return find(kDeprel, name, relation) || find(kDeprel, name.substr(0, name.find(':')), relation);
}

Deprel universal(Deprel relation) {
  Deprel base = relation;
  const std::string_view name = name_of(relation);
  find(kDeprel, name.substr(0, name.find(':')), &base);
  return base;
}

}  // namespace demarche
