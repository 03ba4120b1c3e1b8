#include "base/tree.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche::tree {

namespace {

constexpr int kMaxDepth = 8;  // how far subjects are looked up through nested control and coordination

bool relative_pronoun(const Token& t) {
  return t.xpos == Xpos::kWDT || t.xpos == Xpos::kWP || (t.upos == Upos::kPron && t.lemma == "that") || (t.xpos == Xpos::kWRB);
}

bool subject_relation(Deprel r) { return r == Deprel::kNsubj || r == Deprel::kNsubjPass || r == Deprel::kNsubjOuter; }

// The noun that a relative clause hangs on stands in for its pronoun.
TokenIndex unrelative(const Text& text, TokenIndex verb, TokenIndex argument) {
  if (!relative_pronoun(text[argument])) return argument;
  for (TokenIndex v = verb; v.valid(); v = text[v].head) {
    if (text[v].deprel == Deprel::kAclRelcl || text[v].deprel == Deprel::kAdvclRelcl) return text[v].head;
    if (text[v].deprel != Deprel::kConj && text[v].deprel != Deprel::kXcomp && text[v].deprel != Deprel::kCcomp) break;
  }
  return argument;
}

// Verbs whose object does what their infinitive says.
bool object_control(std::string_view lemma) {
  static constexpr std::array<std::string_view, 40> kVerbs{
      "advise", "allow",    "appoint",  "ask",      "assist", "authorise", "authorize", "cause",  "challenge", "command",
      "compel", "convince", "direct",   "empower",  "enable", "encourage", "expect",    "forbid", "force",     "get",
      "help",   "implore",  "instruct", "invite",   "lead",   "lobby",     "motivate",  "nudge",  "oblige",    "order",
      "permit", "persuade", "press",    "pressure", "prompt", "push",      "require",   "tell",   "urge",      "want"};
  return std::binary_search(kVerbs.begin(), kVerbs.end(), lemma);
}

// Who is behind "the decision to withdraw": the possessor of the noun or the subject of its verb.
TokenList holders_of_noun(const Text& text, TokenIndex noun, int depth) {
  TokenList list;
  list.push(child_with(text, noun, Deprel::kNmodPoss));
  if (!list.empty()) return list;
  for (const TokenIndex* c = text.children_begin(noun); c != text.children_end(noun); ++c) {
    const TokenIndex marker = marker_of(text, *c);
    if (text[*c].deprel == Deprel::kNmod && marker.valid() && (text[marker].lemma == "by" || text[marker].lemma == "of")) {
      list.push(*c);
    }
  }
  if (!list.empty()) return list;
  const TokenIndex above = text[noun].head;
  if (above.valid() && is_verb(text[above]) && depth < kMaxDepth) {
    bool own = false;
    list = surface_subjects(text, above, &own, depth + 1);
  }
  return list;
}

// "Ukraine, Lavrov said, had shelled ...": of two subjects before a verb of saying the first is that of what is said.
TokenIndex parted_subject(const Text& text, TokenIndex verb) {
  TokenIndex first;
  for (const TokenIndex* c = text.children_begin(verb); c != text.children_end(verb) && *c < verb; ++c) {
    if (text[*c].deprel != Deprel::kNsubj) continue;
    if (first.valid()) return first;
    first = *c;
  }
  return {};
}

TokenList inherited_subjects(const Text& text, TokenIndex verb, int depth) {
  TokenList list;
  const TokenIndex above = text[verb].head;
  if (!above.valid() || depth >= kMaxDepth) return list;
  bool own = false;
  switch (text[verb].deprel) {
    case Deprel::kXcomp: {
      const TokenIndex object = child_with(text, above, Deprel::kObj);
      if (object.valid() && object < verb) {
        list.push(unrelative(text, above, object));
        return list;
      }
      const TokenIndex indirect = child_with(text, above, Deprel::kIobj);
      if (indirect.valid()) {
        list.push(indirect);
        return list;
      }
      return surface_subjects(text, above, &own, depth + 1);
    }
    case Deprel::kAdvcl: {
      // "Would have allowed the government to extradite", whatever the tree calls the infinitive.
      const TokenIndex marker = marker_of(text, verb);
      const bool infinitive = marker.valid() && text[marker].lemma == "to" && marker < verb;
      for (const Deprel r : {Deprel::kIobj, Deprel::kObj}) {
        const TokenIndex object = infinitive && object_control(text[above].lemma) ? child_with(text, above, r) : TokenIndex();
        if (!object.valid() || object > verb) continue;
        list.push(unrelative(text, above, object));
        return list;
      }
      return surface_subjects(text, above, &own, depth + 1);
    }
    case Deprel::kCcomp:
      if (const TokenIndex other = parted_subject(text, above); other.valid()) {
        list.push(other);
        return list;
      }
      // A finite clause has a subject of its own, even if the tree has lost it.
      if (text[verb].xpos == Xpos::kVBD || text[verb].xpos == Xpos::kVBZ || text[verb].xpos == Xpos::kVBP) return list;
      return surface_subjects(text, above, &own, depth + 1);
    case Deprel::kConj:
    case Deprel::kParataxis:
    case Deprel::kAdvclRelcl: return surface_subjects(text, above, &own, depth + 1);
    case Deprel::kAclRelcl:
    case Deprel::kAmod: list.push(above); return list;
    case Deprel::kAcl:
      if (marker_of(text, verb).valid()) {
        list = holders_of_noun(text, above, depth);
        // "Norway to send tanks", as headlines have it.
        if (list.empty() && text[above].deprel == Deprel::kRoot && text[above].upos == Upos::kPropn) list.push(above);
        return list;
      }
      list.push(above);
      return list;
    case Deprel::kObl:
    case Deprel::kNmod: return is_verb(text[above]) ? surface_subjects(text, above, &own, depth + 1) : holders_of_noun(text, above, depth);
    default: return list;
  }
}

bool passive_voice(const Text& text, TokenIndex verb) {
  if (has_child(text, verb, Deprel::kAuxPass) || has_child(text, verb, Deprel::kNsubjPass)) return true;
  const Token& token = text[verb];
  if (token.xpos != Xpos::kVBN || has_child(text, verb, Deprel::kAux)) return false;
  if (token.deprel == Deprel::kConj) {
    return !has_child(text, verb, Deprel::kNsubj) && passive_voice(text, token.head);
  }
  return token.deprel == Deprel::kAcl || token.deprel == Deprel::kAmod || token.deprel == Deprel::kAdvcl ||
         (token.deprel == Deprel::kXcomp && !marker_of(text, verb).valid());
}

}  // namespace

