// The places room: which stretches of a document name a place, and which place each of them means.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "demarche/annotation.h"
#include "places/attach.h"
#include "places/gazetteer.h"

namespace demarche::places {

struct PlacesOptions {
  bool explain = false;  // fill PlaceMention::why with the candidates and their scores
};

// Working memory of find(). One per thread, kept from document to document so that nothing is allocated per token.
class PlacesScratch {
 public:
  PlacesScratch();
  ~PlacesScratch();
  PlacesScratch(PlacesScratch&&) noexcept;
  PlacesScratch& operator=(PlacesScratch&&) noexcept;

 private:
  friend class PlaceFinder;
  struct State;
  std::unique_ptr<State> state_;
};

// Finds and resolves names of places. Const use is thread-safe, each thread with its own scratch.
class PlaceFinder {
 public:
  // The gazetteer is not owned and must outlive the finder.
  explicit PlaceFinder(const Gazetteer* gazetteer) : gazetteer_(gazetteer) {}

  // Mentions in text order; they do not overlap. Words inside the names of persons and bodies are no places; `actors` may
  // be empty, then tags and neighbouring words alone decide. Text without trees or tags will do, less well.
  // Every mention has a span, a gazetteer name and coordinates. An unknown
  // country is empty. A country is never narrowed to a city.
  std::vector<PlaceMention> find(const Text& text, std::span<const ActorMention> actors, PlacesScratch* scratch,
                                 const PlacesOptions& options = {}) const;

 private:
  const Gazetteer* gazetteer_;
};

}  // namespace demarche::places
