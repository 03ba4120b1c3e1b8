#include "actors/composer.h"

#include <algorithm>

#include "actors/bearers.h"
#include "actors/candidates.h"
#include "actors/names.h"
#include "actors/owners.h"
#include "actors/past.h"
#include "actors/words.h"
#include "base/tree.h"

namespace demarche::actors {

using lexicon::ActorKind;
using lexicon::NameForm;
using lexicon::NameLink;

class Composer {
 public:
  Composer(const Text& text, const ActorFinder& finder, const lexicon::ActorTables& tables, int32_t day, const ActorScratch& scratch)
      : text_(text),
        finder_(finder),
        tables_(tables),
        day_(day),
        s_(scratch),
        bearers_(tables, day),
        taken_(text.tokens.size(), false),
        names_(text, tables, day, scratch, taken_) {}

  std::vector<Draft> run() {
    for (size_t h = 0; h < s_.hits.size(); ++h) {
      if (s_.hits[h].agent != nullptr) agent(s_.hits[h]);
    }
    for (const Hit& hit : s_.hits) {
      if (hit.agent == nullptr && !covered(hit.tokens)) name(hit);
    }
    unknown_names();
    std::stable_sort(drafts_.begin(), drafts_.end(),
                     [](const Draft& a, const Draft& b) { return a.mention.tokens.begin < b.mention.tokens.begin; });
    return std::move(drafts_);
  }

 private:
  const Hit* hit_of(TokenIndex t) const {
    const int32_t h = s_.hit_at[t.value];
    return h < 0 ? nullptr : &s_.hits[static_cast<size_t>(h)];
  }

  bool covered(TokenSpan span) const {
    for (uint32_t t = span.begin.value; t < span.end.value; ++t) {
      if (taken_[t]) return true;
    }
    return false;
  }

  TokenIndex head_of(TokenSpan span) const { return actors::head_of(text_, span); }

  const NameLink& best_link(const Hit& hit) const { return actors::best_link(tables_, hit.names, text_[hit.tokens.begin].form, day_); }

  Draft& add(TokenSpan span, MentionForm form) {
    Draft draft;
    draft.mention.tokens = span;
    draft.mention.head = head_of(span);
    draft.mention.span = text_.span_of(span);
    draft.mention.form = form;
    for (uint32_t t = span.begin.value; t < span.end.value; ++t) taken_[t] = true;
    drafts_.push_back(std::move(draft));
    return drafts_.back();
  }

  // A name that stands alone.
  void name(const Hit& hit) {
    const NameLink& link = best_link(hit);
    if (link.form == NameForm::kRegion) return region(hit, link.actor);
    const lexicon::ActorEntry& actor = tables_.actor(link.actor);
    const TokenIndex head = head_of(hit.tokens);
    const bool adjective =
        link.form == NameForm::kDemonym && !stands_for_people(head) &&
        (text_[head].upos == Upos::kAdj || text_[head].deprel == Deprel::kAmod || text_[head].deprel == Deprel::kCompound);
    TokenSpan span = hit.tokens;
    if (actor.kind == ActorKind::kPerson) span = names_.with_honorific(span);
    Draft& draft = add(span, adjective ? MentionForm::kAdjective : MentionForm::kName);
    draft.actor = static_cast<int32_t>(link.actor);
    draft.mention.person = actor.kind == ActorKind::kPerson;
    draft.mention.place_like = actor.kind == ActorKind::kState;
    draft.mention.plural = link.form == NameForm::kDemonym && text_[head].xpos == Xpos::kNNPS;
    draft.mention.codes.push_back(code_in_clause(link.actor, head));
    ActorCode& code = draft.mention.codes.front();
    const TokenIndex det = tree::child_with(text_, head, Deprel::kDet);
    const bool somebody = link.form == NameForm::kDemonym && !adjective && !draft.mention.plural && det.valid() &&
                          (text_[det].lemma == "a" || text_[det].lemma == "another");  // "an Australian"
    draft.mention.person = draft.mention.person || somebody;
    if (somebody || (draft.mention.plural && !adjective && are_people(hit.tokens))) code.code += ":CVL";
    draft.country = country_of(code.code);
    draft.sector = sector_of(code.code);
  }

