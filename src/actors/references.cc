#include <algorithm>

#include "actors/meetings.h"
#include "actors/pronouns.h"
#include "actors/quoted.h"
#include "actors/resolver.h"
#include "actors/words.h"
#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::actors {

namespace {

constexpr int kNamed = 2;  // how much likelier a named person is meant by a pronoun, and a vague one is not
constexpr uint32_t kPronounReach = 3, kMeetingReach = 6,
                   kListReach = 12;  // sentences back that a pronoun, and "the leaders", are looked up in

std::string lower(std::string_view text) { return utf8::lower(text); }

}  // namespace

void Resolver::add_pronouns_and_groups() {
  std::vector<bool> taken(text_.tokens.size(), false);
  for (const Draft& draft : drafts_) {
    for (uint32_t t = draft.mention.tokens.begin.value; t < draft.mention.tokens.end.value; ++t) taken[t] = true;
  }
  for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
    const Token& token = text_.tokens[i];
    const std::string form = lower(token.form);
    const bool pronoun =
        (token.upos == Upos::kPron && (person_pronoun(form) || thing_pronoun(form) || plural_pronoun(form) || first_pronoun(form))) ||
        (form == "both" && token.deprel == Deprel::kNsubj) || (second_pronoun(form) && !labels_.empty());
    if (pronoun) add(TokenSpan{TokenIndex(i), TokenIndex(i + 1)}, TokenIndex(i), MentionForm::kPronoun);
    if (const TokenSpan group = group_at(i); !group.empty()) {
      for (uint32_t t = group.begin.value; t < group.end.value; ++t) drop_at(TokenIndex(t));
      add(group, TokenIndex(group.end.value - 1), MentionForm::kGroup);
    }
  }
}

// "both nations", "the two BRICS states", "both sides", "the pair".
TokenSpan Resolver::group_at(uint32_t i) const {
  const Token& token = text_.tokens[i];
  const bool noun = group_noun(token.lemma) && (token.xpos == Xpos::kNNS || token.lemma == "pair");
  if (!noun) return {};
  for (const TokenIndex* c = text_.children_begin(TokenIndex(i)); c != text_.children_end(TokenIndex(i)); ++c) {
    const std::string l = lower(text_[*c].form);
    const std::string before = c->value > 0 ? lower(text_.tokens[c->value - 1].form) : std::string();
    const bool the_two = l == "two" && (before == "the" || before == "these" || before == "those");
    const bool two = l == "both" || the_two || (l == "the" && text_.child_count(TokenIndex(i)) == 1 && all_by_itself(token.lemma));
    const bool the_pair = token.lemma == "pair" && l == "the";
    if ((two || the_pair) && *c < TokenIndex(i) && i - c->value <= 5) {
      uint32_t begin = c->value;
      if (l == "two" && begin > 0 && lower(text_.tokens[begin - 1].form) == "the") --begin;
      return {TokenIndex(begin), TokenIndex(i + 1)};
    }
  }
  return {};
}

// "The ministers", "the presidents" without a country: those who met.
void Resolver::resolve_ministers(uint32_t i) {
  if (!drafts_[i].country.empty()) return;
  std::vector<ActorCode> own;
  own.swap(drafts_[i].mention.codes);
  drafts_[i].unresolved = !(resolve_meeting(i, kMeetingReach) || resolve_listed(i)) && drafts_[i].unresolved;
  if (drafts_[i].mention.codes.empty()) own.swap(drafts_[i].mention.codes);
}

// "The foreign ministers" after "the foreign ministers of Cyprus, Egypt and Greece".
bool Resolver::resolve_listed(uint32_t i) {
  const std::string_view noun = text_[drafts_[i].mention.head].lemma;
  for (uint32_t j = i; j-- > 0 && sentence_of(j) + kListReach >= sentence_of(i);) {
    const ActorMention& other = drafts_[j].mention;
    if (other.codes.size() < 2 || other.form == MentionForm::kPronoun || text_[other.head].lemma != noun) continue;
    refer(i, j);
    return true;
  }
  return false;
}

