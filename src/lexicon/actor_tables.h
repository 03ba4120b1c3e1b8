// The actor dictionaries: who there is, under which names, and what they were when.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "lexicon/actor_dates.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

enum class ActorKind : uint8_t { kState, kPerson, kOrganisation, kGroup };

// How a phrase names its actor.
enum class NameForm : uint8_t {
  kName,     // "China", "Sergey Lavrov"
  kDemonym,  // "Chinese": an adjective, or the people of a state
  kCapital,  // "Beijing": a place, or the government that sits there
  kMetonym,  // "Zhongnanhai": a building that stands for those in it
  kRegion    // "Texas": tells of which country things are, and is no actor itself
};

// What an actor was from `start` to before `end`.
struct ActorRole {
  StringRef code, title;
  int32_t start = kAlways, end = kForever;
  uint8_t start_near = 0, end_near = 0;  // 1: the bound is near the truth and no more
  uint16_t reserved = 0;

  bool covers(int32_t day) const { return start <= day && day < end; }
};

// The code of a state in another list, for as long as it had it there: ("cow", "260") of Germany until 1990.
struct StateId {
  uint32_t actor = 0;
  StringRef scheme, value;
  int32_t start = kAlways, end = kForever;
};

struct ActorEntry {
  EntryId entry;
  ActorKind kind = ActorKind::kState;
  uint8_t reserved[3] = {};
  StringRef id, name, wikidata, source;
  uint32_t roles = 0, role_count = 0;
};

// How a name has to be written in the text to count: "US" is no pronoun, "Turkey" no bird.
inline constexpr uint8_t kAnyCase = 0, kFirstCapital = 1, kAllCapitals = 2;

struct NameLink {
  uint32_t actor = 0;
  NameForm form = NameForm::kName;
  uint8_t capitalised = 1;  // kAnyCase, kFirstCapital or kAllCapitals: what the text has to show
  uint16_t reserved = 0;
};

// Whether a text's first word of a name or noun shows what is asked for (kFirstCapital, kAllCapitals).
bool written_as(uint8_t capitalised, std::string_view form);

struct NamePhrase {
  StringRef key;  // folded, lower case, tokens joined by one blank
  uint32_t links = 0, link_count = 0;
};

// Surnames are kept apart from names by this mark, which no token begins with: they count only beside a title, or for
// who leads a state on the day.
inline constexpr std::string_view kSurnamePrefix = "~\x01";

// Flags of an agent noun.
inline constexpr uint8_t kAgentTitle = 1, kAgentPerson = 2, kAgentBody = 4, kAgentMass = 8, kAgentWeapon = 16, kAgentFormer = 32;

struct AgentNoun {
  StringRef key;     // lower case, tokens joined by one blank, singular
  StringRef sector;  // "GOV"
  EntryId entry;
  uint8_t flags = 0;
  uint8_t capitalised = kAnyCase;  // what the text has to show: "Justice" is a title, "justice" is none
  uint8_t reserved[2] = {};
};

// Reads actors/ and writes its sections of the image.
class ActorCompiler {
 public:
  // Adds one line of one of the files of actors/; the error names the line. Memberships go to their own compiler.
  Result<void> add(const TextFile& file, const Line& line);
  Result<void> add_all(const DictionaryText& text);
  void write(ImageWriter* image) const;
  size_t size() const { return actors_.size(); }

 private:
  struct Role {
    std::string code, title;
    DayRange dates;
  };
  struct Id {
    uint32_t actor;
    std::string scheme, value;
    DayRange dates;
  };
  struct Actor {
    EntryId entry;
    ActorKind kind;
    std::string id, name, wikidata, source;
    std::vector<Role> roles;
  };
  struct Name {
    std::string key;
    NameLink link;
  };
  struct Agent {
    std::string key, sector;
    EntryId entry;
    uint8_t flags, capitalised;
  };
  Result<void> add_state(const TextFile& file, const Line& line);
  Result<void> add_actor(const TextFile& file, const Line& line, ActorKind kind);
  // A line of places/provinces.txt: its names tell the country. Those that an actor bears as well do not count.
  void add_region(const Line& line);
  Result<void> add_agent(const TextFile& file, const Line& line);
  void add_names(std::string_view field, NameForm form);
  void add_surname(std::string_view name, std::string_view code);

  std::vector<Actor> actors_;
  std::vector<Name> names_;
  std::vector<Agent> agents_;
  std::vector<Id> ids_;
  std::vector<std::string> not_actors_, weak_surnames_;
  std::map<std::string, int> given_names_;  // how many listed persons bear each
};

// The compiled tables. Const use is thread-safe; views live as long as the Image.
class ActorTables {
 public:
  static Result<ActorTables> open(const Image& image);

  // Names that match the key exactly; empty if none. Keys are made by name_key().
  std::span<const NameLink> find(std::string_view key) const;
  // Tokens of the longest phrase that begins with this token's key; 0 if none does.
  uint32_t longest_from(std::string_view first_token_key) const;
  const AgentNoun* find_agent(std::string_view key) const;
  bool is_not_actor(std::string_view key) const;
  // A surname that is a common word or given name too ("May", "George"): it means nobody without a title or a full name.
  bool is_weak_surname(std::string_view key) const { return listed(weak_, key); }
  // The first name of two or more listed persons whose family name comes last: "Emily" is, "Fort" is not.
  bool is_given_name(std::string_view key) const { return listed(given_, key); }

  const ActorEntry& actor(uint32_t index) const { return actors_[index]; }
  size_t size() const { return actors_.size(); }
  std::span<const ActorRole> roles(const ActorEntry& actor) const { return roles_.subspan(actor.roles, actor.role_count); }
  std::string_view text(StringRef ref) const { return image_->text(ref); }
  // Codes of states in other lists, by actor.
  std::span<const StateId> state_ids() const { return state_ids_; }
  // The role that covers the day, the newest first; null if none does.
  const ActorRole* role_at(const ActorEntry& actor, int32_t day) const;

 private:
  bool listed(std::span<const StringRef> sorted, std::string_view key) const;

  const Image* image_ = nullptr;
  std::span<const ActorEntry> actors_;
  std::span<const ActorRole> roles_;
  std::span<const StateId> state_ids_;
  std::span<const NameLink> links_;
  std::span<const NamePhrase> phrases_;
  std::span<const AgentNoun> agents_;
  std::span<const StringRef> not_actors_, weak_, given_;  // weak_ and given_: sorted by text
  std::span<const uint32_t> phrase_slots_, agent_slots_, not_slots_, first_slots_;
  std::span<const StringRef> firsts_;
  std::span<const uint32_t> longest_;
};

// Key of a token or phrase: diacritics folded, lower case. The caller joins tokens with one blank.
std::string name_key(std::string_view text);
// A written name as the tokeniser would cut it, as a key: "Guinea-Bissau" gives "guinea - bissau".
std::string phrase_key(std::string_view name);

}  // namespace demarche::lexicon