void index_children(Text* text) {
  const size_t n = text->tokens.size();
  text->children.first.assign(n + 1, 0);
  text->children.child.assign(n, TokenIndex());
  size_t total = 0;
  for (const Token& t : text->tokens) {
    if (!t.head.valid()) continue;
    ++text->children.first[t.head.value + 1];
    ++total;
  }
  for (size_t i = 1; i <= n; ++i) text->children.first[i] += text->children.first[i - 1];
  text->children.child.resize(total);
  std::vector<uint32_t> at(text->children.first.begin(), text->children.first.end() - 1);
  for (uint32_t i = 0; i < n; ++i) {
    const TokenIndex head = text->tokens[i].head;
    if (head.valid()) text->children.child[at[head.value]++] = TokenIndex(i);
  }
}

bool is_verb(const Token& token) {
  if (token.upos == Upos::kVerb) return true;
  return token.upos == Upos::kAux && token.deprel != Deprel::kAux && token.deprel != Deprel::kAuxPass && token.deprel != Deprel::kCop;
}

bool is_nominal(const Token& token) {
  return token.upos == Upos::kNoun || token.upos == Upos::kPropn || token.upos == Upos::kPron || token.upos == Upos::kNum ||
         token.upos == Upos::kDet || token.upos == Upos::kX || token.upos == Upos::kSym;
}

