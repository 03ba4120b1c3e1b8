#include "actors/composer.h"

#include <algorithm>

#include "actors/bearers.h"
#include "actors/candidates.h"
#include "actors/past.h"
#include "actors/words.h"
#include "base/tree.h"

namespace demarche::actors {

using lexicon::ActorKind;
using lexicon::NameForm;
using lexicon::NameLink;

std::string_view country_of(std::string_view code) {
  if (code.starts_with("IGO:")) return code;
  return code.substr(0, code.find(':'));
}

std::string_view sector_of(std::string_view code) {
  if (code.starts_with("IGO:")) return {};
  const size_t colon = code.find(':');
  return colon == std::string_view::npos ? std::string_view{} : code.substr(colon + 1);
}

class Composer {
 public:
  Composer(const Text& text, const ActorFinder& finder, const lexicon::ActorTables& tables, int32_t day, const ActorScratch& scratch)
      : text_(text), finder_(finder), tables_(tables), day_(day), s_(scratch), bearers_(tables, day), taken_(text.tokens.size(), false) {}

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

  // The token of a span through which the tree reaches it.
  TokenIndex head_of(TokenSpan span) const {
    for (uint32_t t = span.begin.value; t < span.end.value; ++t) {
      const TokenIndex head = text_.tokens[t].head;
      if (!head.valid() || !span.contains(head)) return TokenIndex(t);
    }
    return TokenIndex(span.end.value - 1);
  }

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
    const lexicon::ActorEntry& actor = tables_.actor(link.actor);
    const TokenIndex head = head_of(hit.tokens);
    const bool adjective =
        link.form == NameForm::kDemonym && !stands_for_people(head) &&
        (text_[head].upos == Upos::kAdj || text_[head].deprel == Deprel::kAmod || text_[head].deprel == Deprel::kCompound);
    TokenSpan span = hit.tokens;
    if (actor.kind == ActorKind::kPerson) span = with_title(span);
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

