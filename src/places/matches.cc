#include <algorithm>

#include "base/utf8.h"
#include "places/match.h"
#include "places/name_key.h"

namespace demarche::places {

namespace {

constexpr uint32_t kMaxTokens = 12;  // of a name; hyphens may be tokens of their own
constexpr size_t kShortAcronym = 4;  // letters; "CARE" in running text is no town
constexpr uint32_t kHeadlineTokens = 3;
constexpr size_t kLongestWord = 64;  // bytes of a key
constexpr std::string_view kWordEnds{" \x01", 2};

bool has_small_letter(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); });
}

// A hyphen, apostrophe or full stop that may stand inside a name.
bool joint(const Token& token) { return token.form == "-" || token.form == "." || token.form == "'" || token.form == "’"; }

// The shape of a run of tokens, kept while it grows.
struct Shape {
  bool has_small = false;
  bool lower_end = false;   // ends in a word without a capital ("Rafah crossing")
  bool lower_word = false;  // such a word anywhere, particles apart
};

class Scanner {
 public:
  Scanner(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys) : gazetteer_(gazetteer), text_(text), keys_(keys) {}

  // The longest name that begins at token `i`; its end is `i` if there is none.
  Match longest(uint32_t i, uint32_t sentence_end) const {
    Match best;
    best.begin = best.end = i;
    const uint8_t lengths = lengths_from(i);
    if (lengths == 0) return best;
    uint64_t state = kHashSeed;
    uint32_t hashed = keys_.key_begin[i];
    uint32_t words = 1;
    Shape shape;
    for (uint32_t j = i; j < std::min(sentence_end, i + kMaxTokens); ++j) {
      const std::string_view added = std::string_view(keys_.keys).substr(hashed, std::max(keys_.key_end[j], hashed) - hashed);
      if (added.find(kBarrier) != std::string_view::npos) break;
      words += static_cast<uint32_t>(std::count(added.begin(), added.end(), ' '));
      if (words > kMaxWords) break;
      state = extend(state, added);
      hashed = std::max(keys_.key_end[j], hashed);
      grow(j, &shape);
      if (joint(text_.tokens[j]) || !(lengths >> (words - 1) & 1)) continue;
      const NameHit hit = gazetteer_.lookup(finish(state), keys_.key(i, j + 1));
      if (hit.found && fits(hit, i, j + 1, shape)) {
        best.end = j + 1;
        best.hash = finish(state);
        best.hit = hit;
      }
    }
    return best;
  }

 private:
  // Numbers of words of the names that may begin here. The first word may run over tokens that nothing separates
  // ("People" + "'s", "N" + "'" + "Djamena").
  uint8_t lengths_from(uint32_t i) const {
    const std::string_view key = keys_.key(i, i + 1);
    if (key.empty()) return 0;
    uint8_t lengths = gazetteer_.starts(key_hash(key.substr(0, key.find(' '))));
    if (!text_.tokens[i].space_after && key.find(' ') == std::string_view::npos) {
      const std::string_view rest = std::string_view(keys_.keys).substr(keys_.key_begin[i], kLongestWord);
      const std::string_view whole = rest.substr(0, rest.find_first_of(kWordEnds));
      if (whole.size() > key.size()) lengths |= gazetteer_.starts(key_hash(whole));
    }
    return lengths;
  }

  void grow(uint32_t j, Shape* shape) const {
    const Token& token = text_.tokens[j];
    if (joint(token)) return;
    const bool small = has_small_letter(token.form);
    shape->has_small |= small;
    shape->lower_end = !capitalised(token.form) && !utf8::ascii_digit(token.form.empty() ? ' ' : token.form[0]);
    if (shape->lower_end && !has(keys_.cues[j], Cue::kParticle)) shape->lower_word = true;
  }

  bool fits(const NameHit& hit, uint32_t begin, uint32_t end, const Shape& shape) const {
    if (hit.flags & kNotAPlace) return true;
    if (hit.postings.empty()) return false;
    if (hit.flags & kCapitalsOnly) return !shape.has_small && !money(end);
    const bool own = gazetteer_.record(hit.postings[0] & ~kAlternateBit).own != 0;
    if (shape.lower_word || shape.lower_end) return own && end - begin > 1;
    if (shape.has_small || end - begin > 1) return true;
    // Capitals only: a headline, a dateline, or an acronym.
    return text_.tokens[begin].form.size() > kShortAcronym || begins_sentence(begin);
  }

  // "US$543"
  bool money(uint32_t token) const { return token < text_.tokens.size() && text_.tokens[token].form.starts_with("$"); }

  bool begins_sentence(uint32_t token) const {
    const SentenceIndex s = text_.tokens[token].sentence;
    return s.valid() && s.value < text_.sentences.size() && token < text_[s].tokens.begin.value + kHeadlineTokens;
  }

  const Gazetteer& gazetteer_;
  const Text& text_;
  const TokenKeys& keys_;
};

}  // namespace

bool capitalised(std::string_view form) {
  if (form.empty()) return false;
  if (utf8::ascii_upper(form[0])) return true;
  if (form[0] & 0x80) {
    const utf8::CodePoint point = utf8::decode(form, 0);
    const std::string_view letter = form.substr(0, point.length);
    return point.value >= 0xC0 && point.value < 0x2000 && utf8::lower(letter) != letter;
  }
  // "al-Fashir", "d'Ivoire"
  const size_t at = form.find_first_of("-'");
  return at != std::string_view::npos && at <= 3 && at + 1 < form.size() && utf8::ascii_upper(form[at + 1]);
}

void make_keys(const Gazetteer& gazetteer, const Text& text, TokenKeys* out) {
  out->keys.clear();
  out->key_begin.resize(text.tokens.size());
  out->key_end.resize(text.tokens.size());
  out->cues.resize(text.tokens.size());
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    const Token& token = text.tokens[i];
    const size_t begin = out->keys.size();
    append_key(&out->keys, token.form);
    size_t end = out->keys.size();
    while (end > begin && out->keys[end - 1] == ' ') --end;
    out->key_begin[i] = static_cast<uint32_t>(begin);
    out->key_end[i] = static_cast<uint32_t>(std::max(begin, end));
    const std::string_view key = std::string_view(out->keys).substr(begin, end - begin);
    out->cues[i] = key.empty() || key[0] == kBarrier ? 0 : gazetteer.cues(key_hash(key), key);
    if (token.space_after && !out->keys.empty() && out->keys.back() != ' ') out->keys.push_back(' ');
  }
}

void find_matches(const Gazetteer& gazetteer, const Text& text, const TokenKeys& keys, std::vector<Match>* out) {
  out->clear();
  const Scanner scanner(gazetteer, text, keys);
  for (const Sentence& sentence : text.sentences) {
    const uint32_t end = std::min<uint32_t>(sentence.tokens.end.value, static_cast<uint32_t>(text.tokens.size()));
    for (uint32_t i = sentence.tokens.begin.value; i < end;) {
      const bool article = (text.tokens[i].form == "al" || text.tokens[i].form == "el") && !text.tokens[i].space_after;
      if (!capitalised(text.tokens[i].form) && !article) {
        ++i;
        continue;
      }
      const Match match = scanner.longest(i, end);
      if (match.end > i && !(match.hit.flags & kNotAPlace)) {
        out->push_back(match);
        out->back().wide_begin = match.begin;
      }
      i = std::max(match.end, i + 1);
    }
  }
}

}  // namespace demarche::places
