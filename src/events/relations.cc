#include "events/relations.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/sha256.h"
#include "events/offices.h"
#include "events/status.h"

namespace demarche::events {

namespace {

using lexicon::PatternKind;
using lexicon::PatternMatch;

class RelationFinder {
 public:
  RelationFinder(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions, CodedDocument* out)
      : layers_(layers), a_(layers.annotation), text_(layers.annotation.text), lexicon_(lexicon), mentions_(mentions), out_(*out) {}

  void run() {
    for (const PatternMatch& match : layers_.matches) {
      if (match.kind == PatternKind::kRelation) relation(match);
      if (match.kind == PatternKind::kStance) stance(match);
    }
    for (const ActorMention& mention : a_.actors) membership(mention);
    find_offices(layers_, lexicon_, mentions_, [this](Relation r, TokenIndex at) { add(std::move(r), at); });
    std::stable_sort(out_.relations.begin(), out_.relations.end(),
                     [](const Relation& a, const Relation& b) { return a.subject.span.begin < b.subject.span.begin; });
  }

 private:
  std::string id_of(std::string_view kind, ByteSpan subject, std::string_view object) const {
    return sha256_hex(std::string(layers_.document_id) + "\n" + std::string(kind) + "\n" + std::to_string(subject.begin) + "\n" +
                      std::string(object))
        .substr(0, 16);
  }

  void add(Relation relation, TokenIndex at) {
    const Sentence& sentence = text_[text_[at].sentence];
    relation.sentence = sentence.span;
    relation.quote = std::string(sentence.span.in(text_.bytes));
    const std::string object = relation.object ? relation.object->code : "";
    relation.id = id_of(name_of(relation.relation), relation.subject.span, object);
    const std::string key =
        std::string(name_of(relation.relation)) + "|" + relation.subject.code + "|" + relation.subject.text + "|" + object;
    if (seen_.insert(key).second) out_.relations.push_back(std::move(relation));
  }

  // The actors that phrases name by their own heads: "a member of NATO's council" does not say NATO.
  std::vector<Participant> named(const tree::TokenList& phrases) const {
    std::vector<Participant> list;
    for (const TokenIndex phrase : phrases) {
      tree::TokenList heads;
      tree::with_conjuncts(text_, phrase, &heads);
      for (const TokenIndex t : heads) {
        const ActorMention* mention = mentions_.at(t, true);
        if (mention == nullptr) continue;
        for (Participant& p : MentionIndexer::participants_of(*mention, text_.bytes)) list.push_back(std::move(p));
      }
    }
    return list;
  }

  // What stood, may stand or does not stand is no relation.
  bool stands(const PatternMatch& match) const {
    // "Turkey occupied the town" is an act; what stands is in the present, or is said of what it was done to.
    const auto type = static_cast<RelationType>(match.label);
    const bool told = (type == RelationType::kOccupies || type == RelationType::kRecognises || type == RelationType::kSupplies) &&
                      tree::is_verb(text_[match.head]) && text_[match.head].xpos == Xpos::kVBD && !match.passive;
    if (told) return false;
    static constexpr std::array<std::string_view, 6> kOver{"former", "previously", "formerly", "once", "erstwhile", "onetime"};
    for (const TokenIndex* c = text_.children_begin(match.head); c != text_.children_end(match.head); ++c) {
      if (std::find(kOver.begin(), kOver.end(), text_[*c].lemma) != kOver.end()) return false;
    }
    return status_of(layers_, lexicon_, match).status == EventStatus::kActual;
  }

  // Bodies have members and parts; states are members of bodies, not parts of them.
  static bool fits(RelationType* type, const Participant& subject, const Participant& object) {
    const bool body = object.code.starts_with("IGO:"), state = subject.code.find(':') == std::string::npos;
    if (*type == RelationType::kPartOf && body && state) *type = RelationType::kMemberOf;
    if (*type == RelationType::kMemberOf && !body) {
      static constexpr std::array<std::string_view, 8> kJoined{"PTY", "OPP", "REB", "LEG", "NGO", "LAB", "MIL", "SPY"};
      const size_t colon = object.code.find(':');
      const std::string_view sector = colon == std::string::npos ? std::string_view{} : std::string_view(object.code).substr(colon + 1);
      if (std::find(kJoined.begin(), kJoined.end(), sector) == kJoined.end()) return false;
    }
    return subject.span != object.span && (subject.code != object.code || *type == RelationType::kPartOf);
  }

