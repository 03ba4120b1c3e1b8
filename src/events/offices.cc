#include "events/offices.h"

#include <algorithm>
#include <array>

#include "events/sides.h"

namespace demarche::events {

namespace {

std::string_view sector_of(std::string_view code) {
  const size_t colon = code.find(':');
  return colon == std::string_view::npos || code.starts_with("IGO:") ? std::string_view{} : code.substr(colon + 1);
}

template <size_t N>
bool listed(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Ranks are no offices; what somebody was or may become is none that he holds.
constexpr std::array<std::string_view, 9> kRanks{"general",    "colonel",   "major",    "captain", "admiral",
                                                 "lieutenant", "brigadier", "sergeant", "marshal"};
constexpr std::array<std::string_view, 13> kNotHeld{"former", "ex",      "late",      "once",    "then",    "elect",    "candidate",
                                                    "would",  "nominee", "contender", "hopeful", "onetime", "designate"};
// Verbs after which somebody holds the office from then on.
constexpr std::array<std::string_view, 8> kEntering{"become", "appoint", "elect", "name", "nominate", "swear", "inaugurate", "install"};
// Adjectives and nouns of parties that stand before a politician's title.
constexpr std::array<std::string_view, 12> kPartyWords{"conservative", "labour",    "democratic", "democrat", "republican", "liberal",
                                                       "socialist",    "communist", "green",      "tory",     "likud",      "centrist"};

class OfficeFinder {
 public:
  OfficeFinder(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions,
               const std::function<void(Relation, TokenIndex)>& add)
      : layers_(layers), a_(layers.annotation), text_(layers.annotation.text), lexicon_(lexicon), mentions_(mentions), add_(add) {}

  void run() {
    for (const ActorMention& mention : a_.actors) {
      const bool named = mention.person && mention.form == MentionForm::kName && !mention.codes.empty();
      if (!named || mention.codes.front().code.empty()) continue;
      const std::string_view code = mention.codes.front().code;
      if (!country_of(code).empty() && !code.ends_with(":ELI")) {
        title_before(mention);
        beside(mention);
        predicate(mention);
      }
      party(mention);
    }
  }

 private:
  const ActorMention* described(TokenIndex t) const {
    const ActorMention* mention = mentions_.at(t, false);
    const bool office = mention != nullptr && mention->person && mention->form == MentionForm::kDescription && !mention->plural;
    return office && mention->head == t ? mention : nullptr;
  }

  bool agent(TokenIndex t) const {
    return lexicon_.actors().find_agent(lexicon::name_key(text_[t].form)) != nullptr ||
           lexicon_.actors().find_agent(lexicon::name_key(text_[t].lemma)) != nullptr;
  }

  bool actor_name(TokenIndex t) const { return !lexicon_.actors().find(lexicon::name_key(text_[t].form)).empty(); }

  // Without articles, nationalities and possessors in front ("the Chinese", "Russia's").
  TokenSpan without_owner(TokenSpan title) const {
    while (title.begin < title.end && actor_name(title.begin)) title.begin = title.begin.next();
    while (title.begin < title.end && (text_[title.begin].xpos == Xpos::kPOS || text_[title.begin].xpos == Xpos::kDT))
      title.begin = title.begin.next();
    while (title.begin < title.end && actor_name(title.begin)) title.begin = title.begin.next();
    return title;
  }

  bool held(TokenSpan title) const {
    for (TokenIndex t = title.begin; t < title.end; t = t.next()) {
      std::string form(text_[t].form);
      std::transform(form.begin(), form.end(), form.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      if (listed(kNotHeld, form) || form.starts_with("ex-")) return false;
    }
    return true;
  }

  Participant person_of(const ActorMention& mention, ByteSpan name) const {
    Participant p;
    p.span = name;
    p.text = std::string(name.in(text_.bytes));
    p.code = mention.codes.front().code;
    p.actor = mention.codes.front().actor;
    p.name = mention.codes.front().name;
    return p;
  }

  // The body or country that the title names, else the country of the person.
  Participant office_of(const ActorMention& mention, const ActorMention* title) const {
    if (title != nullptr) {
      for (const ActorMention& inner : a_.actors) {
        const bool inside = title->span.contains(inner.span) || tree::dominates(text_, title->head, inner.head);
        const bool body = inner.form == MentionForm::kName && !inner.person && &inner != title && !inner.codes.empty();
        const bool after = inner.head > title->head && inner.head.value > title->head.value + 6;
        if (!inside || !body || after || inner.codes.front().code.empty() || inner.span.contains(mention.span)) continue;
        return MentionIndexer::participants_of(inner, text_.bytes).front();
      }
    }
    Participant object;
    object.code = country_of(title == nullptr || title->codes.front().code.empty() || country_of(title->codes.front().code).empty()
                                 ? mention.codes.front().code
                                 : title->codes.front().code);
    object.span = mention.span;
    object.text = object.code;
    return object;
  }

  void hold(const ActorMention& mention, ByteSpan name, const ActorMention* title, TokenSpan role, const std::string& start,
            const std::string& end) {
    role = without_owner(role);
    if (role.begin >= role.end || !held(role)) return;
    Relation r;
    r.relation = RelationType::kHoldsOffice;
    r.subject = person_of(mention, name);
    r.object = office_of(mention, title);
    r.role = std::string(text_.span_of(role).in(text_.bytes));
    r.start = start;
    r.end = end;
    const EntryId entry = title != nullptr ? title->codes.front().entry : mention.codes.front().entry;
    r.rule = lexicon_.where(entry);
    add_(std::move(r), mention.head);
  }

  // "Vice Foreign Minister Sun Weidong".
  void title_before(const ActorMention& mention) {
    TokenIndex title_end = mention.tokens.begin;
    for (TokenIndex t = mention.tokens.begin; t < mention.tokens.end; t = t.next()) {
      if (agent(t)) title_end = t.next();
    }
    if (title_end == mention.tokens.begin || title_end >= mention.tokens.end) return;
    const TokenSpan role = without_owner({mention.tokens.begin, title_end});
    std::string last(text_.tokens[title_end.value - 1].lemma);
    std::transform(last.begin(), last.end(), last.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (role.end.value == role.begin.value + 1 && listed(kRanks, last)) return;
    hold(mention, text_.span_of({title_end, mention.tokens.end}), nullptr, role, "", "");
  }

  ByteSpan name_of_person(const ActorMention& mention) const {
    TokenIndex begin = mention.tokens.begin;
    while (begin < mention.tokens.end && text_[begin].xpos != Xpos::kNNP) begin = begin.next();
    return begin < mention.tokens.end ? text_.span_of({begin, mention.tokens.end}) : mention.span;
  }

  // "Zalmay Khalilzad, a US peace envoy", "the city's security chief, Abdullah al-Jahafi".
  void beside(const ActorMention& mention) {
    const ActorMention* title = nullptr;
    for (const TokenIndex* c = text_.children_begin(mention.head); c != text_.children_end(mention.head) && title == nullptr; ++c) {
      if (text_[*c].deprel == Deprel::kAppos) title = described(*c);
    }
    if (title == nullptr && text_[mention.head].deprel == Deprel::kAppos) title = described(text_[mention.head].head);
    if (title != nullptr) hold(mention, name_of_person(mention), title, title->tokens, "", "");
  }

  // "Merkel is the chancellor", "who was envoy until December", "became prime minister in July".
  void predicate(const ActorMention& mention) {
    const Token& subject = text_[mention.head];
    TokenIndex predicate = subject.deprel == Deprel::kNsubj || subject.deprel == Deprel::kNsubjPass ? subject.head : TokenIndex();
    if (!predicate.valid()) {
      const TokenIndex relative = tree::child_with(text_, mention.head, Deprel::kAclRelcl);
      if (relative.valid() && tree::child_with(text_, relative, Deprel::kNsubj).valid()) predicate = relative;
    }
    if (!predicate.valid() || tree::negated(text_, predicate)) return;
    const std::string date = date_at(predicate);
    if (const TokenIndex copula = tree::child_with(text_, predicate, Deprel::kCop); copula.valid()) {
      const ActorMention* title = described(predicate);
      const bool over = text_[copula].xpos == Xpos::kVBD;
      const std::string end = date.starts_with("../") ? date.substr(3) : "";
      if (title == nullptr || (over && end.empty()) || tree::has_child(text_, predicate, Deprel::kAux)) return;
      return hold(mention, name_of_person(mention), title, title->tokens, "", end);
    }
    if (!listed(kEntering, text_[predicate].lemma) || tree::has_child(text_, predicate, Deprel::kMark)) return;
    tree::TokenList things;
    for (const TokenIndex* c = text_.children_begin(predicate); c != text_.children_end(predicate); ++c) {
      const Deprel r = text_[*c].deprel;
      if (*c > predicate && (r == Deprel::kXcomp || r == Deprel::kObj || r == Deprel::kObl)) tree::with_conjuncts(text_, *c, &things);
    }
    for (const TokenIndex t : things) {
      const ActorMention* title = described(t);
      if (title == nullptr) continue;
      hold(mention, name_of_person(mention), title, title->tokens, date.find('/') == std::string::npos ? date : "", "");
      return;
    }
  }

  std::string date_at(TokenIndex t) const {
    const int32_t time = layers_.time_at[t.value];
    return time < 0 ? std::string() : a_.times[static_cast<size_t>(time)].edtf;
  }

  // "Conservative MP Philip Hammond", "Yvette Cooper of the Labour Party", "Mark Amodei, a Republican".
  void party(const ActorMention& mention) {
    std::string code;
    ByteSpan where;
    const auto from = [&](TokenIndex t) {
      std::string low(text_[t].form);
      std::transform(low.begin(), low.end(), low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      const lexicon::AgentNoun* noun = lexicon_.actors().find_agent(lexicon::name_key(low));
      const bool word = listed(kPartyWords, low) || (noun != nullptr && lexicon_.actors().text(noun->sector) == "PTY" && low != "party");
      const bool capital = !text_[t].form.empty() && text_[t].form.front() >= 'A' && text_[t].form.front() <= 'Z';
      if (!word || !capital || !code.empty()) return;
      code = std::string(country_of(mention.codes.front().code)) + ":PTY";
      where = text_[t].span;
    };
    TokenIndex name = mention.tokens.end;
    for (TokenIndex t = mention.tokens.begin; t < mention.tokens.end; t = t.next()) {
      if (agent(t)) name = t;
    }
    if (name < mention.tokens.end) {
      for (TokenIndex t = mention.tokens.begin; t <= name; t = t.next()) from(t);
    }
    for (const TokenIndex* c = text_.children_begin(mention.head); c != text_.children_end(mention.head); ++c) {
      const Deprel r = text_[*c].deprel;
      const TokenIndex marker = tree::marker_of(text_, *c);
      if (r == Deprel::kAmod || r == Deprel::kCompound) from(*c);
      if (r == Deprel::kAppos || r == Deprel::kNmodDesc) {
        from(*c);
        for (const TokenIndex* d = text_.children_begin(*c); d != text_.children_end(*c); ++d) {
          if (text_[*d].deprel == Deprel::kAmod || text_[*d].deprel == Deprel::kCompound) from(*d);
        }
      }
      const ActorMention* body = r == Deprel::kNmod && marker.valid() && text_[marker].lemma == "of" ? mentions_.at(*c, false) : nullptr;
      const std::string_view sector = body == nullptr ? std::string_view{} : sector_of(body->codes.front().code);
      if (code.empty() && !body_is_person(body) && (sector == "PTY" || sector == "OPP")) {
        code = body->codes.front().code;
        where = body->span;
      }
    }
    const Token& head = text_[mention.head];
    if (head.deprel == Deprel::kAppos && head.head.valid()) from(head.head);
    if (code.empty() || code.front() == ':') return;
    Relation r;
    r.relation = RelationType::kMemberOf;
    r.subject = person_of(mention, name_of_person(mention));
    Participant object;
    object.code = code;
    object.span = where;
    object.text = std::string(where.in(text_.bytes));
    r.object = object;
    r.rule = lexicon_.where(mention.codes.front().entry);
    add_(std::move(r), mention.head);
  }

  static bool body_is_person(const ActorMention* mention) { return mention != nullptr && mention->person; }

  const Layers& layers_;
  const Annotation& a_;
  const Text& text_;
  const lexicon::Lexicon& lexicon_;
  const MentionIndexer& mentions_;
  const std::function<void(Relation, TokenIndex)>& add_;
};

}  // namespace

void find_offices(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions,
                  const std::function<void(Relation, TokenIndex)>& add) {
  OfficeFinder(layers, lexicon, mentions, add).run();
}

}  // namespace demarche::events
