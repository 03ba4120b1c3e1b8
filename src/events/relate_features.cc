#include "events/relate_features.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche::events {

namespace {

using lexicon::PatternKind;
using lexicon::PatternMatch;

constexpr uint32_t kWindow = 6;        // words before and after the two that still count as near
constexpr uint32_t kAfterSource = 14;  // words read after a source whose target is not marked
constexpr size_t kLongestPath = 8;

// The token of a span through which the tree reaches it; invalid for an unmarked span.
TokenIndex head_of(const Text& text, ByteSpan span) {
  TokenIndex first;
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (!text.tokens[i].span.overlaps(span)) continue;
    const TokenIndex head = text.tokens[i].head;
    if (!head.valid() || !text[head].span.overlaps(span)) return TokenIndex(i);
    if (!first.valid()) first = TokenIndex(i);
  }
  return first;
}

std::vector<TokenIndex> to_root(const Text& text, TokenIndex t) {
  std::vector<TokenIndex> path;
  for (; t.valid(); t = text[t].head) path.push_back(t);
  return path;
}

bool content(const Token& t) { return t.upos == Upos::kVerb || t.upos == Upos::kNoun || t.upos == Upos::kAdj || t.upos == Upos::kAdv; }

// Words that a phrase of an act is made of, the small ones included.
bool telling(const Token& t) {
  return content(t) || t.upos == Upos::kAux || t.upos == Upos::kPart || t.upos == Upos::kAdp || t.upos == Upos::kSconj;
}

class FeatureReader {
 public:
  FeatureReader(const Layers& layers, const lexicon::Lexicon& lexicon, ByteSpan source, ByteSpan target)
      : layers_(layers),
        lexicon_(lexicon),
        text_(layers.annotation.text),
        source_(source),
        target_(target),
        s_(head_of(text_, source)),
        t_(head_of(text_, target)) {}

  std::vector<Feature> run() {
    if (s_.valid()) governor("vs", s_);
    if (t_.valid()) governor("vt", t_);
    TokenIndex act = act_between();
    for (int depth = 0; act.valid() && depth < 3; ++depth) {
      head_word(act);
      arguments(act);
      const TokenIndex told = told_by(act);
      if (!told.valid()) break;
      add("said", text_[act].lemma);
      act = told;
    }
    patterns(act);
    words();
    actor("s", source_);
    actor("t", target_);
    return std::move(features_);
  }

 private:
  void add(std::string kind, std::string_view word) { features_.push_back({std::move(kind), utf8::lower(word)}); }

  bool marked(TokenIndex t) const { return text_[t].span.overlaps(source_) || text_[t].span.overlaps(target_); }

  // The clause that a verb of reporting reports ("says it has opened"): that is where the act stands.
  TokenIndex told_by(TokenIndex act) const {
    const bool speech = std::any_of(layers_.matches.begin(), layers_.matches.end(),
                                    [&](const PatternMatch& m) { return m.kind == PatternKind::kSpeech && m.head == act; });
    return speech ? tree::child_with(text_, act, Deprel::kCcomp) : TokenIndex();
  }

  // What a word is called as a feature: names are one class, so that the model learns acts and not countries.
  std::string_view called(TokenIndex t) const {
    return text_[t].upos == Upos::kPropn ? "<name>" : text_[t].upos == Upos::kNum ? "<number>" : text_[t].lemma;
  }

  std::string joint_of(TokenIndex t) const {
    const TokenIndex marker = tree::marker_of(text_, t);
    return marker.valid() ? std::string(text_[marker].lemma) : std::string(name_of(universal(text_[t].deprel)));
  }

  // The words over an actor, with the preposition that joins it.
  void governor(const char* kind, TokenIndex t) {
    const std::string joint = joint_of(t);
    int step = 0;
    for (TokenIndex above = text_[t].head; above.valid() && step < 3; above = text_[above].head) {
      if (!content(text_[above])) continue;
      if (step == 0) add(std::string(kind) + ":" + joint, text_[above].lemma);
      add(std::string(kind) + std::to_string(step), text_[above].lemma);
      ++step;
      if (tree::is_verb(text_[above])) break;
    }
    add(std::string(kind) + "j", joint);
  }

