// The dictionaries test themselves: every example of an action, relation, stance, frame or reporting verb is coded.
#include "cli/dict.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "lexicon/lexicon.h"

namespace demarche::cli {

namespace {

using lexicon::DictionaryText;
using lexicon::Example;
using lexicon::Line;
using lexicon::TextFile;

bool any_overlaps(const std::vector<ByteSpan>& marks, const std::vector<Participant>& side) {
  return std::any_of(side.begin(), side.end(), [&](const Participant& p) {
    return std::any_of(marks.begin(), marks.end(), [&](ByteSpan m) { return m.overlaps(p.span); });
  });
}

// "'Chad', 'Mali'", or "nobody".
std::string texts(const std::vector<Participant>& side) {
  std::string all;
  for (const Participant& p : side) all += (all.empty() ? "'" : ", '") + p.text + "'";
  return all.empty() ? "nobody" : all;
}

// What is checked in a folder. `label` is the first field up to a mode or a code.
struct Check {
  std::string_view folder, expects;
  bool (*holds)(const CodedDocument& coded, std::string_view label, const Example& example);
};

bool has_type(const CodedDocument& coded, std::string_view label, const Example&) {
  return std::any_of(coded.events.begin(), coded.events.end(), [&](const Event& e) { return name_of(e.type) == label; });
}

bool no_event(const CodedDocument& coded, std::string_view, const Example&) { return coded.events.empty(); }

bool has_relation(const CodedDocument& coded, std::string_view label, const Example&) {
  return std::any_of(coded.relations.begin(), coded.relations.end(), [&](const Relation& r) { return name_of(r.relation) == label; });
}

bool has_stance(const CodedDocument& coded, std::string_view label, const Example&) {
  return std::any_of(coded.stances.begin(), coded.stances.end(), [&](const Stance& s) { return name_of(s.attitude) == label; });
}

// Or the frame is an act of speech itself, which takes in what it governs ("urge T to V" is a request).
bool has_status(const CodedDocument& coded, std::string_view label, const Example&) {
  const auto speech = [](EventType t) {
    return t == EventType::kRequest || t == EventType::kAgree || t == EventType::kThreaten || t == EventType::kReject;
  };
  return std::any_of(coded.events.begin(), coded.events.end(), [&](const Event& e) {
    return name_of(e.status) == (label == "same"        ? "actual"
                                 : label == "announced" ? "planned"
                                                        : label) ||
           (label != "same" && speech(e.type));
  });
}

// Or saying it is the act itself (a denial, a demand).
bool has_speaker(const CodedDocument& coded, std::string_view, const Example& example) {
  return std::any_of(coded.events.begin(), coded.events.end(), [&](const Event& e) {
    const bool act = (e.type == EventType::kReject || e.type == EventType::kRequest) && any_overlaps(example.source, e.source);
    return act || (e.speaker && any_overlaps(example.source, {*e.speaker}));
  });
}

constexpr std::array<Check, 6> kChecks{{{"actions", "an event of that type", has_type},
                                        {"not_actions", "no event", no_event},
                                        {"relations", "that relation", has_relation},
                                        {"stances", "a stance with that attitude", has_stance},
                                        {"frames", "an event with that status", has_status},
                                        {"speech", "an event with that speaker", has_speaker}}};

// How often the marked source and target of an action are among those coded, and how often the entry itself gave an event
// of its example rather than another line that says the same; told, not required.
struct Roles {
  size_t sources = 0, sources_found = 0, targets = 0, targets_found = 0, entries = 0, own = 0;

