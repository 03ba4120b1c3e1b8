#include "language/sentences.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace demarche::language {

namespace {

constexpr size_t kShortLine = 60;  // bytes; a line that ends earlier without a full stop was not wrapped

// Words that begin sentences: after an abbreviation that may end one, they decide.
constexpr std::array<std::string_view, 44> kStarters{
    "The",  "A",     "An",   "In",    "On",   "At",   "He",    "She",    "It",    "They", "We",
    "This", "That",  "These", "Those", "But",  "And",  "However", "After", "Before", "When", "While",
    "As",   "If",    "There", "His",   "Her",  "Its",  "Their", "Our",   "For",   "With", "Since",
    "Although", "Meanwhile", "According", "Earlier", "Last", "Some", "Many", "Both", "I", "You", "Also"};

bool closing(std::string_view form) {
  return form == ")" || form == "]" || form == "\"" || form == "''" || form == "\xE2\x80\x9D" || form == "'" ||
         form == "\xE2\x80\x99" || form == "\xC2\xBB";
}

bool opening(std::string_view form) {
  return form == "(" || form == "[" || form == "\"" || form == "``" || form == "\xE2\x80\x9C" || form == "'" ||
         form == "\xE2\x80\x98" || form == "\xC2\xAB" || form == "-" || form == "--" || form == "\xE2\x80\x94";
}

bool final_mark(std::string_view form) {
  return form.front() == '.' || form.front() == '!' || form.front() == '?' || form == "\xE2\x80\xA6";
}

bool bullet(std::string_view form) {
  return form == "*" || form == "\xE2\x80\xA2" || form == "\xE2\x97\x8F" || form == "\xC2\xB7" || form == "-" ||
         form == "--" || form == "\xE2\x80\x93";
}

bool starts_upper(std::string_view form) {
  if (utf8::ascii_upper(form.front()) || utf8::ascii_digit(form.front())) return true;
  if (static_cast<unsigned char>(form.front()) < 0x80) return false;
  const std::string lower = utf8::lower(form);
  return lower != form;
}

// What stands between two tokens.
struct Gap {
  bool space = false;
  uint32_t newlines = 0;
};

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<RawToken>& tokens, std::vector<RawSentence>* out)
      : text_(text), tokens_(tokens), out_(out) {}

  void run() {
    begin_ = 0;
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      const Gap gap = gap_after(i);
      if (gap.newlines > 0) {
        if (gap.newlines > 1 || line_ends(i)) {
          close(i + 1);
          if (gap.newlines > 1) ++paragraph_;
          continue;
        }
      }
      if (ends_here(i, gap)) close(i + 1);
      if (i + 1 - begin_ >= kMaxSentenceTokens) close(best_cut(i + 1));
    }
    close(static_cast<uint32_t>(tokens_.size()));
  }

 private:
  std::string_view form(uint32_t i) const { return tokens_[i].span.in(text_); }

  Gap gap_after(uint32_t i) const {
    Gap gap;
    const uint32_t end = i + 1 < tokens_.size() ? tokens_[i + 1].span.begin : static_cast<uint32_t>(text_.size());
    for (uint32_t at = tokens_[i].span.end; at < end; ++at) {
      gap.space = true;
      gap.newlines += text_[at] == '\n';
    }
    return gap;
  }

  // A single newline ends the sentence unless the line looks wrapped.
  bool line_ends(uint32_t i) const {
    const std::string_view last = form(i);
    if (final_mark(last) || last == ":" || closing(last)) return true;
    if (i + 1 >= tokens_.size()) return true;
    const uint32_t end = tokens_[i].span.end;
    const size_t line_start = end == 0 ? 0 : text_.rfind('\n', end - 1);
    const size_t length = end - (line_start == std::string_view::npos ? 0 : line_start + 1);
    if (bullet(form(i + 1))) return true;
    return length < kShortLine && starts_upper(form(i + 1)) && last != ",";
  }

  bool ends_here(uint32_t i, const Gap& gap) const {
    if (!gap.space || i + 1 >= tokens_.size()) return false;
    uint32_t mark = i;  // the final mark, before any closing quotes
    while (mark > begin_ && closing(form(mark)) && !final_mark(form(mark))) --mark;
    const std::string_view last = form(mark);
    uint32_t next = i + 1;
    if (closing(form(next)) && !opening(form(next))) return false;
    while (next + 1 < tokens_.size() && opening(form(next)) && !tokens_[next].space_after) ++next;
    const std::string_view following = form(next);
    if (final_mark(last)) return starts_upper(following) || opening(following);
    bool may_end = false;
    if (mark == i && is_abbreviation(last, &may_end)) {
      return may_end && (std::find(kStarters.begin(), kStarters.end(), following) != kStarters.end());
    }
    return false;
  }

  // A stretch that is too long is cut after its last semicolon, else comma, else where it stands.
  uint32_t best_cut(uint32_t end) const {
    for (const std::string_view mark : {";", ":", ","}) {
      for (uint32_t i = end; i > begin_ + kMaxSentenceTokens / 2; --i) {
        if (form(i - 1) == mark) return i;
      }
    }
    return end;
  }

  void close(uint32_t end) {
    if (end <= begin_) return;
    RawSentence sentence;
    sentence.tokens = {TokenIndex(begin_), TokenIndex(end)};
    sentence.paragraph = paragraph_;
    sentence.kind = kind_of(begin_, end);
    sentence.dateline = dateline(begin_, end);
    out_->push_back(sentence);
    begin_ = end;
  }

  bool own_line(uint32_t begin, uint32_t end) const {
    const uint32_t from = tokens_[begin].span.begin, to = tokens_[end - 1].span.end;
    const bool before = from == 0 || text_.substr(0, from).find_last_not_of(" \t\r") == std::string_view::npos ||
                        text_[text_.substr(0, from).find_last_not_of(" \t\r")] == '\n';
    const size_t after = text_.find_first_not_of(" \t\r", to);
    return before && (after == std::string_view::npos || text_[after] == '\n');
  }

  SentenceKind kind_of(uint32_t begin, uint32_t end) const {
    if (bullet(form(begin)) && end > begin + 1) return SentenceKind::kBullet;
    const std::string_view last = form(end - 1);
    const bool open_end = !final_mark(last) && !closing(last) && last != ":";
    if (open_end && end - begin <= 24 && own_line(begin, end)) return SentenceKind::kHeading;
    return SentenceKind::kBody;
  }

  // "MOSCOW (Reuters) -", "BRUSSELS, March 3 --": capitals at a paragraph's start up to a dash within the first words.
  TokenSpan dateline(uint32_t begin, uint32_t end) const {
    const TokenSpan none{TokenIndex(begin), TokenIndex(begin)};
    const bool first = begin == 0 || out_->empty() || out_->back().paragraph != paragraph_;
    if (!first || !starts_upper(form(begin))) return none;
    const bool capitals = form(begin).size() > 2 && std::all_of(form(begin).begin(), form(begin).end(), [](char c) {
      return !(c >= 'a' && c <= 'z');
    });
    for (uint32_t i = begin + 1; i < std::min(end, begin + 14); ++i) {
      const std::string_view f = form(i);
      const bool dash = f == "-" || f == "--" || f == "\xE2\x80\x94" || f == "\xE2\x80\x93";
      if (dash && tokens_[i].space_after && tokens_[i - 1].space_after && (capitals || form(i - 1) == ")")) {
        return {TokenIndex(begin), TokenIndex(i + 1)};
      }
    }
    return none;
  }

  std::string_view text_;
  const std::vector<RawToken>& tokens_;
  std::vector<RawSentence>* out_;
  uint32_t begin_ = 0;
  uint32_t paragraph_ = 0;
};

}  // namespace

