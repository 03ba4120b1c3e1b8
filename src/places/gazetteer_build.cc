#include "places/gazetteer_build.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/image.h"
#include "places/cues.h"
#include "places/gazetteer_format.h"
#include "places/name_filter.h"
#include "places/name_key.h"

namespace demarche::places {

namespace {

constexpr size_t kMaxPostings = 64;        // places of one name; "San José" has more, the smallest are dropped
constexpr double kSamePlaceDegrees = 0.5;  // a city of ours and one of GeoNames with one name this near are one
constexpr double kAlternateCost = 0.7;     // how much less likely a name in another spelling is
constexpr double kSeatShare = 0.1;         // a city with this share of the people of an area of its name is meant first

// How likely places of a kind are meant, on the scale of log10 of the population.
constexpr double prior_of_kind(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCountry: return 9.0;
    case PlaceKind::kContinent: return 8.5;
    case PlaceKind::kRegion: return 7.3;
    case PlaceKind::kSea:
    case PlaceKind::kStrait:
    case PlaceKind::kPeninsula:
    case PlaceKind::kDesert: return 7.0;
    case PlaceKind::kIsland:
    case PlaceKind::kMountains: return 6.5;
    case PlaceKind::kRiver:
    case PlaceKind::kLake: return 6.2;
    default: return 6.0;
  }
}

double log_people(uint32_t population) { return std::log10(population + 10.0); }

double prior_of(const RawPlace& p) {
  switch (p.kind) {
    case PlaceKind::kCapital: return std::max(log_people(p.population), 4.5) + 1.5 + (p.own ? 0.3 : 0);
    case PlaceKind::kSeat: return log_people(p.population) + 0.6;
    case PlaceKind::kCity: return log_people(p.population) + (p.own ? 1.0 : 0);
    case PlaceKind::kQuarter: return p.own ? 6.0 : log_people(p.population) - 0.8;
    case PlaceKind::kAdmin1: return log_people(p.population) + (p.own ? 0.6 : -0.3);
    case PlaceKind::kAdmin2: return p.own ? 6.4 : log_people(p.population) - 1.8;
    default: return prior_of_kind(p.kind);
  }
}

// The bounding box and population of an administrative area, from its cities.
struct Extent {
  double south = 90, north = -90, west = 180, east = -180;
  uint64_t population = 0;
  std::string country;

  void add(const RawPlace& city) {
    south = std::min(south, city.lat);
    north = std::max(north, city.lat);
    west = std::min(west, city.lon);
    east = std::max(east, city.lon);
    population += city.population;
    country = city.country;
  }
};

class Builder {
 public:
  Builder(const PlaceDictionary& dictionary, const GeoNames* geonames) : dictionary_(dictionary), geonames_(geonames) {}

  std::string build(BuildReport* report) {
    for (const RawPlace& country : dictionary_.countries) add(country);
    if (geonames_ != nullptr) add_geonames();
    for (const RawPlace& place : dictionary_.places) add_own(place);
    make_records();
    collect_names();
    prefer_seats();
    add_names();
    add_cues();
    image_.add("places", records_);
    image_.add("countries", countries_);
    const std::string bytes = image_.finish(dictionary_.version);
    *report = {records_.size(), names_.size(), postings_, bytes.size()};
    return bytes;
  }

 private:
  uint32_t add(RawPlace place) {
    places_.push_back(std::move(place));
    return static_cast<uint32_t>(places_.size() - 1);
  }

  void add_geonames() {
    std::map<std::string, Extent> areas1, areas2;
    for (const RawPlace& city : geonames_->cities) {
      if (!city.admin1.empty()) areas1[city.admin1].add(city);
      if (!city.admin2.empty()) areas2[city.admin2].add(city);
    }
    add_areas(geonames_->admin1, areas1, PlaceKind::kAdmin1);
    add_areas(geonames_->admin2, areas2, PlaceKind::kAdmin2);
    for (const RawPlace& city : geonames_->cities) {
      by_key_[city.country + name_key(city.names[0])].push_back(add(city));
    }
  }

  void add_areas(const std::map<std::string, std::string>& names, const std::map<std::string, Extent>& extents, PlaceKind kind) {
    for (const auto& [code, name] : names) {
      const auto extent = extents.find(code);
      if (extent == extents.end()) continue;
      const Extent& e = extent->second;
      RawPlace area;
      area.names.push_back(name);
      // "Harris County" is never "Harris".
      const bool american_county = kind == PlaceKind::kAdmin2 && e.country == "USA";
      if (std::string bare = without_admin_word(name); !bare.empty() && !american_county) area.names.push_back(bare);
      area.kind = kind;
      area.country = e.country;
      area.lat = (e.south + e.north) / 2;
      area.lon = (e.west + e.east) / 2;
      area.population = static_cast<uint32_t>(std::min<uint64_t>(e.population, 0xFFFFFFFF));
      if (kind == PlaceKind::kAdmin2) area.admin1 = code.substr(0, code.rfind('.'));
      const std::vector<std::string> keys = area.names;
      const uint32_t number = add(std::move(area));
      areas_[code] = number;
      for (const std::string& key : keys) by_key_[e.country + name_key(key)].push_back(number);
    }
  }