// Subjects are the likeliest antecedents, then nearer mentions.
void Resolver::resolve_pronoun(uint32_t i) {
  const std::string form = lower(text_[drafts_[i].mention.head].form);
  drafts_[i].mention.codes.clear();
  if (first_pronoun(form)) return resolve_first_person(i);
  if (second_pronoun(form)) return resolve_addressee(i);
  if (plural_pronoun(form) && (resolve_coordination(i) || resolve_meeting(i, kPronounReach) || resolve_pair(i))) return;
  if (const int32_t later = person_pronoun(form) ? named_after(text_, drafts_, i) : -1; later >= 0) {
    resolve(static_cast<uint32_t>(later));
    return refer(i, static_cast<uint32_t>(later));
  }
  if (form == "it" && means_a_thing(text_, drafts_, i)) {
    drafts_[i].mention.codes.emplace_back();
    return;
  }
  const std::vector<uint32_t> subjects = subjects_beside(text_, drafts_, i);
  // "They called on Turkey": not the Turks. What stands after the pronoun has no chain yet.
  const std::vector<uint32_t> objects = objects_beside(text_, drafts_, i);
  const auto acted_on = [&](const ActorMention& m) {
    return std::any_of(objects.begin(), objects.end(), [&](uint32_t o) {
      const ActorMention& object = drafts_[o].mention;
      return !object.codes.front().code.empty() && object.codes.front().code == m.codes.front().code && object.person == m.person;
    });
  };
  // Who speaks of himself in his own words says "I".
  const int32_t speaker = person_pronoun(form) ? speaker_of_quotation(text_, drafts_, drafts_[i].mention.span.begin) : -1;
  int best = -1, best_score = -1;
  for (uint32_t j = i; j-- > 0;) {
    const Draft& other = drafts_[j];
    const uint32_t back = sentence_of(i) - sentence_of(j);
    if (back > kPronounReach) break;
    if (speaker >= 0 && static_cast<uint32_t>(speaker) < i && other.mention.chain == drafts_[static_cast<size_t>(speaker)].mention.chain)
      continue;
    if (!reflexive(form) && std::any_of(subjects.begin(), subjects.end(),
                                        [&](uint32_t s) { return s == j || means_the_same(drafts_[s].mention, other.mention); }))
      continue;
    // A person whom nothing places may be meant as well: better nobody than somebody else.
    const bool somebody = person_pronoun(form) && other.mention.form == MentionForm::kName && other.mention.person;
    if (other.mention.codes.empty() || (other.mention.codes.front().code.empty() && !somebody)) continue;
    if (other.mention.form == MentionForm::kAdjective) continue;
    if (acted_on(other.mention)) continue;
    if (!agrees(form, other) || (other.mention.form == MentionForm::kPronoun && first_pronoun(lower(text_[other.mention.head].form))))
      continue;
    const Deprel relation = text_[other.mention.head].deprel;
    const bool subject = relation == Deprel::kNsubj || relation == Deprel::kNsubjPass;
    const bool named = other.mention.form == MentionForm::kName && other.mention.person;
    const bool vague = other.mention.form == MentionForm::kDescription && other.sector == "CVL";
    const int score = 10 - 3 * static_cast<int>(back) + (subject ? 4 : 0) + (other.mention.form == MentionForm::kPronoun ? 1 : 0) +
                      (named ? kNamed : 0) - (vague ? kNamed : 0);
    // "Israel's right to defend itself": whoever is named last in the sentence.
    if (reflexive(form) && back == 0) {
      best = static_cast<int>(j);
      break;
    }
    if (score > best_score) {
      best = static_cast<int>(j);
      best_score = score;
    }
  }
  if (best >= 0) {
    refer(i, static_cast<uint32_t>(best));
  } else {
    drafts_[i].mention.codes.emplace_back();
  }
}

// "They" after a subject that joins several persons: all of them.
bool Resolver::resolve_coordination(uint32_t i) {
  std::vector<uint32_t> joined;
  for (uint32_t j = i; j-- > 0 && sentence_of(j) + 1 >= sentence_of(i);) {
    const Draft& other = drafts_[j];
    if (!other.mention.person || other.mention.form != MentionForm::kName || other.mention.codes.empty() ||
        other.mention.codes.front().code.empty())
      continue;
    const TokenIndex first = tree::first_conjunct(text_, other.mention.head);
    const Deprel relation = text_[first].deprel;
    if (relation != Deprel::kNsubj && relation != Deprel::kNsubjPass) continue;
    if (!joined.empty() && !(tree::first_conjunct(text_, drafts_[joined.front()].mention.head) == first)) break;
    joined.push_back(j);
  }
  if (joined.size() < 2) return false;
  for (size_t k = joined.size(); k-- > 0;) drafts_[i].mention.codes.push_back(drafts_[joined[k]].mention.codes.front());
  drafts_[i].mention.plural = true;
  return true;
}