bool is_participle_modifier(const Text& text, TokenIndex t) {
  return text[t].deprel == Deprel::kAmod && (text[t].xpos == Xpos::kVBN || text[t].xpos == Xpos::kVBG);
}

TokenIndex child_with(const Text& text, TokenIndex t, Deprel relation) {
  for (const TokenIndex* c = text.children_begin(t); c != text.children_end(t); ++c) {
    if (text[*c].deprel == relation) return *c;
  }
  return {};
}

bool has_child(const Text& text, TokenIndex t, Deprel relation) { return child_with(text, t, relation).valid(); }

TokenIndex marker_of(const Text& text, TokenIndex t) {
  for (const TokenIndex* c = text.children_begin(t); c != text.children_end(t); ++c) {
    if (*c > t) break;
    const Token& child = text[*c];
    if (child.deprel == Deprel::kCase || (child.deprel == Deprel::kMark && child.lemma != "that")) return *c;
  }
  return {};
}

void with_conjuncts(const Text& text, TokenIndex t, TokenList* list) {
  list->push(t);
  for (const TokenIndex* c = text.children_begin(t); c != text.children_end(t); ++c) {
    if (text[*c].deprel == Deprel::kConj && *c > t) list->push(*c);
  }
}

TokenIndex first_conjunct(const Text& text, TokenIndex t) {
  while (text[t].deprel == Deprel::kConj && text[t].head.valid()) t = text[t].head;
  return t;
}

TokenIndex governing_clause(const Text& text, TokenIndex t) {
  for (TokenIndex above = text[t].head; above.valid(); above = text[above].head) {
    if (is_verb(text[above]) || has_child(text, above, Deprel::kCop)) return above;
  }
  return {};
}

// "Not only", "not just", "not the first lawsuit": something is.
static bool says_there_is_more(const Text& text, TokenIndex after) {
  if (after.value + 1 >= text.tokens.size()) return false;
  const std::string_view word = text[after].lemma, next = text[after.next()].lemma;
  if (word == "the") return next == "first" || next == "last" || next == "only";
  return word == "only" || word == "just" || word == "merely" || word == "simply";
}

bool negated(const Text& text, TokenIndex t) {
  for (const TokenIndex* c = text.children_begin(t); c != text.children_end(t); ++c) {
    const Token& child = text[*c];
    const bool only = child.lemma == "not" && says_there_is_more(text, c->next());
    const bool word = (child.lemma == "not" && !only) || child.lemma == "never" || child.lemma == "neither" || child.lemma == "nor";
    if (word && child.deprel != Deprel::kConj) return true;
    if (child.deprel == Deprel::kDet && (child.lemma == "no" || child.lemma == "neither")) return true;
    if (child.deprel == Deprel::kAdvmod && child.form == "longer" && c->value > 0 && text.tokens[c->value - 1].form == "no") return true;
    const bool argument = subject_relation(child.deprel) || child.deprel == Deprel::kObj;
    if (!argument) continue;
    if (child.lemma == "nobody" || child.lemma == "none" || child.lemma == "nothing") return true;
    for (const TokenIndex* d = text.children_begin(*c); d != text.children_end(*c); ++d) {
      if (text[*d].deprel == Deprel::kCcPreconj && (text[*d].lemma == "neither" || text[*d].form == "Neither")) return true;
    }
    const TokenIndex det = child_with(text, *c, Deprel::kDet);
    if (det.valid() && (text[det].lemma == "no" || text[det].lemma == "neither")) return true;
  }
  return false;
}

bool dominates(const Text& text, TokenIndex above, TokenIndex t) {
  for (; t.valid(); t = text[t].head) {
    if (t == above) return true;
  }
  return false;
}

