// What the steps of finding places hand to each other. Only the room's own files include this.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/annotation.h"
#include "places/gazetteer.h"

namespace demarche::places {

// What the words around a name say about its kind.
enum class TypeHint : uint8_t { kNone, kAdmin, kCity, kNature };

// A run of tokens that is a name of the gazetteer.
struct Match {
  uint32_t begin = 0, end = 0;  // tokens
  uint32_t wide_begin = 0;      // `begin`, or the first word of direction before it ("northern Syria")
  uint64_t hash = 0;            // of the name's key
  NameHit hit;
  float evidence = 0;  // that it is a place at all; accepted from kAccept on
  TypeHint hint = TypeHint::kNone;
  bool in_name = false;  // inside the name of a person or body: never accepted
  bool dateline = false;
  bool needs_container = false;  // "Ill.": a state only after a city and a comma
  bool listed = false;           // stands in a row with a place
  bool accepted = false;
  uint32_t chosen = kNoPlace;     // the resolved place
  uint32_t container = kNoPlace;  // the place that the text says it lies in
};

inline constexpr float kAccept = 2.0f;

// The document's tokens as keys: the key of tokens [i, j) is keys[key_begin[i], key_end[j - 1]).
struct TokenKeys {
  std::string keys;
  std::vector<uint32_t> key_begin, key_end;
  std::vector<uint32_t> cues;  // bits of Cue of each token

  std::string_view key(uint32_t begin, uint32_t end) const {
    return std::string_view(keys).substr(key_begin[begin], key_end[end - 1] - key_begin[begin]);
  }
};

// True if the token begins with a capital letter, or with an article that is part of a name ("al-Fashir").
bool capitalised(std::string_view form);

void make_keys(const Gazetteer& gazetteer, const Text& text, TokenKeys* out);
// Longest names, left to right, not overlapping, within sentences.
void find_matches(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::vector<Match>* out);
// Sets evidence, hint, in_name, wide_begin of every match from the words around it and the actors.
void weigh_matches(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::span<const ActorMention> actors,
                   std::vector<Match>* matches);

// A possible meaning of a match, with its score.
struct Candidate {
  uint32_t place = kNoPlace;
  float score = 0;
};
inline constexpr size_t kMaxCandidates = 24;

// Chooses a place for every match and decides which matches are accepted. With `why`, one text for each match.
void resolve_matches(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::vector<Match>* matches,
                     std::vector<std::string>* why);

}  // namespace demarche::places
