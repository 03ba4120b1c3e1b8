#include "places/gazetteer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "places/name_key.h"

namespace demarche::places {

namespace {

constexpr std::array<KindInfo, kPlaceKindCount> kKinds{{{"", PlacePrecision::kNone, false},
                                                        {"country", PlacePrecision::kCountry, false},
                                                        {"continent", PlacePrecision::kRegion, false},
                                                        {"region", PlacePrecision::kRegion, false},
                                                        {"province", PlacePrecision::kRegion, false},
                                                        {"county", PlacePrecision::kRegion, false},
                                                        {"capital", PlacePrecision::kCity, true},
                                                        {"seat", PlacePrecision::kCity, true},
                                                        {"city", PlacePrecision::kCity, true},
                                                        {"quarter", PlacePrecision::kCity, true},
                                                        {"island", PlacePrecision::kRegion, false},
                                                        {"sea", PlacePrecision::kRegion, false},
                                                        {"strait", PlacePrecision::kRegion, false},
                                                        {"river", PlacePrecision::kRegion, false},
                                                        {"lake", PlacePrecision::kRegion, false},
                                                        {"mountains", PlacePrecision::kRegion, false},
                                                        {"desert", PlacePrecision::kRegion, false},
                                                        {"peninsula", PlacePrecision::kRegion, false},
                                                        {"base", PlacePrecision::kPoint, false},
                                                        {"camp", PlacePrecision::kPoint, false},
                                                        {"crossing", PlacePrecision::kPoint, false},
                                                        {"site", PlacePrecision::kPoint, false}}};

// Records of equal hash, found through the bucket of the hash's top bits.
template <typename Record>
std::span<const Record> bucket_of(std::span<const Record> records, std::span<const uint32_t> buckets, uint64_t hash, int bits) {
  const uint64_t b = hash >> (64 - bits);
  return records.subspan(buckets[b], buckets[b + 1] - buckets[b]);
}

bool buckets_hold(std::span<const uint32_t> buckets, int bits, size_t count) {
  return buckets.size() == (size_t{1} << bits) + 1 && std::is_sorted(buckets.begin(), buckets.end()) && buckets.back() == count;
}

template <typename T>
bool take(const Image& image, std::string_view section, std::span<const T>* out, Error* error) {
  Result<std::span<const T>> records = image.section<T>(section);
  if (records) {
    *out = *records;
    return true;
  }
  *error = records.error();
  return false;
}

}  // namespace

const KindInfo& info_of(PlaceKind kind) { return kKinds[static_cast<size_t>(kind)]; }

NameHit Gazetteer::lookup(std::string_view key) const { return lookup(key_hash(key), key); }

Result<Gazetteer> Gazetteer::open(const std::string& path) {
  Result<Image> image = Image::open(path);
  if (!image) return image.error();
  return from_image(std::move(*image), path);
}

Result<Gazetteer> Gazetteer::from_bytes(std::string_view bytes, std::string name) {
  Result<Image> image = Image::from_bytes(bytes, name);
  if (!image) return image.error();
  return from_image(std::move(*image), name);
}

Result<Gazetteer> Gazetteer::from_image(Image image, const std::string& name) {
  Gazetteer g;
  g.image_ = std::move(image);
  Error error;
  const bool complete = take(g.image_, "places", &g.places_, &error) && take(g.image_, "countries", &g.countries_, &error) &&
                        take(g.image_, "names", &g.names_, &error) && take(g.image_, "name-buckets", &g.name_buckets_, &error) &&
                        take(g.image_, "postings", &g.postings_, &error) && take(g.image_, "starts", &g.starts_, &error) &&
                        take(g.image_, "cues", &g.cues_, &error) && take(g.image_, "cue-buckets", &g.cue_buckets_, &error);
  if (!complete) return error;
  if (!g.consistent()) {
    return Error{ErrorKind::kCorrupt, name, "holds numbers out of range", "a gazetteer written by build_gazetteer"};
  }
  return g;
}

bool Gazetteer::consistent() const {
  if (!buckets_hold(name_buckets_, kNameBits, names_.size()) || !buckets_hold(cue_buckets_, kCueBits, cues_.size()) ||
      starts_.size() != size_t{1} << kStartBits || countries_.size() >= kNoCountry) {
    return false;
  }
  const auto place_or_none = [&](uint32_t n) { return n == kNoPlace || n < places_.size(); };
  for (const CountryRecord& c : countries_) {
    if (!place_or_none(c.place) || c.code[3] != '\0') return false;
  }
  for (const PlaceRecord& p : places_) {
    if (static_cast<size_t>(p.kind) >= kPlaceKindCount || !place_or_none(p.admin1) || !place_or_none(p.admin2) ||
        (p.country != kNoCountry && p.country >= countries_.size()) || !(p.lat >= -90 && p.lat <= 90) || !(p.lon >= -180 && p.lon <= 180)) {
      return false;
    }
  }
  for (const NameRecord& n : names_) {
    if (n.first > postings_.size() || n.count > postings_.size() - n.first) return false;
  }
  return std::all_of(postings_.begin(), postings_.end(), [&](uint32_t p) { return (p & ~kAlternateBit) < places_.size(); });
}

NameHit Gazetteer::lookup(uint64_t hash, std::string_view key) const {
  for (const NameRecord& name : bucket_of(names_, name_buckets_, hash, kNameBits)) {
    if (name.hash == hash && image_.text(name.key) == key) return {postings(name), name.flags, true};
  }
  return {};
}

uint32_t Gazetteer::cues(uint64_t hash, std::string_view key) const {
  for (const CueRecord& cue : bucket_of(cues_, cue_buckets_, hash, kCueBits)) {
    if (cue.hash == hash && image_.text(cue.key) == key) return cue.classes;
  }
  return 0;
}

std::string_view Gazetteer::country_code(uint16_t country) const {
  return country == kNoCountry ? std::string_view{} : std::string_view(countries_[country].code);
}

Place Gazetteer::place(uint32_t number) const {
  const PlaceRecord& r = places_[number];
  return {number, text(r.name), country_code(r.country), text(r.claims), r.lat, r.lon, r.population, r.kind};
}

}  // namespace demarche::places
