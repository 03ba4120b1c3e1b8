// places_driver GAZETTEER [MODELS|- [explain]]: JSON lines {"id","text"} in, {"doc","places"} out, for score_places.
// An input line may have "events": [{"start", "end", "nature"}], spans of triggers; the answer then has "event_places".
// Tokens come from the models of the folder, or from plain_text where it is "-".
#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "language/language.h"
#include "places/places.h"
#include "plain_text.h"

namespace {

using demarche::ByteSpan;
using demarche::Text;
using demarche::TokenIndex;

// The token of the span whose head lies outside it.
TokenIndex head_of(const Text& text, ByteSpan span) {
  TokenIndex last;
  for (uint32_t t = 0; t < text.tokens.size(); ++t) {
    const demarche::Token& token = text.tokens[t];
    if (!token.span.overlaps(span)) continue;
    last = TokenIndex(t);
    if (!token.head.valid() || !text[token.head].span.overlaps(span)) return last;
  }
  return last;
}

nlohmann::json event_places(const Text& text, const std::vector<demarche::PlaceMention>& found, const nlohmann::json& events) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& event : events) {
    const TokenIndex trigger = head_of(text, {event["start"].get<uint32_t>(), event["end"].get<uint32_t>()});
    const auto nature = static_cast<demarche::places::EventNature>(event["nature"].get<int>());
    const auto* place = trigger.valid() ? demarche::places::place_of(text, trigger, found, nature) : nullptr;
    list.push_back(place == nullptr ? nlohmann::json() : nlohmann::json{{"text", place->span.in(text.bytes)}, {"country", place->country}});
  }
  return list;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace demarche;
  if (argc < 2) return 2;
  const auto gazetteer = places::Gazetteer::open(argv[1]);
  if (!gazetteer) return std::fprintf(stderr, "%s\n", gazetteer.error().message().c_str()), 1;
  const places::PlaceFinder finder(&*gazetteer);
  places::PlacesScratch scratch;
  const std::string models = argc > 2 ? argv[2] : "-";
  std::optional<Result<language::Analyzer>> analyzer;
  if (models != "-") analyzer.emplace(language::Analyzer::open(models));
  if (analyzer && !*analyzer) return std::fprintf(stderr, "%s\n", analyzer->error().message().c_str()), 1;
  language::LanguageScratch language_scratch;
  double seconds = 0;
  size_t tokens = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const auto in = nlohmann::json::parse(line);
    const std::string bytes = in["text"];
    Text text;
    if (analyzer) {
      (*analyzer)->analyze(bytes, &language_scratch, &text);
    } else {
      text = places::plain_text(bytes);
    }
    const auto start = std::chrono::steady_clock::now();
    const auto found = finder.find(text, {}, &scratch, {argc > 3});
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    tokens += text.tokens.size();
    nlohmann::json out{{"doc", in["id"]}, {"places", nlohmann::json::array()}};
    for (const PlaceMention& p : found) {
      out["places"].push_back({{"start", p.span.begin},
                               {"end", p.span.end},
                               {"text", p.span.in(bytes)},
                               {"name", p.name},
                               {"country", p.country},
                               {"lat", p.lat},
                               {"lon", p.lon},
                               {"precision", name_of(p.precision)},
                               {"why", p.why}});
    }
    if (in.contains("events")) out["event_places"] = event_places(text, found, in["events"]);
    std::puts(out.dump().c_str());
  }
  std::fprintf(stderr, "%zu tokens, %.3f us per token\n", tokens, 1e6 * seconds / static_cast<double>(tokens));
}
