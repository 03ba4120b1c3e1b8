#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "places/match.h"

namespace demarche::places {

namespace {

// What counts for one meaning against another, on the scale of PlaceRecord::prior (log10 of people).
constexpr float kAlternate = -0.7f;
constexpr float kContained = 6.0f;       // "Paris, Texas"
constexpr float kLooseContained = 3.0f;  // "Paris in Texas"
constexpr float kSameSense = 4.0f;       // the same name was said to lie there elsewhere in the document
constexpr float kCountryNamed = 1.8f;
constexpr float kAreaNamed = 1.0f;
constexpr float kNear = 1.2f;
constexpr float kNearScale = 150;  // km
constexpr float kListLevel = 1.5f;
constexpr float kHint = 2.5f, kAgainstHint = -1.5f;
constexpr size_t kShown = 4;          // meanings that explain shows
constexpr float kMargin = 1.0f;       // by which a meaning must lead to speak for others
constexpr float kTooUnlikely = 5.0f;  // a comma does not move "Ontario, Texas" this far

// What it adds to the evidence that a name is a place.
constexpr float kContainedSign = 3.0f, kContainerSign = 1.5f, kListSign = 1.2f, kRepeatSign = 1.2f;
constexpr float kSureOnce = 2.6f;

double km(const PlaceRecord& a, const PlaceRecord& b) {
  constexpr double kRadian = 3.14159265358979 / 180;
  const double la = a.lat * kRadian, lb = b.lat * kRadian;
  const double s = std::sin((lb - la) / 2), t = std::sin((b.lon - a.lon) * kRadian / 2);
  return 12742 * std::asin(std::min(1.0, std::sqrt(s * s + std::cos(la) * std::cos(lb) * t * t)));
}

bool area(PlaceKind kind) { return kind == PlaceKind::kCountry || kind == PlaceKind::kAdmin1 || kind == PlaceKind::kAdmin2; }

struct Tally {
  uint32_t key;
  float weight;
};

class Resolver {
 public:
  Resolver(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::vector<Match>* matches)
      : gazetteer_(gazetteer), text_(text), keys_(keys), matches_(*matches) {}

  void run(std::vector<std::string>* why) {
    for (Match& m : matches_) m.chosen = best(m, false, nullptr);
    for (size_t i = 0; i + 1 < matches_.size(); ++i) contain(i);
    for (size_t i = 0; i < matches_.size(); ++i) accept_alone(&matches_[i]);
    lists();
    repeats();
    tally();
    share_senses();
    for (size_t round = 0; round < 2; ++round) {
      for (size_t i = 0; i < matches_.size(); ++i) {
        current_ = i;
        matches_[i].chosen = best(matches_[i], true, nullptr);
      }
      tally();
    }
    for (Match& m : matches_) m.chosen = seat_of(m);
    if (why != nullptr) explain(why);
  }

 private:
  const PlaceRecord& record(uint32_t place) const { return gazetteer_.record(place & ~kAlternateBit); }

  static float hint_score(TypeHint hint, PlaceKind kind) {
    const bool populated = info_of(kind).populated;
    const bool admin = kind == PlaceKind::kAdmin1 || kind == PlaceKind::kAdmin2 || kind == PlaceKind::kRegion;
    switch (hint) {
      case TypeHint::kNone: return 0;
      case TypeHint::kAdmin: return admin ? kHint : populated ? kAgainstHint : 0;
      case TypeHint::kCity: return populated ? kHint * 0.6f : admin ? kAgainstHint : 0;
      case TypeHint::kNature: return !populated && !area(kind) && kind != PlaceKind::kRegion ? kHint * 0.6f : 0;
    }
    return 0;
  }

  float base_score(const Match& m, uint32_t posting) const {
    const PlaceRecord& r = record(posting);
    return r.prior + (posting & kAlternateBit ? kAlternate : 0) + hint_score(m.hint, r.kind);
  }

  float score(const Match& m, uint32_t posting, bool in_context) const {
    const PlaceRecord& r = record(posting);
    float s = base_score(m, posting);
    if (m.container != kNoPlace && holds(m.container, posting & ~kAlternateBit)) s += kContained;
    if (in_context) s += context_score(m, r, posting & ~kAlternateBit);
    return s;
  }

  // The likeliest meaning; with `list`, all that were weighed.
  uint32_t best(const Match& m, bool in_context, std::vector<Candidate>* list) const {
    uint32_t found = kNoPlace;
    float top = -1e9f;
    for (size_t i = 0; i < std::min(m.hit.postings.size(), kMaxCandidates); ++i) {
      const float s = score(m, m.hit.postings[i], in_context);
      if (list != nullptr) list->push_back({m.hit.postings[i] & ~kAlternateBit, s});
      if (s > top) {
        top = s;
        found = m.hit.postings[i] & ~kAlternateBit;
      }
    }
    return found;
  }

