#include "events/roles.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "events/role_words.h"
#include "events/sides.h"

namespace demarche::events {

namespace {

using lexicon::PatternKind;
using lexicon::PatternMatch;

}  // namespace

Origins RoleReader::fill(const PatternMatch& match, Event* event) const {
  tree::TokenList sources = match.source, targets = match.target;
  if (event->mode == "visit" && targets.empty()) place_before_noun(&sources, &targets);
  // "The Kabul bombing": where it was, so whom it hit; "Turkish shelling" is by Turkey.
  if (event->type == EventType::kAssault && targets.empty() && tree::is_nominal(text_[match.head])) place_before_noun(&sources, &targets);
  if (targets.empty() && undergone(text_[match.head].lemma)) whose_fate(match.head, &sources, &targets);
  if (tree::is_nominal(text_[match.head])) {
    own_attack(match, &sources, &targets);
    in_support(match, &sources, &targets);
  }
  answers_for_addressee(match, &sources, &targets);
  if (suffers(match)) {
    targets = sources;
    sources = {};
  }
  Origins from;
  const auto note = [](const std::vector<Participant>& side, Origin origin, Origin* noted) {
    if (*noted == Origin::kNone && !side.empty()) *noted = origin;
  };
  event->source = mentions_.doers(sources);
  note(event->source, Origin::kSlot, &from.source);
  if (event->source.empty()) doers_around(match, &event->source);
  event->target = mentions_.participants(targets);
  // The same words are not both sides of an act that is not mutual.
  if (match.mutual.empty() && !event->source.empty()) {
    std::erase_if(event->target, [&](const Participant& p) {
      return std::any_of(event->source.begin(), event->source.end(), [&](const Participant& q) { return q.span == p.span; });
    });
  }
  if (event->type == EventType::kConsult && event->mode != "visit") drop_own_envoys(targets, event);
  note(event->target, Origin::kSlot, &from.target);
  if (event->target.empty()) event->target = mentions_.places(targets);
  note(event->target, Origin::kPlace, &from.target);
  if (event->source.empty() && !undergone(text_[match.head].lemma)) owner_named_later(match, &event->source);
  note(event->source, Origin::kAround, &from.source);
  if (!match.mutual.empty()) {
    event->source = mentions_.participants(match.mutual);
    event->target = event->source;
    const Origin origin = event->source.empty() ? Origin::kNone : Origin::kEachOther;
    return {origin, origin};
  }
  for (const TokenIndex t : match.words) {
    if (!mutual(event->type) || !tree::is_nominal(text_[t]) || !event->target.empty()) continue;
    std::vector<Participant> both = joined_between(t);
    if (both.size() < 2) both = joined_by_hyphen(t);
    if (both.size() < 2 && t == match.head) both = joined_subjects(t, *event);
    if (both.size() < 2) continue;
    event->source = event->target = both;
    return {Origin::kEachOther, Origin::kEachOther};
  }
  if (event->source.empty() || event->target.empty()) sides_of_other_readings(match, event);
  note(event->source, Origin::kOtherReading, &from.source);
  note(event->target, Origin::kOtherReading, &from.target);
  if (event->target.empty()) from.target = fallback_target(match, event);
  // "The two ministers met": they met each other.
  const bool joint = (mutual(event->type) && !gives_something(match)) || event->mode == "ceasefire";
  if (event->target.empty() && joint && event->source.size() > 1) event->target = event->source;
  note(event->target, Origin::kEachOther, &from.target);
  // Nobody is the target of his own act unless the text says so.
  // A group that he is in stays whole ("urged both nations").
  if (event->source.size() == 1 && (!match.target_slot || event->target.size() > 1)) {
    const std::vector<Participant> before = event->target;
    event->target.clear();
    for (const Participant& p : before) {
      const bool group = std::count_if(before.begin(), before.end(), [&](const Participant& q) { return q.span == p.span; }) > 1;
      if (!same_who(p, event->source.front()) || (match.target_slot && group)) event->target.push_back(p);
    }
  }
  // Who resigns does so to nobody, whatever office he leaves.
  if (event->mode == "resign" && !match.target_slot) event->target.clear();
  if (event->target.empty()) from.target = Origin::kNone;
  if (event->target.empty() && meets_itself(match, *event)) event->target = event->source;
  note(event->target, Origin::kEachOther, &from.target);
  return from;
}

// "The president met the envoy": somebody else's, unless the text says whose.
void RoleReader::drop_own_envoys(const tree::TokenList& targets, Event* event) const {
  if (event->source.size() != 1) return;
  for (const TokenIndex t : targets) {
    const ActorMention* mention = mentions_.at(t, false);
    if (mention == nullptr || mention->form != MentionForm::kDescription || !sent_by_others(text_[mention->head].lemma)) continue;
    if (mention->tokens.size() > 2) continue;  // "the Syrian envoy", "the envoy of Syria"
    std::erase_if(event->target, [&](const Participant& p) {
      return p.span == mention->span && country_of(p.code) == country_of(event->source.front().code);
    });
  }
}

// "Aid", "troops" among the pattern's words: whoever pledges them together does not pledge them to each other.
bool RoleReader::gives_something(const PatternMatch& match) const {
  return std::any_of(match.words.begin(), match.words.end(), [&](TokenIndex t) { return given_thing(text_[t].lemma); });
}

// "The G7 met", "the Senate will meet": a body that meets, meets itself.
bool RoleReader::meets_itself(const PatternMatch& match, const Event& event) const {
  if (event.type != EventType::kConsult || event.mode == "visit" || event.mode == "phone" || match.complement.valid()) return false;
  if (event.source.size() != 1) return false;
  const std::string_view code = event.source.front().code;
  const ActorMention* chamber = code.ends_with(":LEG") && !match.source.empty() ? mentions_.at(*match.source.begin(), false) : nullptr;
  if (!code.starts_with("IGO:") && (chamber == nullptr || chamber->person || chamber->plural)) return false;
  const Token& head = text_[match.head];
  if (tree::is_verb(head)) return match.others.empty();
  const std::string lemma = utf8::lower(head.lemma);
  return lemma == "summit" || lemma == "session" || lemma == "assembly" || lemma == "meeting";
}

// "During a visit to Oslo, the envoy said", "described the call with the king as useful": the subject of the clause.
void RoleReader::who_meets(const PatternMatch& match, std::vector<Participant>* source) const {
  constexpr int kClauses = 3;
  // "Said in a statement released during a visit to Oslo": the first clause above that has somebody who acts.
  TokenIndex verb = tree::governing_clause(text_, match.head);
  for (int i = 0; i < kClauses && verb.valid() && source->empty(); ++i, verb = tree::governing_clause(text_, verb))
    *source = mentions_.doers(tree::clause_of(text_, verb).doers);
  if (source->empty()) return;
  const std::vector<Participant> target = mentions_.participants(match.target);
  const bool itself = std::any_of(source->begin(), source->end(), [&](const Participant& p) {
    return std::any_of(target.begin(), target.end(), [&](const Participant& q) { return p.span == q.span || same_who(p, q); });
  });
  if (itself) source->clear();
}

// Who acts where the trigger's own words name nobody.
void RoleReader::doers_around(const PatternMatch& match, std::vector<Participant>* source) const {
  const Token& head = text_[match.head];
  if (tree::is_nominal(head)) {
    // "Police brutality", "a whistle-blower complaint": an actor who modifies what he does.
    if (!undergone(head.lemma)) {
      tree::TokenList owners;
      for (const TokenIndex t : owners_before(match.head)) {
        if (!match.target.has(t)) owners.push(t);
      }
      *source = mentions_.doers(owners);
      if (!source->empty()) return;
    }
    // "Issued a subpoena", "has increased cooperation": whoever performs, changes or ends the act.
    const TokenIndex noun = carried_by(match.head);
    const bool aid = static_cast<EventType>(match.label) == EventType::kAid;  // "released $300 million in assistance"
    const TokenIndex verb = aid                                  ? tree::governing_clause(text_, match.head)
                            : text_[noun].deprel == Deprel::kObj ? text_[noun].head
                                                                 : TokenIndex();
    if (verb.valid() && aid && gives(text_[verb].lemma)) *source = mentions_.doers(tree::clause_of(text_, verb).doers);
    if (verb.valid() && performs(text_[verb].lemma)) *source = mentions_.doers(tree::clause_of(text_, verb).doers);
    if (source->empty()) come_from(noun, source);
    if (source->empty() && aid) given_through(match.head, source);
    if (source->empty() && static_cast<EventType>(match.label) == EventType::kConsult && !match.target.empty()) who_meets(match, source);
    return;
  }
  // "Sent a letter requesting funds": the noun is no actor, so whoever sent it.
  if (head.deprel == Deprel::kAcl && head.xpos == Xpos::kVBG && !match.passive && tree::is_nominal(text_[head.head])) {
    if (match.target.has(head.head)) return;  // "Belarus, facing sanctions"
    // "A statement by Chile and Peru condemning the coup": whoever made it.
    for (const TokenIndex* c = text_.children_begin(head.head); c != text_.children_end(head.head) && source->empty(); ++c) {
      const TokenIndex marker = text_[*c].deprel == Deprel::kNmod ? tree::marker_of(text_, *c) : TokenIndex();
      tree::TokenList author;
      if (marker.valid() && text_[marker].lemma == "by") author.push(*c);
      *source = mentions_.doers(author);
    }
    if (!source->empty()) return;
    const TokenIndex verb = tree::governing_clause(text_, match.head);
    if (verb.valid()) *source = mentions_.doers(tree::clause_of(text_, verb).doers);
    return;
  }
  if (!match.passive) return;
  for (const TokenIndex* c = text_.children_begin(match.head); c != text_.children_end(match.head) && source->empty(); ++c) {
    const TokenIndex marker = text_[*c].deprel == Deprel::kObl ? tree::marker_of(text_, *c) : TokenIndex();
    if (!marker.valid()) continue;
    const std::string_view preposition = text_[marker].lemma;
    if (preposition != "in" && preposition != "during" && preposition != "by" && preposition != "under") continue;
    tree::TokenList phrase;
    phrase.push(*c);
    // "Was killed in a U.S. airstrike": whose the act is.
    if (operation(text_[*c].lemma)) *source = mentions_.doers(owners_before(*c));
    // "Is banned in Turkey": a state bans on its own ground.
    const ActorMention* where = mentions_.at(*c, false);
    if (source->empty() && preposition == "in" && text_[match.head].lemma == "ban" && where != nullptr && where->place_like)
      *source = mentions_.doers(phrase);
  }
}

// "The accord between Kosovo and Serbia was reached": "accord between" names the sides that "accord was reached" does not.
void RoleReader::sides_of_other_readings(const PatternMatch& match, Event* event) const {
  for (const auto& [winner, other] : others_) {
    if (winner != &match) continue;
    if (!other->mutual.empty() && event->source.empty() && event->target.empty()) {
      event->source = event->target = mentions_.participants(other->mutual);
      continue;
    }
    if (event->source.empty()) {
      event->source = mentions_.participants(other->source);
      // "The general faces trial": whom the winner's slot names as undergoing it does not do it.
      std::erase_if(event->source, [&](const Participant& p) {
        return std::any_of(event->target.begin(), event->target.end(), [&](const Participant& q) { return q.span == p.span; });
      });
    }
    if (!event->target.empty()) continue;
    event->target = mentions_.participants(other->target);
    std::erase_if(event->target, [&](const Participant& p) {
      return std::any_of(event->source.begin(), event->source.end(), [&](const Participant& q) { return q.span == p.span; });
    });
  }
}

// "During his visit, Sun said": a possessive pronoun whose owner is the subject of the clause.
void RoleReader::owner_named_later(const PatternMatch& match, std::vector<Participant>* source) const {
  const TokenIndex owner = tree::child_with(text_, match.head, Deprel::kNmodPoss);
  if (!owner.valid() || text_[owner].upos != Upos::kPron || !tree::is_nominal(text_[match.head])) return;
  const TokenIndex verb = tree::governing_clause(text_, match.head);
  if (verb.valid()) *source = mentions_.participants(tree::clause_of(text_, verb).doers);
}

// A pattern without T: an actor that a preposition brings in, or one inside the object.
Origin RoleReader::fallback_target(const PatternMatch& match, Event* event) const {
  tree::TokenList phrases;
  const auto look = [&](TokenIndex anchor) {
    for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
      const Deprel r = text_[*c].deprel;
      if (r != Deprel::kObl && r != Deprel::kNmod) continue;
      const TokenIndex marker = tree::marker_of(text_, *c);
      if (!marker.valid()) continue;
      if (!match.words.has(*c) && leads_to_target(event->type, text_[marker].lemma)) phrases.push(*c);
    }
  };
  // "Suspended parliament", "left the European Union": an actor among the pattern's own words. The troops that are moved
  // are not whom they are moved against.
  for (const TokenIndex t : match.words) {
    const bool undergoes = t != match.head && text_[t].deprel == Deprel::kObj && event->type != EventType::kMobilize;
    if (undergoes && mentions_.at(t, false) != nullptr) phrases.push(t);
  }
  if (take_target(phrases, event)) return Origin::kWords;
  look(match.head);
  for (const TokenIndex t : match.words) {
    if (t != match.head) look(t);
  }
  if (match.support.valid()) look(match.support);
  // "Granted the journalist a pardon".
  const TokenIndex giver = text_[match.head].deprel == Deprel::kObj ? text_[match.head].head : TokenIndex();
  if (giver.valid() && tree::is_nominal(text_[match.head])) {
    const TokenIndex receiver = tree::child_with(text_, giver, Deprel::kIobj);
    if (receiver.valid() && !match.words.has(receiver)) phrases.push(receiver);
  }
  // What talks are about is not whom they are with.
  if (event->type != EventType::kConsult) {
    for (const TokenIndex t : match.others) phrases.push(t);
  }
  if (take_target(phrases, event)) return Origin::kPhrase;
  if (event->type == EventType::kProtest) {
    if (take_target(objects_left(match), event)) return Origin::kSlot;
    return take_target(government_after(match.head), event) ? Origin::kGoverned : Origin::kNone;
  }
  if (event->type == EventType::kConsult) return take_target(hosts(match), event) ? Origin::kWords : Origin::kNone;
  if (event->type == EventType::kAid && take_target(helped(match), event)) return Origin::kGoverned;
  // "Agreed to supply Ukraine", "threatened to arrest the nurses": whom the governed act is done to.
  tree::TokenList governed;
  governed.push(match.complement);
  for (const TokenIndex t : match.words) {
    if (t != match.head && t != match.support && tree::is_verb(text_[t])) governed.push(t);
  }
  if (governed.empty()) governed.push(tree::child_with(text_, match.head, Deprel::kXcomp));
  for (const TokenIndex verb : governed) {
    tree::TokenList inner;
    if (tree::is_verb(text_[verb])) inner = tree::clause_of(text_, verb).undergoers;
    phrases = {};
    // "Promised to send troops to Mali": the receiver, not what is sent.
    if (gives(text_[verb].lemma)) look(verb);
    if (take_target(phrases, event)) return Origin::kGoverned;
    phrases = inner;
    look(verb);
    if (take_target(phrases, event)) return Origin::kGoverned;
    for (const TokenIndex t : inner) look(t);
    if (take_target(phrases, event)) return Origin::kGoverned;
  }
  if (tree::is_nominal(text_[match.head]) && !event->source.empty() && take_target(undergoers_of_noun(match.head), event))
    return Origin::kPhrase;
  if (event->type == EventType::kAssault && attacked_ground(match, event)) return Origin::kPhrase;
  if (take_target(objects_left(match), event)) return Origin::kSlot;
  if (take_target(told(match.head, event->type), event)) return Origin::kGoverned;
  // "The demands of students": whose the thing is that the pattern names.
  tree::TokenList things;
  for (const TokenIndex t : match.words) {
    if (t != match.head && tree::is_nominal(text_[t]) && mentions_.at(t, true) == nullptr) things.push(t);
  }
  return take_target(things, event) ? Origin::kWords : Origin::kNone;
}