// "They" after a sentence that tells of a meeting: all who met, and not who was spoken of there.
bool Resolver::resolve_meeting(uint32_t i, uint32_t reach) {
  ActorMention& mention = drafts_[i].mention;
  const uint32_t own = sentence_of(i);
  for (uint32_t back = 1; back <= reach && back <= own; ++back) {
    const std::vector<uint32_t> parties = parties_to_meeting(text_, drafts_, own - back);
    for (const uint32_t p : parties) {
      const ActorCode& code = drafts_[p].mention.codes.front();
      const bool known = std::any_of(mention.codes.begin(), mention.codes.end(), [&](const ActorCode& c) { return c.code == code.code; });
      if (!known) mention.codes.push_back(code);
    }
    if (mention.codes.size() > 1) {
      mention.plural = true;
      return true;
    }
    mention.codes.clear();
    const int32_t subject = several_as_subject(text_, drafts_, own - back);
    if (subject < 0) continue;
    const ActorMention& other = drafts_[static_cast<size_t>(subject)].mention;
    const bool stands_for = other.form == MentionForm::kPronoun || other.form == MentionForm::kGroup;
    if (!stands_for || other.codes.size() < 2) return false;
    mention.codes = other.codes;
    mention.plural = true;
    return true;
  }
  return false;
}

// "They" after a sentence in which one person met another: both of them.
bool Resolver::resolve_pair(uint32_t i) {
  const uint32_t sentence = sentence_of(i);
  std::vector<uint32_t> persons;
  for (uint32_t j = i; j-- > 0 && sentence_of(j) + kPronounReach >= sentence;) {
    const Draft& other = drafts_[j];
    if (other.mention.codes.empty() || other.mention.codes.front().code.empty()) continue;
    if (other.mention.form == MentionForm::kPronoun && other.mention.codes.size() == 2) {
      drafts_[i].mention.codes = other.mention.codes;
      drafts_[i].mention.antecedent = MentionIndex(j);
      return true;
    }
    const Deprel relation = text_[tree::first_conjunct(text_, other.mention.head)].deprel;
    const bool subject = relation == Deprel::kNsubj || relation == Deprel::kNsubjPass;
    if (other.mention.form == MentionForm::kGroup && other.mention.codes.size() == 2 && subject) {
      drafts_[i].mention.codes = other.mention.codes;
      drafts_[i].mention.antecedent = MentionIndex(j);
      drafts_[i].mention.plural = true;
      return true;
    }
    if (other.mention.plural && subject && other.mention.form != MentionForm::kPronoun && other.mention.form != MentionForm::kAdjective)
      return false;
    if (sentence_of(j) + 1 < sentence) continue;
    const bool repeated = std::any_of(persons.begin(), persons.end(), [&](uint32_t p) { return same_side(drafts_[p], other); });
    if (other.mention.person && !repeated) persons.push_back(j);
  }
  if (persons.size() < 2) return false;
  for (const uint32_t p : {persons[persons.size() - 1], persons[persons.size() - 2]}) {
    drafts_[i].mention.codes.push_back(drafts_[p].mention.codes.front());
  }
  drafts_[i].mention.plural = true;
  return true;
}

void Resolver::resolve_first_person(uint32_t i) {
  const uint32_t at = drafts_[i].mention.span.begin;
  const bool quoted = std::any_of(text_.quotations.begin(), text_.quotations.end(),
                                  [&](const Quotation& q) { return q.span.begin <= at && at < q.span.end; });
  if (!quoted && !joint_.signatories.empty() && drafts_[i].mention.tokens.begin >= joint_.begin) {
    drafts_[i].mention.codes = joint_.signatories;
    drafts_[i].mention.plural = true;
    return;
  }
  if (quoted) {
    const int32_t speaker = speaker_of_quotation(text_, drafts_, at);
    const bool told = speaker >= 0 && static_cast<uint32_t>(speaker) != i;
    // A speaker named after his words is resolved first.
    if (told && drafts_[static_cast<size_t>(speaker)].mention.codes.empty() && static_cast<uint32_t>(speaker) > i)
      resolve(static_cast<uint32_t>(speaker));
    if (told && !drafts_[static_cast<size_t>(speaker)].mention.codes.empty() &&
        !drafts_[static_cast<size_t>(speaker)].mention.codes.front().code.empty())
      return refer(i, static_cast<uint32_t>(speaker));
  }
  if (!quoted && resolve_in_transcript(i)) return;
  if (!quoted && !facts_.first_person.empty()) {
    drafts_[i].mention.codes.emplace_back();
    drafts_[i].mention.codes.front().code = facts_.first_person;
    // "We will work together", in a message to another country: with those who are greeted.
    if (!context_.abroad().empty() && done_together(text_, drafts_[i].mention.head)) {
      drafts_[i].mention.codes.emplace_back().code = context_.abroad();
      drafts_[i].mention.plural = true;
    }
    return;
  }
  for (uint32_t j = i; j-- > 0 && sentence_of(i) - sentence_of(j) <= kPronounReach;) {
    const bool fits = drafts_[j].mention.person && drafts_[j].mention.form != MentionForm::kPronoun;
    if (!fits || drafts_[j].mention.codes.empty() || drafts_[j].mention.codes.front().code.empty()) continue;
    return refer(i, j);
  }
  drafts_[i].mention.codes.emplace_back();
}

