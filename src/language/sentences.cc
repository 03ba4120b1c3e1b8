#include "language/sentences.h"

#include <algorithm>
#include <array>

#include "language/abbreviations.h"
#include "language/characters.h"
#include "language/line_kinds.h"
#include "language/lines.h"

namespace demarche::language {

namespace {

// What the model's score must exceed, in its unit: where the rules would end the sentence, where no full stop stands at the
// end of a line, and where none stands within a line. The first two were chosen on the development parts; treebanks join
// headings to what follows them on one line, which reports hardly do ("Polish Interior Minister").
constexpr int32_t kRuleMargin = -768, kUnmarkedMargin = 256, kInlineMargin = 1280;

// Words that begin sentences: after an abbreviation that may end one, they decide.
constexpr std::array<std::string_view, 46> kStarters{
    "The",      "A",         "An",        "In",      "On",   "At",      "He",    "She",    "It",   "They",  "We",    "This",
    "That",     "These",     "Those",     "But",     "And",  "However", "After", "Before", "When", "While", "What",  "Asked",
    "As",       "If",        "There",     "His",     "Her",  "Its",     "Their", "Our",    "For",  "With",  "Since", "So",
    "Although", "Meanwhile", "According", "Earlier", "Some", "Many",    "Both",  "I",      "You",  "Also"};

// What goes on after "10 a.m." with a capital; zones of three letters besides.
constexpr std::array<std::string_view, 11> kAfterHour{"monday", "tuesday", "wednesday", "thursday", "friday",   "saturday",
                                                      "sunday", "moscow",  "eastern",   "central",  "greenwich"};

bool is_hour(std::string_view form) { return equal_lower(form, "a.m.") || equal_lower(form, "p.m."); }

class Splitter {
 public:
  using Gap = LineEnds::Gap;

  Splitter(std::string_view text, const std::vector<RawToken>& tokens) : text_(text), tokens_(tokens), lines_(text) {}

  // `decide(i, state)` says whether a sentence ends after token i; `close(begin, end, paragraph)` is told of each.
  template <typename Decide, typename Close>
  void run(const Decide& decide, const Close& close) {
    const uint32_t count = static_cast<uint32_t>(tokens_.size());
    find_paragraph_end(0);
    for (uint32_t i = 0; i < count; ++i) {
      follow_marks(i);
      bool ends = i + 1 == state_.paragraph_end;
      if (!ends) ends = candidate(i) && decide(i, state_);
      uint32_t end = i + 1;
      if (!ends && i + 1 - state_.sentence_begin >= kMaxSentenceTokens) {
        end = best_cut(i + 1);
        ends = true;
      }
      if (!ends) continue;
      close(state_.sentence_begin, end, paragraph_);
      state_.sentence_begin = end;
      if (end == state_.paragraph_end && end < count) {
        ++paragraph_;
        find_paragraph_end(end);
      }
    }
  }

 private:
  std::string_view form(uint32_t i) const { return tokens_[i].span.in(text_); }

  // The paragraph that begins at token `first`: up to a blank line, a line that was ended on purpose, or a bullet.
  void find_paragraph_end(uint32_t first) {
    const uint32_t count = static_cast<uint32_t>(tokens_.size());
    uint32_t i = first;
    for (; i + 1 < count; ++i) {
      const Gap gap = lines_.between(tokens_[i].span.end, tokens_[i + 1].span.begin);
      if (gap == Gap::kParagraph) break;
      if (gap == Gap::kLineEnd && !runs_on(i)) break;
      if (gap == Gap::kWrapped && is_bullet(form(i + 1)) && tokens_[i + 1].space_after) break;
    }
    paragraph_begin_ = first;
    state_.paragraph_end = std::min(i + 1, count);
    state_.quote_open = state_.bracket_open = false;
  }

  // A line that stops early but whose sentence plainly goes on: after a comma or before a small letter.
  bool runs_on(uint32_t i) const {
    const std::string_view last = form(i), next = form(i + 1);
    if (is_final(last) || last == ":" || last == ";") return false;
    return next.front() >= 'a' && next.front() <= 'z';
  }

  // Whether a straight quote ends something: the spaces around it tell, else what is open.
  bool straight_closes(uint32_t i) const {
    const bool before = i > 0 && tokens_[i - 1].space_after, after = tokens_[i].space_after;
    return before != after ? after : state_.quote_open;
  }

