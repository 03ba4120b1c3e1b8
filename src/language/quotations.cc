#include "language/quotations.h"

#include <algorithm>
#include <array>

namespace demarche::language {

namespace {

enum class Style : uint8_t { kNone, kDouble, kSingle };
enum class Side : uint8_t { kOpen, kClose, kEither };

struct Mark {
  std::string_view form;
  Style style;
  Side side;
};

constexpr std::array kMarks{Mark{"\"", Style::kDouble, Side::kEither},
                            Mark{"\xE2\x80\x9C", Style::kDouble, Side::kOpen},
                            Mark{"\xE2\x80\x9D", Style::kDouble, Side::kClose},
                            Mark{"\xE2\x80\x9E", Style::kDouble, Side::kOpen},
                            Mark{"``", Style::kDouble, Side::kOpen},
                            Mark{"''", Style::kDouble, Side::kClose},
                            Mark{"\xC2\xAB", Style::kDouble, Side::kOpen},
                            Mark{"\xC2\xBB", Style::kDouble, Side::kClose},
                            Mark{"'", Style::kSingle, Side::kEither},
                            Mark{"\xE2\x80\x98", Style::kSingle, Side::kOpen},
                            Mark{"\xE2\x80\x99", Style::kSingle, Side::kClose},
                            Mark{"`", Style::kSingle, Side::kOpen}};

const Mark* mark_of(std::string_view form) {
  if (form.size() > 3) return nullptr;
  const auto found = std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& m) { return m.form == form; });
  return found == kMarks.end() ? nullptr : &*found;
}

class Pairer {
 public:
  Pairer(std::string_view text, const std::vector<RawToken>& tokens) : text_(text), tokens_(tokens) {}

  void paragraph(uint32_t begin, uint32_t end) {
    begin_ = begin;
    for (uint32_t i = begin; i < end; ++i) {
      const Mark* mark = mark_of(tokens_[i].span.in(text_));
      if (mark == nullptr) continue;
      const Side side = mark->side == Side::kEither ? guess(*mark, i) : mark->side;
      if (side == Side::kOpen) open(mark->style, i);
      if (side == Side::kClose) close(mark->style, tokens_[i].span.begin);
    }
    // The writer closes a quotation of several paragraphs only once.
    close(Style::kDouble, tokens_[end - 1].span.end);
    depth_ = 0;
  }

  std::vector<Quotation> result() {
    std::sort(found_.begin(), found_.end(), [](const Quotation& a, const Quotation& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    return std::move(found_);
  }

 private:
  struct Open {
    Style style = Style::kNone;
    uint32_t from = 0;
  };

  bool is_open(Style style) const {
    return std::any_of(open_.begin(), open_.begin() + depth_, [&](const Open& o) { return o.style == style; });
  }

  bool space_before(uint32_t i) const { return i == begin_ || tokens_[i - 1].space_after; }
  // The mark stands right behind an opening bracket or quote.
  bool after_opening(uint32_t i) const {
    if (i == begin_) return true;
    const std::string_view last = tokens_[i - 1].span.in(text_);
    return is_opening(last) && depth_ > 0 && open_[depth_ - 1].from == tokens_[i - 1].span.end;
  }

  Side guess(const Mark& mark, uint32_t i) const {
    const bool left = space_before(i) || after_opening(i) || is_opening(tokens_[i - 1].span.in(text_));
    const bool right = tokens_[i].space_after;
    const bool opened = is_open(mark.style);
    if (mark.style == Style::kSingle && !opened) return left && !right ? Side::kOpen : Side::kEither;
    if (!opened) return right && !left ? Side::kEither : Side::kOpen;
    return space_before(i) && !right ? Side::kOpen : Side::kClose;
  }

  void open(Style style, uint32_t i) {
    // A second opening of the same kind means that the first was never closed.
    if (is_open(style)) {
      if (style == Style::kDouble && i > begin_) close(style, tokens_[i - 1].span.end);
      if (style == Style::kSingle) drop(style);
    }
    if (depth_ < open_.size()) open_[depth_++] = {style, tokens_[i].span.end};
  }

  void drop(Style style) {
    while (depth_ > 0 && is_open(style)) --depth_;
  }

  void close(Style style, uint32_t to) {
    if (!is_open(style)) return;
    while (depth_ > 0) {
      const Open last = open_[--depth_];
      if (last.style != style) continue;  // an inner single mark that was an apostrophe
      if (to > last.from) found_.push_back({{last.from, to}, static_cast<uint8_t>(depth_ + 1)});
      return;
    }
  }

  std::string_view text_;
  const std::vector<RawToken>& tokens_;
  std::vector<Quotation> found_;
  std::array<Open, 4> open_{};
  size_t depth_ = 0;
  uint32_t begin_ = 0;
};

}  // namespace

std::vector<Quotation> find_quotations(std::string_view text, const std::vector<RawToken>& tokens,
                                       const std::vector<RawSentence>& sentences) {
  Pairer pairer(text, tokens);
  for (size_t s = 0; s < sentences.size();) {
    size_t last = s;
    while (last + 1 < sentences.size() && sentences[last + 1].paragraph == sentences[s].paragraph) ++last;
    pairer.paragraph(sentences[s].tokens.begin.value, sentences[last].tokens.end.value);
    s = last + 1;
  }
  return pairer.result();
}

}  // namespace demarche::language
