// The layers that are laid over a document's text: tokens, sentences, trees, actors, times, places.
// Offsets are bytes of the document as read. Everything here is plain data; string_views point into the document's text
// or into the Text's own arena and live as long as the Text does. Objects are filled by one thread and then read by any.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/span.h"

namespace demarche {

// Universal part-of-speech tags (UD v2), in the order of the tag names.
// clang-format off
enum class Upos : uint8_t {
  kAdj, kAdp, kAdv, kAux, kCconj, kDet, kIntj, kNoun, kNum, kPart, kPron, kPropn, kPunct, kSconj, kSym, kVerb, kX
};
// clang-format on

// Penn tags as UD English writes them; punctuation classes keep their names.
// clang-format off
enum class Xpos : uint8_t {
  kNone, kADD, kAFX, kCC, kCD, kDT, kEX, kFW, kGW, kHYPH, kIN, kJJ, kJJR, kJJS, kLS, kMD, kNFP, kNN, kNNP, kNNPS, kNNS,
  kPDT, kPOS, kPRP, kPRPS /*PRP$*/, kRB, kRBR, kRBS, kRP, kSYM, kTO, kUH, kVB, kVBD, kVBG, kVBN, kVBP, kVBZ, kWDT, kWP,
  kWPS /*WP$*/, kWRB, kLRB /*-LRB-*/, kRRB /*-RRB-*/, kComma, kPeriod, kColon, kOpenQuote /*``*/, kCloseQuote /*''*/, kDollar
};
// clang-format on

// Universal dependency relations with the subtypes of English that the coder needs. kDep is the catch-all.
// clang-format off
enum class Deprel : uint8_t {
  kDep, kRoot, kAcl, kAclRelcl, kAdvcl, kAdvclRelcl, kAdvmod, kAmod, kAppos, kAux, kAuxPass, kCase, kCc, kCcPreconj,
  kCcomp, kCompound, kCompoundPrt, kConj, kCop, kCsubj, kCsubjPass, kDet, kDetPredet, kDiscourse, kDislocated, kExpl,
  kFixed, kFlat, kGoeswith, kIobj, kList, kMark, kNmod, kNmodPoss, kNmodUnmarked, kNmodDesc, kNsubj, kNsubjPass,
  kNsubjOuter, kNummod, kObj, kObl, kOblAgent, kOblUnmarked, kOrphan, kParataxis, kPunct, kReparandum, kVocative, kXcomp
};
// clang-format on

// Names as CoNLL-U writes them ("NOUN", "PRP$", "nsubj:pass"); the inverse gives false for names that are not listed.
std::string_view name_of(Upos tag);
std::string_view name_of(Xpos tag);
std::string_view name_of(Deprel relation);
bool upos_from_name(std::string_view name, Upos* tag);
bool xpos_from_name(std::string_view name, Xpos* tag);
// Subtypes that are not in the enum fall back to their universal relation; false only for an unknown universal relation.
bool deprel_from_name(std::string_view name, Deprel* relation);
// The universal relation of a subtype (kNsubjPass -> kNsubj).
Deprel universal(Deprel relation);

// One syntactic word.
struct Token {
  ByteSpan span;           // bytes in the document; the parts of "don't" have adjacent spans
  std::string_view form;   // the bytes as written
  std::string_view lemma;  // lower case except for proper nouns
  TokenIndex head;         // head in the same sentence, invalid for the root
  SentenceIndex sentence;
  Upos upos = Upos::kX;
  Xpos xpos = Xpos::kNone;
  Deprel deprel = Deprel::kDep;
  bool space_after = true;  // white space follows in the document
};

enum class SentenceKind : uint8_t { kBody, kTitle, kHeading, kBullet };

// One sentence: tokens [tokens.begin, tokens.end) and the bytes from the first to the last of them.
struct Sentence {
  ByteSpan span;
  TokenSpan tokens;
  TokenIndex root;
  uint32_t paragraph = 0;  // counted from 0 within the document
  SentenceKind kind = SentenceKind::kBody;
  TokenSpan dateline;  // "MOSCOW (Reuters) -" at the start; empty if none
};

// A stretch of quoted speech: bytes between the marks; may run over sentences and paragraphs.
struct Quotation {
  ByteSpan span;
  uint8_t depth = 1;  // 2 for a quotation inside a quotation
};

// Children of every token in compressed form: children of t are child[first[t]] .. child[first[t+1]), in text order.
struct Children {
  std::vector<uint32_t> first;
  std::vector<TokenIndex> child;
};

// What the language room gives: the whole document as tokens and trees.
struct Text {
  std::string_view bytes;  // the document's text; not owned
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;
  Children children;
  std::deque<std::string> arena;  // owns lemmas that are not in the text nor in a dictionary