  // A mention without a code: it tells the nouns around it where things happen.
  void region(const Hit& hit, uint32_t state) {
    Draft& draft = add(hit.tokens, MentionForm::kName);
    draft.actor = static_cast<int32_t>(state);
    draft.mention.place_like = true;
    draft.mention.codes.emplace_back();
    draft.mention.codes.front().name = std::string(draft.mention.span.in(text_.bytes));
    draft.country = country_of(finder_.code_on(state, day_).code);
  }

  // Who the actor is on the document's day, or on the days that the clause tells of.
  ActorCode code_in_clause(uint32_t actor, TokenIndex head) const {
    DaysTold told;
    const bool changes = tables_.actor(actor).kind == ActorKind::kPerson || tables_.actor(actor).kind == ActorKind::kGroup;
    if (changes && days_told(text_, head, day_, &told)) return finder_.code_during(actor, told.first, told.last, day_);
    ActorCode code = finder_.code_on(actor, day_);
    if (tables_.actor(actor).kind == ActorKind::kPerson && leaves_office(text_, head)) code.code = office_left(actor, code.code);
    return code;
  }

  // Who resigns or is dismissed does so as what he was: the office of state that he left not long before the day, if he did.
  std::string office_left(uint32_t person, const std::string& now) const {
    constexpr int32_t kLately = 365;
    for (const lexicon::ActorRole& role : tables_.roles(tables_.actor(person))) {
      const std::string_view sector = sector_of(tables_.text(role.code));
      if (role.start <= day_ && day_ - role.end < kLately && sector == "GOV" && !now.starts_with("IGO:"))
        return std::string(tables_.text(role.code));
    }
    return now;
  }

  // "The British left", "talks with the Chinese": an adjective that is an argument.
  bool stands_for_people(TokenIndex head) const {
    const Deprel r = text_[tree::first_conjunct(text_, head)].deprel;
    const bool argument = r == Deprel::kNsubj || r == Deprel::kNsubjPass || r == Deprel::kObj || r == Deprel::kIobj || r == Deprel::kObl ||
                          r == Deprel::kOblAgent || r == Deprel::kNmodPoss || r == Deprel::kNmod;
    return argument && tree::has_child(text_, head, Deprel::kDet);
  }

  // "thousands of Yemenis", "Hongkongers": people of a country, where "the Chinese" and "Russians and Americans" are states.
  bool are_people(TokenSpan span) const {
    const TokenIndex head = head_of(span);
    if (text_[head].deprel == Deprel::kConj || tree::has_child(text_, head, Deprel::kConj)) return false;
    if (tree::has_child(text_, head, Deprel::kNummod)) return true;
    return !tree::has_child(text_, head, Deprel::kDet);
  }

