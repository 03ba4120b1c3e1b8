#include "events/relations.h"

#include <algorithm>
#include <set>

#include "base/sha256.h"

namespace demarche::events {

namespace {

using lexicon::PatternKind;
using lexicon::PatternMatch;

std::string_view country_of(std::string_view code) { return code.starts_with("IGO:") ? code : code.substr(0, code.find(':')); }

class RelationFinder {
 public:
  RelationFinder(const Layers& layers, const lexicon::Lexicon& lexicon, const MentionIndexer& mentions, CodedDocument* out)
      : layers_(layers), a_(layers.annotation), text_(layers.annotation.text), lexicon_(lexicon), mentions_(mentions), out_(*out) {}

  void run() {
    for (const PatternMatch& match : layers_.matches) {
      if (match.kind == PatternKind::kRelation) relation(match);
      if (match.kind == PatternKind::kStance) stance(match);
    }
    for (const ActorMention& mention : a_.actors) {
      office(mention);
      membership(mention);
    }
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

  void relation(const PatternMatch& match) {
    std::vector<Participant> subjects = mentions_.participants(match.mutual.empty() ? match.source : match.mutual);
    // "Established in 2001, the body ...": what was founded is the subject of the passive.
    if (subjects.empty() && match.label == static_cast<uint8_t>(RelationType::kFounded) && tree::is_verb(text_[match.head])) {
      subjects = mentions_.participants(tree::clause_of(text_, match.head).undergoers);
    }
    const std::vector<Participant> objects = mentions_.participants(match.target);
    const auto type = static_cast<RelationType>(match.label);
    const std::string date = date_of(match);
    if (!match.mutual.empty() && subjects.size() >= 2) return pair(subjects[0], subjects[1], type, match, date);
    for (const Participant& subject : subjects) {
      if (type == RelationType::kFounded) {
        Relation r;
        r.subject = subject;
        r.relation = type;
        r.start = date;
        r.rule = lexicon_.where(match.entry);
        add(std::move(r), match.head);
        continue;
      }
      for (const Participant& object : objects) {
        if (subject.code != object.code) pair(subject, object, type, match, date);
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

  void stance(const PatternMatch& match) {
    const std::vector<Participant> holders = mentions_.participants(match.source);
    if (holders.empty() || match.target.empty()) return;
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

  // "Vice Foreign Minister Sun Weidong": a title before a name tells an office.
  void office(const ActorMention& mention) {
    if (!mention.person || mention.form != MentionForm::kName || mention.codes.empty()) return;
    const std::string_view code = mention.codes.front().code;
    if (code.empty() || country_of(code).empty() || code.ends_with(":ELI")) return;
    const uint32_t name = mention.tokens.end.value;
    uint32_t title_end = mention.tokens.begin.value;
    for (uint32_t t = mention.tokens.begin.value; t < name; ++t) {
      const std::string_view form = text_.tokens[t].form;
      if (lexicon_.actors().find_agent(lexicon::name_key(form)) != nullptr ||
          lexicon_.actors().find_agent(lexicon::name_key(text_.tokens[t].lemma)) != nullptr) {
        title_end = t + 1;
      }
    }
    if (title_end == mention.tokens.begin.value || title_end >= name) return;
    uint32_t title_begin = mention.tokens.begin.value;
    while (title_begin < title_end && !lexicon_.actors().find(lexicon::name_key(text_.tokens[title_begin].form)).empty()) ++title_begin;
    while (title_begin < title_end && (text_.tokens[title_begin].xpos == Xpos::kPOS || text_.tokens[title_begin].xpos == Xpos::kDT))
      ++title_begin;
    if (title_begin >= title_end) return;
    Relation r;
    r.relation = RelationType::kHoldsOffice;
    r.subject.span = text_.span_of({TokenIndex(title_end), TokenIndex(name)});
    r.subject.text = std::string(r.subject.span.in(text_.bytes));
    r.subject.code = code;
    r.subject.actor = mention.codes.front().actor;
    r.subject.name = mention.codes.front().name;
    Participant object;
    object.code = country_of(code);
    object.span = r.subject.span;
    object.text = object.code;
    r.object = object;
    r.role = std::string(text_.span_of({TokenIndex(title_begin), TokenIndex(title_end)}).in(text_.bytes));
    r.rule = lexicon_.where(mention.codes.front().entry);
    add(std::move(r), mention.head);
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
