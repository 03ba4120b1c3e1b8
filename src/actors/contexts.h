// The country that the text around a noun gives it when its own words give none. Internal to the room.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "actors/composer.h"
#include "actors/signatories.h"

namespace demarche::actors {

// Looks at the drafts of one document, which have to stand in text order and to outlive it.
class CountryContext {
 public:
  CountryContext(const Text& text, const DocumentFacts& facts, const std::vector<Draft>& drafts)
      : text_(text), facts_(facts), drafts_(drafts) {}

  // Finds out of which countries the document speaks. Before any other call, and again when countries have become known.
  void count(const JointStatement& joint);

  // "The Secretary", "the President": an office that an official statement names without its country is the publisher's own.
  bool publishers_office(const Draft& draft) const;
  // The country most spoken of besides the publishers'; empty if there is none.
  const std::string& abroad() const { return abroad_; }
  // ISO3 or IGO:NAME for draft i; empty if the text gives none. What stands before i is resolved.
  std::string country_for(uint32_t i) const;

 private:
  bool publishes(const std::string& country, const JointStatement& joint) const;
  bool publishers_people(const Draft& draft) const;
  bool stands_against(const Draft& draft) const;
  bool away_from_home(const Draft& draft) const;
  std::string owner_of(uint32_t i) const;
  std::vector<std::string> attackers_of(uint32_t i) const;
  std::string named_before(uint32_t i, const std::vector<std::string>& not_these) const;
  std::string named_after(uint32_t i) const;
  std::string most_spoken_of(const std::vector<std::string>& not_these) const;
  uint32_t sentence_of(uint32_t i) const { return text_[drafts_[i].mention.head].sentence.value; }

  const Text& text_;
  const DocumentFacts& facts_;
  const std::vector<Draft>& drafts_;
  std::map<std::string, int> counts_;
  std::string abroad_;
  bool mostly_abroad_ = false;  // whether it is spoken of about as much as the publisher's own
};

}  // namespace demarche::actors
