// The command that asks the actor dictionaries: who a name is on a day, who belongs to a body, the codes of states in other lists.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>

#include "base/civil_date.h"
#include "base/json.h"
#include "cli/command.h"
#include "lexicon/lexicon.h"

namespace demarche::cli {

namespace {

struct ActorsOptions {
  std::vector<std::string> names;
  std::string at, members, bodies, format = "table";
  bool crosswalk = false;
  DataOptions data;
};

// Rows of text under named columns, in each of the formats.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

std::string separated(const std::vector<std::string>& cells, char separator) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    std::string cell = cells[i];
    if (separator == ',' && cell.find_first_of(",\"\n") != std::string::npos) {
      for (size_t at = cell.find('"'); at != std::string::npos; at = cell.find('"', at + 2)) cell.insert(at, 1, '"');
      cell = '"' + cell + '"';
    }
    line += (i == 0 ? std::string() : std::string(1, separator)) + cell;
  }
  return line + "\n";
}

// Columns padded to their widest cell, counted in code points.
std::string aligned(const Table& table) {
  const auto width = [](const std::string& s) {
    return static_cast<size_t>(std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  };
  std::vector<size_t> widest;
  for (const std::string& column : table.columns) widest.push_back(width(column));
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) widest[i] = std::max(widest[i], width(row[i]));
  }
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (size_t i = 0; i < cells.size(); ++i) text += cells[i] + std::string(widest[i] - width(cells[i]) + 2, ' ');
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  };
  line(table.columns);
  for (const auto& row : table.rows) line(row);
  return out;
}

std::string written(const Table& table, const std::string& format) {
  if (format == "table") return aligned(table);
  std::string out;
  if (format == "json") {
    for (const auto& row : table.rows) {
      JsonObject object(&out);
      for (size_t i = 0; i < row.size(); ++i) object.text(table.columns[i], row[i]);
      object.close();
      out += "\n";
    }
    return out;
  }
  const char separator = format == "csv" ? ',' : '\t';
  out = separated(table.columns, separator);
  for (const auto& row : table.rows) out += separated(row, separator);
  return out;
}

int put(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kDone;
}

std::string day_text(int32_t day, bool near = false) {
  if (day == lexicon::kAlways || day == lexicon::kForever) return {};
  return to_string(civil_from_days(day)) + (near ? "~" : "");
}

// "2013-03-14..2023-03-10"
std::string range_text(const std::string& start, bool start_near, const std::string& end, bool end_near) {
  return start + (start_near && !start.empty() ? "~" : "") + ".." + end + (end_near && !end.empty() ? "~" : "");
}

std::string json_of(const WhoAnswer& who) {
  std::string out;
  JsonObject object(&out);
  object.text("name", who.name);
  object.text("title", who.title);
  object.text("date", who.date);
  json_list(who.candidates, object.key("candidates"), [&](const WhoCandidate& c) {
    JsonObject one(&out);
    *one.key("wins") += c.wins ? "true" : "false";
    one.text("code", c.code);
    one.text("actor", c.actor);
    one.text("name", c.name);
    one.text("kind", c.kind);
    one.text("matched", c.matched);
    one.text("role", c.title);
    one.text("dates", range_text(c.start, c.start_near, c.end, c.end_near));
    *one.key("holds") += c.holds ? "true" : "false";
    one.text("source", c.source);
    one.text("entry", c.where);
    one.text("why", c.why);
    one.close();
  });
  object.close();
  return out + "\n";
}

int ask_names(const ActorsOptions& options) {
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.data);
  if (!coder) return report(coder.error());
  Table table{{"name", "", "code", "actor", "matched", "role", "dates", "source", "entry", "why"}, {}};
  std::string json;
  bool all_known = true;
  for (const std::string& name : options.names) {
    const Result<WhoAnswer> who = (*coder)->who(name, options.at);
    if (!who) return report(who.error());
    if (options.format == "json") json += json_of(*who);
    for (const WhoCandidate& c : who->candidates) {
      table.rows.push_back({name, c.wins ? "*" : "", c.code, c.actor, c.matched,
                            c.title + (c.holds || c.kind != "person" ? "" : " (not on the day)"),
                            range_text(c.start, c.start_near, c.end, c.end_near), c.source, c.where, c.why});
    }
    if (who->candidates.empty()) std::fprintf(stderr, "demarche: nobody in the dictionaries is called '%s'\n", name.c_str());
    all_known &= !who->candidates.empty();
  }
  put(options.format == "json" ? json : written(table, options.format));
  return all_known ? kDone : kFailed;
}

