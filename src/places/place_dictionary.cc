#include "places/place_dictionary.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "base/sha256.h"
#include "lexicon/text_file.h"
#include "places/cues.h"
#include "places/name_key.h"

namespace demarche::places {

namespace {

namespace fs = std::filesystem;
using lexicon::Line;
using lexicon::split_list;
using lexicon::TextFile;

constexpr size_t kPlaceFields = 6;

std::optional<double> number(std::string_view text) {
  const std::string copy(lexicon::trim(text));
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (copy.empty() || *end != '\0') return std::nullopt;
  return value;
}

bool coordinates(std::string_view lat, std::string_view lon, RawPlace* place) {
  const std::optional<double> a = number(lat), b = number(lon);
  if (!a || !b || *a < -90 || *a > 90 || *b < -180 || *b > 180) return false;
  place->lat = *a;
  place->lon = *b;
  return true;
}

PlaceKind kind_named(std::string_view name) {
  for (size_t i = 1; i < kPlaceKindCount; ++i) {
    if (info_of(static_cast<PlaceKind>(i)).name == name) return static_cast<PlaceKind>(i);
  }
  return PlaceKind::kNone;
}

std::vector<std::string> strings(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

bool code_of_three(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string joined(const std::vector<std::string_view>& parts) {
  std::string text;
  for (const std::string_view part : parts) text += (text.empty() ? "" : ";") + std::string(part);
  return text;
}

// names | country | KEN; KE | lat, lon | capital, lat, lon | example
Result<void> add_country(const std::string& where, const Line& line, PlaceDictionary* d) {
  const auto codes = split_list(line.fields[2]);
  const auto position = split_list(line.fields[3], ',');
  RawPlace country;
  country.names = strings(split_list(line.fields[0]));
  country.kind = PlaceKind::kCountry;
  country.own = true;
  if (codes.size() != 2 || !code_of_three(codes[0]) || codes[1].size() != 2) {
    return input_error(where, "codes '" + std::string(line.fields[2]) + "'", "a code of three and one of two letters");
  }
  if (country.names.empty() || position.size() != 2 || !coordinates(position[0], position[1], &country)) {
    return input_error(where, "no name or no position", "names and \"lat, lon\" in degrees");
  }
  country.country = codes[0];
  d->by_iso2[std::string(codes[1])] = codes[0];
  const auto capital = split_list(line.fields[4], ',');
  if (!capital.empty()) {
    RawPlace city;
    city.names = strings(split_list(capital[0], '/'));
    city.kind = PlaceKind::kCapital;
    city.country = country.country;
    city.own = true;
    if (capital.size() != 3 || !coordinates(capital[1], capital[2], &city)) {
      return input_error(where, "capital '" + std::string(line.fields[4]) + "'", "\"name, lat, lon\"");
    }
    d->places.push_back(std::move(city));
  }
  d->countries.push_back(std::move(country));
  return {};
}

// names | kind | country codes | lat, lon | claims | example
Result<void> add_place(const std::string& where, const Line& line, PlaceDictionary* d) {
  RawPlace place;
  place.names = strings(split_list(line.fields[0]));
  place.kind = kind_named(line.fields[1]);
  place.own = true;
  const auto codes = split_list(line.fields[2]);
  const auto position = split_list(line.fields[3], ',');
  const auto claims = split_list(line.fields[4]);
  if (place.names.empty()) return input_error(where, "no name", "names separated by ';'");
  if (place.kind == PlaceKind::kNone || place.kind == PlaceKind::kCountry) {
    return input_error(where, "kind '" + std::string(line.fields[1]) + "'", "a kind such as region, sea, base, camp");
  }
  for (const auto& list : {codes, claims}) {
    const auto bad = std::find_if_not(list.begin(), list.end(), code_of_three);
    if (bad != list.end()) return input_error(where, "country '" + std::string(*bad) + "'", "a code of three letters");
  }
  if (position.size() != 2 || !coordinates(position[0], position[1], &place)) {
    return input_error(where, "position '" + std::string(line.fields[3]) + "'", "\"lat, lon\" in degrees");
  }
  if (codes.size() == 1) place.country = codes[0];
  place.claims = joined(claims);
  d->places.push_back(std::move(place));
  return {};
}

Result<void> add_place_line(const TextFile& file, const Line& line, PlaceDictionary* d) {
  const std::string where = file.where(line);
  if (line.fields.size() != kPlaceFields) {
    return input_error(where, std::to_string(line.fields.size()) + " fields", "names | kind | country codes | lat, lon | claims | example");
  }
  d->examples.push_back(where + "\t" + std::string(line.fields[5]));
  return line.fields[1] == "country" ? add_country(where, line, d) : add_place(where, line, d);
}

// class | words
Result<void> add_cue_line(const TextFile& file, const Line& line, PlaceDictionary* d) {
  const std::string where = file.where(line);
  if (line.fields.size() != 2) return input_error(where, "wrong number of fields", "class | words");
  const std::string_view name = line.fields[0];
  const auto words = split_list(line.fields[1]);
  if (name == "phrase") {
    d->phrases.insert(d->phrases.end(), words.begin(), words.end());
    return {};
  }
  const auto cue = std::find_if(kCueNames.begin(), kCueNames.end(), [&](const CueName& c) { return c.name == name; });
  if (cue == kCueNames.end()) return input_error(where, "class '" + std::string(name) + "'", "a class of places/cues.h");
  for (const std::string_view word : words) d->cues[name_key(word)] |= bit(cue->cue);
  return {};
}

}  // namespace

Result<void> add_place_file(const std::string& name, std::string bytes, PlaceDictionary* dictionary) {
  uint32_t next_entry = 0;
  const Result<TextFile> file = lexicon::parse_text_file(name, "places", std::move(bytes), &next_entry);
  if (!file) return file.error();
  const auto add = file->stem == "cues" || file->stem == "not_places" ? add_cue_line : add_place_line;
  for (const Line& line : file->lines) {
    if (const Result<void> added = add(*file, line, dictionary); !added) return added.error();
  }
  return {};
}

Result<PlaceDictionary> read_place_dictionary(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".txt") paths.push_back(it->path());
  }
  if (error || paths.empty()) {
    return Error{ErrorKind::kNotFound, folder, "holds no dictionary of places", "a folder of *.txt files"};
  }
  std::sort(paths.begin(), paths.end());
  PlaceDictionary dictionary;
  std::string all;
  for (const fs::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return Error{ErrorKind::kIo, path.string(), "cannot be read", "a readable file"};
    std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    all += path.filename().string() + sha256_hex(bytes);
    const Result<void> added = add_place_file("dictionaries/places/" + path.filename().string(), std::move(bytes), &dictionary);
    if (!added) return added.error();
  }
  dictionary.version = sha256_hex(all).substr(0, 12);
  return dictionary;
}

}  // namespace demarche::places
