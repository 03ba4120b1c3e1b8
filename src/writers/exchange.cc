#include "writers/exchange.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "base/edtf_days.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "writers/countries.h"

namespace demarche::writers {

namespace {

using Cells = std::vector<std::string>;
using Names = std::vector<std::string_view>;

// One of the parties of a row, as CAMEO's coders name them.
struct Party {
  std::string code, name, country, group, sector;  // "CHNGOV", "SERGEY LAVROV", "CHN", "UN", "GOV"
};

Party party_of(const Participant& p) {
  Party party;
  party.name = p.name.empty() ? p.text : p.name;
  if (p.code.starts_with("IGO:")) {
    party.group = p.code.substr(4);
    party.sector = "IGO";
    party.code = "IGO" + party.group;
    return party;
  }
  const size_t colon = p.code.find(':');
  party.country = p.code.substr(0, colon);
  if (colon != std::string::npos) party.sector = p.code.substr(colon + 1);
  party.code = party.country + party.sector;
  return party;
}

// Every source with every target; an untold side is one empty party.
std::vector<std::pair<Party, Party>> pairs_of(const ExchangeEvent& e) {
  std::vector<Party> sources, targets;
  for (const Participant& p : e.source) sources.push_back(party_of(p));
  for (const Participant& p : e.target) targets.push_back(party_of(p));
  if (sources.empty()) sources.emplace_back();
  if (targets.empty()) targets.emplace_back();
  std::vector<std::pair<Party, Party>> pairs;
  for (const Party& a : sources) {
    for (const Party& b : targets) {
      // Those who meet each other do not meet themselves.
      const bool self = a.code == b.code && a.name == b.name && (sources.size() > 1 || targets.size() > 1);
      if (!self) pairs.emplace_back(a, b);
    }
  }
  return pairs;
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

std::string number(double value) {
  std::string text;
  json_number(value, &text);
  return text;
}

std::string without_dashes(std::string day) {
  std::erase(day, '-');
  return day;
}

// GDELT's: the year and the part of it that has gone by.
std::string fraction_date(const std::string& day) {
  if (day.size() < 10) return {};
  int month = 0, date = 0;
  std::from_chars(day.data() + 5, day.data() + 7, month);
  std::from_chars(day.data() + 8, day.data() + 10, date);
  char text[32];
  std::snprintf(text, sizeof(text), "%s.%04d", day.substr(0, 4).c_str(), std::min(9999, (month * 30 + date) * 10000 / 365));
  return text;
}

// A whole number of its own for each row, from the event's id and the row's place among its pairs.
std::string row_number(const ExchangeEvent& e, size_t pair) {
  const std::string hex = pair == 0 ? e.id : sha256_hex(e.id + " " + std::to_string(pair)).substr(0, 16);
  uint64_t value = 0;
  std::from_chars(hex.data(), hex.data() + std::min<size_t>(16, hex.size()), value, 16);
  return std::to_string(value >> 1);
}

std::string quad_number(std::string_view quad) {
  constexpr std::array<std::string_view, 4> kQuads{"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"};
  return std::to_string(std::find(kQuads.begin(), kQuads.end(), quad) - kQuads.begin() + 1);
}

void add_line(const Cells& cells, std::string* out) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out->push_back('\t');
    for (const char c : cells[i]) out->push_back(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
  }
  out->push_back('\n');
}

void add_header(const Names& names, std::string* out) { add_line(Cells(names.begin(), names.end()), out); }

// GDELT's ten columns of an actor: the ethnic and religious codes are not coded.
void add_actor(const Party& p, Cells* cells) {
  for (std::string cell :
       {p.code, upper(p.name), p.country, p.group, std::string(), std::string(), std::string(), p.sector, std::string(), std::string()})
    cells->push_back(std::move(cell));
}

struct Geo {
  std::string type, name, country, lat, lon;
};

Geo geo_of_country(const std::string& iso3) {
  const Country* country = find_country(iso3);
  if (country == nullptr) return {"0", "", "", "", ""};
  return {"1", std::string(country->name), std::string(country->fips), "", ""};
}

// 1 country, 2 state of the USA, 3 city of the USA, 4 city, 5 state.
Geo geo_of_place(const ExchangeEvent& e) {
  if (e.country.empty()) return {"0", "", "", "", ""};
  Geo geo = geo_of_country(e.country);
  if (e.precision == "country" || e.place.empty()) return geo;
  const bool city = e.precision == "city" || e.precision == "point";
  geo.type = e.country == "USA" ? (city ? "3" : "2") : city ? "4" : "5";
  const Country* country = find_country(e.country);
  geo.name = e.place + (country == nullptr ? "" : ", " + std::string(country->name));
  if (e.located) {
    geo.lat = number(e.lat);
    geo.lon = number(e.lon);
  }
  return geo;
}

void add_geo(const Geo& g, bool second, Cells* cells) {
  cells->insert(cells->end(), {g.type, g.name, g.country, g.country});
  if (second) cells->emplace_back();
  cells->insert(cells->end(), {g.lat, g.lon, ""});
}

void write_gdelt(const ExchangeEvent& e, bool second, std::string* out) {
  if (e.status != "actual") return;
  const auto pairs = pairs_of(e);
  for (size_t i = 0; i < pairs.size(); ++i) {
    const auto& [one, other] = pairs[i];
    const std::string day = without_dashes(e.day);
    Cells cells{row_number(e, i), day, day.substr(0, 6), day.substr(0, 4), fraction_date(e.day)};
    add_actor(one, &cells);
    add_actor(other, &cells);
    cells.insert(cells.end(),
                 {e.sentence == 0 ? "1" : "0", e.cameo, e.cameo.substr(0, 3), e.cameo.substr(0, 2), quad_number(e.quad),
                  number(e.goldstein), std::to_string(e.mentions), std::to_string(e.publishers), std::to_string(e.documents), ""});
    add_geo(geo_of_country(one.country), second, &cells);
    add_geo(geo_of_country(other.country), second, &cells);
    add_geo(geo_of_place(e), second, &cells);
    cells.push_back(without_dashes(e.published) + (second ? "000000" : ""));
    cells.push_back(e.url.empty() ? e.document : e.url);
    add_line(cells, out);
  }
}

std::string or_none(std::string text) { return text.empty() ? "None" : text; }

template <typename Field>
std::string joined(const std::vector<Participant>& side, const Field& field) {
  std::string text;
  for (const Participant& p : side) {
    const std::string part = field(p);
    if (!part.empty()) text += (text.empty() ? "" : ";") + part;
  }
  return or_none(text);
}

std::string country_name(const std::string& iso3) {
  const Country* country = find_country(iso3);
  return country == nullptr ? std::string() : std::string(country->name);
}

void add_polecat_side(const std::vector<Participant>& side, Cells* cells) {
  const auto sector = [](const Participant& p) { return party_of(p).sector; };
  cells->push_back(joined(side, [](const Participant& p) { return p.name; }));
  cells->push_back(joined(side, [](const Participant& p) { return party_of(p).country; }));
  cells->push_back(joined(side, [](const Participant& p) {
    const Country* country = find_country(party_of(p).country);
    return country == nullptr ? std::string() : std::string(country->cow);
  }));
  cells->push_back(or_none(side.empty() ? "" : sector(side.front())));
  cells->push_back(joined(side, sector));
  cells->emplace_back("None");  // no titles apart from the names
  cells->push_back(joined(side, [](const Participant& p) { return p.text; }));
  cells->push_back(joined(side, [](const Participant& p) { return p.wikidata; }));
}

Names gdelt_columns(bool second) {
  Names names{"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"};
  static constexpr std::array<std::array<std::string_view, 10>, 2> kActors{
      {{"Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code",
        "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code"},
       {"Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code",
        "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code"}}};
  for (const auto& actor : kActors) names.insert(names.end(), actor.begin(), actor.end());
  names.insert(names.end(), {"IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
                             "NumSources", "NumArticles", "AvgTone"});
  static constexpr std::array<std::array<std::string_view, 8>, 3> kGeo{
      {{"Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat",
        "Actor1Geo_Long", "Actor1Geo_FeatureID"},
       {"Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code", "Actor2Geo_Lat",
        "Actor2Geo_Long", "Actor2Geo_FeatureID"},
       {"ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat",
        "ActionGeo_Long", "ActionGeo_FeatureID"}}};
  for (const auto& geo : kGeo) {
    for (const std::string_view name : geo) {
      if (second || !name.ends_with("ADM2Code")) names.push_back(name);
    }
  }
  names.insert(names.end(), {"DATEADDED", "SOURCEURL"});
  return names;
}

}  // namespace

const Names& gdelt1_columns() {
  static const Names names = gdelt_columns(false);
  return names;
}

const Names& gdelt2_columns() {
  static const Names names = gdelt_columns(true);
  return names;
}

const Names& gdelt_mentions_columns() {
  static const Names names{"GLOBALEVENTID",
                           "EventTimeDate",
                           "MentionTimeDate",
                           "MentionType",
                           "MentionSourceName",
                           "MentionIdentifier",
                           "SentenceID",
                           "Actor1CharOffset",
                           "Actor2CharOffset",
                           "ActionCharOffset",
                           "InRawText",
                           "Confidence",
                           "MentionDocLen",
                           "MentionDocTone",
                           "MentionDocTranslationInfo",
                           "Extras"};
  return names;
}

const Names& icews_columns() {
  static const Names names{"Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
                           "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
                           "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
                           "District",       "Province",   "Country",         "Latitude",       "Longitude"};
  return names;
}

const Names& polecat_columns() {
  static const Names names{"Event ID",
                           "Event Date",
                           "Event Type",
                           "Event Mode",
                           "Intensity",
                           "Quad Code",
                           "Contexts",
                           "Actor Name",
                           "Actor Country",
                           "Actor COW",
                           "Primary Actor Sector",
                           "Actor Sectors",
                           "Actor Title",
                           "Actor Name Raw",
                           "Wikipedia Actor ID",
                           "Recipient Name",
                           "Recipient Country",
                           "Recipient COW",
                           "Primary Recipient Sector",
                           "Recipient Sectors",
                           "Recipient Title",
                           "Recipient Name Raw",
                           "Wikipedia Recipient ID",
                           "Placename",
                           "City",
                           "District",
                           "Province",
                           "Country",
                           "Latitude",
                           "Longitude",
                           "GeoNames ID",
                           "Raw Placename",
                           "Feature Type",
                           "Source",
                           "Publication Date",
                           "Story People",
                           "Story Organizations",
                           "Story Locations",
                           "Language",
                           "Version"};
  return names;
}

void write_gdelt1(const ExchangeEvent& e, std::string* out) { write_gdelt(e, false, out); }
void write_gdelt2(const ExchangeEvent& e, std::string* out) { write_gdelt(e, true, out); }

void write_gdelt_mentions(const ExchangeEvent& e, std::string* out) {
  if (e.status != "actual") return;
  const size_t pairs = pairs_of(e).size();
  for (size_t i = 0; i < pairs; ++i) {
    const auto offset = [](const std::vector<Participant>& side) {
      return side.empty() ? std::string("-1") : std::to_string(side.front().span.begin);
    };
    add_line({row_number(e, i), without_dashes(e.day) + "000000", without_dashes(e.published) + "000000", e.url.empty() ? "2" : "1",
              e.publisher, e.url.empty() ? e.document : e.url, std::to_string(e.sentence + 1), offset(e.source), offset(e.target),
              std::to_string(e.trigger), "1", std::to_string(static_cast<int>(e.confidence * 100 + 0.5)), "", "", "", ""},
             out);
  }
}

void write_icews_header(std::string* out) { add_header(icews_columns(), out); }

void write_icews(const ExchangeEvent& e, std::string* out) {
  if (e.status != "actual") return;
  const bool city = e.precision == "city" || e.precision == "point";
  const auto pairs = pairs_of(e);
  for (size_t i = 0; i < pairs.size(); ++i) {
    const auto& [one, other] = pairs[i];
    add_line({row_number(e, i),
              e.day,
              one.name,
              one.sector,
              country_name(one.country),
              e.type + (e.mode.empty() ? "" : " " + e.mode),
              e.cameo,
              number(e.goldstein),
              other.name,
              other.sector,
              country_name(other.country),
              e.document,
              std::to_string(e.sentence + 1),
              e.publisher,
              city ? e.place : "",
              "",
              e.precision == "region" ? e.place : "",
              country_name(e.country),
              e.located ? number(e.lat) : "",
              e.located ? number(e.lon) : ""},
             out);
  }
}

void write_polecat_header(std::string* out) { add_header(polecat_columns(), out); }

void write_polecat(const ExchangeEvent& e, std::string* out) {
  if (e.status != "actual") return;
  const bool city = e.precision == "city" || e.precision == "point";
  std::string contexts;
  for (const std::string& context : e.contexts) contexts += (contexts.empty() ? "" : ";") + context;
  Cells cells{e.id, e.day, e.type, or_none(e.mode), number(e.goldstein), quad_number(e.quad), or_none(contexts)};
  add_polecat_side(e.source, &cells);
  add_polecat_side(e.target, &cells);
  const std::string region = e.precision == "region" ? e.place : std::string();
  for (const std::string& cell :
       {e.place, city ? e.place : std::string(), std::string(), region, e.country, e.located ? number(e.lat) : std::string(),
        e.located ? number(e.lon) : std::string(), std::string(), e.place_text, e.precision == "none" ? std::string() : e.precision,
        e.publisher, e.published, std::string(), std::string(), std::string(), e.language, std::string("demarche")})
    cells.push_back(or_none(cell));
  add_line(cells, out);
}

ExchangeEvent exchange_event(const Document& document, const CodedDocument& coded, const Event& event) {
  ExchangeEvent e;
  e.id = event.id;
  e.type = name_of(event.type);
  e.mode = event.mode;
  e.cameo = event.cameo;
  e.quad = name_of(quad_of(event.type));
  e.status = name_of(event.status);
  const DayRange days = days_of_edtf(event.date);
  e.day = days.first.empty() ? coded.date : days.first;
  e.published = coded.date;
  e.document = coded.doc;
  e.url = document.url;
  e.publisher = document.source;
  e.language = document.lang;
  e.goldstein = event.goldstein;
  e.confidence = event.confidence;
  e.contexts = event.contexts;
  e.source = event.source;
  e.target = event.target;
  if (event.place) {
    e.place = event.place->name;
    e.place_text = event.place->text;
    e.country = event.place->country;
    e.precision = event.place->precision;
    e.located = event.place->has_coordinates;
    e.lat = event.place->lat;
    e.lon = event.place->lon;
  }
  const auto sentence =
      std::find_if(coded.sentences.begin(), coded.sentences.end(), [&](const ByteSpan& s) { return event.sentence.begin < s.end; });
  e.sentence = static_cast<size_t>(sentence - coded.sentences.begin());
  e.trigger = event.trigger.span.begin;
  return e;
}

}  // namespace demarche::writers