  // A title or agent noun, with the modifiers that give its country and the name that follows it.
  void agent(const Hit& hit) {
    if (covered(hit.tokens)) return;
    const TokenIndex head = head_of(hit.tokens);
    TokenSpan span{left_edge(hit), hit.tokens.end};
    int32_t named = -1;
    const TokenSpan followed = precedes_name(hit, head) ? names_.following(hit, &named) : TokenSpan{};
    // A noun that only modifies ("police station", "army base") is no actor of its own.
    const bool adjective = text_[head].upos == Upos::kAdj && text_[head].deprel == Deprel::kAmod;  // "national security"
    const bool inner = (text_[head].deprel == Deprel::kCompound || adjective) && followed.empty();
    const bool modifies = inner && capital_free(head);
    if (modifies) span.begin = with_state_before(hit, span);
    if (modifies && !acts_through(text_, text_[head].head) && !of_named_state(hit, span)) return;
    // "The National Hurricane Center", "General Licenses": a word of a name.
    const bool weak = tables_.text(hit.agent->sector) == "CVL" || (hit.agent->flags & lexicon::kAgentPerson);
    if (inner && !modifies && gives_sector_to_next(text_, s_, hit)) return;
    if (inner && !modifies && weak && hit.tokens.end.value < text_.tokens.size() && capitalised(text_[hit.tokens.end])) return;
    if (!followed.empty()) span.end = followed.end;
    std::string country;
    int32_t giver = -1;
    find_country(hit, span, &country, &giver);
    if (!followed.empty()) country_of_post(hit, followed, &country, &giver);
    // A weapon acts for its owner; "a drone attack" names none.
    if ((hit.agent->flags & lexicon::kAgentWeapon) && country.empty()) return;
    if (named < 0 && followed.size() == 1) named = bearers_.by_surname(text_[followed.begin].form, title_of(hit), country);
    TokenIndex list;
    const std::vector<const Hit*> several = followed.empty() ? listed_before(text_, s_, hit, &list) : std::vector<const Hit*>{};
    if (!several.empty() && list < span.begin && !covered({list, span.begin})) span.begin = list;
    if (followed.empty()) span.end = with_owner(hit, span, country);
    const MentionForm form = modifies ? MentionForm::kAdjective : followed.empty() ? MentionForm::kDescription : MentionForm::kName;
    Draft& draft = add(span, form);
    const Token& noun = text_[head];
    draft.sector = sector_of_title(hit, span, country);
    draft.title = title_of(hit);
    draft.country = country;
    draft.mention.person = (hit.agent->flags & lexicon::kAgentPerson) && noun.xpos != Xpos::kNNS;
    draft.mention.plural = noun.xpos == Xpos::kNNS || noun.xpos == Xpos::kNNPS;
    const TokenIndex det = tree::child_with(text_, head, Deprel::kDet);
    draft.definite = det.valid() && (text_[det].lemma == "the" || text_[det].lemma == "this" || text_[det].lemma == "that");
    draft.actor = named;
    if (named >= 0) {
      draft.mention.person = true;
      draft.mention.codes.push_back(code_with_title(hit, static_cast<uint32_t>(named), head));
      draft.country = country_of(draft.mention.codes.front().code);
      draft.sector = sector_of(draft.mention.codes.front().code);
      return;
    }
    if (!followed.empty()) draft.mention.person = true;
    ActorCode code;
    code.entry = hit.agent->entry;
    code.name = std::string(text_.span_of(followed.empty() ? span : followed).in(text_.bytes));
    code.code = compose_code(country, draft.sector, giver);
    if (!several.empty()) return code_for_each(several, code, &draft);
    draft.unresolved = country.empty() && code.code.size() <= draft.sector.size() + 1 && giver < 0 && !many_countries(text_, span);
    draft.mention.codes.push_back(code);
  }

  // "Greek, Cypriot and French ministers": a code for each.
  void code_for_each(const std::vector<const Hit*>& countries, const ActorCode& shared, Draft* draft) const {
    for (const Hit* one : countries) {
      ActorCode code = shared;
      const uint32_t whose = best_link(*one).actor;
      code.code = compose_code(std::string(country_of(finder_.code_on(whose, day_).code)), draft->sector, static_cast<int32_t>(whose));
      const auto same = [&](const ActorCode& c) { return c.code == code.code; };
      if (std::none_of(draft->mention.codes.begin(), draft->mention.codes.end(), same)) draft->mention.codes.push_back(std::move(code));
    }
    draft->country = country_of(draft->mention.codes.front().code);
  }