  void relation(const PatternMatch& match) {
    if (!stands(match)) return;
    const auto type = static_cast<RelationType>(match.label);
    if (type == RelationType::kFounded) return founded(match);
    // What is depended on or supplied may stand inside the phrase ("Russian gas").
    const bool loose = type == RelationType::kDependsOn || type == RelationType::kSupplies || type == RelationType::kTradesWith ||
                       type == RelationType::kOccupies || type == RelationType::kSanctions;
    const auto read = [&](const tree::TokenList& phrases) { return loose ? mentions_.participants(phrases) : named(phrases); };
    const std::string date = date_of(match);
    if (!match.mutual.empty()) {
      const std::vector<Participant> sides = mentions_.participants(match.mutual);
      if (sides.size() >= 2) pair(sides[0], sides[1], type, match, date);
      return;
    }
    std::vector<Participant> objects = read(match.target);
    if (objects.empty() && type == RelationType::kOccupies) objects = mentions_.places(match.target);
    for (const Participant& subject : read(match.source)) {
      for (const Participant& object : objects) {
        RelationType fitted = type;
        if (fits(&fitted, subject, object)) pair(subject, object, fitted, match, date);
      }
    }
  }

  // The body that was founded: the subject of a passive ("Established in 2001, the SCO ..."), the object of an active.
  void founded(const PatternMatch& match) {
    tree::TokenList bodies = match.target;
    if (bodies.empty() && tree::is_verb(text_[match.head])) bodies = tree::clause_of(text_, match.head).undergoers;
    if (bodies.empty()) bodies = match.source;
    for (const TokenIndex t : bodies) {
      const ActorMention* mention = mentions_.at(t, false);
      if (mention == nullptr || mention->person || mention->plural) continue;
      for (Participant& body : MentionIndexer::participants_of(*mention, text_.bytes)) {
        Relation r;
        r.subject = std::move(body);
        r.relation = RelationType::kFounded;
        r.start = date_of(match);
        r.rule = lexicon_.where(match.entry);
        add(std::move(r), match.head);
      }
    }
  }

  void pair(const Participant& subject, const Participant& object, RelationType type, const PatternMatch& match, const std::string& date) {
    Relation r;
    r.subject = subject;
    r.object = object;
    r.relation = type;
    if (date.ends_with("/..")) {
      r.start = date.substr(0, date.size() - 3);
    } else if (const size_t slash = date.find('/'); slash != std::string::npos && !date.starts_with("..")) {
      r.start = date.substr(0, slash);
      r.end = date.substr(slash + 1);
    } else {
      r.start = date;
    }
    r.rule = lexicon_.where(match.entry);
    add(std::move(r), match.head);
  }

  std::string date_of(const PatternMatch& match) const {
    const int32_t time = layers_.time_at[match.head.value];
    return time < 0 ? std::string() : a_.times[static_cast<size_t>(time)].edtf;
  }

  // A verb in the simple past tells an act; an attitude lasts: present tense, "has long", "since".
  bool lasts(const PatternMatch& match) const {
    if (status_of(layers_, lexicon_, match).status != EventStatus::kActual) return false;
    const Token& head = text_[match.head];
    if (lexicon_.patterns().pattern(match.pattern).head != lexicon::HeadKind::kVerb) return true;
    if (head.xpos == Xpos::kVBZ || head.xpos == Xpos::kVBP || tree::has_child(text_, match.head, Deprel::kCop)) return true;
    static constexpr std::array<std::string_view, 7> kLong{"long",          "always",      "still",      "consistently",
                                                           "traditionally", "steadfastly", "continually"};
    for (const TokenIndex* c = text_.children_begin(match.head); c != text_.children_end(match.head); ++c) {
      if (std::find(kLong.begin(), kLong.end(), text_[*c].lemma) != kLong.end()) return true;
    }
    return date_of(match).find('/') != std::string::npos;
  }