  // Who the actor is on the document's day, or on the days that the clause tells of.
  ActorCode code_in_clause(uint32_t actor, TokenIndex head) const {
    DaysTold told;
    const bool changes = tables_.actor(actor).kind == ActorKind::kPerson || tables_.actor(actor).kind == ActorKind::kGroup;
    if (changes && days_told(text_, head, day_, &told)) return finder_.code_during(actor, told.first, told.last, day_);
    return finder_.code_on(actor, day_);
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

  // Honorifics before a name belong to the mention: "Mr.", "Dr.", "Sir".
  TokenSpan with_title(TokenSpan span) const {
    static constexpr std::string_view kHonorifics[] = {"Mr.", "Mrs.", "Ms.", "Dr.", "Sir", "Mr", "Mrs", "Ms", "Dr"};
    if (span.begin.value == 0) return span;
    const Token& before = text_.tokens[span.begin.value - 1];
    if (std::find(std::begin(kHonorifics), std::end(kHonorifics), before.form) == std::end(kHonorifics)) return span;
    return {TokenIndex(span.begin.value - 1), span.end};
  }

  // A title or agent noun, with the modifiers that give its country and the name that follows it.
  void agent(const Hit& hit) {
    if (covered(hit.tokens)) return;
    const TokenIndex head = head_of(hit.tokens);
    TokenSpan span{left_edge(hit), hit.tokens.end};
    int32_t named = -1;
    const TokenSpan followed = precedes_name(hit, head) ? following_name(hit, &named) : TokenSpan{};
    // A noun that only modifies ("police station", "army base") is no actor of its own.
    const bool adjective = text_[head].upos == Upos::kAdj && text_[head].deprel == Deprel::kAmod;  // "national security"
    const bool modifies = (text_[head].deprel == Deprel::kCompound || adjective) && !followed.size() && capital_free(head);
    if (modifies && !acts_through(text_, text_[head].head)) return;
    if (!followed.empty()) span.end = followed.end;
    std::string country;
    int32_t giver = -1;
    find_country(hit, span, &country, &giver);
    if (!followed.empty()) country_of_post(hit, followed, &country, &giver);
    // A weapon acts for its owner; "a drone attack" names none.
    if ((hit.agent->flags & lexicon::kAgentWeapon) && country.empty()) return;
    if (named < 0 && followed.size() == 1) named = bearers_.by_surname(text_[followed.begin].form, title_of(hit), country);
    if (followed.empty()) span.end = with_owner(hit, span, country);
    const MentionForm form = modifies ? MentionForm::kAdjective : followed.empty() ? MentionForm::kDescription : MentionForm::kName;
    Draft& draft = add(span, form);
    const Token& noun = text_[head];
    draft.sector = tables_.text(hit.agent->sector);
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
    draft.unresolved = country.empty() && code.code.size() <= draft.sector.size() + 1 && giver < 0 && !many_countries(text_, span);
    draft.mention.codes.push_back(code);
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

  bool capital_free(TokenIndex head) const { return !capitalised(text_[head]); }

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
      const bool person_of_body = sector == "GOV" || sector.empty() || sector == "CVL" || sector == "MIL";
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
    return TokenIndex(left);
  }

  // The capitalised words right after a title: a listed person or an unknown name.
  TokenSpan following_name(const Hit& hit, int32_t* actor) const {
    uint32_t at = hit.tokens.end.value;
    const uint32_t end = text_[text_.tokens[hit.tokens.begin.value].sentence].tokens.end.value;
    const TokenIndex head = head_of(hit.tokens);
    const uint32_t begin = at;
    if (at < end && text_.tokens[at].xpos == Xpos::kNNP && hit_of(TokenIndex(at)) != nullptr) {
      const Hit* next = hit_of(TokenIndex(at));
      if (!next->names.empty()) {
        const NameLink& link = best_link(*next);
        if (tables_.actor(link.actor).kind == ActorKind::kPerson) {
          *actor = static_cast<int32_t>(link.actor);
          return next->tokens;
        }
      }
    }
    const bool singular = text_[head].xpos != Xpos::kNNS;
    if (!singular && !capitalised(text_[head])) return {};
    if (capitalised(text_[hit.tokens.begin])) {
      if (const TokenSpan far = name_after_post(at, end, actor); !far.empty()) return far;
    }
    while (at < end && text_.tokens[at].upos == Upos::kPropn && capitalised(text_.tokens[at])) {
      const Hit* other = hit_of(TokenIndex(at));
      if (other != nullptr && (other->agent != nullptr || other->tokens.size() > 1)) break;
      ++at;
      while (at + 1 < end &&
             (text_.tokens[at].form == "-" || text_.tokens[at].form == "al" || text_.tokens[at].form == "bin" ||
              text_.tokens[at].form == "de" || text_.tokens[at].form == "von" || text_.tokens[at].form == "van") &&
             capitalised(text_.tokens[at + 1])) {
        at += 2;
      }
    }
    return {TokenIndex(begin), TokenIndex(at)};
  }

  // "Secretary of the Russian Security Council Nikolay Patrushev": whose post it is stands between title and name.
  void country_of_post(const Hit& hit, TokenSpan name, std::string* country, int32_t* giver) const {
    const uint32_t of = hit.tokens.end.value;
    if (name.begin.value <= of || text_.tokens[of].lemma != "of") return;
    for (uint32_t t = of + 1; t < name.begin.value; ++t) {
      if (s_.hit_at[t] >= 0 && take_country(TokenIndex(t), country, giver)) return;
    }
  }

  // "Special Envoy for Yemen Tim Lenderking": the name after a title's post, which a state's name or a department ends.
  TokenSpan name_after_post(uint32_t at, uint32_t end, int32_t* actor) const {
    static constexpr std::string_view kLinks[] = {"for", "to", "of", "on"};
    static constexpr std::string_view kEnds[] = {"Affairs", "Security", "Climate", "Defense", "Defence", "State", "Rights", "Control"};
    if (at >= end || std::find(std::begin(kLinks), std::end(kLinks), text_.tokens[at].lemma) == std::end(kLinks)) return {};
    bool post_ended = false;
    for (uint32_t t = at + 1; t < std::min(end, at + 12); ++t) {
      const Token& token = text_.tokens[t];
      const Hit* hit = hit_of(TokenIndex(t));
      const bool link = token.upos == Upos::kAdp || token.upos == Upos::kDet || token.upos == Upos::kCconj;
      if (!link && !capitalised(token)) return {};
      if (hit != nullptr && !hit->names.empty()) {
        const NameLink& name = best_link(*hit);
        if (tables_.actor(name.actor).kind == ActorKind::kPerson) {
          *actor = static_cast<int32_t>(name.actor);
          return hit->tokens;
        }
        t = hit->tokens.end.value - 1;
        post_ended = true;
        continue;
      }
      if (post_ended && hit == nullptr && token.upos == Upos::kPropn && !text_.tokens[t - 1].form.empty() && !link) {
        uint32_t last = t;
        while (last < end && name_part(last)) ++last;
        if (last - t >= 2) return {TokenIndex(t), TokenIndex(last)};
      }
      post_ended = std::find(std::begin(kEnds), std::end(kEnds), token.form) != std::end(kEnds);
    }
    return {};
  }

  // A capitalised name word that no dictionary has, or a hyphen and what it joins: "Noh Kyu-duk".
  bool name_part(uint32_t t) const {
    const Token& token = text_.tokens[t];
    if (s_.hit_at[t] >= 0 || taken_[t]) return false;
    if (token.upos == Upos::kPropn && capitalised(token)) return true;
    // "Abdullah al-Jahafi", "Carlos de Souza": a small word between two capitalised ones.
    static constexpr std::string_view kParticles[] = {"al", "bin", "ibn", "de", "da", "di", "del", "von", "van", "ben", "el", "la", "der"};
    const bool inner = t > 0 && t + 1 < text_.tokens.size() && capitalised(text_.tokens[t - 1]) &&
                       std::find(std::begin(kParticles), std::end(kParticles), token.form) != std::end(kParticles);
    if (inner) return text_.tokens[t + 1].form == "-" || capitalised(text_.tokens[t + 1]);
    const bool tight = t > 0 && !text_.tokens[t - 1].space_after && text_.tokens[t - 1].sentence == token.sentence;
    if (token.form == "-") return tight && !token.space_after;
    return tight && text_.tokens[t - 1].form == "-" && token.upos != Upos::kPunct;
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
        if (!free_name(at)) {
          ++at;
          continue;
        }
        const uint32_t begin = at;
        while (at < sentence.tokens.end.value && name_part(at)) ++at;
        while (text_.tokens[at - 1].form == "-") --at;
        Draft& draft = add({TokenIndex(begin), TokenIndex(at)}, MentionForm::kName);
        draft.mention.codes.emplace_back();
        draft.mention.codes.front().name = std::string(draft.mention.span.in(text_.bytes));
        described_by_apposition(&draft);
        if (at - begin == 1) draft.leader = bearers_.by_surname(text_.tokens[begin].form, "", "");
      }
    }
  }

  bool free_name(uint32_t t) const {
    return text_.tokens[t].upos == Upos::kPropn && capitalised(text_.tokens[t]) && !taken_[t] && s_.hit_at[t] < 0;
  }

  // "John Smith, a spokesman for the ministry" and "the archbishop of Turin, John Smith": the apposition tells who he is.
  void described_by_apposition(Draft* draft) {
    if (text_[draft->mention.head].deprel == Deprel::kAppos && described_by(draft, text_[draft->mention.head].head)) return;
    for (const TokenIndex* c = text_.children_begin(draft->mention.head); c != text_.children_end(draft->mention.head); ++c) {
      if (text_[*c].deprel == Deprel::kAppos && described_by(draft, *c)) return;
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
  std::vector<Draft> drafts_;
};

std::vector<Draft> compose(const Text& text, const ActorFinder& finder, const lexicon::ActorTables& tables, int32_t day,
                           const ActorScratch& scratch) {
  return Composer(text, finder, tables, day, scratch).run();
}

}  // namespace demarche::actors
