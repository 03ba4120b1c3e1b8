#include "actors/names.h"

#include <algorithm>

#include "actors/candidates.h"
#include "actors/words.h"

namespace demarche::actors {

namespace {

template <typename Words>
bool one_of(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

TokenIndex head_of(const Text& text, TokenSpan span) {
  for (uint32_t t = span.begin.value; t < span.end.value; ++t) {
    const TokenIndex head = text.tokens[t].head;
    if (!head.valid() || !span.contains(head)) return TokenIndex(t);
  }
  return TokenIndex(span.end.value - 1);
}

bool NameReader::listed_person(const Hit& hit, int32_t* person) const {
  if (hit.names.empty()) return false;
  const lexicon::NameLink& link = best_link(tables_, hit.names, text_[hit.tokens.begin].form, day_);
  if (tables_.actor(link.actor).kind != lexicon::ActorKind::kPerson) return false;
  *person = static_cast<int32_t>(link.actor);
  return true;
}

TokenSpan NameReader::following(const Hit& title, int32_t* person) const {
  const uint32_t begin = title.tokens.end.value;
  const uint32_t end = text_[text_.tokens[title.tokens.begin.value].sentence].tokens.end.value;
  const Hit* next = begin < end && text_.tokens[begin].xpos == Xpos::kNNP ? hit_of(begin) : nullptr;
  if (next != nullptr && listed_person(*next, person)) return next->tokens;
  const TokenIndex head = head_of(text_, title.tokens);
  if (text_[head].xpos == Xpos::kNNS && !capitalised(text_[head])) return {};
  if (capitalised(text_[title.tokens.begin])) {
    if (const TokenSpan far = after_post(begin, end, person); !far.empty()) return far;
  }
  uint32_t at = begin;
  while (at < end && continues(at, begin)) ++at;
  while (at > begin && text_.tokens[at - 1].form == "-") --at;
  return {TokenIndex(begin), TokenIndex(at)};
}

// Words of the name that begins at `begin`. Titles and longer phrases of the dictionaries end it, unless the tree makes them a
// part of it: "President Hassan Sheikh".
bool NameReader::continues(uint32_t t, uint32_t begin) const {
  const Token& token = text_.tokens[t];
  const Hit* hit = hit_of(t);
  const bool listed = hit != nullptr && (hit->agent != nullptr || hit->tokens.size() > 1);
  if (token.upos == Upos::kPropn && capitalised(token)) {
    const bool inside = t > begin && token.deprel == Deprel::kFlat && token.head.value >= begin && token.head.value < t;
    return !listed || inside;
  }
  if (t == begin || !part_of_name(t)) return false;
  const bool joins = token.form != "-" || (text_.tokens[t + 1].upos != Upos::kVerb && text_.tokens[t + 1].upos != Upos::kAdj);
  return joins;
}

bool NameReader::names_person(TokenSpan name) const {
  // "Victoria Park", "Martin Prize".
  static constexpr std::string_view kThings[] = {
      "Park",     "Street",  "Square",   "University", "College",   "School",      "Hotel",     "Island", "Islands", "County",
      "State",    "Airport", "Hospital", "Bay",        "River",     "Lake",        "Hill",      "Hills",  "Bridge",  "Road",
      "Avenue",   "Centre",  "Center",   "Tower",      "Building",  "Beach",       "City",      "Town",   "Valley",  "Mountains",
      "Mountain", "Act",     "Award",    "Awards",     "Prize",     "Foundation",  "Institute", "House",  "Hall",    "Palace",
      "Station",  "Stadium", "Museum",   "Church",     "Cathedral", "Declaration", "Treaty",    "Falls",  "Harbour", "Harbor",
      "Club",     "Cup",     "Strait",   "Sea",        "Coast",     "Province",    "District",  "Region", "Plan",    "Accord"};
  if (name.size() < 2 || one_of(kThings, text_.tokens[name.end.value - 1].form)) return false;
  return tables_.is_given_name(lexicon::name_key(text_[name.begin].form));
}

TokenSpan NameReader::after_post(uint32_t at, uint32_t end, int32_t* person) const {
  static constexpr std::string_view kLinks[] = {"for", "to", "of", "on"};
  static constexpr std::string_view kEnds[] = {
      "Affairs",     "Security",     "Climate",     "Defense",        "Defence",     "State",       "Rights",    "Control",
      "Information", "Interior",     "Justice",     "Finance",        "Health",      "Education",   "Trade",     "Economy",
      "Energy",      "Transport",    "Labour",      "Labor",          "Agriculture", "Environment", "Culture",   "Tourism",
      "Industry",    "Commerce",     "Housing",     "Planning",       "Development", "Youth",       "Sports",    "Science",
      "Technology",  "Petroleum",    "Oil",         "Water",          "Treasury",    "Policy",      "Relations", "Operations",
      "Cooperation", "Intelligence", "Immigration", "Communications", "Integration"};
  if (at >= end || !one_of(kLinks, text_.tokens[at].lemma)) return {};
  constexpr uint32_t kLongest = 12;  // words of a post
  bool post_ended = false;
  for (uint32_t t = at + 1; t < std::min(end, at + kLongest); ++t) {
    const Token& token = text_.tokens[t];
    const Hit* hit = hit_of(t);
    const bool link = token.upos == Upos::kAdp || token.upos == Upos::kDet || token.upos == Upos::kCconj;
    if (!link && !capitalised(token)) return {};
    if (hit != nullptr && !hit->names.empty()) {
      if (listed_person(*hit, person)) return hit->tokens;
      t = hit->tokens.end.value - 1;
      post_ended = true;
      continue;
    }
    if (post_ended && hit == nullptr && token.upos == Upos::kPropn && !link) {
      uint32_t last = t;
      while (last < end && part_of_name(last)) ++last;
      if (last - t >= 2) return {TokenIndex(t), TokenIndex(last)};
    }
    post_ended = one_of(kEnds, token.form);
  }
  return {};
}

bool NameReader::part_of_name(uint32_t t) const {
  const Token& token = text_.tokens[t];
  if (s_.hit_at[t] != -1 || taken_[t]) return false;
  if (token.upos == Upos::kPropn && capitalised(token)) return true;
  // "Abdullah al-Jahafi", "Carlos de Souza": a small word between two capitalised ones.
  static constexpr std::string_view kParticles[] = {"al", "bin", "ibn", "de", "da", "di", "del", "von", "van", "ben", "el", "la", "der"};
  const bool inner = t > 0 && t + 1 < text_.tokens.size() && capitalised(text_.tokens[t - 1]) && one_of(kParticles, token.form);
  if (inner) return text_.tokens[t + 1].form == "-" || capitalised(text_.tokens[t + 1]);
  const bool tight = t > 0 && !text_.tokens[t - 1].space_after && text_.tokens[t - 1].sentence == token.sentence;
  if (token.form == "-") return tight && !token.space_after;
  return tight && text_.tokens[t - 1].form == "-" && token.upos != Upos::kPunct;
}

TokenSpan NameReader::with_honorific(TokenSpan name) const {
  if (name.begin.value == 0 || !honorific(text_.tokens[name.begin.value - 1].form)) return name;
  return {TokenIndex(name.begin.value - 1), name.end};
}

bool NameReader::begins_name(uint32_t t) const {
  const Token& token = text_.tokens[t];
  if (taken_[t] || s_.hit_at[t] != -1) return false;
  if (token.upos == Upos::kPropn && capitalised(token)) return !calendar_word(token.form);
  // "al-Eryani" by itself.
  static constexpr std::string_view kArticles[] = {"al", "el", "Al", "El"};
  const bool article = t + 2 < text_.tokens.size() && !token.space_after && one_of(kArticles, token.form);
  return article && text_.tokens[t + 1].form == "-" && !text_.tokens[t + 1].space_after && capitalised(text_.tokens[t + 2]) &&
         s_.hit_at[t + 1] < 0 && s_.hit_at[t + 2] < 0 && !taken_[t + 2];
}

}  // namespace demarche::actors