  bool closes(uint32_t i) const {
    const std::string_view f = form(i);
    if (is_turned(tokens_, i, text_)) return true;
    return f == "\"" || f == "'" ? straight_closes(i) : is_closing(f);
  }

  void follow_marks(uint32_t i) {
    const std::string_view f = form(i);
    if (f == "\"") state_.quote_open = !straight_closes(i);
    if (f == "\xE2\x80\x9C" || f == "``") state_.quote_open = !is_turned(tokens_, i, text_);
    if (f == "\xE2\x80\x9D" || f == "''") state_.quote_open = false;
    if (f == "(" || f == "[") state_.bracket_open = true;
    if (f == ")" || f == "]") state_.bracket_open = false;
  }

  bool candidate(uint32_t i) {
    const std::string_view next = form(i + 1);
    if (closes(i + 1)) return false;
    if (!tokens_[i].space_after && !is_final(form(i))) return false;
    if (is_final(next) && !tokens_[i].space_after) return false;
    if (ends_dateline(i)) return false;
    state_.rule = rule(i);
    return true;
  }

  bool ends_dateline(uint32_t i) const {
    if (state_.sentence_begin != paragraph_begin_ || !is_bullet(form(i))) return false;
    return find_dateline(text_, tokens_, paragraph_begin_, i + 2).end == TokenIndex(i + 1);
  }

  bool rule(uint32_t i) const {
    if (!tokens_[i].space_after) return false;
    uint32_t mark = i;  // the final mark, before any closing quotes
    while (mark > state_.sentence_begin && (is_closing(form(mark)) || is_turned(tokens_, mark, text_))) --mark;
    const std::string_view last = form(mark);
    uint32_t next = i + 1;
    while (next + 1 < state_.paragraph_end && is_opening(form(next)) && !tokens_[next].space_after) ++next;
    const std::string_view following = form(next);
    const bool capital = is_capital(following) || utf8::ascii_digit(following.front());
    if (is_final(last)) return capital || next > i + 1;
    if (mark != i) return false;
    if (is_hour(last)) return is_capital(following) && !lists(kAfterHour, following) && following.size() > 3;
    return find_abbreviation(last).may_end && std::find(kStarters.begin(), kStarters.end(), following) != kStarters.end();
  }

  // A stretch that is too long is cut after its last semicolon, else colon, else comma, else where it stands.
  uint32_t best_cut(uint32_t end) const {
    for (const std::string_view mark : {";", ":", ","}) {
      for (uint32_t i = end; i > state_.sentence_begin + kMaxSentenceTokens / 2; --i) {
        if (form(i - 1) == mark) return i;
      }
    }
    return end;
  }

  std::string_view text_;
  const std::vector<RawToken>& tokens_;
  LineEnds lines_;
  GapState state_;
  uint32_t paragraph_ = 0, paragraph_begin_ = 0;
};

}  // namespace

void split_sentences(std::string_view text, const std::vector<RawToken>& tokens, const BoundaryModel& model,
                     std::vector<RawSentence>* sentences) {
  sentences->clear();
  const auto decide = [&](uint32_t i, const GapState& state) {
    if (!model.trained()) return state.rule;
    const int32_t score = model.score(boundary_features(text, tokens, i, state));
    if (state.rule || is_final(tokens[i].span.in(text))) return score > (state.rule ? kRuleMargin : 0);
    const std::string_view gap = text.substr(tokens[i].span.end, tokens[i + 1].span.begin - tokens[i].span.end);
    return score > (gap.find('\n') == std::string_view::npos ? kInlineMargin : kUnmarkedMargin);
  };
  const auto close = [&](uint32_t begin, uint32_t end, uint32_t paragraph) {
    RawSentence sentence;
    sentence.tokens = {TokenIndex(begin), TokenIndex(end)};
    sentence.paragraph = paragraph;
    sentences->push_back(sentence);
  };
  Splitter(text, tokens).run(decide, close);
  mark_kinds(text, tokens, sentences);
}

void visit_gaps(std::string_view text, const std::vector<RawToken>& tokens, const std::function<bool(uint32_t, const GapState&)>& gap) {
  Splitter(text, tokens).run(gap, [](uint32_t, uint32_t, uint32_t) {});
}

}  // namespace demarche::language
