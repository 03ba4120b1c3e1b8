// One pattern tried on one head word. Internal to the room.
#pragma once
#include <array>
#include <string>

#include "actions/actions.h"

namespace demarche::actions {

// What every attempt on a head shares, worked out once.
struct HeadView {
  TokenIndex head;
  tree::Clause clause;  // of a verb, or of the subject of a predicate
  TokenIndex governor;  // of a noun: the verb it is an argument of, else invalid
  TokenIndex support;   // of a noun: the governor, if a frame lets it carry the noun
};

inline bool capitalised(const Token& t) { return !t.form.empty() && t.form.front() >= 'A' && t.form.front() <= 'Z'; }

class Attempt {
 public:
  Attempt(const Text& text, const lexicon::PatternTables& tables, const ActionScratch& scratch, const ActionMatches& found,
          const HeadView& view, const lexicon::Pattern& pattern);

  // Fills `match` and gives true if the pattern holds; else `reason` says what was missing.
  bool run(lexicon::PatternMatch* match, const char** reason);

 private:
  bool element(const lexicon::Element& e);
  bool several(const tree::TokenList& phrases) const;
  bool marker(const lexicon::Element& e);
  bool object_words(const lexicon::Element& e);
  bool object_slot(const lexicon::Element& e);
  bool inner_object(const lexicon::Element& e);
  bool predicate_words(const lexicon::Element& e);
  bool predicate_slot();
  bool modifier(const lexicon::Element& e);
  bool particle(const lexicon::Element& e);
  bool oblique(const lexicon::Element& e);
  bool oblique_under(TokenIndex anchor, const lexicon::Element& e, int depth);
  bool accept_oblique(TokenIndex candidate, const lexicon::Element& e);
  bool clause(const lexicon::Element& e);
  bool clause_under(TokenIndex anchor, const lexicon::Element& e);
  void stand_on(const lexicon::Element& e, TokenIndex token);
  bool complement_fits(TokenIndex token, const lexicon::Element& e) const;
  bool words_fit(TokenIndex token, const lexicon::Element& e);
  bool infinitive_words_fit(TokenIndex verb, const lexicon::Element& e);
  bool has_word_below(TokenIndex token, const lexicon::WordSet& set, TokenIndex* found) const;
  bool introduced_by(TokenIndex token, const lexicon::WordSet& set, TokenIndex* marker) const;
  bool is_word(TokenIndex token, const lexicon::WordSet& set) const;
  void fill(lexicon::Slot slot, TokenIndex token);
  bool kinds_fit() const;
  void default_source();
  void default_source_of_noun();
  void source_of_predicate_noun();

  const Text& text_;
  const lexicon::PatternTables& tables_;
  const ActionScratch& scratch_;
  const ActionMatches& found_;
  const HeadView& view_;
  const lexicon::Pattern& pattern_;
  lexicon::PatternMatch* match_ = nullptr;
  const char* reason_ = "";
  tree::TokenList doers_, undergoers_;  // of the clause; objects that the tree calls something else included
  tree::TokenList anchors_;             // where prepositional phrases may hang
  tree::TokenList predicate_;           // words that are said of the object
  tree::TokenList used_;                // objects that words of the pattern have taken
  // By element of the pattern: the token that its words stand on.
  std::array<TokenIndex, lexicon::kMaxElements> stands_on_;
  bool source_named_ = false, of_taken_ = false;
};

}  // namespace demarche::actions
