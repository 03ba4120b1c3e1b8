#include "places/places.h"

#include <string>

#include "places/match.h"

namespace demarche::places {

struct PlacesScratch::State {
  TokenKeys keys;
  std::vector<Match> matches;
  std::vector<std::string> why;
};

PlacesScratch::PlacesScratch() : state_(std::make_unique<State>()) {}
PlacesScratch::~PlacesScratch() = default;
PlacesScratch::PlacesScratch(PlacesScratch&&) noexcept = default;
PlacesScratch& PlacesScratch::operator=(PlacesScratch&&) noexcept = default;

namespace {

// The token through which the tree reaches the name: the one whose head lies outside.
TokenIndex head_of(const Text& text, uint32_t begin, uint32_t end) {
  for (uint32_t t = begin; t < end; ++t) {
    const TokenIndex head = text.tokens[t].head;
    if (!head.valid() || head.value < begin || head.value >= end) return TokenIndex(t);
  }
  return TokenIndex(end - 1);
}

std::vector<std::string> split_claims(std::string_view claims) {
  std::vector<std::string> list;
  while (!claims.empty()) {
    const size_t at = claims.find(';');
    list.emplace_back(claims.substr(0, at));
    claims = at == std::string_view::npos ? std::string_view{} : claims.substr(at + 1);
  }
  return list;
}

PlaceMention mention_of(const Gazetteer& gazetteer, const Text& text, const Match& m) {
  const Place place = gazetteer.place(m.chosen);
  PlaceMention mention;
  mention.tokens = {TokenIndex(m.wide_begin), TokenIndex(m.end)};
  mention.head = head_of(text, m.begin, m.end);
  mention.span = text.span_of(mention.tokens);
  mention.name = place.name;
  mention.country = place.country;
  mention.claims = split_claims(place.claims);
  mention.lat = place.lat;
  mention.lon = place.lon;
  mention.has_coordinates = true;
  mention.precision = info_of(place.kind).precision;
  // "northern Syria" is less than the country and no other place.
  if (mention.precision == PlacePrecision::kCountry && m.wide_begin < m.begin) {
    mention.precision = PlacePrecision::kRegion;
  }
  return mention;
}

}  // namespace

std::vector<PlaceMention> PlaceFinder::find(const Text& text, std::span<const ActorMention> actors, PlacesScratch* scratch,
                                            const PlacesOptions& options) const {
  PlacesScratch::State& state = *scratch->state_;
  make_keys(*gazetteer_, text, &state.keys);
  find_matches(*gazetteer_, text, state.keys, &state.matches);
  weigh_matches(*gazetteer_, text, state.keys, actors, &state.matches);
  resolve_matches(*gazetteer_, text, state.keys, &state.matches, options.explain ? &state.why : nullptr);
  std::vector<PlaceMention> mentions;
  for (size_t i = 0; i < state.matches.size(); ++i) {
    if (!state.matches[i].accepted) continue;
    mentions.push_back(mention_of(*gazetteer_, text, state.matches[i]));
    if (options.explain) mentions.back().why = std::move(state.why[i]);
  }
  return mentions;
}

}  // namespace demarche::places