// "Attended a NATO summit", "joined the G7 talks": the body whose meeting it is.
tree::TokenList RoleReader::hosts(const PatternMatch& match) const {
  tree::TokenList list;
  for (const TokenIndex t : match.words) {
    if (t == match.head || !tree::is_nominal(text_[t])) continue;
    for (const TokenIndex owner : owners_before(t)) {
      const ActorMention* mention = mentions_.at(owner, true);
      if (mention != nullptr && mention->codes.front().code.starts_with("IGO:")) list.push(owner);
    }
  }
  return list;
}

// "Wrote to the embassy asking for a waiver", "told the public he was committed to it": whom the words are said to.
tree::TokenList RoleReader::told(TokenIndex trigger, EventType type) const {
  static constexpr std::array<std::string_view, 9> kTells{"advise", "assure", "email", "inform", "notify",
                                                          "remind", "tell",   "warn",  "write"};
  tree::TokenList list;
  const bool addressed =
      type == EventType::kRequest || type == EventType::kAgree || type == EventType::kReject || type == EventType::kThreaten;
  if (!addressed) return list;
  for (TokenIndex verb = text_[trigger].head; verb.valid(); verb = text_[verb].head) {
    if (!std::binary_search(kTells.begin(), kTells.end(), text_[verb].lemma)) continue;
    for (const TokenIndex* c = text_.children_begin(verb); c != text_.children_end(verb); ++c) {
      const Deprel r = text_[*c].deprel;
      const TokenIndex marker = r == Deprel::kObl ? tree::marker_of(text_, *c) : TokenIndex();
      const bool addressee = r == Deprel::kObj || r == Deprel::kIobj || (marker.valid() && text_[marker].lemma == "to");
      const ActorMention* mention = addressee ? mentions_.at(*c, false) : nullptr;
      if (mention != nullptr && !mention->codes.front().code.ends_with(":MED")) list.push(*c);
    }
    return list;
  }
  return list;
}