int ask_memberships(const ActorsOptions& options, const lexicon::Lexicon& lexicon, int32_t day, bool dated) {
  const lexicon::MembershipTables& tables = lexicon.memberships();
  Table table{{"body", "member", "status", "start", "end", "entry"}, {}};
  const auto add = [&](const lexicon::Membership& m) {
    if (dated && (day < m.start || day >= m.end)) return;
    table.rows.push_back({std::string(tables.text(m.body)), std::string(tables.text(m.member)), std::string(name_of(m.status)),
                          day_text(m.start, m.start_near), day_text(m.end, m.end_near), lexicon.where(m.entry)});
  };
  if (!options.members.empty()) {
    for (const lexicon::Membership& m : tables.of_body(options.members)) add(m);
  } else {
    for (const lexicon::Membership* m : tables.of_member(options.bodies)) add(*m);
  }
  if (table.rows.empty()) {
    const std::string& asked = options.members.empty() ? options.bodies : options.members;
    return report(Error{ErrorKind::kNotFound, asked, "has no membership" + std::string(dated ? " on that day" : ""),
                        "a code such as IGO:NATO or FRA"});
  }
  return put(written(table, options.format));
}

// One row for each stretch of time in which a state has the same codes everywhere.
Table crosswalk(const lexicon::ActorTables& actors) {
  static constexpr std::array<std::string_view, 5> kLists{"iso2", "cow", "gw", "fips", "qid"};
  Table table{{"iso3", "name", "start", "end", "iso2", "cow", "gw", "fips", "wikidata"}, {}};
  std::map<uint32_t, std::vector<lexicon::StateId>> by_state;
  for (const lexicon::StateId& id : actors.state_ids()) by_state[id.actor].push_back(id);
  for (const auto& [state, ids] : by_state) {
    const lexicon::ActorEntry& actor = actors.actor(state);
    const lexicon::ActorRole& exists = actors.roles(actor).front();
    std::set<int32_t> bounds{exists.start, exists.end};
    for (const lexicon::StateId& id : ids) {
      for (const int32_t day : {id.start, id.end}) {
        if (exists.start < day && day < exists.end) bounds.insert(day);
      }
    }
    for (auto start = bounds.begin(), end = std::next(start); end != bounds.end(); ++start, ++end) {
      std::vector<std::string> row{std::string(actors.text(exists.code)), std::string(actors.text(actor.name)), day_text(*start),
                                   day_text(*end)};
      for (const std::string_view list : kLists) {
        const auto id = std::find_if(ids.begin(), ids.end(), [&](const lexicon::StateId& i) {
          return actors.text(i.scheme) == list && i.start <= *start && *end <= i.end;
        });
        row.push_back(id == ids.end() ? std::string() : std::string(actors.text(id->value)));
      }
      table.rows.push_back(std::move(row));
    }
  }
  std::sort(table.rows.begin(), table.rows.end());
  return table;
}

int run(const ActorsOptions& options) {
  const int questions = !options.names.empty() + !options.members.empty() + !options.bodies.empty() + options.crosswalk;
  if (questions != 1) {
    std::fprintf(stderr, "demarche: actors: one of NAME, --members, --bodies and --crosswalk is expected\n");
    return kUsage;
  }
  if (!options.names.empty()) {
    if (options.at.empty()) {
      std::fprintf(stderr, "demarche: actors: --at YYYY-MM-DD is expected: a name is somebody on a day\n");
      return kUsage;
    }
    return ask_names(options);
  }
  int32_t day = 0;
  if (!options.at.empty() && !lexicon::parse_day(options.at, &day))
    return report(Error{ErrorKind::kInput, options.at, "is no date", "YYYY-MM-DD"});
  const Result<std::unique_ptr<lexicon::Lexicon>> lexicon = lexicon::Lexicon::open(options.data.resolve() + "/dictionaries.img");
  if (!lexicon) return report(lexicon.error());
  if (options.crosswalk) return put(written(crosswalk((*lexicon)->actors()), options.format));
  return ask_memberships(options, **lexicon, day, !options.at.empty());
}

}  // namespace

std::function<int()> setup_actors(CLI::App* app) {
  auto options = std::make_shared<ActorsOptions>();
  app->add_option("NAME", options->names, "names as reports write them, with or without a title");
  app->add_option("--at", options->at, "YYYY-MM-DD, the day");
  app->add_option("--members", options->members, "who belongs to this body: IGO:NATO");
  app->add_option("--bodies", options->bodies, "what this state or body belongs to: FRA");
  app->add_flag("--crosswalk", options->crosswalk, "ISO, Correlates of War, Gleditsch-Ward, FIPS and Wikidata codes of states, by time");
  app->add_option("--format", options->format, "table, json, csv or tsv")->check(CLI::IsMember({"table", "json", "csv", "tsv"}));
  options->data.add(app);
  app->footer(
      "Examples:\n  demarche actors 'Prime Minister Cameron' --at 2013-02-18\n  demarche actors Lavrov Putin --at 2024-02-28 --format "
      "json\n"
      "  demarche actors --members IGO:NATO --at 2003-06-01\n  demarche actors --bodies FIN\n  demarche actors --crosswalk --format csv");
  return [=] { return run(*options); };
}

}  // namespace demarche::cli
