// Phrases between actors that no entry codes, as patterns that a writer can take over.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>

#include "base/json.h"
#include "base/tree.h"
#include "cli/dict.h"
#include "cli/documents.h"

namespace demarche::cli {

namespace {

struct SuggestOptions {
  DocumentOptions documents;
  size_t limit = 100, least = 2;
  bool as_json = false;
};

struct Suggestion {
  size_t count = 0;
  std::vector<std::string> sentences;  // the first two
};

constexpr size_t kSentences = 2, kLongestSentence = 240;
// Prepositions after a noun that bring in whom it concerns.
constexpr std::array<std::string_view, 8> kNounPrepositions{"against", "between", "by", "for", "of", "on", "to", "with"};

// Reads one document's layers and adds the phrases that no event has taken.
class Collector {
 public:
  Collector(const Annotation& annotation, const CodedDocument& coded, std::map<std::string, Suggestion>* found)
      : text_(annotation.text),
        found_(found),
        actor_at_(annotation.text.tokens.size(), false),
        taken_(annotation.text.tokens.size(), false) {
    for (const ActorMention& mention : annotation.actors) {
      const bool known = std::any_of(mention.codes.begin(), mention.codes.end(), [](const ActorCode& c) { return !c.code.empty(); });
      for (TokenIndex t = mention.tokens.begin; known && t < mention.tokens.end; t = t.next()) actor_at_[t.value] = true;
    }
    for (uint32_t t = 0; t < text_.tokens.size(); ++t) {
      taken_[t] = std::any_of(coded.events.begin(), coded.events.end(),
                              [&](const Event& e) { return e.trigger.span.overlaps(text_.tokens[t].span); });
    }
  }

  void run() {
    for (uint32_t t = 0; t < text_.tokens.size(); ++t) {
      if (taken_[t] || actor_at_[t]) continue;
      if (text_.tokens[t].upos == Upos::kVerb) verb(TokenIndex(t));
      if (text_.tokens[t].upos == Upos::kNoun) noun(TokenIndex(t));
    }
  }

 private:
  bool actor(TokenIndex t) const { return actor_at_[t.value]; }

  bool any_actor(const tree::TokenList& list) const {
    return std::any_of(list.begin(), list.end(), [&](TokenIndex t) { return actor(t); });
  }

  // "break ranks with T": the verb, its object where that is no actor, and the phrases that hold actors.
  void verb(TokenIndex t) {
    const tree::Clause clause = tree::clause_of(text_, t);
    if (!any_actor(clause.doers)) return;
    std::string pattern(text_[t].lemma), phrases;
    bool target = false;
    for (const TokenIndex* c = text_.children_begin(t); c != text_.children_end(t); ++c) {
      const Token& child = text_[*c];
      if (child.deprel == Deprel::kCompoundPrt) pattern += " " + std::string(child.lemma);
      if (child.deprel == Deprel::kObl && actor(*c)) {
        const TokenIndex marker = tree::marker_of(text_, *c);
        if (!marker.valid() || clause.doers.has(*c)) continue;
        phrases += " " + std::string(text_[marker].lemma) + " T";
        target = true;
      }
    }
    for (const TokenIndex object : clause.undergoers) {
      if (object == t || taken_[object.value]) return;
      if (actor(object)) {
        pattern += " T";
        target = true;
      } else if (text_[object].upos == Upos::kNoun) {
        pattern += " " + std::string(text_[object].lemma);
      }
      break;
    }
    if (target || pattern.find(' ') != std::string::npos) note(pattern + phrases, t);
  }

  // "noun outcry against T"
  void noun(TokenIndex t) {
    for (const TokenIndex* c = text_.children_begin(t); c != text_.children_end(t); ++c) {
      const TokenIndex marker = text_[*c].deprel == Deprel::kNmod && actor(*c) ? tree::marker_of(text_, *c) : TokenIndex();
      if (!marker.valid() || !std::binary_search(kNounPrepositions.begin(), kNounPrepositions.end(), text_[marker].lemma)) continue;
      const bool owned = tree::has_child(text_, t, Deprel::kNmodPoss) || tree::has_child(text_, t, Deprel::kAmod);
      if (owned) note("noun " + std::string(text_[t].lemma) + " " + std::string(text_[marker].lemma) + " T", t);
      return;
    }
  }

  void note(const std::string& pattern, TokenIndex t) {
    Suggestion& suggestion = (*found_)[pattern];
    ++suggestion.count;
    const std::string_view sentence = text_[text_[t].sentence].span.in(text_.bytes);
    if (suggestion.sentences.size() < kSentences && sentence.size() <= kLongestSentence) suggestion.sentences.emplace_back(sentence);
  }

  const Text& text_;
  std::map<std::string, Suggestion>* found_;
  std::vector<bool> actor_at_, taken_;
};

void print(const std::string& pattern, const Suggestion& suggestion, bool as_json) {
  std::string line;
  if (as_json) {
    JsonObject object(&line);
    object.text("pattern", pattern);
    object.integer("count", suggestion.count);
    json_list(suggestion.sentences, object.key("sentences"), [&](const std::string& s) { json_string(s, &line); });
    object.close();
    std::printf("%s\n", line.c_str());
    return;
  }
  std::printf("TYPE | %s | # %zu times\n", pattern.c_str(), suggestion.count);
  for (std::string sentence : suggestion.sentences) {
    std::replace(sentence.begin(), sentence.end(), '\n', ' ');
    std::printf("    %s\n", sentence.c_str());
  }
}

int suggest(const SuggestOptions& options) {
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.documents.data);
  if (!coder) return report(coder.error());
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  std::map<std::string, Suggestion> found;
  size_t quarantined = 0;
  readers::Sink sink;
  sink.document = [&](Document&& document) {
    const CodedDocument coded = (*coder)->code(document, scratch.get());
    Collector((*coder)->annotate(document, scratch.get()), coded, &found).run();
    return !interrupted();
  };
  sink.quarantined = [&](Quarantined&& q) {
    ++quarantined;
    std::fprintf(stderr, "demarche: %s: quarantined: %s\n", q.origin.c_str(), q.reason.c_str());
  };
  catch_interrupts();
  for (const std::string& file : options.documents.files) {
    if (const Result<void> read = readers::read(file, options.documents.read, sink); !read) return report(read.error());
  }
  std::vector<std::pair<std::string, Suggestion>> order(found.begin(), found.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  size_t printed = 0;
  for (const auto& [pattern, suggestion] : order) {
    if (printed == options.limit || suggestion.count < options.least) break;
    print(pattern, suggestion, options.as_json);
    ++printed;
  }
  return interrupted() ? kInterrupted : quarantined == 0 ? kDone : kQuarantined;
}

}  // namespace

std::function<int()> setup_suggest(CLI::App* app) {
  auto options = std::make_shared<SuggestOptions>();
  options->documents.add(app);
  app->add_option("--limit", options->limit, "phrases to print");
  app->add_option("--least", options->least, "times that a phrase has to stand in the corpus");
  app->add_flag("--json", options->as_json, "one object a line");
  app->footer("Examples:\n  demarche dict suggest archive.jsonl.gz --limit 50");
  return [=] { return suggest(*options); };
}

}  // namespace demarche::cli
