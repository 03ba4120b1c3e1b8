#include "lexicon/pattern_lint.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "lexicon/patterns.h"

namespace demarche::lexicon {

namespace {

constexpr std::array<std::string_view, 6> kFolders{"actions", "not_actions", "relations", "stances", "frames", "speech"};

// Prepositions that are nouns as well ("a round of talks").
constexpr std::array<std::string_view, 2> kNounsToo{"round", "outside"};

bool pattern_file(const TextFile& file) {
  const std::string_view top = std::string_view(file.folder).substr(0, file.folder.find('/'));
  return std::find(kFolders.begin(), kFolders.end(), top) != kFolders.end();
}

std::string quoted(std::string_view word) {
  std::string text(1, '\'');
  text.append(word).push_back('\'');
  return text;
}

bool is_slot(std::string_view word) { return word.size() == 1 || (word.size() > 1 && word[1] == ':'); }

// The verb at the head of a pattern, as its alternatives; empty for other heads.
std::vector<std::string_view> verbs_of(const std::vector<std::string_view>& words) {
  static constexpr std::array<std::string_view, 2> kOther{"noun", "adj"};
  for (size_t i = words.front() == "subject" && words.size() > 2 && !is_slot(words[1]) ? 2 : 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (std::find(kOther.begin(), kOther.end(), word) != kOther.end() || word.front() == '"') return {};
    if (!is_slot(word) && word != "be" && word != "not")
      return is_preposition(word) ? std::vector<std::string_view>{} : split_list(word, '/');
  }
  return {};
}

class PatternLint {
 public:
  explicit PatternLint(const DictionaryText& text) : text_(text) {}

  std::vector<Error> run() {
    collect();
    for (const TextFile& file : text_.files) {
      if (!pattern_file(file)) continue;
      for (const Line& line : file.lines) check(file, line);
    }
    return std::move(problems_);
  }

 private:
  struct Object {
    std::string label, where;
  };

  // Every verb that heads a line, what "V T" gives for it, the nouns for people, and CAMEO's codes.
  void collect() {
    for (const TextFile& file : text_.files) {
      if (file.folder == "actors" && file.stem == "agents") {
        for (const Line& line : file.lines) {
          if (line.fields.size() < 3 || line.fields[2].find("person") == std::string_view::npos) continue;
          for (const std::string_view noun : split_list(line.fields[0])) people_.insert(noun);
        }
      }
      if (file.folder == "ontology" && file.stem == "cameo") {
        for (const Line& line : file.lines) codes_.insert(line.fields[0]);
      }
      if (!pattern_file(file)) continue;
      for (const Line& line : file.lines) {
        if (line.fields.size() < 3) continue;
        const std::vector<std::string_view> words = split_list(line.fields[1], ' ');
        const std::vector<std::string_view> verbs = verbs_of(words);
        heads_.insert(verbs.begin(), verbs.end());
        if (words.size() != 2 || words[1] != "T" || file.folder != "actions") continue;
        for (const std::string_view verb : verbs)
          objects_.emplace(std::string(verb), Object{std::string(line.fields[0]), file.where(line)});
      }
    }
  }

  void check(const TextFile& file, const Line& line) {
    if (const Result<void> added = compiler_.add(file, line); !added) {
      problems_.push_back(added.error());
      return;
    }
    const std::string pattern = file.folder + "|" + std::string(line.fields[1]);
    const auto [same, fresh] = patterns_.emplace(pattern, file.where(line));
    if (!fresh) complain(file, line, "the pattern " + quoted(line.fields[1]) + " stands already in " + same->second);
    const auto [again, new_example] = examples_.emplace(std::string(line.fields[2]), file.where(line));
    if (!new_example) complain(file, line, "the example stands already in " + again->second, "an example of its own");
    const std::vector<std::string_view> label = split_list(line.fields[0], ' ');
    if (label.size() > 1 && !codes_.contains(label[1]))
      complain(file, line, "unknown CAMEO code " + quoted(label[1]), "a code of ontology/cameo.txt");
    const std::vector<std::string_view> words = split_list(line.fields[1], ' ');
    mixed(file, line, words);
    form(file, line, words);
    people(file, line, words);
  }

  void complain(const TextFile& file, const Line& line, std::string what, std::string expected = {}) {
    problems_.push_back(input_error(file.where(line), std::move(what), std::move(expected)));
  }

  void mixed(const TextFile& file, const Line& line, const std::vector<std::string_view>& words) {
    for (const std::string_view word : words) {
      if (is_slot(word) || word.front() == '"') continue;
      size_t prepositions = 0, others = 0;
      for (const std::string_view item : split_list(word, '/')) {
        if (std::find(kNounsToo.begin(), kNounsToo.end(), item) != kNounsToo.end()) continue;
        ++(is_preposition(item) ? prepositions : others);
      }
      if (prepositions == 0 || others == 0) continue;
      complain(file, line, quoted(word) + " mixes prepositions with other words", "a line for each");
    }
  }

  // "released X": the lemma is "release". Short stems are words of their own ("seed", "bring").
  void form(const TextFile& file, const Line& line, const std::vector<std::string_view>& words) {
    constexpr size_t kShortestStem = 3;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kEndings{
        {{"ed", ""}, {"ed", "e"}, {"ing", ""}, {"ing", "e"}, {"s", ""}}};
    for (const std::string_view verb : verbs_of(words)) {
      for (const auto& [ending, restored] : kEndings) {
        if (!verb.ends_with(ending) || verb.size() < ending.size() + kShortestStem) continue;
        const std::string stem = std::string(verb.substr(0, verb.size() - ending.size())).append(restored);
        if (heads_.contains(stem)) complain(file, line, "no verb has the lemma " + quoted(verb), quoted(stem));
      }
    }
  }

  void people(const TextFile& file, const Line& line, const std::vector<std::string_view>& words) {
    if (file.folder != "actions" || words.size() != 2) return;
    const std::vector<std::string_view> nouns = split_list(words[1], '/');
    const auto person = std::find_if(nouns.begin(), nouns.end(), [&](std::string_view noun) { return people_.contains(noun); });
    if (person == nouns.end()) return;
    const std::vector<std::string_view> verbs = verbs_of(words);
    const auto covers = [&](std::string_view verb) {
      const auto found = objects_.find(std::string(verb));
      return found != objects_.end() && found->second.label == line.fields[0];
    };
    if (verbs.empty() || !std::all_of(verbs.begin(), verbs.end(), covers)) return;
    complain(file, line, quoted(*person) + " is who it is done to, and no target of the line",
             "nothing: " + objects_[std::string(verbs.front())].where + " says the same with T");
  }

  const DictionaryText& text_;
  PatternCompiler compiler_;
  std::map<std::string, std::string> patterns_, examples_;
  std::map<std::string, Object> objects_;
  std::set<std::string_view> heads_, people_, codes_;
  std::vector<Error> problems_;
};

}  // namespace

std::vector<Error> lint_patterns(const DictionaryText& text) { return PatternLint(text).run(); }

}  // namespace demarche::lexicon
