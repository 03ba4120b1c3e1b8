// The gazetteer: names of the world's places with coordinates, mapped from one file that build_gazetteer writes.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/image.h"
#include "base/result.h"
#include "places/cues.h"
#include "places/gazetteer_format.h"

namespace demarche::places {

// A place by its number. Views live as long as the Gazetteer.
struct Place {
  uint32_t number = kNoPlace;
  std::string_view name;
  std::string_view country;  // ISO 3166-1 alpha-3 or XKX; empty for seas and areas of several countries
  std::string_view claims;   // codes separated by ';'
  double lat = 0, lon = 0;   // degrees, WGS 84
  uint32_t population = 0;   // 0 if unknown
  PlaceKind kind = PlaceKind::kNone;
};

// A name's entry: which places it may mean, likeliest first. Empty if there is no such name.
struct NameHit {
  std::span<const uint32_t> postings;  // place numbers, with kAlternateBit where the name is not the main one
  uint16_t flags = 0;                  // kCapitalsOnly, kNotAPlace, kAfterComma
  bool found = false;
};

// Read-only; const use is thread-safe. Moves, does not copy.
class Gazetteer {
 public:
  // Maps the file; it is checked once (checksum, sections, every number in range), in under 20 ms for 200,000 places.
  // Errors: kNotFound, kIo, kCorrupt, naming the path.
  static Result<Gazetteer> open(const std::string& path);
  // The same over bytes that the caller keeps alive and 8-byte aligned.
  static Result<Gazetteer> from_bytes(std::string_view bytes, std::string name);

  // By key as name_key() gives it.
  NameHit lookup(std::string_view key) const;
  // `hash` is key_hash(key).
  NameHit lookup(uint64_t hash, std::string_view key) const;
  // Bit n - 1 is set if there may be a name of n words that starts with a word of this hash (false alarms are possible).
  uint8_t starts(uint64_t word_hash) const { return starts_[word_hash & ((uint64_t{1} << kStartBits) - 1)]; }
  // Bits of Cue; 0 if the word is none.
  uint32_t cues(uint64_t hash, std::string_view key) const;

  size_t place_count() const { return places_.size(); }
  size_t name_count() const { return names_.size(); }
  const PlaceRecord& record(uint32_t number) const { return places_[number]; }
  Place place(uint32_t number) const;
  std::string_view country_code(uint16_t country) const;
  std::string_view text(StringRef ref) const { return image_.text(ref); }
  // All names, in hash order; for tests and tools.
  std::span<const NameRecord> names() const { return names_; }
  std::span<const uint32_t> postings(const NameRecord& name) const { return postings_.subspan(name.first, name.count); }
  std::string_view version() const { return image_.version(); }

 private:
  static Result<Gazetteer> from_image(Image image, const std::string& name);
  bool consistent() const;

  Image image_;
  std::span<const PlaceRecord> places_;
  std::span<const CountryRecord> countries_;
  std::span<const NameRecord> names_;
  std::span<const uint32_t> name_buckets_;
  std::span<const uint32_t> postings_;
  std::span<const uint8_t> starts_;
  std::span<const CueRecord> cues_;
  std::span<const uint32_t> cue_buckets_;
};

}  // namespace demarche::places
