#include "lexicon/actor_lint.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/civil_date.h"
#include "lexicon/actor_examples.h"
#include "lexicon/actor_tables.h"
#include "lexicon/memberships.h"
#include "lexicon/wars.h"

namespace demarche::lexicon {

namespace {

constexpr std::array<std::string_view, 17> kSectors{"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP", "PTY", "REB",
                                                    "UAF", "CVL", "BUS", "MED", "NGO", "EDU", "REL", "LAB"};
constexpr std::array<std::string_view, 6> kSources{"factbook", "worldleaders2019", "rigour", "iso", "membership", "editor"};
constexpr std::array<std::string_view, 5> kIdLists{"iso2", "cow", "gw", "fips", "qid"};
constexpr int32_t kYearsAhead = 3;   // terms that are already decided
constexpr int kEarliestYear = 1000;  // nothing that news speaks of is older
constexpr std::string_view kWanted = "a code of states.txt or of organisations/, with a sector of the codebook";

template <typename List>
bool has(const List& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string text_of(std::string_view view) { return std::string(view); }

struct RoleText {
  std::string code;
  std::string_view title, written;
  DayRange dates;
};

// The roles that can be read; those that cannot are the compiler's to report.
std::vector<RoleText> roles_of(std::string_view field) {
  std::vector<RoleText> roles;
  for (const std::string_view item : split_list(field)) {
    RoleText role;
    role.written = item;
    role.code = text_of(item.substr(0, item.find(' ')));
    std::replace(role.code.begin(), role.code.end(), '_', ' ');
    const size_t dates = item.rfind(' ') == std::string_view::npos ? item.size() : item.rfind(' ') + 1;
    const bool dated = item.substr(std::min(dates, item.size())).find("..") != std::string_view::npos;
    if (dated && !parse_range(item.substr(dates), &role.dates)) continue;
    const size_t title = item.find(' ');
    if (title != std::string_view::npos) role.title = trim(item.substr(title, (dated ? dates : item.size()) - title));
    roles.push_back(role);
  }
  return roles;
}

class ActorLint {
 public:
  ActorLint(const DictionaryText& text, int32_t today) : text_(text), latest_(today + 366 * kYearsAhead) {}

  std::vector<Error> run() {
    for (const TextFile* file : text_.in("actors")) collect(*file);
    for (const TextFile* file : text_.in("actors")) {
      for (const Line& line : file->lines) check(*file, line);
    }
    check_memberships();
    return std::move(problems_);
  }

 private:
  void complain(const TextFile& file, const Line& line, std::string what, std::string expected = {}) {
    problems_.push_back(input_error(file.where(line), std::move(what), std::move(expected)));
  }

  // The codes that other lines may use.
  void collect(const TextFile& file) {
    for (const Line& line : file.lines) {
      if (file.folder == "actors" && file.stem == "states" && line.fields.size() > 4) {
        DayRange exists;
        if (parse_range(line.fields[4], &exists)) states_.emplace(text_of(line.fields[0]), exists);
      }
      const bool bodies = file.folder == "actors/organisations" || file.folder == "actors/groups";
      if (!bodies || line.fields.size() < 3) continue;
      // One of several bodies that share a code has memberships under its id: the Security Council, the euro area.
      if (file.folder == "actors/organisations") bodies_.insert(text_of(line.fields[0]));
      for (const RoleText& role : roles_of(line.fields[2])) {
        if (role.code.starts_with("IGO:")) bodies_.insert(role.code);
      }
    }
  }

  void check(const TextFile& file, const Line& line) {
    const bool memberships = file.folder == "actors/memberships";
    const bool wars = file.folder == "actors/wars";
    const Result<void> read = memberships ? memberships_.add(file, line) : wars ? wars_.add(file, line) : compiler_.add(file, line);
    if (!read) {
      problems_.push_back(read.error());
      return;
    }
    if (has_actor_examples(file)) {
      if (const auto examples = actor_examples(file, line); !examples) problems_.push_back(examples.error());
    }
    if (memberships) return check_membership(file, line);
    if (wars) return check_war(file, line);
    if (file.folder != "actors") return check_actor(file, line);
    if (file.stem == "states") check_state(file, line);
    if (file.stem == "agents") check_agents(file, line);
    if (file.stem == "weak_surnames") {
      for (const std::string_view word : split_list(line.fields[0])) once(file, line, "weak surname", text_of(word));
    }
    if (file.stem == "not_actors") once(file, line, "phrase", text_of(line.fields[0]));
  }

  // Something that may stand in one line only.
  void once(const TextFile& file, const Line& line, const std::string& kind, const std::string& what) {
    const auto [same, fresh] = seen_.emplace(kind + " " + what, file.where(line));
    if (!fresh) complain(file, line, "the " + kind + " '" + what + "' stands already in " + same->second);
  }

  void check_source(const TextFile& file, const Line& line, std::string_view source) {
    if (!has(kSources, source)) {
      complain(file, line, "unknown source '" + text_of(source) + "'", "factbook, worldleaders2019, rigour, iso, membership, editor");
    }
  }

  bool known_sector(std::string_view sector) const { return has(kSectors, sector) || sector == "ELI"; }

  bool known_code(std::string_view code) const {
    if (code.starts_with("IGO:")) return bodies_.contains(text_of(code));
    const size_t colon = code.find(':');
    const std::string_view country = code.substr(0, colon);
    const bool sector = colon == std::string_view::npos || known_sector(code.substr(colon + 1));
    return sector && (country.empty() ? colon == 0 : states_.contains(text_of(country)));
  }

  void check_dates(const TextFile& file, const Line& line, const DayRange& dates, std::string_view written) {
    const auto odd = [&](int32_t day) { return day > latest_ || day < days_from_civil({kEarliestYear, 1, 1}); };
    if ((dates.start != kAlways && odd(dates.start)) || (dates.end != kForever && odd(dates.end))) {
      complain(file, line, "a date in the far future or past in '" + text_of(written) + "'", "days from 1000 to three years from now");
    }
  }

  void check_actor(const TextFile& file, const Line& line) {
    once(file, line, "id", text_of(line.fields[0]));
    check_source(file, line, line.fields[3]);
    std::set<std::string> names;
    for (const std::string_view name : split_list(line.fields[1])) {
      if (!names.insert(text_of(name)).second) complain(file, line, "the name '" + text_of(name) + "' stands twice");
    }
    const std::vector<RoleText> roles = roles_of(line.fields[2]);
    for (size_t i = 0; i < roles.size(); ++i) {
      if (!known_code(roles[i].code)) complain(file, line, "unknown code '" + roles[i].code + "'", text_of(kWanted));
      check_dates(file, line, roles[i].dates, roles[i].written);
      check_existence(file, line, roles[i]);
      for (size_t j = i + 1; j < roles.size(); ++j) check_pair(file, line, roles[i], roles[j]);
    }
  }

  void check_existence(const TextFile& file, const Line& line, const RoleText& role) {
    const auto state = states_.find(role.code.substr(0, role.code.find(':')));
    if (state == states_.end() || role.dates.overlaps(state->second)) return;
    complain(file, line, "'" + text_of(role.written) + "' lies outside the existence of " + state->first);
  }

  // One person may hold two offices at a time, but not two codes.
  void check_pair(const TextFile& file, const Line& line, const RoleText& newer, const RoleText& older) {
    const bool two = newer.code != older.code || newer.title == older.title;
    if (two && newer.dates.overlaps(older.dates)) {
      complain(file, line, "'" + text_of(newer.written) + "' and '" + text_of(older.written) + "' overlap",
               "ranges that follow each other");
    }
    if (newer.dates.start < older.dates.start) {
      complain(file, line, "'" + text_of(newer.written) + "' stands before '" + text_of(older.written) + "'", "the newest role first");
    }
  }

  void check_state(const TextFile& file, const Line& line) {
    const std::string_view code = line.fields[0];
    const bool iso = code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!iso) complain(file, line, "the code '" + text_of(code) + "' is none", "three capitals");
    once(file, line, "state", text_of(code));
    DayRange exists;
    if (parse_range(line.fields[4], &exists)) check_dates(file, line, exists, line.fields[4]);
    for (const std::string_view name : split_list(line.fields[1])) once(file, line, "name of a state", text_of(name));
    for (const std::string_view id : split_list(line.fields[5], ' ')) {
      if (!has(kIdLists, id.substr(0, id.find('='))))
        complain(file, line, "unknown list in '" + text_of(id) + "'", "iso2, cow, gw, fips or qid");
    }
  }

  void check_agents(const TextFile& file, const Line& line) {
    if (!known_sector(line.fields[1])) complain(file, line, "unknown sector '" + text_of(line.fields[1]) + "'", "a sector of the codebook");
    for (const std::string_view noun : split_list(line.fields[0])) once(file, line, "noun", text_of(noun));
  }

  void check_membership(const TextFile& file, const Line& line) {
    check_source(file, line, line.fields[4]);
    std::string body = text_of(line.fields[0]);
    std::replace(body.begin(), body.end(), '_', ' ');
    if (!bodies_.contains(body)) complain(file, line, "unknown body '" + body + "'", "a code or id of organisations/");
    MembershipRow row{body, "", {}, &file, &line};
    parse_range(line.fields[3], &row.dates);
    check_dates(file, line, row.dates, line.fields[3]);
    for (const std::string_view member : split_list(line.fields[1])) {
      row.member = text_of(member);
      std::replace(row.member.begin(), row.member.end(), '_', ' ');
      const auto state = states_.find(row.member);
      if (state == states_.end() && !bodies_.contains(row.member))
        complain(file, line, "unknown member '" + row.member + "'", text_of(kWanted));
      if (state != states_.end() && !row.dates.overlaps(state->second)) {
        complain(file, line, "'" + text_of(line.fields[3]) + "' lies outside the existence of " + row.member);
      }
      rows_.push_back(row);
    }
  }

  // Both sides are states that exist then, and the line stands once.
  void check_war(const TextFile& file, const Line& line) {
    check_source(file, line, line.fields[3]);
    once(file, line, "war", text_of(line.fields[0]) + " " + text_of(line.fields[1]) + " " + text_of(line.fields[2]));
    DayRange dates;
    parse_range(line.fields[2], &dates);
    for (const std::string_view side : {line.fields[0], line.fields[1]}) {
      const auto state = states_.find(text_of(side));
      if (state == states_.end()) {
        complain(file, line, "unknown state '" + text_of(side) + "'", "a code of actors/states");
      } else if (!dates.overlaps(state->second)) {
        complain(file, line, "'" + text_of(line.fields[2]) + "' lies outside the existence of " + text_of(side));
      }
    }
  }

  // A member is one thing at a time.
  void check_memberships() {
    std::stable_sort(rows_.begin(), rows_.end(), [](const MembershipRow& a, const MembershipRow& b) {
      return std::tie(a.body, a.member, a.dates.start) < std::tie(b.body, b.member, b.dates.start);
    });
    for (size_t i = 1; i < rows_.size(); ++i) {
      const MembershipRow &before = rows_[i - 1], &after = rows_[i];
      if (before.body != after.body || before.member != after.member || !before.dates.overlaps(after.dates)) continue;
      complain(*after.file, *after.line,
               "the membership of " + after.member + " in " + after.body + " overlaps that of " + before.file->where(*before.line));
    }
  }

  struct MembershipRow {
    std::string body, member;
    DayRange dates;
    const TextFile* file;
    const Line* line;
  };

  const DictionaryText& text_;
  int32_t latest_;
  std::map<std::string, DayRange> states_;
  std::set<std::string> bodies_;
  std::map<std::string, std::string> seen_;
  std::vector<MembershipRow> rows_;
  ActorCompiler compiler_;
  MembershipCompiler memberships_;
  WarCompiler wars_;
  std::vector<Error> problems_;
};

}  // namespace

std::vector<Error> lint_actors(const DictionaryText& text, int32_t today) { return ActorLint(text, today).run(); }

}  // namespace demarche::lexicon
