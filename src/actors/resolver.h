// The work of resolve_document: who each mention of a document is, in text order; names and descriptions in coreference.cc,
// pronouns and groups in references.cc. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "actors/actors.h"
#include "actors/composer.h"
#include "actors/contexts.h"
#include "actors/labels.h"
#include "actors/signatories.h"

namespace demarche::actors {

class Resolver {
 public:
  Resolver(const Text& text, const DocumentFacts& facts, const ActorFinder& finder, int32_t day, std::vector<Draft>* drafts)
      : text_(text), facts_(facts), finder_(finder), day_(day), drafts_(*drafts), context_(text, facts, *drafts) {}

  void run();

 private:
  void add_pronouns_and_groups();
  // "both nations", "the two BRICS states", "both sides", "the pair".
  TokenSpan group_at(uint32_t i) const;
  void drop_at(TokenIndex t);
  void add(TokenSpan span, TokenIndex head, MentionForm form);
  uint32_t sentence_of(uint32_t i) const;
  void resolve(uint32_t i);
  void refer(uint32_t i, uint32_t to);
  // "Sun" after "Sun Weidong", "Lenderking" after "Special Envoy Tim Lenderking".
  void resolve_name(uint32_t i);
  // "The President" with a capital in a statement of the White House: other presidents are called by name.
  bool heads_publisher(const Draft& draft) const;
  // "Secretary", "Foreign Minister": a title in capitals stands for its holder without an article.
  bool capitalised(const Draft& draft) const;
  // A surname that nobody in the text bears in full: the leader of that name.
  void name_leader(uint32_t i);
  // "The ministers", "the presidents" without a country: those who met.
  void resolve_ministers(uint32_t i);
  // "The accused", "the gunman": the last private person who was named.
  void resolve_suspect(uint32_t i);
  // "the Chinese official", "the minister": the last person of that kind.
  void resolve_description(uint32_t i);
  // Whether a listed person holds on the day the office that the title names.
  bool holds(const Draft& person, const std::string& title) const;
  // "his counterparts": officials of other countries than the one whose counterparts they are, as named before.
  void resolve_counterpart(uint32_t i);
  void place_in_context(uint32_t i);
  // Subjects are the likeliest antecedents, then nearer mentions.
  void resolve_pronoun(uint32_t i);
  // "They" after a subject that joins several persons: all of them.
  bool resolve_coordination(uint32_t i);
  // "They" after a sentence that tells of a meeting: all who met, and not who was spoken of there.
  bool resolve_meeting(uint32_t i, uint32_t reach);
  // "They" after a sentence in which one person met another: both of them.
  bool resolve_pair(uint32_t i);
  // "The foreign ministers", after a list of whose ministers they are.
  bool resolve_listed(uint32_t i);
  void resolve_first_person(uint32_t i);
  // "We" and "you" in a transcript; false if the text is none.
  bool resolve_in_transcript(uint32_t i);
  void resolve_addressee(uint32_t i);
  // The draft of a label, -1 if it names nobody ("QUESTION").
  int32_t named_by(const SpeakerLabel& label) const;
  // The last two different actors of the kind that the group noun names.
  void resolve_group(uint32_t i);
  // "Both our nations", in a message to another country.
  bool between_us(uint32_t i);

  const Text& text_;
  const DocumentFacts& facts_;
  const ActorFinder& finder_;
  int32_t day_;
  std::vector<Draft>& drafts_;
  JointStatement joint_;
  std::vector<SpeakerLabel> labels_;  // of a transcript
  CountryContext context_;
};

}  // namespace demarche::actors