void split_sentences(std::string_view text, const std::vector<RawToken>& tokens, std::vector<RawSentence>* sentences) {
  sentences->clear();
  Splitter(text, tokens, sentences).run();
}

std::vector<Quotation> find_quotations(std::string_view text, const std::vector<RawToken>& tokens,
                                       const std::vector<RawSentence>& sentences) {
  std::vector<Quotation> found;
  bool open = false;
  uint32_t from = 0, paragraph = 0;
  for (const RawSentence& sentence : sentences) {
    if (sentence.paragraph != paragraph && open) {
      found.push_back({{from, tokens[sentence.tokens.begin.value - 1].span.end}, 1});
      open = false;
    }
    paragraph = sentence.paragraph;
    for (uint32_t i = sentence.tokens.begin.value; i < sentence.tokens.end.value; ++i) {
      const std::string_view form = tokens[i].span.in(text);
      const bool curly_open = form == "\xE2\x80\x9C" || form == "``";
      const bool curly_close = form == "\xE2\x80\x9D" || form == "''";
      const bool straight = form == "\"";
      if (!open && (curly_open || straight)) {
        open = true;
        from = tokens[i].span.end;
      } else if (open && (curly_close || straight)) {
        found.push_back({{from, tokens[i].span.begin}, 1});
        open = false;
      }
    }
  }
  if (open && !tokens.empty()) found.push_back({{from, tokens.back().span.end}, 1});
  return found;
}

}  // namespace demarche::language