  // The word where the paths from the two meet, outside of both; for one that is unmarked, the clause of the other.
  TokenIndex act_between() {
    TokenIndex meet;
    if (s_.valid() && t_.valid() && text_[s_].sentence == text_[t_].sentence) {
      const std::vector<TokenIndex> up = to_root(text_, s_), down = to_root(text_, t_);
      for (const TokenIndex w : up) {
        const auto found = std::find(down.begin(), down.end(), w);
        if (found == down.end()) continue;
        path(up, w, {down.begin(), found});
        meet = w;
        break;
      }
    } else {
      const TokenIndex known = s_.valid() ? s_ : t_;
      meet = known.valid() ? text_[known].head : known;
    }
    while (meet.valid() && marked(meet)) meet = text_[meet].head;
    return meet;
  }

  // The words on the way from the source up to `meet` and down to the target.
  void path(const std::vector<TokenIndex>& up, TokenIndex meet, const std::vector<TokenIndex>& down) {
    std::string relations, last;
    for (const TokenIndex w : up) {
      if (w == meet) break;
      relations += std::string(name_of(text_[w].deprel)) + "<";
      if (!marked(w)) add("path", text_[w].lemma);
    }
    last = text_[meet].lemma;
    for (auto w = down.rbegin(); w != down.rend(); ++w) {
      relations += ">" + std::string(name_of(text_[*w].deprel));
      const std::string joint = joint_of(*w);
      add("pathj", joint);
      if (!marked(*w)) {
        add("path", text_[*w].lemma);
        add("chain", last + ">" + joint + ">" + std::string(text_[*w].lemma));
        last = text_[*w].lemma;
      } else {
        add("chain", last + ">" + joint + ">*");
        break;
      }
    }
    if (up.size() + down.size() <= kLongestPath + to_root(text_, meet).size()) add("deps", relations);
  }

  void head_word(TokenIndex act) {
    const Token& word = text_[act];
    const tree::Clause clause = tree::clause_of(text_, act);
    add("root", word.lemma);
    add("tag", name_of(word.xpos));
    if (tree::negated(text_, act)) add("rootneg", word.lemma);
    add("voice", clause.passive ? "passive" : "active");
    const TokenIndex governing = tree::governing_clause(text_, act);
    if (governing.valid() && governing != act) {
      add("over", text_[governing].lemma);
      add("over+root", std::string(text_[governing].lemma) + "_" + std::string(word.lemma));
    }
  }

  // What hangs on the act and on its arguments: "agreed > send > troops", "imposed > curfew > on".
  void arguments(TokenIndex act) {
    const std::string root(text_[act].lemma);
    for (const TokenIndex* c = text_.children_begin(act); c != text_.children_end(act); ++c) {
      const Token& child = text_[*c];
      const Deprel r = universal(child.deprel);
      if (r == Deprel::kPunct || r == Deprel::kDet || r == Deprel::kCase || r == Deprel::kCc) continue;
      const std::string relation(name_of(child.deprel));
      const bool oblique = r == Deprel::kObl || r == Deprel::kNmod || r == Deprel::kAdvcl || r == Deprel::kAcl;
      const std::string joint = oblique ? joint_of(*c) : relation;
      add("argj", joint);
      add("root+j", root + "_" + joint);
      if (marked(*c)) {
        add("root*", root + "_" + joint + (child.span.overlaps(source_) ? "_s" : "_t"));
        continue;
      }
      const std::string name(called(*c));
      add("arg", name);
      add("arg:" + joint, name);
      add("root+arg", root + "_" + joint + "_" + name);
      const bool deep =
          r == Deprel::kObj || r == Deprel::kXcomp || r == Deprel::kCcomp || oblique || r == Deprel::kNsubj || r == Deprel::kConj;
      if (deep) below(root, joint, *c);
    }
  }

  void below(const std::string& root, const std::string& joint, TokenIndex parent) {
    const std::string above(text_[parent].lemma);
    if (tree::negated(text_, parent)) add("argneg", above);
    for (const TokenIndex* c = text_.children_begin(parent); c != text_.children_end(parent); ++c) {
      const Token& child = text_[*c];
      const Deprel r = universal(child.deprel);
      if (r == Deprel::kPunct || r == Deprel::kDet || r == Deprel::kCase || r == Deprel::kCc) continue;
      const std::string name(marked(*c) ? (child.span.overlaps(source_) ? "*s" : "*t") : called(*c));
      if (!marked(*c)) {
        add("arg2", name);
        add("arg2:" + joint + ":" + std::string(name_of(r)), name);
      }
      add("arg+arg2", above + "_" + name);
      add("root+arg2", root + "_" + name);
      if (content(child) && !marked(*c) && (joint == "xcomp" || joint == "ccomp")) {
        for (const TokenIndex* g = text_.children_begin(*c); g != text_.children_end(*c); ++g) {
          if (content(text_[*g]) && !marked(*g)) add("arg3", text_[*g].lemma);
        }
      }
    }
  }

