#include "events/participants.h"

#include <algorithm>
#include <array>

namespace demarche::events {

namespace {

constexpr int kInsideDepth = 3;

bool inner_relation(Deprel r) {
  return r == Deprel::kNmodPoss || r == Deprel::kCompound || r == Deprel::kAmod || r == Deprel::kNmod || r == Deprel::kAppos ||
         r == Deprel::kNmodUnmarked || r == Deprel::kNmodDesc || r == Deprel::kFlat;
}

}  // namespace

MentionIndexer::MentionIndexer(const Annotation& annotation)
    : a_(annotation), mention_at_(annotation.text.tokens.size(), -1), place_at_(annotation.text.tokens.size(), -1) {
  for (uint32_t p = 0; p < a_.places.size(); ++p) {
    for (uint32_t t = a_.places[p].tokens.begin.value; t < a_.places[p].tokens.end.value; ++t) place_at_[t] = static_cast<int32_t>(p);
  }
  for (uint32_t m = 0; m < a_.actors.size(); ++m) {
    const ActorMention& mention = a_.actors[m];
    for (uint32_t t = mention.tokens.begin.value; t < mention.tokens.end.value; ++t) {
      // The shorter mention inside a longer one keeps its own tokens.
      if (mention_at_[t] < 0 || a_.actors[static_cast<size_t>(mention_at_[t])].tokens.size() > mention.tokens.size()) {
        mention_at_[t] = static_cast<int32_t>(m);
      }
    }
  }
}

const ActorMention* MentionIndexer::at(TokenIndex t, bool adjectives) const {
  const int32_t m = mention_at_[t.value];
  if (m < 0) return nullptr;
  const ActorMention& mention = a_.actors[static_cast<size_t>(m)];
  if (mention.form == MentionForm::kAdjective && !adjectives) return nullptr;
  const bool known = std::any_of(mention.codes.begin(), mention.codes.end(), [](const ActorCode& c) { return !c.code.empty(); });
  return known ? &mention : nullptr;
}

void MentionIndexer::resolve(TokenIndex phrase, bool owners, std::vector<const ActorMention*>* out) const {
  tree::TokenList heads;
  tree::with_conjuncts(a_.text, phrase, &heads);
  for (const TokenIndex t : heads) {
    // "Against the rebel leader and the U.S. promise to stay": what is joined to an actor is an actor or nothing.
    if (t != phrase && a_.text[t].upos == Upos::kNoun && at(t, false) == nullptr && at(phrase, false) != nullptr) continue;
    const size_t before = out->size();
    // "The Secretary and Foreign Minister": a person whom the tree takes for a modifier of the next.
    for (const TokenIndex* c = a_.text.children_begin(t); c != a_.text.children_end(t); ++c) {
      const bool modifies = a_.text[*c].deprel == Deprel::kCompound || a_.text[*c].deprel == Deprel::kNmodDesc;
      const ActorMention* joined = modifies && tree::has_child(a_.text, *c, Deprel::kConj) ? at(*c, false) : nullptr;
      if (joined != nullptr && joined->person && !joined->tokens.contains(t)) out->push_back(joined);
    }
    // "The British left": an adjective that is a noun phrase of its own.
    const bool adjective_itself = a_.text[t].deprel == Deprel::kAmod || a_.text[t].deprel == Deprel::kCompound ||
                                  a_.text[t].deprel == Deprel::kNmodPoss || tree::has_child(a_.text, t, Deprel::kDet);
    if (const ActorMention* mention = at(t, adjective_itself)) {
      if (std::find(out->begin(), out->end(), mention) == out->end()) out->push_back(mention);
      members_listed(*mention, out);
    }
    if (out->size() == before) inside(t, kInsideDepth, owners, out);
  }
}

// "Representatives of Egypt, France and Iraq": each of the list sends one.
void MentionIndexer::members_listed(const ActorMention& mention, std::vector<const ActorMention*>* out) const {
  const Token& head = a_.text[mention.head];
  if (head.xpos != Xpos::kNNS && head.xpos != Xpos::kNNPS) return;
  const auto join = [&](TokenIndex member) {
    tree::TokenList conjuncts;
    tree::with_conjuncts(a_.text, member, &conjuncts);
    for (const TokenIndex other : conjuncts) {
      const ActorMention* also = mention.tokens.contains(other) ? nullptr : at(other, false);
      if (also != nullptr && std::find(out->begin(), out->end(), also) == out->end()) out->push_back(also);
    }
  };
  for (uint32_t t = mention.tokens.begin.value; t < mention.tokens.end.value; ++t) {
    if (TokenIndex(t) != mention.head) join(TokenIndex(t));
  }
  // "Senior officials from Kenya, Senegal and Zambia", where the mention is "senior officials" alone: those after the first.
  for (const TokenIndex* c = a_.text.children_begin(mention.head); c != a_.text.children_end(mention.head); ++c) {
    const TokenIndex marker = a_.text[*c].deprel == Deprel::kNmod ? tree::marker_of(a_.text, *c) : TokenIndex();
    if (!marker.valid() || (a_.text[marker].lemma != "from" && a_.text[marker].lemma != "of")) continue;
    const ActorMention* first = mention.tokens.contains(*c) ? nullptr : at(*c, false);
    if (first == nullptr || !tree::has_child(a_.text, *c, Deprel::kConj)) continue;
    const size_t before = out->size();
    join(*c);
    // The first is the one whose the mention is.
    const std::string_view own = mention.codes.front().code;
    if (out->size() > before + 1 && (*out)[before] == first && own.starts_with(std::string_view(first->codes.front().code)))
      out->erase(out->begin() + static_cast<std::ptrdiff_t>(before));
  }
}

// "A woman whose eye was hurt": the noun that "whose" stands for; invalid for other words.
TokenIndex MentionIndexer::relative_owner(TokenIndex t) const {
  if (a_.text[t].deprel != Deprel::kNmodPoss || a_.text[t].xpos != Xpos::kWPS) return {};
  for (TokenIndex above = a_.text[t].head; above.valid(); above = a_.text[above].head) {
    if (a_.text[above].deprel == Deprel::kAclRelcl) return a_.text[above].head;
  }
  return {};
}

// Prepositions through which a phrase names actors: of owners, or of anybody.
bool MentionIndexer::leads_inside(TokenIndex marker, bool owners) const {
  if (!marker.valid()) return true;
  static constexpr std::array<std::string_view, 4> kOwners{"by", "from", "of", "within"};
  static constexpr std::array<std::string_view, 12> kNever{"after", "amid",  "as",      "before", "despite", "during",
                                                           "like",  "since", "through", "unlike", "via",     "without"};
  const std::string_view lemma = a_.text[marker].lemma;
  return owners ? std::binary_search(kOwners.begin(), kOwners.end(), lemma) : !std::binary_search(kNever.begin(), kNever.end(), lemma);
}

// Possessors and adjectives first, then phrases with prepositions.
void MentionIndexer::inside(TokenIndex t, int depth, bool owners, std::vector<const ActorMention*>* out) const {
  const size_t before = out->size();
  // "Our Japanese allies": who speaks is named only if nobody else is.
  const auto speaks = [&](TokenIndex c) {
    const std::string_view lemma = a_.text[c].lemma;
    return a_.text[c].upos == Upos::kPron && (lemma == "our" || lemma == "my" || lemma == "we" || lemma == "I");
  };
  for (const bool prepositional : {false, true}) {
    for (const TokenIndex* c = a_.text.children_begin(t); c != a_.text.children_end(t); ++c) {
      const Deprel relation = a_.text[*c].deprel;
      if (!inner_relation(relation) || (relation == Deprel::kNmod) != prepositional) continue;
      if (prepositional && !leads_inside(tree::marker_of(a_.text, *c), owners)) continue;
      if (speaks(*c)) continue;
      if (const TokenIndex owner = relative_owner(*c); owner.valid()) {
        if (const ActorMention* mention = at(owner, false); mention != nullptr) return out->push_back(mention);
      }
      // "A Kabul car bombing killed five": where it was.
      const int32_t place = owners && relation == Deprel::kCompound ? place_at_[c->value] : -1;
      if (place >= 0 && a_.places[static_cast<size_t>(place)].precision >= PlacePrecision::kCity) continue;
      if (const ActorMention* mention = at(*c, true)) {
        if (std::find(out->begin(), out->end(), mention) == out->end()) out->push_back(mention);
        tree::TokenList conjuncts;
        tree::with_conjuncts(a_.text, *c, &conjuncts);
        for (const TokenIndex other : conjuncts) {
          const ActorMention* also = other == *c ? nullptr : at(other, true);
          if (also != nullptr && std::find(out->begin(), out->end(), also) == out->end()) out->push_back(also);
        }
        return;
      }
      if (depth > 0) inside(*c, depth - 1, owners, out);
      if (out->size() > before) return;
    }
  }
  // "Our allies" are others than we.
  const bool others = a_.text[t].xpos == Xpos::kNNS;
  for (const TokenIndex* c = a_.text.children_begin(t); !others && c != a_.text.children_end(t); ++c) {
    const ActorMention* mention = speaks(*c) && a_.text[*c].deprel == Deprel::kNmodPoss ? at(*c, true) : nullptr;
    if (mention != nullptr) out->push_back(mention);
  }
}

std::vector<Participant> MentionIndexer::participants_of(const ActorMention& mention, std::string_view bytes) {
  std::vector<Participant> list;
  for (const ActorCode& code : mention.codes) {
    if (code.code.empty()) continue;
    Participant p;
    p.span = mention.span;
    p.text = std::string(mention.span.in(bytes));
    p.code = code.code;
    p.actor = code.actor;
    p.name = code.name;
    p.wikidata = code.wikidata;
    p.why = mention.why;
    list.push_back(std::move(p));
  }
  return list;
}

std::vector<Participant> MentionIndexer::places(const tree::TokenList& phrases) const {
  std::vector<Participant> list;
  for (const TokenIndex phrase : phrases) {
    tree::TokenList heads;
    tree::with_conjuncts(a_.text, phrase, &heads);
    for (const TokenIndex t : heads) {
      int32_t place = place_at_[t.value];
      // "the coastal town of Harardhere": the place inside the phrase.
      for (const TokenIndex* c = a_.text.children_begin(t); place < 0 && c != a_.text.children_end(t); ++c) {
        if (inner_relation(a_.text[*c].deprel)) place = place_at_[c->value];
      }
      if (place < 0 || a_.places[static_cast<size_t>(place)].country.empty()) continue;
      const PlaceMention& mention = a_.places[static_cast<size_t>(place)];
      const bool known = std::any_of(list.begin(), list.end(), [&](const Participant& p) { return p.code == mention.country; });
      if (known) continue;
      Participant p;
      p.span = mention.span;
      p.text = std::string(mention.span.in(a_.text.bytes));
      p.code = mention.country;
      p.name = mention.name;
      p.why = "the country of the place";
      list.push_back(std::move(p));
    }
  }
  return list;
}

std::vector<Participant> MentionIndexer::participants(const tree::TokenList& phrases) const {
  std::vector<const ActorMention*> mentions;
  for (const TokenIndex t : phrases) resolve(t, false, &mentions);
  return listed(mentions);
}

std::vector<Participant> MentionIndexer::doers(const tree::TokenList& phrases) const {
  std::vector<const ActorMention*> mentions;
  for (const TokenIndex t : phrases) {
    const TokenIndex marker = tree::marker_of(a_.text, t);
    if (marker.valid() && (a_.text[marker].lemma == "on" || a_.text[marker].lemma == "via")) continue;
    resolve(t, true, &mentions);
  }
  return listed(mentions);
}

std::vector<Participant> MentionIndexer::listed(const std::vector<const ActorMention*>& mentions) const {
  std::vector<Participant> list;
  for (const ActorMention* mention : mentions) {
    for (Participant& p : participants_of(*mention, a_.text.bytes)) {
      const bool repeated = std::any_of(list.begin(), list.end(), [&](const Participant& o) {
        return o.code == p.code && o.actor == p.actor && (o.span == p.span || !p.actor.empty() || p.code.find(':') == std::string::npos);
      });
      if (!repeated) list.push_back(std::move(p));
    }
  }
  return list;
}

}  // namespace demarche::events
