#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "places/match.h"

namespace demarche::places {

namespace {

// How much a sign counts. A name is accepted from kAccept on; a large city reaches that alone, a village needs an "in".
constexpr float kIn = 2.0f, kTo = 1.3f, kOf = 0.7f;
constexpr float kDirection = 1.5f;
constexpr float kTypeOf = 3.0f;      // "the city of X"
constexpr float kTypeBefore = 2.0f;  // "the capital X"
constexpr float kTypeAfter = 2.5f;   // "X province"
constexpr float kNatureAfter = 1.5f;
constexpr float kDateline = 3.0f;
constexpr float kTitleBefore = -5.0f;
constexpr float kNameBefore = -3.5f;
constexpr float kNameAfter = -4.0f;
constexpr float kBodyAfter = -4.0f;
constexpr float kBodyOf = -3.5f;  // "University of X"
constexpr float kSpeaks = -1.5f;
constexpr float kWeakName = -2.0f;
constexpr float kOtherSpelling = -1.0f;  // a name that the gazetteer knows from other languages
constexpr float kNotProperNoun = -2.0f;
constexpr uint32_t kLargeCity = 300'000;  // a surname that is also such a city may well be the city
constexpr uint32_t kLongestMention = 40;  // tokens of an actor mention

// A city's own weight by its people.
struct Size {
  uint32_t people;
  float weight;
};
constexpr std::array<Size, 6> kSizes{{{1'000'000, 2.4f}, {300'000, 2.0f}, {100'000, 1.6f}, {30'000, 1.0f}, {5'000, 0.6f}, {0, 0.3f}}};

bool adjacent(const Text& text, uint32_t left) { return text.tokens[left].upos != Upos::kPunct; }

class Weigher {
 public:
  Weigher(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::span<const ActorMention> actors,
          const std::vector<Match>& matches)
      : gazetteer_(gazetteer), text_(text), keys_(keys), actors_(actors), matches_(matches) {}

  void weigh(size_t number, Match* m) {
    sentence_ = text_[text_.tokens[m->begin].sentence].tokens;
    top_ = &gazetteer_.record(m->hit.postings[0] & ~kAlternateBit);
    strong_ = top_->own != 0 || top_->kind == PlaceKind::kCountry || top_->kind == PlaceKind::kCapital;
    m->needs_container = (m->hit.flags & kAfterComma) != 0;
    m->in_name = inside_actor(*m);
    m->evidence = own_weight(*m);
    before(number, m);
    after(number, m);
    dateline(m);
  }

 private:
  float own_weight(const Match& m) const {
    float weight = 0;
    if (top_->kind == PlaceKind::kCountry || top_->kind == PlaceKind::kContinent) {
      weight = 3.0f;
    } else if (top_->own && !(m.hit.postings[0] & kAlternateBit)) {
      weight = 2.6f;
    } else if (top_->kind == PlaceKind::kAdmin1) {
      weight = 1.4f;
    } else {
      const uint32_t people = top_->kind == PlaceKind::kAdmin2 ? top_->population / 20 : top_->population;
      weight = std::find_if(kSizes.begin(), kSizes.end(), [&](const Size& s) { return people >= s.people; })->weight;
    }
    const bool several_words = keys_.key(m.begin, m.end).find(' ') != std::string_view::npos;
    if (m.hit.postings[0] & kAlternateBit) weight += kOtherSpelling;
    if (several_words) weight += 0.8f;
    const uint32_t cues = m.end - m.begin == 1 ? keys_.cues[m.begin] : 0;
    if (!strong_ && (has(cues, Cue::kWeak) || has(cues, Cue::kGivenName))) {
      weight += top_->population > kLargeCity ? kWeakName / 2 : kWeakName;
    }
    const Upos tag = text_.tokens[m.end - 1].upos;
    if (!strong_ && !several_words && tag != Upos::kPropn && tag != Upos::kX) weight += kNotProperNoun;
    return weight;
  }