// "Both our nations", in a message to another country.
bool Resolver::between_us(uint32_t i) {
  const TokenIndex owner = tree::child_with(text_, drafts_[i].mention.head, Deprel::kNmodPoss);
  if (!owner.valid() || lower(text_[owner].form) != "our" || facts_.first_person.empty() || context_.abroad().empty()) return false;
  drafts_[i].mention.codes.clear();
  for (const std::string_view country : {country_of(facts_.first_person), std::string_view(context_.abroad())}) {
    drafts_[i].mention.codes.emplace_back().code = country;
  }
  return true;
}

int32_t Resolver::named_by(const SpeakerLabel& label) const {
  for (uint32_t j = 0; j < drafts_.size(); ++j) {
    const ActorMention& m = drafts_[j].mention;
    if (label.words.contains(m.head) && !m.codes.empty() && !m.codes.front().code.empty()) return static_cast<int32_t>(j);
  }
  return -1;
}

bool Resolver::resolve_in_transcript(uint32_t i) {
  const SpeakerLabel* own = label_of(labels_, sentence_of(i));
  if (own == nullptr) return false;
  if (const int32_t speaker = named_by(*own); speaker >= 0) {
    refer(i, static_cast<uint32_t>(speaker));
  } else {
    drafts_[i].mention.codes.emplace_back();  // a reporter, somebody of the house
  }
  return true;
}

// "Thank you, Mr. Secretary": the other side of the conversation, who spoke last or speaks next.
void Resolver::resolve_addressee(uint32_t i) {
  const SpeakerLabel* own = label_of(labels_, sentence_of(i));
  const int32_t speaker = own == nullptr ? -1 : named_by(*own);
  int32_t other = -1;
  for (const SpeakerLabel& label : labels_) {
    if (speaker < 0 || (other >= 0 && label.sentence > own->sentence)) break;
    const int32_t named = named_by(label);
    if (named < 0) continue;
    const auto country = [&](int32_t j) { return country_of(drafts_[static_cast<size_t>(j)].mention.codes.front().code); };
    if (country(named) != country(speaker)) other = named;
  }
  if (other >= 0) {
    if (static_cast<uint32_t>(other) > i && drafts_[static_cast<size_t>(other)].unresolved) resolve(static_cast<uint32_t>(other));
    refer(i, static_cast<uint32_t>(other));
  } else {
    drafts_[i].mention.codes.emplace_back();
  }
}

// The last two different actors of the kind that the group noun names.
void Resolver::resolve_group(uint32_t i) {
  Draft& draft = drafts_[i];
  const std::string_view noun = text_[draft.mention.head].lemma;
  const bool persons = noun == "leader" || noun == "president" || noun == "minister" || noun == "official" || noun == "diplomat" ||
                       noun == "pair" || noun == "participant";
  if (persons && resolve_meeting(i, kMeetingReach)) return;
  if (between_us(i)) return;
  std::vector<uint32_t> found;
  for (uint32_t j = i; j-- > 0 && found.size() < 2;) {
    const Draft& other = drafts_[j];
    if (other.mention.codes.empty() || other.mention.codes.front().code.empty()) continue;
    if (other.mention.form == MentionForm::kGroup && other.mention.codes.size() == 2) {
      draft.mention.codes = other.mention.codes;
      return;
    }
    if (persons != other.mention.person && noun != "side" && noun != "pair") continue;
    if (persons && noun != "pair" && sector_of(other.mention.codes.front().code) == "CVL") continue;
    // A place where things happen is no party to them ("actions in Ukraine").
    const TokenIndex marker = tree::marker_of(text_, other.mention.head);
    if (!persons && other.mention.place_like && marker.valid() && text_[marker].lemma == "in") continue;
    if (!persons && (other.country.empty() || (other.country.starts_with("IGO:") && noun != "side"))) continue;
    const bool repeated = std::any_of(found.begin(), found.end(), [&](uint32_t f) {
      return persons ? same_side(drafts_[f], other) : drafts_[f].country == other.country;
    });
    if (!repeated) found.push_back(j);
  }
  for (size_t f = found.size(); f-- > 0;) {
    ActorCode code = drafts_[found[f]].mention.codes.front();
    if (!persons && noun != "side" && noun != "party") code.code = drafts_[found[f]].country;
    draft.mention.codes.push_back(code);
  }
  if (draft.mention.codes.empty()) draft.mention.codes.emplace_back();
}

}  // namespace demarche::actors
