#include "actors/coreference.h"

#include <algorithm>

#include "actors/bearers.h"
#include "actors/resolver.h"
#include "actors/words.h"
#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::actors {

void Resolver::run() {
  joint_ = find_joint_statement(text_, drafts_);
  labels_ = find_labels(text_);
  context_.count(joint_);
  add_pronouns_and_groups();
  // A possessive pronoun comes before the phrase that it begins, which takes its country from it.
  std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
    return std::pair(a.mention.tokens.begin, a.mention.tokens.end) < std::pair(b.mention.tokens.begin, b.mention.tokens.end);
  });
  for (uint32_t i = 0; i < drafts_.size(); ++i) resolve(i);
}

void Resolver::drop_at(TokenIndex t) {
  drafts_.erase(std::remove_if(drafts_.begin(), drafts_.end(), [&](const Draft& d) { return d.mention.tokens.contains(t); }),
                drafts_.end());
}

void Resolver::add(TokenSpan span, TokenIndex head, MentionForm form) {
  Draft draft;
  draft.mention.tokens = span;
  draft.mention.head = head;
  draft.mention.span = text_.span_of(span);
  draft.mention.form = form;
  draft.mention.plural = form == MentionForm::kGroup;
  drafts_.push_back(std::move(draft));
}

uint32_t Resolver::sentence_of(uint32_t i) const { return text_[drafts_[i].mention.head].sentence.value; }

void Resolver::resolve(uint32_t i) {
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

void Resolver::refer(uint32_t i, uint32_t to) {
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
void Resolver::resolve_name(uint32_t i) {
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
bool Resolver::heads_publisher(const Draft& draft) const {
  return draft.title == "president" && capitalised(draft) && context_.publishers_office(draft);
}

// "Secretary", "Foreign Minister": a title in capitals stands for its holder without an article.
bool Resolver::capitalised(const Draft& draft) const { return utf8::ascii_upper(text_[draft.mention.head].form.front()); }

// A surname that nobody in the text bears in full: the leader of that name.
void Resolver::name_leader(uint32_t i) {
  Draft& draft = drafts_[i];
  draft.actor = draft.leader;
  draft.mention.codes.front() = finder_.code_on(static_cast<uint32_t>(draft.leader), day_);
  draft.country = country_of(draft.mention.codes.front().code);
  draft.sector = sector_of(draft.mention.codes.front().code);
  draft.mention.person = true;
  draft.unresolved = false;
}

// "The accused", "the gunman": the last private person who was named.
void Resolver::resolve_suspect(uint32_t i) {
  for (uint32_t j = i; j-- > 0;) {
    const Draft& other = drafts_[j];
    if (other.mention.form != MentionForm::kName || !other.mention.person || other.mention.codes.empty()) continue;
    if (sector_of(other.mention.codes.front().code) == "CVL") return refer(i, j);
  }
}

// "the Chinese official", "the minister": the last person of that kind.
void Resolver::resolve_description(uint32_t i) {
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
bool Resolver::holds(const Draft& person, const std::string& title) const {
  if (person.actor < 0) return false;
  const lexicon::ActorRole* role = finder_.tables().role_at(finder_.tables().actor(static_cast<uint32_t>(person.actor)), day_);
  return role != nullptr && titles_fit(title, finder_.tables().text(role->title));
}

// "his counterparts": officials of other countries than the one whose counterparts they are, as named before.
void Resolver::resolve_counterpart(uint32_t i) {
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

void Resolver::place_in_context(uint32_t i) {
  Draft& draft = drafts_[i];
  draft.country = context_.country_for(i);
  for (ActorCode& code : draft.mention.codes) {
    if (code.code.empty() || code.code.front() == ':')
      code.code = draft.sector.empty() ? draft.country : draft.country + ":" + draft.sector;
  }
  draft.unresolved = false;
}

void resolve_document(const Text& text, const DocumentFacts& facts, const ActorFinder& finder, int32_t day, std::vector<Draft>* drafts) {
  Resolver(text, facts, finder, day, drafts).run();
}

}  // namespace demarche::actors