  uint32_t cues_at(int64_t token) const { return token >= sentence_.begin.value && token < sentence_.end.value ? keys_.cues[token] : 0; }
  bool inside(int64_t token) const { return token >= sentence_.begin.value && token < sentence_.end.value; }
  std::string_view form(int64_t token) const { return inside(token) ? text_.tokens[token].form : std::string_view{}; }
  bool upper(int64_t token) const { return inside(token) && capitalised(text_.tokens[token].form); }

  void before(size_t number, Match* m) const {
    int64_t at = int64_t{m->begin} - 1;
    const int64_t next_to = at;
    while (has(cues_at(at), Cue::kDirection) && m->begin - at <= 2) {
      m->evidence += at == next_to ? kDirection : 0;
      m->wide_begin = static_cast<uint32_t>(at--);
    }
    if (form(at) == "the" || form(at) == "The") --at;
    const uint32_t cues = cues_at(at);
    if (form(at) == "of") {
      of_before(at, m);
    } else if (has(cues, Cue::kIn)) {
      m->evidence += kIn;
    } else if (has(cues, Cue::kTo)) {
      m->evidence += kTo;
    } else if (at == next_to && type_word(cues) && !upper(at)) {
      m->evidence += kTypeBefore;
      set_hint(cues, m);
    }
    if (at == next_to) name_before(number, at, cues, m);
  }

  // "the city of X", "University of X", "north of X", "people of X"
  void of_before(int64_t of, Match* m) const {
    const uint32_t cues = cues_at(of - 1);
    if (type_word(cues)) {
      m->evidence += kTypeOf;
      set_hint(cues, m);
    } else if (has(cues, Cue::kDirection)) {
      m->evidence += kIn;
    } else if (upper(of - 1) && has(cues, Cue::kOrgNoun)) {
      m->evidence += kBodyOf;
    } else {
      m->evidence += kOf;
      if (has(cues, Cue::kAdminOffice)) m->hint = TypeHint::kAdmin;
    }
  }

  // A capitalised word right before: "John Houston", "Mr Houston", "Downtown Houston".
  void name_before(size_t number, int64_t at, uint32_t cues, Match* m) const {
    if (!inside(at) || !adjacent(text_, static_cast<uint32_t>(at))) return;
    if (has(cues, Cue::kTitle)) {
      if (upper(at) || top_->kind != PlaceKind::kCountry) m->evidence += kTitleBefore;
      return;
    }
    if (!upper(at) || has(cues, Cue::kIn) || has(cues, Cue::kTo)) return;
    if (has(cues, Cue::kDirection) || has(cues, Cue::kDemonym) || type_word(cues)) return;
    if (number > 0 && matches_[number - 1].end == m->begin) return;  // "Brooklyn New York"
    if (has(cues, Cue::kNever) && text_.tokens[at].upos != Upos::kPropn) return;
    if (has(cues, Cue::kGivenName) || text_.tokens[at].upos == Upos::kPropn) m->evidence += kNameBefore;
  }

  void after(size_t number, Match* m) const {
    int64_t at = m->end;
    if (!inside(at)) return;
    const uint32_t cues = cues_at(at);
    if (upper(at) && text_.tokens[at].upos != Upos::kPunct) {
      name_after(number, at, cues, m);
      return;
    }
    type_after(at, cues, m);
    if (has(cues, Cue::kSay) && !strong_ && top_->population < 1'000'000) m->evidence += kSpeaks;
  }

  // "Paris Hilton", "Washington Post", but "Texas Governor", "Sydney Airport", "Nyanza Province", "US Food Agency".
  void name_after(size_t number, int64_t at, uint32_t cues, Match* m) const {
    if (has(cues, Cue::kFeatureNoun) || type_word(cues)) {
      type_after(at, cues, m);
      // "Iraq International Bank": the feature word has to end the name.
      if (upper(at + 1) && has(cues_at(at + 1), Cue::kOrgNoun)) m->evidence += kBodyAfter;
      return;
    }
    const bool written_short = (m->hit.flags & kCapitalsOnly) != 0;
    if (written_short || has(cues, Cue::kOffice) || has(cues, Cue::kDemonym)) return;
    // "Brooklyn New York": what follows is itself a place that others lie in.
    const bool next_is_place = number + 1 < matches_.size() && matches_[number + 1].begin == m->end &&
                               gazetteer_.record(matches_[number + 1].hit.postings[0] & ~kAlternateBit).own != 0;
    if (has(cues, Cue::kOrgNoun)) {
      m->evidence += kBodyAfter;
    } else if (!next_is_place && text_.tokens[at].upos == Upos::kPropn) {
      m->evidence += kNameAfter;
    }
  }