  // "The Chinese government crackdown", "a United States military airstrike": a part of a state that is named before it.
  bool of_named_state(const Hit& hit, TokenSpan span) const {
    const std::string_view sector = tables_.text(hit.agent->sector);
    const bool part = sector == "GOV" || sector == "MIL" || sector == "COP" || sector == "REB" || sector == "LEG";
    const TokenIndex noun = text_[head_of(hit.tokens)].head;
    if (!part || (hit.agent->flags & lexicon::kAgentWeapon) || !noun.valid() || text_[noun].upos != Upos::kNoun || hit_of(noun) != nullptr)
      return false;
    for (uint32_t t = span.begin.value; t < hit.tokens.begin.value; ++t) {
      const Hit* name = hit_of(TokenIndex(t));
      if (name != nullptr && !name->names.empty() && tables_.actor(best_link(*name).actor).kind == ActorKind::kState) return true;
    }
    return false;
  }

  // "United States military airstrike": a state's name may hang on the noun that both modify.
  TokenIndex with_state_before(const Hit& hit, TokenSpan span) const {
    const TokenIndex noun = text_[head_of(hit.tokens)].head;
    const uint32_t before = span.begin.value;
    if (before == 0 || !noun.valid() || text_.tokens[before - 1].sentence != text_[noun].sentence) return span.begin;
    const Hit* name = hit_of(TokenIndex(before - 1));
    const bool state = name != nullptr && !name->names.empty() && !covered(name->tokens) &&
                       tables_.actor(best_link(*name).actor).kind == ActorKind::kState;
    return state && tree::dominates(text_, noun, TokenIndex(before - 1)) ? name->tokens.begin : span.begin;
  }

  // The sector of a title or noun as it stands: of those it serves, or of a former holder.
  std::string sector_of_title(const Hit& hit, TokenSpan span, const std::string& country) const {
    const std::string_view own = tables_.text(hit.agent->sector);
    const bool office = own == "GOV" || own == "LEG" || own == "JUD" || own == "SPY";
    if (office && (hit.agent->flags & lexicon::kAgentPerson) && !country.starts_with("IGO:") && said_former(text_, hit.tokens))
      return "ELI";
    if (const std::string_view served = served_sector(text_, tables_, s_, hit, span); !served.empty()) return std::string(served);
    if (own == "MIL" && text_.tokens[hit.tokens.end.value - 1].lemma == "officer" && hit.tokens.size() == 1) {
      if (const std::string_view sector = sector_of_officers(tables_, s_, hit); !sector.empty()) return std::string(sector);
    }
    return std::string(own);
  }

  // A title that somebody no longer holds tells of the days when he did, unless it is called a former one: "Prime Minister
  // Cameron" is the government in every year's reports.
  ActorCode code_with_title(const Hit& hit, uint32_t person, TokenIndex head) const {
    ActorCode code = code_in_clause(person, head);
    const bool state = !code.code.starts_with("IGO:");
    const std::string country(country_of(code.code));
    if (state && (hit.agent->flags & lexicon::kAgentFormer)) code.code = country + ":ELI";
    const std::string_view sector = tables_.text(hit.agent->sector);
    const bool held = state && !(hit.agent->flags & lexicon::kAgentFormer) && !sector.empty() &&
                      (sector_of(code.code) == "ELI" || sector_of(code.code).empty());
    if (held && !said_former(text_, hit.tokens)) code.code = country + ":" + std::string(sector);
    return code;
  }

  // A title, or a noun for a person that the tree joins to the name after it: "activist Sana Seif", "CEO Carlo Katigbak".
  bool precedes_name(const Hit& hit, TokenIndex head) const {
    if (hit.agent->flags & lexicon::kAgentTitle) return true;
    const TokenIndex next = hit.tokens.end;
    if (!(hit.agent->flags & lexicon::kAgentPerson) || text_[head].xpos == Xpos::kNNS || next.value >= text_.tokens.size()) return false;
    if (text_[next].sentence != text_[head].sentence || text_[next].upos != Upos::kPropn || !capitalised(text_[next])) return false;
    const Deprel up = text_[head].deprel, down = text_[next].deprel;
    const bool before = (up == Deprel::kNmodDesc || up == Deprel::kCompound || up == Deprel::kFlat) && text_[head].head >= next;
    return before || ((down == Deprel::kFlat || down == Deprel::kAppos) && text_[next].head == head);
  }