TokenSpan phrase_of(const Text& text, TokenIndex head, bool from_head) {
  const Sentence& sentence = text[text[head].sentence];
  uint32_t begin = head.value, end = head.value + 1;
  const TokenIndex marker = marker_of(text, head);
  for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end; t = t.next()) {
    bool inside = false;
    for (TokenIndex up = t; up.valid(); up = text[up].head) {
      if (up == head) {
        inside = true;
        break;
      }
      const bool joined = text[up].deprel == Deprel::kCc || (up > head && text[up].deprel == Deprel::kConj);
      if (text[up].head == head && joined) break;
      if (text[up].head == head && up == marker) break;
    }
    if (!inside || (from_head && t < head)) continue;
    begin = std::min(begin, t.value);
    end = std::max(end, t.value + 1);
  }
  if (marker.valid() && begin <= marker.value && marker < head) begin = marker.value + 1;
  while (end > begin + 1 && text.tokens[end - 1].upos == Upos::kPunct) --end;
  while (begin + 1 < end && text.tokens[begin].upos == Upos::kPunct) ++begin;
  return {TokenIndex(begin), TokenIndex(end)};
}

TokenList surface_subjects(const Text& text, TokenIndex verb, bool* own, int depth) {
  TokenList list;
  for (const TokenIndex* c = text.children_begin(verb); c != text.children_end(verb); ++c) {
    if (subject_relation(text[*c].deprel)) list.push(unrelative(text, verb, *c));
  }
  if (list.size() == 2 && has_child(text, verb, Deprel::kCcomp)) {
    if (const TokenIndex other = parted_subject(text, verb); other == list[0]) {
      TokenList last;
      last.push(list[1]);
      list = last;
    }
  }
  *own = !list.empty();
  return list.empty() ? inherited_subjects(text, verb, depth) : list;
}

// "Released from custody by the police": the "by" of a passive that the tree hangs on a later phrase.
TokenIndex agent_below(const Text& text, TokenIndex t, int depth) {
  for (const TokenIndex* c = text.children_begin(t); c != text.children_end(t); ++c) {
    const Deprel r = text[*c].deprel;
    if (r != Deprel::kObl && r != Deprel::kNmod && r != Deprel::kOblAgent && r != Deprel::kObj) continue;
    const TokenIndex marker = marker_of(text, *c);
    if (marker.valid() && text[marker].lemma == "by") return *c;
    if (depth > 0) {
      const TokenIndex inner = agent_below(text, *c, depth - 1);
      if (inner.valid()) return inner;
    }
  }
  return {};
}

Clause clause_of(const Text& text, TokenIndex verb) {
  Clause clause;
  clause.verb = verb;
  clause.passive = passive_voice(text, verb);
  TokenList subjects = surface_subjects(text, verb, &clause.own_subject);
  (clause.passive ? clause.undergoers : clause.doers) = subjects;
  for (const TokenIndex* c = text.children_begin(verb); c != text.children_end(verb); ++c) {
    const Token& child = text[*c];
    if (child.deprel == Deprel::kObj || child.deprel == Deprel::kIobj) {
      clause.undergoers.push(unrelative(text, verb, *c));
    } else if (child.deprel == Deprel::kOblAgent) {
      if (clause.passive) clause.doers.push(*c);
    } else if (clause.passive && child.deprel == Deprel::kObl) {
      const TokenIndex marker = marker_of(text, *c);
      if (marker.valid() && text[marker].lemma == "by" && clause.doers.empty()) clause.doers.push(*c);
    }
  }
  if (clause.passive && clause.doers.empty()) clause.doers.push(agent_below(text, verb, 2));
  // "the man whom the police arrested": the gap is the noun that the relative clause hangs on.
  const bool gap = text[verb].deprel == Deprel::kAclRelcl && clause.own_subject && !clause.passive && clause.undergoers.empty();
  if (gap && !clause.doers.has(text[verb].head)) clause.undergoers.push(text[verb].head);
  return clause;
}

}  // namespace demarche::tree