  void type_after(int64_t at, uint32_t cues, Match* m) const {
    // "Nandurbar and Dhule districts"
    if ((form(at) == "and" || form(at) == "or") && upper(at + 1)) cues = cues_at(at + 2) & bit(Cue::kAdminType);
    if (!type_word(cues)) return;
    m->evidence += has(cues, Cue::kNatureType) ? kNatureAfter : kTypeAfter;
    set_hint(cues, m);
  }

  void dateline(Match* m) const {
    const Sentence& sentence = text_[text_.tokens[m->begin].sentence];
    const bool marked = sentence.dateline.contains(TokenIndex(m->begin));
    const bool first = m->begin == sentence.tokens.begin.value;
    const bool dash = form(m->end) == "—" || form(m->end) == "–" || form(m->end) == "--" ||
                      (form(m->end) == "(" && upper(m->end + 1) && form(m->end + 2) == ")");
    m->dateline = marked || (first && dash);
    if (m->dateline) m->evidence += kDateline;
  }

  static bool type_word(uint32_t cues) { return has(cues, Cue::kAdminType) || has(cues, Cue::kCityType) || has(cues, Cue::kNatureType); }

  static void set_hint(uint32_t cues, Match* m) {
    if (has(cues, Cue::kAdminType)) {
      m->hint = TypeHint::kAdmin;
    } else if (has(cues, Cue::kCityType)) {
      m->hint = TypeHint::kCity;
    } else {
      m->hint = TypeHint::kNature;
    }
  }

  // Part of a person's or body's name. "Texas" in "Texas Governor Rick Perry" stays: the mention's name begins later.
  bool inside_actor(const Match& m) const {
    const TokenSpan span{TokenIndex(m.begin), TokenIndex(m.end)};
    // Mentions stand in text order; none that begins so far back reaches here.
    const uint32_t from = m.begin > kLongestMention ? m.begin - kLongestMention : 0;
    const auto first =
        std::lower_bound(actors_.begin(), actors_.end(), from, [](const ActorMention& a, uint32_t t) { return a.tokens.begin.value < t; });
    const auto last = std::find_if(first, actors_.end(), [&](const ActorMention& a) { return a.tokens.begin >= span.end; });
    return std::any_of(first, last, [&](const ActorMention& actor) {
      if (!actor.tokens.overlaps(span) || actor.form != MentionForm::kName || actor.place_like) return false;
      if (!actor.person) return actor.tokens.size() > span.size();
      // "Diego Garcia" looks like somebody's name: who is listed nowhere is not where a place of our own list is.
      const bool guessed = actor.codes.front().actor.empty() && !actor.codes.front().entry.valid();
      if (guessed && top_->own && actor.tokens.begin >= span.begin && actor.tokens.end <= span.end) return false;
      const bool name_follows = actor.tokens.contains(span.end) && upper(m.end) && !title_at(m.end);
      return span.contains(actor.head) || name_follows;
    });
  }
  bool title_at(uint32_t token) const { return has(keys_.cues[token], Cue::kTitle) || has(keys_.cues[token], Cue::kOffice); }

  const Gazetteer& gazetteer_;
  const Text& text_;
  const TokenKeys& keys_;
  std::span<const ActorMention> actors_;
  const std::vector<Match>& matches_;
  TokenSpan sentence_;
  const PlaceRecord* top_ = nullptr;
  bool strong_ = false;
};

}  // namespace

void weigh_matches(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::span<const ActorMention> actors,
                   std::vector<Match>* matches) {
  Weigher weigher(gazetteer, text, keys, actors, *matches);
  for (size_t i = 0; i < matches->size(); ++i) weigher.weigh(i, &(*matches)[i]);
}

}  // namespace demarche::places
