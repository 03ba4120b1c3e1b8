#include "plain_text.h"

#include <algorithm>
#include <array>

#include "base/tree.h"
#include "base/utf8.h"

namespace demarche::places {

namespace {

// Words that begin a sentence with a capital and are no names.
constexpr std::array<std::string_view, 60> kCommon{
    "The",      "A",         "An",       "In",     "On",      "At",        "As",       "It",     "He",     "She",        "They",   "We",
    "This",     "That",      "These",    "Those",  "But",     "And",       "If",       "When",   "While",  "After",      "Before", "Since",
    "From",     "To",        "For",      "By",     "With",    "Two",       "Three",    "Four",   "Five",   "Some",       "Many",   "Most",
    "All",      "No",        "Near",     "Police", "Troops",  "Officials", "Heavy",    "Shells", "Rebels", "Protesters", "Talks",  "Aid",
    "Fighting", "Thousands", "Hundreds", "Rain",   "Leaders", "Rockets",   "Soldiers", "His",    "Her",    "Its",        "Their",  "There"};

bool word_byte(std::string_view s, size_t at) {
  const char c = s[at];
  return (c & 0x80) ? !s.substr(at).starts_with("“") && !s.substr(at).starts_with("”") && !s.substr(at).starts_with("—") &&
                          !s.substr(at).starts_with("–") && !s.substr(at).starts_with("’")
                    : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || utf8::ascii_upper(c);
}

// "U.S.", "St.", "Mr.", "D.C.": the full stop belongs to the word.
bool abbreviation(std::string_view word) {
  constexpr std::array<std::string_view, 16> kKnown{"Mr",  "Mrs",   "Ms", "Dr",  "St",   "Gen", "Sen", "Gov",
                                                    "Ill", "Calif", "Pa", "Fla", "Mass", "Wis", "Col", "Sgt"};
  return word.find('.') != std::string_view::npos || word.size() == 1 || std::find(kKnown.begin(), kKnown.end(), word) != kKnown.end();
}

size_t word_end(std::string_view s, size_t at) {
  size_t end = at;
  while (end < s.size()) {
    if (word_byte(s, end)) {
      ++end;
    } else if (s[end] == '-' && end > at && end + 1 < s.size() && word_byte(s, end + 1)) {
      ++end;
    } else if (s[end] == '.' && end > at && utf8::ascii_upper(s[at]) && abbreviation(s.substr(at, end - at))) {
      ++end;
    } else if ((s[end] == '\'' || s.substr(end).starts_with("’")) && end > at) {
      const size_t next = end + (s[end] == '\'' ? 1 : 3);
      const bool possessive = next < s.size() && s[next] == 's' && (next + 1 == s.size() || !word_byte(s, next + 1));
      if (possessive || next >= s.size() || !word_byte(s, next)) break;
      end = next;
    } else {
      break;
    }
  }
  return end;
}

void add_token(Text* text, size_t begin, size_t end) {
  Token token;
  token.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  token.form = text->bytes.substr(begin, end - begin);
  token.lemma = token.form;
  token.space_after = end < text->bytes.size() && utf8::ascii_space(text->bytes[end]);
  token.sentence = SentenceIndex(static_cast<uint32_t>(text->sentences.size()));
  const bool upper = utf8::ascii_upper(token.form[0]) || (token.form[0] & 0x80);
  const bool common = std::find(kCommon.begin(), kCommon.end(), token.form) != kCommon.end();
  if (!word_byte(text->bytes, begin)) {
    token.upos = token.form == "'s" || token.form == "’s" ? Upos::kPart : Upos::kPunct;
  } else {
    token.upos = upper && !common ? Upos::kPropn : Upos::kNoun;
  }
  text->tokens.push_back(token);
}

void end_sentence(Text* text, uint32_t first, uint32_t paragraph) {
  const auto end = static_cast<uint32_t>(text->tokens.size());
  if (end == first) return;
  Sentence sentence;
  sentence.tokens = {TokenIndex(first), TokenIndex(end)};
  sentence.span = text->span_of(sentence.tokens);
  sentence.root = TokenIndex(first);
  sentence.paragraph = paragraph;
  text->sentences.push_back(sentence);
}

}  // namespace

Text plain_text(std::string_view bytes) {
  Text text;
  text.bytes = bytes;
  uint32_t first = 0, paragraph = 0;
  for (size_t at = 0; at < bytes.size();) {
    if (utf8::ascii_space(bytes[at])) {
      if (bytes[at] == '\n') {
        end_sentence(&text, first, paragraph++);
        first = static_cast<uint32_t>(text.tokens.size());
      }
      ++at;
      continue;
    }
    size_t end = word_end(bytes, at);
    if (end == at) {
      const bool possessive = (bytes[at] == '\'' && bytes.substr(at + 1).starts_with("s")) || bytes.substr(at).starts_with("’s");
      end = possessive ? bytes.find('s', at) + 1 : at + utf8::decode(bytes, at).length;
    }
    add_token(&text, at, end);
    const bool stop = bytes[at] == '.' || bytes[at] == '!' || bytes[at] == '?';
    at = end;
    if (stop) {
      end_sentence(&text, first, paragraph);
      first = static_cast<uint32_t>(text.tokens.size());
    }
  }
  end_sentence(&text, first, paragraph);
  tree::index_children(&text);
  return text;
}

}  // namespace demarche::places