  // Types and CAMEO codes of the patterns that match, apart by whether they reach the two and stand at the act.
  void patterns(TokenIndex act) {
    const PatternMatch* best = nullptr;
    int best_rank = -1;
    for (const PatternMatch& m : layers_.matches) {
      if (m.kind != PatternKind::kAction || m.label == lexicon::kNotAnAct) continue;
      const auto holds = [&](const tree::TokenList& list, TokenIndex who) {
        return who.valid() &&
               std::any_of(list.begin(), list.end(), [&](TokenIndex x) { return x == who || tree::dominates(text_, x, who); });
      };
      const bool from = holds(m.source, s_) || holds(m.mutual, s_);
      const bool to = holds(m.target, t_) || holds(m.mutual, t_) || holds(m.others, t_);
      const bool here = act.valid() && m.words.has(act);
      const std::string where = std::string(from ? "s" : "") + (to ? "t" : "") + (here ? "a" : "");
      const std::string_view type = name_of(static_cast<EventType>(m.label));
      add("match" + where, type);
      add("match", type);
      const int rank = 1000 * (2 * from + 2 * to + here) + m.score;
      if (rank > best_rank) {
        best_rank = rank;
        best = &m;
      }
    }
    if (best == nullptr) return;
    const std::string_view cameo = lexicon_.cameo_of(lexicon_.patterns().pattern(best->pattern));
    add("best", name_of(static_cast<EventType>(best->label)));
    add("cameo", cameo);
    add("cameo2", cameo.substr(0, 2));
    add("bestword", text_[best->head].lemma);
  }

  void words() {
    uint32_t begin = 0, end = static_cast<uint32_t>(text_.tokens.size());
    if (s_.valid() && t_.valid()) {
      begin = std::min(s_.value, t_.value);
      end = std::max(s_.value, t_.value);
    } else if (s_.valid()) {
      begin = s_.value;
      end = std::min(end, begin + kAfterSource);
    }
    std::string last, before_last;
    for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
      const Token& token = text_.tokens[i];
      const TokenIndex index(i);
      if (marked(index)) {
        if (content(token)) add(token.span.overlaps(source_) ? "source" : "target", token.lemma);
        last = before_last = "";
        continue;
      }
      const bool between = i > begin && i < end;
      const bool near = i + kWindow > begin && i <= end + kWindow;
      if (!near || !telling(token)) continue;
      if (content(token)) {
        add("near", token.lemma);
        if (between) add("between", token.lemma);
      } else if (between) {
        add("small", token.lemma);
      }
      const std::string lemma(token.lemma);
      if (!last.empty()) add("two", last + "_" + lemma);
      if (!before_last.empty()) add("three", before_last + "_" + last + "_" + lemma);
      before_last = last;
      last = lemma;
    }
    add("order", s_ < t_ ? "forward" : "backward");
    if (!t_.valid()) add("order", "alone");
  }

  // Who is marked: the sectors that the actors room gave, or that it found none.
  void actor(const std::string& side, ByteSpan span) {
    bool any = false;
    for (const ActorMention& mention : layers_.annotation.actors) {
      if (!mention.span.overlaps(span)) continue;
      any = true;
      for (const ActorCode& code : mention.codes) {
        const size_t colon = code.code.find(':');
        add(side + "sector", colon == std::string::npos                           ? "state"
                             : std::string_view(code.code).substr(0, 4) == "IGO:" ? "igo"
                                                                                  : std::string_view(code.code).substr(colon + 1));
      }
      if (mention.place_like) add(side + "kind", "place");
    }
    if (!any) add(side + "kind", "nobody");
  }

  const Layers& layers_;
  const lexicon::Lexicon& lexicon_;
  const Text& text_;
  ByteSpan source_, target_;
  TokenIndex s_, t_;
  std::vector<Feature> features_;
};

}  // namespace

std::vector<Feature> relation_features(const Layers& layers, const lexicon::Lexicon& lexicon, ByteSpan source, ByteSpan target) {
  return FeatureReader(layers, lexicon, source, target).run();
}

}  // namespace demarche::events
