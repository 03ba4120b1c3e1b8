// Reads the actor dictionaries' text and lays it out for the image.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/prefixes.h"
#include "base/utf8.h"
#include "lexicon/actor_tables.h"

namespace demarche::lexicon {

namespace {

std::vector<uint32_t> slots_of(const std::vector<std::string>& keys) {
  size_t size = 16;
  while (size < 2 * keys.size()) size *= 2;
  std::vector<uint32_t> slots(size, 0xFFFFFFFF);
  for (uint32_t i = 0; i < keys.size(); ++i) {
    size_t at = XXH3_64bits(keys[i].data(), keys[i].size()) & (size - 1);
    while (slots[at] != 0xFFFFFFFF) at = (at + 1) & (size - 1);
    slots[at] = i;
  }
  return slots;
}

std::string_view first_token(std::string_view key) { return key.substr(0, key.find(' ')); }

}  // namespace

std::string name_key(std::string_view text) { return utf8::lower(utf8::fold(text)); }

std::string phrase_key(std::string_view name) {
  std::string spaced;
  const std::string folded = name_key(name);
  for (size_t i = 0; i < folded.size(); ++i) {
    const bool clitic =
        folded[i] == '\'' && i + 1 < folded.size() && folded[i + 1] == 's' && (i + 2 == folded.size() || folded[i + 2] == ' ');
    const bool plural = folded[i] == '\'' && i > 0 && folded[i - 1] == 's' && (i + 1 == folded.size() || folded[i + 1] == ' ');
    // "ex-president" is one token, "Lashkar-e-Taiba" five.
    const std::string_view last = std::string_view(spaced).substr(spaced.rfind(' ') + 1);
    const bool inner = spaced.size() > last.size() + 1 && spaced[spaced.size() - last.size() - 2] == '-';
    const bool hyphen = folded[i] == '-' && (inner || !is_joined_prefix(last));
    const bool mark = hyphen || folded[i] == ',' || folded[i] == '(' || folded[i] == ')' || folded[i] == '+' || clitic || plural;
    if (mark && !spaced.empty() && spaced.back() != ' ') spaced.push_back(' ');
    spaced.push_back(folded[i]);
    if (mark && !clitic) spaced.push_back(' ');
  }
  std::string key;
  for (const std::string_view word : split_list(spaced, ' ')) {
    if (!key.empty()) key.push_back(' ');
    key += word;
  }
  return key;
}

void ActorCompiler::add_names(std::string_view field, NameForm form) {
  for (std::string_view name : split_list(field)) {
    const bool letters = std::count_if(name.begin(), name.end(), [](char c) {
                           return utf8::ascii_upper(c) || utf8::ascii_lower(c) != c || (c >= 'a' && c <= 'z');
                         }) > 1;
    const bool all_caps = letters && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const uint8_t capitalised = all_caps ? kAllCapitals : name.front() >= 'a' && name.front() <= 'z' ? kAnyCase : kFirstCapital;
    names_.push_back({phrase_key(name), {static_cast<uint32_t>(actors_.size() - 1), form, capitalised}});
    // "the Kremlin" is found without its article.
    if (name.starts_with("the ") || name.starts_with("The ")) {
      names_.push_back({phrase_key(name.substr(4)), {static_cast<uint32_t>(actors_.size() - 1), form, kFirstCapital}});
    }
  }
}

Result<void> ActorCompiler::add_state(const TextFile& file, const Line& line) {
  if (line.fields.size() < 6) {
    return input_error(file.where(line), "not enough fields", "CODE | names | demonyms | capital; metonyms | exists | ids | example");
  }
  Role role{std::string(line.fields[0]), "", {}};
  if (!parse_range(line.fields[4], &role.dates)) {
    return input_error(file.where(line), "bad dates '" + std::string(line.fields[4]) + "'", "START..END, START before END");
  }
  std::string wikidata;
  const size_t known_ids = ids_.size();
  for (const std::string_view id : split_list(line.fields[5], ' ')) {
    const size_t equals = id.find('='), at = std::min(id.find('@'), id.size());
    Id row{static_cast<uint32_t>(actors_.size()), "", "", role.dates};
    const bool dated = at == id.size() || parse_range(id.substr(at + 1), &row.dates);
    if (equals == std::string_view::npos || equals + 1 >= at || !dated) {
      ids_.resize(known_ids);
      return input_error(file.where(line), "bad id '" + std::string(id) + "'", "LIST=CODE or LIST=CODE@START..END");
    }
    row.scheme = id.substr(0, equals);
    row.value = id.substr(equals + 1, at - equals - 1);
    if (row.scheme == "qid") wikidata = row.value;
    ids_.push_back(std::move(row));
  }
  const std::vector<std::string_view> names = split_list(line.fields[1]);
  if (names.empty()) return input_error(file.where(line), "no name", "the state's usual English name first");
  actors_.push_back({line.entry, ActorKind::kState, std::string(line.fields[0]), std::string(names.front()), wikidata, "", {role}});
  add_names(line.fields[1], NameForm::kName);
  add_names(line.fields[2], NameForm::kDemonym);
  add_names(line.fields[3], NameForm::kCapital);
  return {};
}

Result<void> ActorCompiler::add_actor(const TextFile& file, const Line& line, ActorKind kind) {
  if (line.fields.size() < 5) {
    return input_error(file.where(line), "not enough fields", "id | names | roles | source | example");
  }
  const std::vector<std::string_view> names = split_list(line.fields[1]);
  if (names.empty()) return input_error(file.where(line), "no name", "the full name first");
  Actor actor{line.entry, kind, std::string(line.fields[0]), std::string(names.front()), "", std::string(line.fields[3]), {}};
  for (const std::string_view item : split_list(line.fields[2])) {
    const size_t code_end = item.find(' ');
    const std::string_view rest = code_end == std::string_view::npos ? std::string_view{} : trim(item.substr(code_end));
    const size_t dates = rest.rfind(' ') == std::string_view::npos ? 0 : rest.rfind(' ') + 1;
    Role role{std::string(item.substr(0, code_end)), "", {}};
    std::replace(role.code.begin(), role.code.end(), '_', ' ');
    const bool dated = rest.substr(dates).find("..") != std::string_view::npos;
    role.title = std::string(trim(dated ? rest.substr(0, dates) : rest));
    if (dated && !parse_range(rest.substr(dates), &role.dates)) {
      return input_error(file.where(line), "bad dates in '" + std::string(item) + "'", "CODE title START..END, START before END");
    }
    actor.roles.push_back(std::move(role));
  }
  if (actor.roles.empty()) return input_error(file.where(line), "no role", "CODE title START..END");
  const std::string code = actor.roles.front().code;
  actors_.push_back(std::move(actor));
  add_names(line.fields[1], NameForm::kName);
  if (kind == ActorKind::kPerson) add_surname(names.front(), code);
  return {};
}

void ActorCompiler::add_surname(std::string_view name, std::string_view code) {
  // Where the family name comes first: "Xi Jinping", and "Tsai Ing-wen" but not "Carrie Lam".
  static constexpr std::string_view kFamilyFirst[] = {"CHN", "KOR", "PRK", "KHM"}, kIfHyphenated[] = {"TWN", "HKG"};
  const auto among = [&](std::span<const std::string_view> list) {
    return std::find(list.begin(), list.end(), code.substr(0, 3)) != list.end();
  };
  const std::string key = phrase_key(name);
  const size_t first_end = key.find(' ');
  if (first_end == std::string::npos) return;
  const bool family_first = among(kFamilyFirst) || (among(kIfHyphenated) && key.find(" - ") != std::string::npos);
  if (!family_first) ++given_names_[key.substr(0, first_end)];
  const std::string surname = family_first ? key.substr(0, first_end) : key.substr(key.rfind(' ') + 1);
  names_.push_back({std::string(kSurnamePrefix) + surname, {static_cast<uint32_t>(actors_.size() - 1), NameForm::kName, kFirstCapital}});
}

Result<void> ActorCompiler::add_agent(const TextFile& file, const Line& line) {
  static const std::map<std::string_view, uint8_t> kFlags{{"title", kAgentTitle}, {"person", kAgentPerson}, {"body", kAgentBody},
                                                          {"mass", kAgentMass},   {"weapon", kAgentWeapon}, {"former", kAgentFormer}};
  if (line.fields.size() < 3) return input_error(file.where(line), "not enough fields", "noun; noun | SECTOR | flags | example");
  uint8_t flags = 0;
  for (const char separator : {' '}) {
    std::string cleaned(line.fields[2]);
    std::replace(cleaned.begin(), cleaned.end(), ',', separator);
    std::replace(cleaned.begin(), cleaned.end(), ';', separator);
    for (const std::string_view flag : split_list(cleaned, separator)) {
      const auto found = kFlags.find(flag);
      if (found == kFlags.end())
        return input_error(file.where(line), "unknown flag '" + std::string(flag) + "'", "title, person, body, mass, weapon, former");
      flags |= found->second;
    }
  }
  for (const std::string_view noun : split_list(line.fields[0])) {
    const uint8_t capitalised = utf8::ascii_upper(noun.front()) ? kFirstCapital : kAnyCase;
    agents_.push_back({phrase_key(noun), std::string(line.fields[1]), line.entry, flags, capitalised});
  }
  return {};
}

Result<void> ActorCompiler::add(const TextFile& file, const Line& line) {
  if (file.folder == "actors/people") return add_actor(file, line, ActorKind::kPerson);
  if (file.folder == "actors/organisations") return add_actor(file, line, ActorKind::kOrganisation);
  if (file.folder == "actors/groups") return add_actor(file, line, ActorKind::kGroup);
  if (file.folder != "actors") return {};
  if (file.stem == "states") return add_state(file, line);
  if (file.stem == "agents") return add_agent(file, line);
  if (file.stem == "not_actors") not_actors_.push_back(phrase_key(line.fields[0]));
  if (file.stem == "weak_surnames") {
    for (const std::string_view word : split_list(line.fields[0])) weak_surnames_.push_back(name_key(word));
  }
  return {};
}

void ActorCompiler::add_region(const Line& line) {
  if (line.fields.size() < 3) return;
  const auto state =
      std::find_if(actors_.begin(), actors_.end(), [&](const Actor& a) { return a.kind == ActorKind::kState && a.id == line.fields[2]; });
  if (state == actors_.end()) return;
  for (const std::string_view name : split_list(line.fields[0])) {
    if (name.ends_with('.')) continue;
    names_.push_back({phrase_key(name), {static_cast<uint32_t>(state - actors_.begin()), NameForm::kRegion, kFirstCapital}});
  }
}

Result<void> ActorCompiler::add_all(const DictionaryText& text) {
  for (const TextFile* file : text.in("actors")) {
    for (const Line& line : file->lines) {
      if (const Result<void> added = add(*file, line); !added) return added;
    }
  }
  for (const TextFile* file : text.in("places")) {
    if (file->stem != "provinces") continue;
    for (const Line& line : file->lines) add_region(line);
  }
  return {};
}

void ActorCompiler::write(ImageWriter* image) const {
  std::vector<ActorEntry> actors;
  std::vector<ActorRole> roles;
  for (const Actor& actor : actors_) {
    ActorEntry entry;
    entry.entry = actor.entry;
    entry.kind = actor.kind;
    entry.id = image->intern(actor.id);
    entry.name = image->intern(actor.name);
    entry.wikidata = image->intern(actor.wikidata);
    entry.source = image->intern(actor.source);
    entry.roles = static_cast<uint32_t>(roles.size());
    entry.role_count = static_cast<uint32_t>(actor.roles.size());
    for (const Role& role : actor.roles) {
      const DayRange& d = role.dates;
      roles.push_back({image->intern(role.code), image->intern(role.title), d.start, d.end, d.start_near, d.end_near});
    }
    actors.push_back(entry);
  }
  std::map<std::string, std::vector<NameLink>> by_key;
  for (const Name& name : names_) {
    std::vector<NameLink>& links = by_key[name.key];
    if (name.link.form == NameForm::kRegion && !links.empty()) continue;
    const bool known = std::any_of(links.begin(), links.end(), [&](const NameLink& l) { return l.actor == name.link.actor; });
    if (!known) links.push_back(name.link);
  }
  std::vector<NamePhrase> phrases;
  std::vector<NameLink> links;
  std::vector<std::string> keys;
  std::map<std::string, uint32_t> longest;
  for (const auto& [key, key_links] : by_key) {
    phrases.push_back({image->intern(key), static_cast<uint32_t>(links.size()), static_cast<uint32_t>(key_links.size())});
    links.insert(links.end(), key_links.begin(), key_links.end());
    keys.push_back(key);
    uint32_t& length = longest[std::string(first_token(key))];
    length = std::max(length, static_cast<uint32_t>(std::count(key.begin(), key.end(), ' ') + 1));
  }
  std::map<std::string, Agent> agents;
  for (const Agent& agent : agents_) agents.emplace(agent.key, agent);
  std::vector<AgentNoun> agent_nouns;
  std::vector<std::string> agent_keys;
  for (const auto& [key, agent] : agents) {
    agent_nouns.push_back({image->intern(key), image->intern(agent.sector), agent.entry, agent.flags, agent.capitalised, {}});
    agent_keys.push_back(key);
    uint32_t& length = longest[std::string(first_token(key))];
    length = std::max(length, static_cast<uint32_t>(std::count(key.begin(), key.end(), ' ') + 1));
  }
  const std::set<std::string> unique(not_actors_.begin(), not_actors_.end());
  const std::vector<std::string> not_keys(unique.begin(), unique.end());
  std::vector<StringRef> not_refs, firsts;
  for (const std::string& key : not_keys) {
    not_refs.push_back(image->intern(key));
    uint32_t& length = longest[std::string(first_token(key))];
    length = std::max(length, static_cast<uint32_t>(std::count(key.begin(), key.end(), ' ') + 1));
  }
  const std::set<std::string> weak(weak_surnames_.begin(), weak_surnames_.end());
  std::vector<StringRef> weak_refs;
  for (const std::string& word : weak) weak_refs.push_back(image->intern(word));
  image->add("a.weak", weak_refs);
  constexpr int kShared = 2;
  std::vector<StringRef> given;
  for (const auto& [name, bearers] : given_names_) {
    if (bearers >= kShared) given.push_back(image->intern(name));
  }
  image->add("a.given", given);
  std::vector<std::string> first_keys;
  std::vector<uint32_t> lengths;
  for (const auto& [key, length] : longest) {
    firsts.push_back(image->intern(key));
    first_keys.push_back(key);
    lengths.push_back(length);
  }
  std::vector<StateId> ids;
  for (const Id& id : ids_) ids.push_back({id.actor, image->intern(id.scheme), image->intern(id.value), id.dates.start, id.dates.end});
  image->add("a.ids", ids);
  image->add("a.actors", actors);
  image->add("a.roles", roles);
  image->add("a.links", links);
  image->add("a.phrases", phrases);
  image->add("a.phrase_slots", slots_of(keys));
  image->add("a.agents", agent_nouns);
  image->add("a.agent_slots", slots_of(agent_keys));
  image->add("a.not", not_refs);
  image->add("a.not_slots", slots_of(not_keys));
  image->add("a.firsts", firsts);
  image->add("a.first_slots", slots_of(first_keys));
  image->add("a.longest", lengths);
}

}  // namespace demarche::lexicon