  // "Geneva" is the city, not the canton that is called after it, unless the words say so.
  uint32_t seat_of(const Match& m) const {
    if (m.hint == TypeHint::kAdmin || m.chosen == kNoPlace) return m.chosen;
    const PlaceKind kind = record(m.chosen).kind;
    if (kind != PlaceKind::kAdmin1 && kind != PlaceKind::kAdmin2) return m.chosen;
    constexpr float kSeatSize = 4.0f;  // log10 of people: a village is not meant before its province
    uint32_t seat = m.chosen;
    for (size_t i = 0; i < std::min(m.hit.postings.size(), kMaxCandidates); ++i) {
      const uint32_t place = m.hit.postings[i] & ~kAlternateBit;
      const PlaceRecord& r = record(place);
      const bool within = r.admin1 == m.chosen || r.admin2 == m.chosen;
      if (within && info_of(r.kind).populated && r.prior > kSeatSize && (seat == m.chosen || r.prior > record(seat).prior)) seat = place;
    }
    return seat;
  }

  // True if the area or country `outer` holds `inner`.
  bool holds(uint32_t outer, uint32_t inner) const {
    const PlaceRecord &o = record(outer), &p = record(inner);
    if (outer == inner || p.kind == PlaceKind::kCountry) return false;
    if (o.kind == PlaceKind::kCountry) return p.country == o.country && p.country != kNoCountry;
    if (p.admin1 == outer || p.admin2 == outer) return true;
    // Areas of ours that GeoNames does not know: by nearness.
    return o.own != 0 && o.kind == PlaceKind::kRegion && info_of(p.kind).populated && p.country == o.country && km(o, p) < 200;
  }

  bool comma_between(const Match& a, const Match& b) const { return b.begin == a.end + 1 && text_.tokens[a.end].form == ","; }
  bool same_sentence(const Match& a, const Match& b) const { return text_.tokens[a.begin].sentence == text_.tokens[b.begin].sentence; }
  bool joined(const Match& a, const Match& b) const {
    if (!same_sentence(a, b) || b.begin > a.end + 3) return false;
    for (uint32_t t = a.end; t < b.begin; ++t) {
      const std::string_view form = text_.tokens[t].form;
      if (form != "," && form != "and" && form != "or" && form != "the" && form != "&" && !has(keys_.cues[t], Cue::kDirection)) {
        return false;
      }
    }
    return b.begin > a.end;
  }

  // True if the name may also mean an area of this level in this country ("Washington" in a list of states).
  bool may_be(const Match& m, PlaceKind kind, uint16_t country) const {
    return std::any_of(m.hit.postings.begin(), m.hit.postings.begin() + std::min<size_t>(m.hit.postings.size(), 6), [&](uint32_t p) {
      const PlaceRecord& r = record(p);
      return r.kind == kind && (r.country == country || kind == PlaceKind::kCountry);
    });
  }

  // Three or more areas of one level in a row: a list, not "county, state, country".
  bool in_list_of_areas(size_t i) const {
    const auto alike = [&](size_t x, size_t y) {
      const PlaceRecord& r = record(matches_[y].chosen);
      return joined(matches_[x], matches_[y]) && area(r.kind) && r.own && may_be(matches_[x], r.kind, r.country);
    };
    if (!alike(i, i + 1)) return false;
    return (i + 2 < matches_.size() && alike(i + 1, i + 2)) || (i > 0 && alike(i - 1, i)) || text_.tokens[matches_[i].end].form != ",";
  }

  // The text may say that match i lies in the next one (or the one after that).
  void contain(size_t i) {
    Match& a = matches_[i];
    Match& b = matches_[i + 1];
    if (!same_sentence(a, b) || a.in_name || b.in_name || in_list_of_areas(i)) return;
    if (comma_between(a, b) || (b.begin == a.end + 2 && text_.tokens[a.end].form == "(")) {
      if (link(&a, b, true)) b.evidence += kContainerSign;
    } else if (b.begin <= a.end + 4 && links_inward(a.end, b.begin)) {
      link(&a, b, false);
    } else if (b.begin <= a.end + 4 && text_.tokens[a.end].form == "'s") {
      link(&b, a, false);  // "Kenya's capital Nairobi"
    }
    if (i + 2 < matches_.size() && a.container == kNoPlace && comma_between(a, b) && comma_between(b, matches_[i + 2])) {
      link(&a, matches_[i + 2], true);
    }
  }