  const Token& operator[](TokenIndex t) const { return tokens[t.value]; }
  const Sentence& operator[](SentenceIndex s) const { return sentences[s.value]; }
  uint32_t child_count(TokenIndex t) const { return children.first[t.value + 1] - children.first[t.value]; }
  const TokenIndex* children_begin(TokenIndex t) const { return children.child.data() + children.first[t.value]; }
  const TokenIndex* children_end(TokenIndex t) const { return children.child.data() + children.first[t.value + 1]; }
  ByteSpan span_of(TokenSpan s) const {
    if (s.empty()) return {};
    return {tokens[s.begin.value].span.begin, tokens[s.end.value - 1].span.end};
  }
};

// How an actor mention is written.
enum class MentionForm : uint8_t {
  kName,         // "Sergey Lavrov", "the Shanghai Cooperation Organisation"
  kDescription,  // "the Chinese foreign ministry", "Syrian rebels"
  kPronoun,      // "he", "they", "its"
  kGroup,        // "both nations", "the two leaders": several actors at once
  kAdjective     // "Russian" in "Russian strikes", when the noun is not itself an actor
};

// Who a mention is. One mention of a group has several.
struct ActorCode {
  std::string code;      // "CHN:GOV", "IGO:SCO", ":REB"; empty if unknown
  std::string actor;     // id of the dictionary actor ("sergey-lavrov"), empty if not listed
  std::string name;      // the canonical name, or the fullest name in the document
  std::string wikidata;  // "Q..." where the dictionaries have it, else empty
  EntryId entry;         // the dictionary line that fired; invalid if composed from the text
};

// A stretch of text that names an actor.
struct ActorMention {
  TokenSpan tokens;  // the whole mention, titles and appositions included
  TokenIndex head;   // the token through which the tree reaches the mention
  ByteSpan span;
  MentionForm form = MentionForm::kName;
  std::vector<ActorCode> codes;  // in reading order; at least one
  MentionIndex antecedent;       // the mention it was resolved to, invalid if none
  uint32_t chain = 0;            // mentions of the same actor share a chain number
  bool person = false;           // a human being, not a body
  bool plural = false;
  bool place_like = false;  // a country or capital that may be meant as a place ("in Moscow")
  std::string why;          // the rule in words, for explain
};

enum class TimeKind : uint8_t { kPoint, kInterval, kDuration, kRepetition };
std::string_view name_of(TimeKind kind);  // "point", "interval" ...

// A stretch of text that says when, how long or how often.
struct TimeMention {
  TokenSpan tokens;
  ByteSpan span;
  TimeKind kind = TimeKind::kPoint;
  std::string edtf;   // resolved against the document's date; empty for durations, repetitions and what is left open ("recently")
  std::string value;  // "P2D" for durations, "R/P1W" for repetitions
  std::string why;    // the rule that gave it: its name and what it makes of the words
};

enum class PlacePrecision : uint8_t { kNone, kCountry, kRegion, kCity, kPoint };
std::string_view name_of(PlacePrecision precision);

// A stretch of text that names a place.
struct PlaceMention {
  TokenSpan tokens;
  TokenIndex head;
  ByteSpan span;
  std::string name;                 // the gazetteer's name
  std::string country;              // ISO 3166-1 alpha-3 or a code of the guide (XKX); empty for seas and where unknown
  std::vector<std::string> claims;  // of a disputed area: who claims it
  double lat = 0, lon = 0;
  bool has_coordinates = false;
  PlacePrecision precision = PlacePrecision::kNone;
  std::string why;  // candidates and reasons, for explain
};

// All layers of one document.
struct Annotation {
  Text text;
  std::vector<ActorMention> actors;  // in text order of their first token
  std::vector<TimeMention> times;
  std::vector<PlaceMention> places;
};

}  // namespace demarche