// "Wrote to the embassy asking for a waiver": who writes asks; trees hang the asking on the one written to.
void RoleReader::answers_for_addressee(const PatternMatch& match, tree::TokenList* sources, tree::TokenList* targets) const {
  const Token& head = text_[match.head];
  const auto type = static_cast<EventType>(match.label);
  if (type != EventType::kRequest || head.deprel != Deprel::kAcl || head.xpos != Xpos::kVBG) return;
  const TokenIndex addressee = head.head, verb = text_[addressee].head;
  const bool spoken_to = sources->has(addressee) && verb.valid() && told(match.head, type).has(addressee);
  if (!spoken_to) return;
  *sources = tree::clause_of(text_, verb).doers;
  if (targets->empty()) targets->push(addressee);
}

// "Suffered casualties", "faced attacks": the subject of such a verb has not done what the pattern tells.
bool RoleReader::suffers(const PatternMatch& match) const {
  if (!match.target.empty() || !match.mutual.empty() || match.passive || match.source.empty() || !tree::is_verb(text_[match.head]))
    return false;
  const std::string_view verb = text_[match.head].lemma;
  return verb == "suffer" || verb == "endure" || verb == "undergo" || verb == "sustain";
}

// Objects of the verb, or the subject of its passive, that the pattern has not taken.
tree::TokenList RoleReader::objects_left(const PatternMatch& match) const {
  tree::TokenList objects;
  if (match.kind != PatternKind::kAction || !tree::is_verb(text_[match.head])) return objects;
  for (const TokenIndex t : tree::clause_of(text_, match.head).undergoers) {
    if (!match.words.has(t)) objects.push(t);
  }
  return objects;
}