  bool links_inward(uint32_t begin, uint32_t end) const {
    bool in = false;
    for (uint32_t t = begin; t < end; ++t) {
      const std::string_view form = text_.tokens[t].form;
      if (form == "in" || form == "of") in = true;
      if (text_.tokens[t].upos == Upos::kVerb || form == "and" || form == ";") return false;
    }
    return in;
  }

  // Finds meanings of both that fit; true if there are such.
  bool link(Match* inner, const Match& outer, bool comma) {
    float top = -1e9f;
    uint32_t found = kNoPlace, container = kNoPlace;
    for (size_t o = 0; o < std::min(outer.hit.postings.size(), kMaxCandidates); ++o) {
      const uint32_t out = outer.hit.postings[o] & ~kAlternateBit;
      const PlaceKind kind = record(out).kind;
      if (!area(kind) && !(record(out).own && kind == PlaceKind::kRegion)) continue;
      for (const uint32_t posting : inner->hit.postings) {
        const uint32_t in = posting & ~kAlternateBit;
        if (!holds(out, in)) continue;
        const float s = base_score(*inner, posting) + base_score(outer, outer.hit.postings[o]);
        if (s > top) {
          top = s;
          found = in;
          container = out;
        }
      }
    }
    if (found == kNoPlace) return false;
    const float loss = record(inner->chosen).prior - record(found).prior;
    if (!comma && loss > kLooseContained) return false;
    if (loss > kTooUnlikely && area(record(inner->chosen).kind)) return false;
    inner->container = container;
    inner->chosen = found;
    inner->evidence += comma ? kContainedSign : 1.0f;
    inner->needs_container = false;
    return true;
  }

  void accept_alone(Match* m) const {
    if (m->needs_container) {
      // "Portland, OR"
      const size_t i = static_cast<size_t>(m - matches_.data());
      m->needs_container = i == 0 || !comma_between(matches_[i - 1], *m) || matches_[i - 1].container != m->chosen;
    }
    m->accepted = !m->in_name && !m->needs_container && m->evidence >= kAccept;
  }

  // A name in a row with places is a place; the row is gone through in both directions.
  void lists() {
    for (size_t i = 0; i + 1 < matches_.size(); ++i) support(i, i + 1);
    for (size_t i = matches_.size(); i-- > 1;) support(i - 1, i);
  }
  void support(size_t i, size_t j) {
    Match& a = matches_[i];
    Match& b = matches_[j];
    if (a.accepted == b.accepted || !joined(a, b)) return;
    Match& doubtful = a.accepted ? b : a;
    if (doubtful.listed) return;
    doubtful.listed = true;
    doubtful.evidence += kListSign;
    accept_alone(&doubtful);
  }

  // A name that was surely a place once is one again.
  void repeats() {
    sure_.clear();
    for (const Match& m : matches_) {
      if (m.accepted && m.evidence >= kSureOnce) sure_.push_back(m.hash);
    }
    std::sort(sure_.begin(), sure_.end());
    for (Match& m : matches_) {
      if (m.accepted || !std::binary_search(sure_.begin(), sure_.end(), m.hash)) continue;
      m.evidence += kRepeatSign;
      accept_alone(&m);
    }
  }

  static void add(std::vector<Tally>* tallies, uint32_t key, float weight) {
    const auto found = std::find_if(tallies->begin(), tallies->end(), [&](const Tally& t) { return t.key == key; });
    if (found == tallies->end()) {
      tallies->push_back({key, weight});
    } else {
      found->weight += weight;
    }
  }
  static float weight_of(const std::vector<Tally>& tallies, uint32_t key) {
    const auto found = std::find_if(tallies.begin(), tallies.end(), [&](const Tally& t) { return t.key == key; });
    return found == tallies.end() ? 0 : found->weight;
  }

  // How much the choice of this match says about the others: nothing if it is itself in doubt.
  float voice(const Match& m) const {
    if (!m.accepted) return 0;
    if (m.container != kNoPlace) return 1.0f;
    const PlaceRecord& r = record(m.chosen);
    float second = -1e9f;
    for (const uint32_t p : m.hit.postings) {
      if ((p & ~kAlternateBit) != m.chosen) second = std::max(second, base_score(m, p));
    }
    if (r.prior - second < kMargin) return 0.2f;
    return area(r.kind) || r.own ? 1.0f : 0.6f;
  }

  // Which countries and areas the document is about.
  void tally() {
    countries_.clear();
    areas_.clear();
    for (const Match& m : matches_) {
      const float weight = voice(m);
      const PlaceRecord& r = record(m.chosen);
      if (weight == 0 || r.country == kNoCountry) continue;
      add(&countries_, r.country, weight);
      const uint32_t in = r.kind == PlaceKind::kAdmin1 ? m.chosen : r.admin1;
      if (in != kNoPlace) add(&areas_, in, weight);
    }
  }