  // The place of GeoNames that an entry of ours describes, or kNoPlace.
  uint32_t twin_of(const RawPlace& own) const {
    for (const std::string& name : own.names) {
      const auto found = by_key_.find(own.country + name_key(name));
      if (found == by_key_.end()) continue;
      for (const uint32_t number : found->second) {
        const RawPlace& p = places_[number];
        const bool near = std::abs(p.lat - own.lat) + std::abs(p.lon - own.lon) < kSamePlaceDegrees;
        const bool same = own.kind == p.kind && own.kind != PlaceKind::kQuarter && !info_of(own.kind).populated;
        if (same || (info_of(own.kind).populated && info_of(p.kind).populated && near)) return number;
      }
    }
    return kNoPlace;
  }

  void add_own(const RawPlace& own) {
    const uint32_t number = twin_of(own);
    if (number == kNoPlace) {
      add(own);
      return;
    }
    RawPlace& p = places_[number];
    p.alternates.insert(p.alternates.end(), p.names.begin() + 1, p.names.end());
    if (name_key(p.names[0]) != name_key(own.names[0])) p.alternates.push_back(p.names[0]);
    p.names = own.names;
    p.own = true;
    if (!own.claims.empty()) p.claims = own.claims;
    if (!info_of(own.kind).populated) {
      p.lat = own.lat;
      p.lon = own.lon;
    }
  }

  uint32_t area_number(const std::string& code) const {
    const auto found = areas_.find(code);
    return found == areas_.end() ? kNoPlace : found->second;
  }

  void make_records() {
    std::map<std::string, uint16_t> numbers;
    for (const RawPlace& p : places_) {
      if (p.kind != PlaceKind::kCountry) continue;
      CountryRecord record{};
      std::copy_n(p.country.begin(), 3, record.code);
      record.place = static_cast<uint32_t>(&p - places_.data());
      if (numbers.emplace(p.country, static_cast<uint16_t>(countries_.size())).second) countries_.push_back(record);
    }
    for (const RawPlace& p : places_) {
      PlaceRecord record;
      record.name = image_.intern(p.names[0]);
      record.claims = image_.intern(p.claims);
      record.lat = static_cast<float>(p.lat);
      record.lon = static_cast<float>(p.lon);
      record.population = p.population;
      record.admin1 = area_number(p.admin1);
      record.admin2 = area_number(p.admin2);
      record.prior = static_cast<float>(prior_of(p));
      const auto country = numbers.find(p.country);
      record.country = country == numbers.end() ? kNoCountry : country->second;
      record.kind = p.kind;
      record.own = p.own ? 1 : 0;
      records_.push_back(record);
    }
  }

  struct Name {
    std::vector<uint32_t> postings;
    uint16_t flags = 0;
  };

  bool blocked(const std::string& key) const {
    const auto cue = dictionary_.cues.find(key);
    return cue != dictionary_.cues.end() && (has(cue->second, Cue::kNever) || has(cue->second, Cue::kDemonym));
  }

  void post(const std::string& key, uint32_t number, bool main, uint16_t flags, bool own) {
    if (!own && blocked(key)) return;
    Name& name = names_[key];
    name.flags |= flags;
    const auto same = std::find_if(name.postings.begin(), name.postings.end(), [&](uint32_t p) { return (p & ~kAlternateBit) == number; });
    if (same == name.postings.end()) {
      name.postings.push_back(main ? number : number | kAlternateBit);
    } else if (main) {
      *same = number;
    }
  }

  static uint16_t flags_of(const RawPlace& p, const std::string& name) {
    if (!p.own) return 0;
    const bool abbreviated = p.kind == PlaceKind::kAdmin1 && name.ends_with(".") && name != "D.C." && name != "B.C.";
    return static_cast<uint16_t>((capitals_only(name) ? kCapitalsOnly : 0) | (abbreviated ? kAfterComma : 0));
  }

  // "Western District", "Central Province": of some country, but which one?
  bool only_general_words(const std::string& key) const {
    constexpr uint32_t kGeneral = bit(Cue::kDirection) | bit(Cue::kAdminType) | bit(Cue::kCityType);
    for (size_t at = 0; at < key.size();) {
      const size_t end = std::min(key.find(' ', at), key.size());
      const auto cue = dictionary_.cues.find(key.substr(at, end - at));
      if (cue == dictionary_.cues.end() || (cue->second & kGeneral) == 0) return false;
      at = end + 1;
    }
    return true;
  }

  // "Mexico" is not another name of its capital: a country is never narrowed to a city.
  void post_alternate(const std::string& key, uint32_t number) {
    const auto found = names_.find(key);
    const bool country = found != names_.end() && !found->second.postings.empty() &&
                         records_[found->second.postings[0] & ~kAlternateBit].kind == PlaceKind::kCountry;
    if (!country) post(key, number, false, 0, false);
  }