  // What is not as the example has it, in words; empty if all is.
  std::string add(const CodedDocument& coded, std::string_view label, const std::string& where, const Example& example) {
    const auto found = [&](const std::vector<ByteSpan>& marks, const std::vector<Participant> Event::*side) {
      return std::any_of(coded.events.begin(), coded.events.end(),
                         [&](const Event& e) { return name_of(e.type) == label && any_overlaps(marks, e.*side); });
    };
    const bool source = example.source.empty() || found(example.source, &Event::source);
    const bool target = example.target.empty() || found(example.target, &Event::target);
    const auto gave = std::find_if(coded.events.begin(), coded.events.end(), [&](const Event& e) { return e.rule == where; });
    ++entries;
    own += gave != coded.events.end();
    sources += !example.source.empty();
    sources_found += !example.source.empty() && source;
    targets += !example.target.empty();
    targets_found += !example.target.empty() && target;
    const auto other = std::find_if(coded.events.begin(), coded.events.end(), [&](const Event& e) { return name_of(e.type) == label; });
    if (other == coded.events.end()) return "nothing of the kind coded";
    const Event& shown = gave != coded.events.end() ? *gave : *other;
    std::string problem = source ? "" : "the source is " + texts(shown.source) + "; ";
    if (!target) problem += "the target is " + texts(shown.target) + "; ";
    return gave != coded.events.end() ? problem : problem + "coded by " + other->rule;
  }
};

}  // namespace

int test_examples(const std::string& folder, const DataOptions& data, bool verbose) {
  const Result<DictionaryText> text = lexicon::read_dictionaries(folder);
  if (!text) return report(text.error());
  const Result<std::unique_ptr<Coder>> coder = open_coder(data);
  if (!coder) return report(coder.error());
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  size_t run = 0, good = 0;
  Roles roles;
  for (const Check& check : kChecks) {
    for (const TextFile* file : text->in(check.folder)) {
      for (const Line& line : file->lines) {
        if (line.fields.size() < 3) continue;  // dict lint complains
        const Result<Example> example = lexicon::parse_example(line.fields[2]);
        if (!example) return report(example.error());
        const std::string where = file->where(line);
        const std::string_view label = line.fields[0].substr(0, line.fields[0].find_first_of("/ "));
        const auto fails = [&](std::string_view what, std::string_view sentence) {
          if (verbose) {
            std::fprintf(stderr, "%s: %s: expected %.*s in: %.*s\n", where.c_str(), std::string(label).c_str(),
                         static_cast<int>(what.size()), what.data(), static_cast<int>(sentence.size()), sentence.data());
          }
        };
        const Document document{where, "2024-06-14", example->text};
        CodedDocument coded = (*coder)->code(document, scratch.get());
        // What an entry gives is asked, not whether a sentence without a report around it is sure enough to be recorded.
        if (check.holds != no_event) {
          coded.events.clear();
          for (EventCandidate& candidate : (*coder)->candidates(document, scratch.get()))
            coded.events.push_back(std::move(candidate.event));
        }
        bool holds = check.holds(coded, label, *example);
        if (!holds) fails(check.expects, example->text);
        if (check.holds == has_type) {
          const std::string told = roles.add(coded, label, where, *example);
          if (verbose && !told.empty()) std::fprintf(stderr, "%s: told: %s in: %s\n", where.c_str(), told.c_str(), example->text.c_str());
        }
        // A negative example: the entry's label must not be found there.
        if (line.fields.size() > 3 && line.fields[3].starts_with("not:")) {
          const std::string_view sentence = lexicon::trim(line.fields[3].substr(4));
          const CodedDocument other = (*coder)->code({where, "2024-06-14", std::string(sentence)}, scratch.get());
          if (check.holds(other, label, *example)) {
            holds = false;
            fails("nothing of the kind", sentence);
          }
        }
        ++run;
        good += holds;
      }
    }
  }
  std::printf("%zu passed, %zu failed\n", good, run - good);
  std::printf("roles of actions: source in %zu of %zu, target in %zu of %zu\n", roles.sources_found, roles.sources, roles.targets_found,
              roles.targets);
  std::printf("examples of actions coded by their own line: %zu of %zu\n", roles.own, roles.entries);
  return good == run ? kDone : kFailed;
}

}  // namespace demarche::cli