  void share_senses() {
    senses_.clear();
    for (const Match& m : matches_) {
      if (m.container != kNoPlace && m.accepted) senses_.push_back({m.hash, m.chosen});
    }
  }

  float context_score(const Match& m, const PlaceRecord& r, uint32_t place) const {
    float s = 0;
    // What this match itself says is not counted for it.
    const PlaceRecord& now = record(m.chosen);
    const float own = voice(m);
    if (r.country != kNoCountry) {
      const float w = std::max(0.0f, weight_of(countries_, r.country) - (now.country == r.country ? own : 0));
      s += kCountryNamed * w / (w + 1);
    }
    if (r.admin1 != kNoPlace || r.kind == PlaceKind::kAdmin1) {
      const uint32_t in = r.kind == PlaceKind::kAdmin1 ? place : r.admin1;
      const uint32_t own_in = now.kind == PlaceKind::kAdmin1 ? m.chosen : now.admin1;
      const float w = std::max(0.0f, weight_of(areas_, in) - (own_in == in ? own : 0));
      if (r.kind != PlaceKind::kAdmin1) s += kAreaNamed * w / (w + 1);
    }
    for (const Sense& sense : senses_) {
      if (sense.hash == m.hash && sense.place == place) {
        s += kSameSense;
        break;
      }
    }
    return s + neighbour_score(r);
  }

  // Nearness to the places next to it, and the level of a list it stands in.
  float neighbour_score(const PlaceRecord& r) const {
    constexpr size_t kWindow = 4;
    float nearest = 0, list = 0;
    const size_t from = current_ > kWindow ? current_ - kWindow : 0;
    for (size_t i = from; i < std::min(matches_.size(), current_ + kWindow + 1); ++i) {
      const Match& other = matches_[i];
      if (i == current_ || !other.accepted || other.hash == matches_[current_].hash) continue;
      const PlaceRecord& o = record(other.chosen);
      if (info_of(o.kind).populated && info_of(r.kind).populated) {
        nearest = std::max(nearest, static_cast<float>(std::exp(-km(o, r) / kNearScale)));
      }
      const bool next = i + 1 == current_   ? joined(other, matches_[current_])
                        : i == current_ + 1 ? joined(matches_[current_], other)
                                            : false;
      if (next && o.kind == r.kind && (o.country == r.country || r.kind == PlaceKind::kCountry)) list = kListLevel;
    }
    return kNear * nearest + list;
  }

  // What a meaning's score is made of: its size, the words around the name, the places and countries of the document.
  std::string reasons(const Match& m, const Candidate& candidate) const {
    const PlaceRecord& r = record(candidate.place);
    const float named = base_score(m, candidate.place) - r.prior;
    const float around = context_score(m, r, candidate.place);
    const float inside = m.container != kNoPlace && holds(m.container, candidate.place) ? kContained : 0;
    std::array<char, 128> text{};
    std::snprintf(text.data(), text.size(), " %.1f = size %.1f, wording %+.1f, neighbours %+.1f, containment %+.1f", candidate.score,
                  r.prior, named + (candidate.score - (base_score(m, candidate.place) + around + inside)), around, inside);
    return text.data();
  }

  void explain(std::vector<std::string>* why) {
    why->clear();
    for (size_t i = 0; i < matches_.size(); ++i) {
      current_ = i;
      const Match& m = matches_[i];
      std::vector<Candidate> list;
      best(m, true, &list);
      std::sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
      std::array<char, 96> part{};
      std::snprintf(part.data(), part.size(), "evidence %.1f of %.1f;", m.evidence, kAccept);
      std::string text = part.data();
      for (size_t c = 0; c < std::min<size_t>(list.size(), kShown); ++c) {
        const Place p = gazetteer_.place(list[c].place);
        text += (c == 0 ? " " : ", ") + std::string(p.name) + " " + std::string(p.country) + " (" + std::string(info_of(p.kind).name) + ")";
        text += reasons(m, list[c]);
      }
      if (m.container != kNoPlace) text += "; said to lie in " + std::string(gazetteer_.place(m.container).name);
      why->push_back(std::move(text));
    }
  }

  struct Sense {
    uint64_t hash;
    uint32_t place;
  };

  const Gazetteer& gazetteer_;
  const Text& text_;
  const TokenKeys& keys_;
  std::vector<Match>& matches_;
  std::vector<uint64_t> sure_;
  std::vector<Tally> countries_, areas_;
  std::vector<Sense> senses_;
  size_t current_ = 0;
};

}  // namespace

void resolve_matches(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::vector<Match>* matches,
                     std::vector<std::string>* why) {
  Resolver(gazetteer, text, keys, matches).run(why);
}

}  // namespace demarche::places
