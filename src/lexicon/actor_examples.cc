#include "lexicon/actor_examples.h"

#include <algorithm>

#include "lexicon/actor_dates.h"

namespace demarche::lexicon {

namespace {

constexpr std::string_view kUsualDay = "2015-06-01";  // of entries that are the same on every day

bool is_actor(const TextFile& file) {
  return file.folder == "actors/people" || file.folder == "actors/organisations" || file.folder == "actors/groups";
}

// Takes "<" and ">" out of a sentence; false if there is not one pair of them.
bool unmark(std::string_view marked, std::string* text, ByteSpan* span) {
  const size_t open = marked.find('<'), close = marked.find('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close <= open + 1) return false;
  if (marked.find('<', open + 1) != std::string_view::npos || marked.find('>', close + 1) != std::string_view::npos) return false;
  *text =
      std::string(marked.substr(0, open)) + std::string(marked.substr(open + 1, close - open - 1)) + std::string(marked.substr(close + 1));
  *span = {static_cast<uint32_t>(open), static_cast<uint32_t>(close - 1)};
  return true;
}

// Examples of states that are gone are read in their time.
std::string day_in(const DayRange& range) {
  int32_t usual = 0, early = 0;
  parse_day(kUsualDay, &usual);
  parse_day("1990-01-15", &early);
  return range.covers(usual) || !range.covers(early) ? std::string(kUsualDay) : "1990-01-15";
}

// The code of the role that covers the day, the first in the list; empty if none does.
std::string code_on(std::string_view roles, int32_t day) {
  for (const std::string_view item : split_list(roles)) {
    const size_t dates = item.rfind(' ') == std::string_view::npos ? 0 : item.rfind(' ') + 1;
    DayRange range;
    if (item.substr(dates).find("..") != std::string_view::npos && !parse_range(item.substr(dates), &range)) continue;
    if (!range.covers(day)) continue;
    std::string code(item.substr(0, item.find(' ')));
    std::replace(code.begin(), code.end(), '_', ' ');
    return code;
  }
  return {};
}

Result<std::vector<ActorExample>> of_actor(const TextFile& file, const Line& line) {
  const std::string_view written = line.fields.size() > 4 ? line.fields[4] : std::string_view{};
  const size_t blank = std::min(written.find(' '), written.size());
  ActorExample example;
  example.date = std::string(written.substr(0, blank));
  int32_t day = 0;
  if (!parse_day(example.date, &day)) return input_error(file.where(line), "the example has no date", "YYYY-MM-DD and a sentence");
  if (example.date.size() == 4) example.date += "-01-01";
  if (example.date.size() == 7) example.date += "-01";
  if (!unmark(trim(written.substr(blank)), &example.text, &example.mention)) {
    return input_error(file.where(line), "the example marks no mention", "one mention in <...>");
  }
  example.wanted = code_on(line.fields[2], day);
  if (example.wanted.empty()) return input_error(file.where(line), "no role covers the example's date", "a date of one of the roles");
  return std::vector<ActorExample>{example};
}

// Each word of a list in the place of the marked ones.
Result<std::vector<ActorExample>> of_words(const TextFile& file, const Line& line, size_t field, ActorExample::Wants wants) {
  std::string text;
  ByteSpan span;
  if (line.fields.size() <= field || !unmark(line.fields[field], &text, &span)) {
    return input_error(file.where(line), "the example marks no mention", "one mention in <...>");
  }
  std::vector<ActorExample> examples;
  const std::string before = text.substr(0, span.begin), after = text.substr(span.end);
  const bool article = text.compare(span.begin, 4, "The ") == 0 || text.compare(span.begin, 4, "the ") == 0;
  for (const std::string_view noun : split_list(line.fields[0])) {
    std::string mention = (article ? text.substr(span.begin, 4) : "") + std::string(noun);
    if (!article && before.empty() && mention.front() >= 'a' && mention.front() <= 'z')
      mention.front() = static_cast<char>(mention.front() - 32);
    ActorExample example{std::string(kUsualDay), before + mention + after, {}, wants, std::string(line.fields[1])};
    example.mention = {span.begin, static_cast<uint32_t>(span.begin + mention.size())};
    examples.push_back(std::move(example));
  }
  return examples;
}

Result<std::vector<ActorExample>> of_state(const TextFile& file, const Line& line) {
  ActorExample example;
  DayRange exists;
  if (line.fields.size() < 7 || !unmark(line.fields[6], &example.text, &example.mention)) {
    return input_error(file.where(line), "the example marks no mention", "one mention in <...>");
  }
  parse_range(line.fields[4], &exists);
  example.date = day_in(exists);
  example.wanted = line.fields[0];
  return std::vector<ActorExample>{example};
}

Result<std::vector<ActorExample>> of_phrase(const TextFile& file, const Line& line) {
  ActorExample example;
  const std::string_view text = line.fields.size() > 1 ? line.fields[1] : std::string_view{};
  const size_t at = text.find(line.fields[0]);
  if (at == std::string_view::npos) return input_error(file.where(line), "the example lacks the phrase", "a sentence that has it");
  example.date = kUsualDay;
  example.text = text;
  example.mention = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + line.fields[0].size())};
  example.wants = ActorExample::Wants::kNobody;
  return std::vector<ActorExample>{example};
}

}  // namespace

bool has_actor_examples(const TextFile& file) {
  return is_actor(file) || (file.folder == "actors" &&
                            (file.stem == "states" || file.stem == "agents" || file.stem == "not_actors" || file.stem == "weak_surnames"));
}

Result<std::vector<ActorExample>> actor_examples(const TextFile& file, const Line& line) {
  if (is_actor(file)) return of_actor(file, line);
  if (file.stem == "agents") return of_words(file, line, 3, ActorExample::Wants::kSector);
  if (file.stem == "weak_surnames") return of_words(file, line, 1, ActorExample::Wants::kNobody);
  if (file.stem == "states") return of_state(file, line);
  return of_phrase(file, line);
}

}  // namespace demarche::lexicon