  std::string title_of(const Hit& hit) const {
    std::string title;
    for (uint32_t t = hit.tokens.begin.value; t < hit.tokens.end.value; ++t) {
      if (!title.empty()) title.push_back(' ');
      title += s_.keys[t];
    }
    return title;
  }

  // "the people of Myanmar" is one mention: where "of" and the name that gave the country end.
  TokenIndex with_owner(const Hit& hit, TokenSpan span, const std::string& country) const {
    const uint32_t of = hit.tokens.end.value;
    const uint32_t end = text_[text_.tokens[of - 1].sentence].tokens.end.value;
    if (country.empty() || of + 1 >= end || text_.tokens[of].lemma != "of") return span.end;
    uint32_t at = of + 1;
    if (at + 1 < end && text_.tokens[at].lemma == "the") ++at;
    const Hit* owner = hit_of(TokenIndex(at));
    if (owner == nullptr || owner->names.empty() || owner->tokens.begin.value != at || covered(owner->tokens)) return span.end;
    return country_of(finder_.code_on(best_link(*owner).actor, day_).code) == country ? owner->tokens.end : span.end;
  }

  // A small letter, or a capital that the sentence asks for: "Government bonds fell".
  bool capital_free(TokenIndex head) const {
    const bool first = text_[text_[head].sentence].tokens.begin == head;
    return !capitalised(text_[head]) || (first && text_[head].head.valid() && !capitalised(text_[text_[head].head]));
  }

  // A sector joined to a country or body: "IGO:NATO" keeps its code, "USA:GOV" of a spokesman of the White House too.
  std::string compose_code(const std::string& country, const std::string& sector, int32_t giver) const {
    if (country.starts_with("IGO:")) return country;
    if (giver >= 0) {
      const lexicon::ActorEntry& actor = tables_.actor(static_cast<uint32_t>(giver));
      // Whoever serves an armed group is one of it: "Houthi military spokesman", "ISIS detainees".
      const lexicon::ActorRole* in_force = tables_.role_at(actor, day_);
      if (actor.kind == ActorKind::kGroup && in_force != nullptr && sector_of(tables_.text(in_force->code)) == "REB") {
        return std::string(tables_.text(in_force->code));
      }
      const bool person_of_body =
          sector == "GOV" || sector.empty() || sector == "CVL" || sector == "MIL" || sector == "BUS" || sector == "REB";
      const lexicon::ActorRole* role = tables_.role_at(actor, day_);
      if (actor.kind == ActorKind::kGroup && person_of_body && role != nullptr) return std::string(tables_.text(role->code));
    }
    return sector.empty() ? country : country + ":" + sector;
  }

  TokenIndex left_edge(const Hit& hit) const {
    const TokenIndex head = head_of(hit.tokens);
    uint32_t left = hit.tokens.begin.value;
    const uint32_t first = text_[text_[head].sentence].tokens.begin.value;
    while (left > first) {
      const Token& t = text_.tokens[left - 1];
      const bool inside = tree::dominates(text_, head, TokenIndex(left - 1)) && !taken_[left - 1];
      const bool modifies = t.deprel == Deprel::kAmod || t.deprel == Deprel::kCompound || t.deprel == Deprel::kNmodPoss ||
                            t.deprel == Deprel::kFlat || t.deprel == Deprel::kNmodDesc || t.deprel == Deprel::kNummod ||
                            t.deprel == Deprel::kNmodUnmarked || t.upos == Upos::kPropn ||
                            (t.deprel == Deprel::kCase && t.xpos == Xpos::kPOS) || t.xpos == Xpos::kHYPH;
      if (!inside || !modifies) break;
      --left;
    }
    // "Republic of Korea National Security Adviser": a name of several words is not cut.
    const Hit* name = left < hit.tokens.begin.value ? hit_of(TokenIndex(left)) : nullptr;
    if (name != nullptr && !name->names.empty() && !covered(name->tokens)) left = std::min(left, name->tokens.begin.value);
    return TokenIndex(left);
  }