  // "Over the past two years" ends with the document: its months are known as well as the years are.
  std::string in_months(const std::string& interval) const {
    const std::string_view day = layers_.document_date;
    const bool years = interval.size() == 9 && interval[4] == '/' && day.size() == 10 && interval.compare(5, 4, day.substr(0, 4)) == 0;
    if (!years) return interval;
    const std::string month(day.substr(4, 3));
    return interval.substr(0, 4) + month + "/" + interval.substr(5) + month;
  }

  void stance(const PatternMatch& match) {
    const std::vector<Participant> holders = mentions_.participants(match.source);
    if (holders.empty() || match.target.empty() || !lasts(match)) return;
    Stance s;
    s.holder = holders.front();
    s.attitude = static_cast<Attitude>(match.label);
    const TokenIndex object = match.target[0];
    const std::vector<Participant> objects = mentions_.participants(match.target);
    s.object = objects.empty() ? Participant{} : objects.front();
    s.object.span = text_.span_of(tree::phrase_of(text_, object));
    s.object.text = std::string(s.object.span.in(text_.bytes));
    const Sentence& sentence = text_[text_[match.head].sentence];
    s.sentence = sentence.span;
    s.quote = std::string(sentence.span.in(text_.bytes));
    s.rule = lexicon_.where(match.entry);
    std::string date = date_of(match);
    for (TokenIndex t(sentence.tokens.begin); date.empty() && t < sentence.tokens.end; t = t.next()) {
      const int32_t time = layers_.time_at[t.value];
      if (time >= 0 && a_.times[static_cast<size_t>(time)].edtf.find('/') != std::string::npos)
        date = a_.times[static_cast<size_t>(time)].edtf;
    }
    date = in_months(date);
    const size_t slash = date.find('/');
    s.start = date.substr(0, slash);
    if (slash != std::string::npos) s.end = date.substr(slash + 1);
    s.id = id_of(name_of(s.attitude), s.holder.span, s.object.text);
    out_.stances.push_back(std::move(s));
  }

  // "The two BRICS states": a group that is called after a body belongs to it.
  void membership(const ActorMention& group) {
    if (group.form != MentionForm::kGroup) return;
    for (TokenIndex t = group.tokens.begin; t < group.tokens.end; t = t.next()) {
      const auto names = lexicon_.actors().find(lexicon::name_key(text_[t].form));
      if (names.empty() || lexicon_.actors().actor(names.front().actor).kind != lexicon::ActorKind::kOrganisation) continue;
      const lexicon::ActorEntry& body = lexicon_.actors().actor(names.front().actor);
      const auto roles = lexicon_.actors().roles(body);
      if (roles.empty()) continue;
      for (const Participant& member : MentionIndexer::participants_of(group, text_.bytes)) {
        Relation r;
        r.subject = member;
        r.relation = RelationType::kMemberOf;
        Participant object;
        object.span = text_[t].span;
        object.text = std::string(text_[t].form);
        object.code = lexicon_.actors().text(roles.front().code);
        object.actor = lexicon_.actors().text(body.id);
        object.name = lexicon_.actors().text(body.name);
        r.object = object;
        r.rule = lexicon_.where(body.entry);
        add(std::move(r), t);
      }
      return;
    }
  }

  const Layers& layers_;
  const Annotation& a_;
  const Text& text_;
  const lexicon::Lexicon& lexicon_;
  const MentionIndexer& mentions_;
  CodedDocument& out_;
  std::set<std::string> seen_;
};

}  // namespace

void find_relations(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions, CodedDocument* out) {
  RelationFinder(layers, lexicon, mentions, out).run();
}

}  // namespace demarche::events