  // Countries come first in places_, so that their names are known when others ask.
  void collect_names() {
    for (uint32_t number = 0; number < places_.size(); ++number) {
      const RawPlace& p = places_[number];
      for (const std::string& name : p.names) {
        const std::string usable = usable_main_name(name, p);
        if (usable.empty()) continue;
        if (p.own || !only_general_words(name_key(usable))) post(name_key(usable), number, true, flags_of(p, usable), p.own);
      }
      for (const std::string& name : p.alternates) {
        if (usable_alternate(name, p)) post_alternate(name_key(name), number);
      }
    }
    for (const std::string& phrase : dictionary_.phrases) {
      Name& name = names_[name_key(phrase)];
      name.flags = kNotAPlace;
      name.postings.clear();
    }
  }

  bool seat_of(uint32_t city, uint32_t area) const {
    const PlaceRecord &c = records_[city], &a = records_[area];
    return info_of(c.kind).populated && (c.admin1 == area || c.admin2 == area) && c.population >= kSeatShare * a.population;
  }

  // "New York" is the city before it is the state.
  void prefer_seats() {
    for (const auto& [key, name] : names_) {
      for (const uint32_t a : name.postings) {
        const uint32_t area = a & ~kAlternateBit;
        if (records_[area].kind != PlaceKind::kAdmin1 && records_[area].kind != PlaceKind::kAdmin2) continue;
        for (const uint32_t c : name.postings) {
          const uint32_t city = c & ~kAlternateBit;
          if (seat_of(city, area)) {
            records_[area].prior = std::min(records_[area].prior, records_[city].prior - 0.3f);
          }
        }
      }
    }
  }

  double posting_prior(uint32_t posting) const {
    return records_[posting & ~kAlternateBit].prior - (posting & kAlternateBit ? kAlternateCost : 0);
  }

  void add_names() {
    std::vector<std::pair<uint64_t, const std::string*>> order;
    order.reserve(names_.size());
    for (const auto& [key, name] : names_) order.emplace_back(key_hash(key), &key);
    std::sort(order.begin(), order.end(),
              [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : *a.second < *b.second; });
    std::vector<NameRecord> records;
    std::vector<uint32_t> postings;
    std::vector<uint8_t> starts(size_t{1} << kStartBits, 0);
    for (const auto& [hash, key] : order) {
      Name& name = names_[*key];
      std::stable_sort(name.postings.begin(), name.postings.end(),
                       [&](uint32_t a, uint32_t b) { return posting_prior(a) > posting_prior(b); });
      if (name.postings.size() > kMaxPostings) name.postings.resize(kMaxPostings);
      records.push_back(
          {hash, image_.intern(*key), static_cast<uint32_t>(postings.size()), static_cast<uint16_t>(name.postings.size()), name.flags});
      postings.insert(postings.end(), name.postings.begin(), name.postings.end());
      const auto words = 1 + std::count(key->begin(), key->end(), ' ');
      starts[key_hash(key->substr(0, key->find(' '))) & (starts.size() - 1)] |= 1u << (words - 1);
    }
    postings_ = postings.size();
    image_.add("names", records);
    image_.add("name-buckets", buckets(records, kNameBits));
    image_.add("postings", postings);
    image_.add("starts", starts);
  }

  template <typename Record>
  static std::vector<uint32_t> buckets(const std::vector<Record>& records, int bits) {
    std::vector<uint32_t> firsts((size_t{1} << bits) + 1, 0);
    for (const Record& record : records) ++firsts[(record.hash >> (64 - bits)) + 1];
    for (size_t i = 1; i < firsts.size(); ++i) firsts[i] += firsts[i - 1];
    return firsts;
  }

  void add_cues() {
    std::vector<CueRecord> records;
    for (const auto& [word, classes] : dictionary_.cues) {
      records.push_back({key_hash(word), image_.intern(word), classes, 0});
    }
    std::sort(records.begin(), records.end(), [](const CueRecord& a, const CueRecord& b) { return a.hash < b.hash; });
    image_.add("cues", records);
    image_.add("cue-buckets", buckets(records, kCueBits));
  }

  const PlaceDictionary& dictionary_;
  const GeoNames* geonames_;
  std::vector<RawPlace> places_;
  std::map<std::string, uint32_t> areas_;                          // code of an administrative area -> place
  std::unordered_map<std::string, std::vector<uint32_t>> by_key_;  // country + key -> places
  std::vector<PlaceRecord> records_;
  std::vector<CountryRecord> countries_;
  std::unordered_map<std::string, Name> names_;
  uint64_t postings_ = 0;
  ImageWriter image_;
};

}  // namespace

std::string build_gazetteer(const PlaceDictionary& dictionary, const GeoNames* geonames, BuildReport* report) {
  return Builder(dictionary, geonames).build(report);
}

}  // namespace demarche::places