  // "Secretary of the Russian Security Council Nikolay Patrushev": whose post it is stands between title and name.
  void country_of_post(const Hit& hit, TokenSpan name, std::string* country, int32_t* giver) const {
    const uint32_t of = hit.tokens.end.value;
    if (name.begin.value <= of || text_.tokens[of].lemma != "of") return;
    for (uint32_t t = of + 1; t < name.begin.value; ++t) {
      if (s_.hit_at[t] >= 0 && take_country(TokenIndex(t), country, giver)) return;
    }
  }

  // The country or body that a noun belongs to: modifiers first, then "of", "in", "from".
  void find_country(const Hit& hit, TokenSpan span, std::string* country, int32_t* giver) const {
    for (uint32_t t = hit.tokens.begin.value; t > span.begin.value; --t) {
      if (take_country(TokenIndex(t - 1), country, giver)) return;
    }
    const TokenIndex head = head_of(hit.tokens);
    tree::TokenList anchors;  // "Judge Anna Kiss of Hungary": "of" may hang on any word of the name
    anchors.push(head);
    if (text_[head].head.valid() && span.contains(text_[head].head)) anchors.push(text_[head].head);
    for (uint32_t t = hit.tokens.end.value; t < span.end.value; ++t) anchors.push(TokenIndex(t));
    for (const TokenIndex anchor : anchors) {
      for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
        if (text_[*c].deprel == Deprel::kNmodPoss && take_country(*c, country, giver)) return;
        if (text_[*c].deprel != Deprel::kNmod && text_[*c].deprel != Deprel::kObl) continue;
        const TokenIndex marker = tree::marker_of(text_, *c);
        if (text_[*c].lemma == "behalf") {
          const TokenIndex whose = tree::child_with(text_, *c, Deprel::kNmod);
          if (whose.valid() && take_country(whose, country, giver)) return;
        }
        if (!marker.valid() || !country_preposition(text_[marker].lemma)) continue;
        if (text_[marker].lemma != "of" && text_[marker].lemma != "from" && is_sent(title_of(hit))) continue;
        if (take_country(*c, country, giver)) return;
        const TokenIndex owner = tree::child_with(text_, *c, Deprel::kAmod);
        if (owner.valid() && take_country(owner, country, giver)) return;
      }
    }
  }

  bool take_country(TokenIndex t, std::string* country, int32_t* giver) const {
    const Hit* hit = hit_of(t);
    if (hit == nullptr && text_[t].upos == Upos::kPropn) {
      // "the Ortega regime"
      const int32_t leader = bearers_.by_surname(text_[t].form, "", "");
      if (leader >= 0) *country = country_of(finder_.code_on(static_cast<uint32_t>(leader), day_).code);
      return leader >= 0;
    }
    if (hit == nullptr || hit->names.empty()) return false;
    const NameLink& link = best_link(*hit);
    const lexicon::ActorEntry& actor = tables_.actor(link.actor);
    if (actor.kind == ActorKind::kPerson) {
      *country = country_of(finder_.code_on(link.actor, day_).code);
      return true;
    }
    *country = country_of(finder_.code_on(link.actor, day_).code);
    *giver = static_cast<int32_t>(link.actor);
    return true;
  }