// "Have protested since June, when the government proposed a bill", "protests that began after parliament passed the law".
tree::TokenList RoleReader::government_after(TokenIndex trigger) const {
  tree::TokenList list;
  const TokenSpan sentence = text_[text_[trigger].sentence].tokens;
  const TokenIndex top = tree::is_verb(text_[trigger]) ? trigger : tree::governing_clause(text_, trigger);
  for (TokenIndex t = trigger.next(); t < sentence.end && list.empty(); t = t.next()) {
    if (text_[t].deprel != Deprel::kNsubj || !top.valid() || !tree::dominates(text_, top, t) || text_[t].head == top) continue;
    const ActorMention* mention = mentions_.at(t, false);
    const std::string_view code = mention == nullptr ? std::string_view{} : std::string_view(mention->codes.front().code);
    if (code.ends_with(":GOV") || code.ends_with(":LEG")) list.push(t);
  }
  return list;
}

// "$5 million in aid to help Thailand fight the virus": who is helped.
tree::TokenList RoleReader::helped(const PatternMatch& match) const {
  tree::TokenList list;
  const auto helps = [](std::string_view lemma) {
    return lemma == "help" || lemma == "assist" || lemma == "support" || lemma == "benefit" || lemma == "aid";
  };
  const auto look = [&](TokenIndex anchor) {
    for (const TokenIndex* c = text_.children_begin(anchor); c != text_.children_end(anchor); ++c) {
      const Deprel r = text_[*c].deprel;
      if (!helps(text_[*c].lemma) || (r != Deprel::kAdvcl && r != Deprel::kAcl && r != Deprel::kXcomp)) continue;
      for (const TokenIndex t : tree::clause_of(text_, *c).undergoers) list.push(t);
    }
  };
  for (const TokenIndex t : match.words) look(t);
  if (text_[match.head].head.valid()) look(text_[match.head].head);
  // "Helped the province by committing $5 million in aid".
  TokenIndex verb = list.empty() ? tree::governing_clause(text_, match.head) : TokenIndex();
  if (verb.valid() && text_[verb].deprel == Deprel::kAdvcl) verb = text_[verb].head;
  if (verb.valid() && helps(text_[verb].lemma)) {
    for (const TokenIndex t : tree::clause_of(text_, verb).undergoers) list.push(t);
  }
  return list;
}

// The first actor of the phrases that is not the source itself.
bool RoleReader::take_target(const tree::TokenList& phrases, Event* event) const {
  const bool verbal_cooperation = quad_of(event->type) == Quad::kVerbalCooperation;
  std::vector<Participant> found = mentions_.participants(phrases);
  std::erase_if(found, [&](const Participant& p) {
    return std::any_of(event->source.begin(), event->source.end(), [&](const Participant& s) {
      // A promise or praise is not made to one's own state ("reaffirmed the United States' commitment").
      const bool own_state = verbal_cooperation && p.code == s.code.substr(0, s.code.find(':'));
      return same_who(s, p) || s.span == p.span || own_state;
    });
  });
  if (found.empty()) return false;
  event->target.clear();
  for (const Participant& p : found) {
    // Coordinated actors come together; others are of another phrase.
    if (event->target.empty() || p.span.begin <= event->target.back().span.end + 8) event->target.push_back(p);
  }
  return true;
}

}  // namespace demarche::events
