// Trees as CoNLL-U.
#include <algorithm>
#include <array>
#include <functional>

#include "base/utf8.h"
#include "writers/record.h"

namespace demarche::writers {

namespace {

constexpr std::array<std::string_view, 3> kApostrophes{"'", "\xE2\x80\x99", "`"};

bool letter(char c) {
  const char low = utf8::ascii_lower(c);
  return (low >= 'a' && low <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// Length of the apostrophe that the form begins with; 0 if none.
size_t apostrophe(std::string_view form) {
  for (const std::string_view mark : kApostrophes) {
    if (form.starts_with(mark)) return mark.size();
  }
  return 0;
}

// Written as one with the word before: "do|n't", "can|not", "it|'s", "the allies|'".
bool joined(const Token& before, const Token& token) {
  if (before.space_after || before.form.empty() || token.form.empty()) return false;
  const bool word_before = letter(before.form.back()) || utf8::ascii_digit(before.form.back());
  const size_t mark = apostrophe(token.form);
  if (mark == 0)
    return letter(before.form.back()) && letter(token.form.front()) && before.upos != Upos::kPunct && token.upos != Upos::kPunct;
  if (mark == token.form.size()) return word_before && token.xpos == Xpos::kPOS;
  return word_before && letter(token.form[mark]) && before.upos != Upos::kPunct;
}

std::vector<TokenSpan> ranges_of(const Text& text) {
  std::vector<TokenSpan> ranges;
  for (const Sentence& sentence : text.sentences) {
    for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end;) {
      TokenIndex end = t.next();
      while (end < sentence.tokens.end && joined(text.tokens[end.value - 1], text[end])) end = end.next();
      if (end.value - t.value > 1) ranges.push_back({t, end});
      t = end;
    }
  }
  return ranges;
}

std::string_view or_blank(std::string_view field) { return field.empty() ? "_" : field; }

void write_range(const Text& text, TokenSpan range, uint32_t first, std::string* out) {
  *out += std::to_string(range.begin.value - first + 1) + "-" + std::to_string(range.end.value - first) + "\t";
  for (TokenIndex t = range.begin; t < range.end; t = t.next()) *out += text[t].form;
  *out += "\t_\t_\t_\t_\t_\t_\t_\t";
  *out += text.tokens[range.end.value - 1].space_after ? "_\n" : "SpaceAfter=No\n";
}

// `misc` is what the last field says of a word besides SpaceAfter; may be empty.
void write_word(const Token& token, uint32_t number, uint32_t first, bool in_range, const std::string& misc, std::string* out) {
  *out += std::to_string(number) + "\t" + std::string(token.form) + "\t" + std::string(or_blank(token.lemma)) + "\t" +
          std::string(name_of(token.upos)) + "\t" + std::string(name_of(token.xpos)) + "\t_\t" +
          std::to_string(token.head.valid() ? token.head.value - first + 1 : 0) + "\t" + std::string(name_of(token.deprel)) + "\t_\t";
  const bool no_space = !token.space_after && !in_range;
  *out += misc;
  if (no_space) *out += misc.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
  *out += misc.empty() && !no_space ? "_\n" : "\n";
}

struct Layout {
  std::span<const TokenSpan> ranges;
  std::function<void(size_t sentence, std::string* out)> comments;
  std::function<std::string(TokenIndex)> misc;
};

void write(const Text& text, const Layout& layout, std::string* out) {
  auto range = layout.ranges.begin();
  for (size_t s = 0; s < text.sentences.size(); ++s) {
    layout.comments(s, out);
    const TokenSpan tokens = text.sentences[s].tokens;
    const uint32_t first = tokens.begin.value;
    TokenIndex range_end(first);
    for (TokenIndex t = tokens.begin; t < tokens.end; t = t.next()) {
      if (range != layout.ranges.end() && range->begin == t) {
        write_range(text, *range, first, out);
        range_end = range->end;
        ++range;
      }
      write_word(text[t], t.value - first + 1, first, t < range_end, layout.misc ? layout.misc(t) : std::string(), out);
    }
    out->push_back('\n');
  }
}

void sentence_comments(const Text& text, std::string_view id, size_t s, std::string* out) {
  *out += "# sent_id = " + std::string(id) + "-" + std::to_string(s + 1) + "\n";
  if (text.bytes.empty()) return;
  std::string flat(text.sentences[s].span.in(text.bytes));
  std::replace_if(
      flat.begin(), flat.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  *out += "# text = " + flat + "\n";
}

}  // namespace

void write_conllu(const Text& text, std::string_view id, std::string* out) {
  const std::vector<TokenSpan> ranges = ranges_of(text);
  write(text, {ranges, [&](size_t s, std::string* to) { sentence_comments(text, id, s, to); }, nullptr}, out);
}

void write_conllu(const Text& text, std::span<const TokenSpan> ranges, std::span<const std::string> comments, std::string* out) {
  write(text, {ranges, [&](size_t s, std::string* to) { *to += comments[s]; }, nullptr}, out);
}

void write_coded_conllu(const CodedDocument& coded, const Text& text, std::string* out) {
  if (text.sentences.empty()) return;
  std::string id = coded.doc;
  std::replace_if(
      id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  *out += "# newdoc id = " + id + "\n# date = " + coded.date + "\n";
  // An event stands at the first word of its trigger.
  const auto misc = [&](TokenIndex t) {
    std::string events;
    const ByteSpan span = text[t].span;
    for (const Event& e : coded.events) {
      if (e.trigger.span.begin < span.begin || e.trigger.span.begin >= span.end) continue;
      events += events.empty() ? "Event=" : ",";
      events += std::string(name_of(e.type)) + ":" + std::string(name_of(e.status)) + ":" + e.id;
    }
    return events;
  };
  const std::vector<TokenSpan> ranges = ranges_of(text);
  write(text, {ranges, [&](size_t s, std::string* to) { sentence_comments(text, id, s, to); }, misc}, out);
}

}  // namespace demarche::writers
