#include "actors/coreference.h"

#include <algorithm>
#include <array>
#include <map>

#include "actors/bearers.h"
#include "actors/contexts.h"
#include "actors/meetings.h"
#include "actors/pronouns.h"
#include "actors/quoted.h"
#include "actors/signatories.h"
#include "actors/words.h"
#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::actors {

namespace {

constexpr int kNamed = 2;                                 // how much likelier a named person is meant by a pronoun, and a vague one is not
constexpr uint32_t kPronounReach = 3, kMeetingReach = 6;  // sentences back that a pronoun, and "the leaders", are looked up in

std::string lower(std::string_view text) { return utf8::lower(text); }

}  // namespace

class Resolver {
 public:
  Resolver(const Text& text, const DocumentFacts& facts, const ActorFinder& finder, int32_t day, std::vector<Draft>* drafts)
      : text_(text), facts_(facts), finder_(finder), day_(day), drafts_(*drafts), context_(text, facts, *drafts) {}

  void run() {
    joint_ = find_joint_statement(text_, drafts_);
    context_.count(joint_);
    add_pronouns_and_groups();
    // A possessive pronoun comes before the phrase that it begins, which takes its country from it.
    std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
      return std::pair(a.mention.tokens.begin, a.mention.tokens.end) < std::pair(b.mention.tokens.begin, b.mention.tokens.end);
    });
    for (uint32_t i = 0; i < drafts_.size(); ++i) resolve(i);
  }

 private:
  void add_pronouns_and_groups() {
    std::vector<bool> taken(text_.tokens.size(), false);
    for (const Draft& draft : drafts_) {
      for (uint32_t t = draft.mention.tokens.begin.value; t < draft.mention.tokens.end.value; ++t) taken[t] = true;
    }
    for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
      const Token& token = text_.tokens[i];
      const std::string form = lower(token.form);
      const bool pronoun =
          (token.upos == Upos::kPron && (person_pronoun(form) || thing_pronoun(form) || plural_pronoun(form) || first_pronoun(form))) ||
          (form == "both" && token.deprel == Deprel::kNsubj);
      if (pronoun) add(TokenSpan{TokenIndex(i), TokenIndex(i + 1)}, TokenIndex(i), MentionForm::kPronoun);
      if (const TokenSpan group = group_at(i); !group.empty()) {
        for (uint32_t t = group.begin.value; t < group.end.value; ++t) drop_at(TokenIndex(t));
        add(group, TokenIndex(group.end.value - 1), MentionForm::kGroup);
      }
    }
  }

  // "both nations", "the two BRICS states", "both sides", "the pair".
  TokenSpan group_at(uint32_t i) const {
    const Token& token = text_.tokens[i];
    const bool noun = group_noun(token.lemma) && (token.xpos == Xpos::kNNS || token.lemma == "pair");
    if (!noun) return {};
    for (const TokenIndex* c = text_.children_begin(TokenIndex(i)); c != text_.children_end(TokenIndex(i)); ++c) {
      const std::string l = lower(text_[*c].form);
      const bool two = l == "both" || l == "two" || (l == "the" && text_.child_count(TokenIndex(i)) == 1 && all_by_itself(token.lemma));
      const bool the_pair = token.lemma == "pair" && l == "the";
      if ((two || the_pair) && *c < TokenIndex(i) && i - c->value <= 5) {
        uint32_t begin = c->value;
        if (l == "two" && begin > 0 && lower(text_.tokens[begin - 1].form) == "the") --begin;
        return {TokenIndex(begin), TokenIndex(i + 1)};
      }
    }
    return {};
  }

  void drop_at(TokenIndex t) {
    drafts_.erase(std::remove_if(drafts_.begin(), drafts_.end(), [&](const Draft& d) { return d.mention.tokens.contains(t); }),
                  drafts_.end());
  }

  void add(TokenSpan span, TokenIndex head, MentionForm form) {
    Draft draft;
    draft.mention.tokens = span;
    draft.mention.head = head;
    draft.mention.span = text_.span_of(span);
    draft.mention.form = form;
    draft.mention.plural = form == MentionForm::kGroup;
    drafts_.push_back(std::move(draft));
  }

  uint32_t sentence_of(uint32_t i) const { return text_[drafts_[i].mention.head].sentence.value; }

  void resolve(uint32_t i) {
    Draft& draft = drafts_[i];
    draft.mention.chain = i;
    switch (draft.mention.form) {
      case MentionForm::kPronoun: return resolve_pronoun(i);
      case MentionForm::kGroup: return resolve_group(i);
      default: break;
    }
    if (draft.actor < 0 && draft.mention.form == MentionForm::kName) resolve_name(i);
    if (draft.leader >= 0 && !draft.mention.antecedent.valid()) name_leader(i);
    if (draft.mention.form == MentionForm::kDescription && (draft.definite || capitalised(draft)) && !heads_publisher(draft))
      resolve_description(i);
    if (draft.title.starts_with("counterpart") && draft.unresolved) resolve_counterpart(i);
    if (draft.unresolved) place_in_context(i);
    if (draft.mention.codes.empty()) draft.mention.codes.emplace_back();
  }

  void refer(uint32_t i, uint32_t to) {
    Draft& draft = drafts_[i];
    draft.mention.antecedent = MentionIndex(to);
    draft.mention.chain = drafts_[to].mention.chain;
    draft.mention.codes = drafts_[to].mention.codes;
    draft.mention.person = drafts_[to].mention.person;
    draft.country = drafts_[to].country;
    draft.sector = drafts_[to].sector;
    draft.unresolved = false;
  }

  // "Sun" after "Sun Weidong", "Lenderking" after "Special Envoy Tim Lenderking".
  void resolve_name(uint32_t i) {
    const std::string name = drafts_[i].mention.codes.empty() ? "" : lexicon::name_key(drafts_[i].mention.codes.front().name);
    if (name.empty()) return;
    for (uint32_t j = i; j-- > 0;) {
      const Draft& other = drafts_[j];
      if (other.mention.form != MentionForm::kName || other.mention.codes.empty()) continue;
      // "Indo-Pacific" is not short for a listed body that has the word in its name.
      if (other.actor >= 0 && !other.mention.person) continue;
      const std::string known = lexicon::name_key(other.mention.codes.front().name);
      // "Lukashenka" after "Alyaksandr Lukashenka", whose name the dictionaries spell in another way.
      const bool ends = other.mention.person && lexicon::name_key(other.mention.span.in(text_.bytes)).ends_with(" " + name);
      if (!ends && (known.size() < name.size() || !word_in(name, known))) continue;
      const bool better = !other.mention.codes.front().code.empty() || drafts_[i].mention.codes.front().code.empty();
      if (!better) continue;
      const bool keep_own = !drafts_[i].title.empty() && !drafts_[i].unresolved && !drafts_[i].country.empty();
      if (keep_own) return;
      return refer(i, j);
    }
  }

  // "The President" with a capital in a statement of the White House: other presidents are called by name.
  bool heads_publisher(const Draft& draft) const {
    return draft.title == "president" && capitalised(draft) && context_.publishers_office(draft);
  }

  // "Secretary", "Foreign Minister": a title in capitals stands for its holder without an article.
  bool capitalised(const Draft& draft) const { return utf8::ascii_upper(text_[draft.mention.head].form.front()); }

  // A surname that nobody in the text bears in full: the leader of that name.
  void name_leader(uint32_t i) {
    Draft& draft = drafts_[i];
    draft.actor = draft.leader;
    draft.mention.codes.front() = finder_.code_on(static_cast<uint32_t>(draft.leader), day_);
    draft.country = country_of(draft.mention.codes.front().code);
    draft.sector = sector_of(draft.mention.codes.front().code);
    draft.mention.person = true;
    draft.unresolved = false;
  }

  // "The ministers", "the presidents" without a country: those who met.
  void resolve_ministers(uint32_t i) {
    if (!drafts_[i].country.empty()) return;
    std::vector<ActorCode> own;
    own.swap(drafts_[i].mention.codes);
    drafts_[i].unresolved = !resolve_meeting(i, kMeetingReach) && drafts_[i].unresolved;
    if (drafts_[i].mention.codes.empty()) own.swap(drafts_[i].mention.codes);
  }

  // "The accused", "the gunman": the last private person who was named.
  void resolve_suspect(uint32_t i) {
    for (uint32_t j = i; j-- > 0;) {
      const Draft& other = drafts_[j];
      if (other.mention.form != MentionForm::kName || !other.mention.person || other.mention.codes.empty()) continue;
      if (sector_of(other.mention.codes.front().code) == "CVL") return refer(i, j);
    }
  }

  // "the Chinese official", "the minister": the last person of that kind.
  void resolve_description(uint32_t i) {
    Draft& draft = drafts_[i];
    if (draft.mention.plural && draft.definite && group_noun(text_[draft.mention.head].lemma)) return resolve_ministers(i);
    if (!draft.mention.person || draft.mention.plural) return;
    if (is_suspect(draft.title)) return resolve_suspect(i);
    for (uint32_t j = i; j-- > 0;) {
      const Draft& other = drafts_[j];
      if (!other.mention.person || other.mention.form == MentionForm::kPronoun || other.mention.codes.empty()) continue;
      if (sentence_of(i) > sentence_of(j) + 12) break;
      if (!draft.country.empty() && other.country != draft.country) continue;
      const std::string_view sector = sector_of(other.mention.codes.front().code);
      const bool same_title = !other.title.empty() && (other.title == draft.title || other.title.ends_with(" " + draft.title));
      const bool official = draft.title == "official" || draft.title == "diplomat" || draft.title == "leader" || draft.title == "envoy";
      if (other.mention.form == MentionForm::kName && (same_title || holds(other, draft.title) || (official && sector == draft.sector)))
        return refer(i, j);
    }
  }

  // Whether a listed person holds on the day the office that the title names.
  bool holds(const Draft& person, const std::string& title) const {
    if (person.actor < 0) return false;
    const lexicon::ActorRole* role = finder_.tables().role_at(finder_.tables().actor(static_cast<uint32_t>(person.actor)), day_);
    return role != nullptr && titles_fit(title, finder_.tables().text(role->title));
  }

  // "his counterparts": officials of other countries than the one whose counterparts they are, as named before.
  void resolve_counterpart(uint32_t i) {
    Draft& draft = drafts_[i];
    std::string own;
    for (uint32_t j = i; j-- > 0 && own.empty() && sentence_of(j) == sentence_of(i);) own = drafts_[j].country;
    std::vector<ActorCode> others;
    for (uint32_t j = i; j-- > 0 && (draft.mention.plural || others.empty());) {
      const Draft& other = drafts_[j];
      if (!other.mention.person || other.mention.form != MentionForm::kName || other.country.empty() || other.country == own) continue;
      const bool known = std::any_of(others.begin(), others.end(), [&](const ActorCode& c) { return country_of(c.code) == other.country; });
      if (!known) others.insert(others.begin(), other.mention.codes.front());
    }
    if (others.empty() || own.empty()) return;
    draft.mention.codes = others;
    draft.country = country_of(others.front().code);
    draft.unresolved = false;
  }

  void place_in_context(uint32_t i) {
    Draft& draft = drafts_[i];
    draft.country = context_.country_for(i);
    for (ActorCode& code : draft.mention.codes) {
      if (code.code.empty() || code.code.front() == ':')
        code.code = draft.sector.empty() ? draft.country : draft.country + ":" + draft.sector;
    }
    draft.unresolved = false;
  }

  // Subjects are the likeliest antecedents, then nearer mentions.
  void resolve_pronoun(uint32_t i) {
    const std::string form = lower(text_[drafts_[i].mention.head].form);
    drafts_[i].mention.codes.clear();
    if (first_pronoun(form)) return resolve_first_person(i);
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
    // Who speaks of himself in his own words says "I".
    const int32_t speaker = person_pronoun(form) ? speaker_of_quotation(text_, drafts_, drafts_[i].mention.span.begin) : -1;
    int best = -1, best_score = -1;
    for (uint32_t j = i; j-- > 0;) {
      const Draft& other = drafts_[j];
      const uint32_t back = sentence_of(i) - sentence_of(j);
      if (back > kPronounReach) break;
      if (speaker >= 0 && other.mention.chain == drafts_[static_cast<size_t>(speaker)].mention.chain) continue;
      if (std::any_of(subjects.begin(), subjects.end(),
                      [&](uint32_t s) { return s == j || means_the_same(drafts_[s].mention, other.mention); }))
        continue;
      // A person whom nothing places may be meant as well: better nobody than somebody else.
      const bool somebody = person_pronoun(form) && other.mention.form == MentionForm::kName && other.mention.person;
      if (other.mention.codes.empty() || (other.mention.codes.front().code.empty() && !somebody)) continue;
      if (other.mention.form == MentionForm::kAdjective) continue;
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
  bool resolve_coordination(uint32_t i) {
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
  bool resolve_meeting(uint32_t i, uint32_t reach) {
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
  bool resolve_pair(uint32_t i) {
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

  void resolve_first_person(uint32_t i) {
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

  // The last two different actors of the kind that the group noun names.
  void resolve_group(uint32_t i) {
    Draft& draft = drafts_[i];
    const std::string_view noun = text_[draft.mention.head].lemma;
    const bool persons = noun == "leader" || noun == "president" || noun == "minister" || noun == "official" || noun == "diplomat" ||
                         noun == "pair" || noun == "participant";
    if (persons && resolve_meeting(i, kMeetingReach)) return;
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

  const Text& text_;
  const DocumentFacts& facts_;
  const ActorFinder& finder_;
  int32_t day_;
  std::vector<Draft>& drafts_;
  JointStatement joint_;
  CountryContext context_;
};

void resolve_document(const Text& text, const DocumentFacts& facts, const ActorFinder& finder, int32_t day, std::vector<Draft>* drafts) {
  Resolver(text, facts, finder, day, drafts).run();
}

}  // namespace demarche::actors