  // Capitalised words that no dictionary knows.
  void unknown_names() {
    for (const Sentence& sentence : text_.sentences) {
      uint32_t at = sentence.tokens.begin.value;
      while (at < sentence.tokens.end.value) {
        if (!names_.begins_name(at)) {
          ++at;
          continue;
        }
        const uint32_t begin = at++;
        while (at < sentence.tokens.end.value && names_.part_of_name(at)) ++at;
        while (text_.tokens[at - 1].form == "-") --at;
        Draft& draft = add({TokenIndex(begin), TokenIndex(at)}, MentionForm::kName);
        draft.mention.codes.emplace_back();
        const bool addressed = at - begin > 1 && honorific(text_.tokens[begin].form);  // "Mr. Sullivan"
        const uint32_t bare = addressed ? begin + 1 : begin;
        draft.mention.person = addressed || names_.names_person({TokenIndex(bare), TokenIndex(at)});
        draft.mention.codes.front().name = std::string(text_.span_of({TokenIndex(bare), TokenIndex(at)}).in(text_.bytes));
        described_by_apposition(&draft);
        // A private person is of where the text is set.
        if (draft.mention.codes.front().code.empty() && draft.mention.person && at - bare > 1) {
          draft.sector = "CVL";
          draft.unresolved = true;
        }
        if (at - bare == 1) draft.leader = bearers_.by_surname(text_.tokens[bare].form, "", "");
      }
    }
  }

  // "John Smith, a spokesman for the ministry" and "the archbishop of Turin, John Smith": the apposition tells who he is.
  void described_by_apposition(Draft* draft) {
    const TokenIndex head = draft->mention.head;
    if (text_[head].deprel == Deprel::kAppos && described_by(draft, text_[head].head)) return;
    tree::TokenList nouns;
    for (const TokenIndex* c = text_.children_begin(head); c != text_.children_end(head); ++c) {
      // "A photo- and videojournalist": the second noun may hang on the name.
      const bool joined = !nouns.empty() && text_[*c].deprel == Deprel::kConj && text_[*c].xpos == Xpos::kNN;
      if (text_[*c].deprel == Deprel::kAppos || joined) tree::with_conjuncts(text_, *c, &nouns);
    }
    // What says where he is from goes before what does not.
    for (const TokenIndex noun : nouns) {
      if (described_by(draft, noun) && !draft->unresolved) return;
    }
  }

  bool described_by(Draft* draft, TokenIndex noun) const {
    for (const Draft& other : drafts_) {
      const bool titled = !other.title.empty() || (other.mention.person && other.sector == "CVL");
      if (&other == draft || !other.mention.tokens.contains(noun) || other.sector.empty() || !titled) continue;
      draft->mention.codes.front().code = other.mention.codes.front().code;
      draft->sector = other.sector;
      draft->country = other.country;
      draft->title = other.title;
      draft->unresolved = other.unresolved;
      draft->mention.person = other.mention.person;
      return true;
    }
    return belongs_to(draft, noun);
  }

  // "Amir Wardak, a member of the council": one of those whom the apposition names.
  bool belongs_to(Draft* draft, TokenIndex noun) const {
    if (text_[noun].upos != Upos::kNoun || text_[noun].xpos == Xpos::kNNS) return false;
    for (const TokenIndex* c = text_.children_begin(noun); c != text_.children_end(noun); ++c) {
      const TokenIndex marker = text_[*c].deprel == Deprel::kNmod ? tree::marker_of(text_, *c) : TokenIndex();
      if (!marker.valid() || !country_preposition(text_[marker].lemma)) continue;
      for (const Draft& other : drafts_) {
        const bool body =
            other.mention.tokens.contains(*c) && other.mention.head == *c && !other.mention.person && !other.mention.place_like;
        if (&other == draft || !body || other.mention.codes.empty()) continue;
        draft->mention.codes.front().code = other.mention.codes.front().code;
        draft->sector = other.sector;
        draft->country = other.country;
        draft->unresolved = other.unresolved;
        draft->mention.person = true;
        return true;
      }
    }
    return false;
  }

  const Text& text_;
  const ActorFinder& finder_;
  const lexicon::ActorTables& tables_;
  int32_t day_;
  const ActorScratch& s_;
  Bearers bearers_;
  std::vector<bool> taken_;
  NameReader names_;
  std::vector<Draft> drafts_;
};

std::vector<Draft> compose(const Text& text, const ActorFinder& finder, const lexicon::ActorTables& tables, int32_t day,
                           const ActorScratch& scratch) {
  return Composer(text, finder, tables, day, scratch).run();
}

}  // namespace demarche::actors
