#include "readers/page_text.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"

namespace demarche::readers {

namespace {

constexpr size_t kParagraphsWorth = 140;  // bytes of text below which a region is taken for a teaser

// Never text of a report.
constexpr std::array<std::string_view, 12> kNoText{"script", "style",  "noscript", "template", "svg",    "math",
                                                   "button", "select", "textarea", "title",    "iframe", "object"};
// Around a report rather than in it.
constexpr std::array<std::string_view, 7> kMargins{"nav", "header", "footer", "aside", "figure", "menu", "dialog"};
// Elements that are written inside a line; all others begin and end a block.
constexpr std::array<std::string_view, 30> kInline{"a",   "abbr", "acronym", "b",    "bdi",    "bdo", "big", "cite", "code",  "data",
                                                   "del", "dfn",  "em",      "font", "i",      "img", "ins", "kbd",  "label", "mark",
                                                   "q",   "s",    "small",   "span", "strong", "sub", "sup", "time", "u",     "wbr"};

template <size_t N>
bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return same_name(n, name); });
}

bool articles_body(const MarkupToken& token) { return same_name(attribute(token, "itemprop"), "articleBody"); }

// White space is one space, a line break of the writer one line end, several of them an empty line; none at the ends.
std::string tidy(std::string_view text) {
  std::string out;
  size_t breaks = 0;
  bool space = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool hard_space = text.substr(at, 2) == "\xC2\xA0";
    if (hard_space || utf8::ascii_space(text[at])) {
      breaks += text[at] == '\v';
      space = true;
      at += hard_space ? 1 : 0;
      continue;
    }
    if (space && !out.empty()) out += breaks == 0 ? " " : breaks == 1 ? "\n" : "\n\n";
    breaks = 0;
    space = false;
    out.push_back(text[at]);
  }
  return out;
}

template <typename Keep>
std::string joined(const std::vector<Block>& blocks, const Keep& keep) {
  std::string text;
  for (const Block& block : blocks) {
    if (!keep(block)) continue;
    if (!text.empty()) text += "\n\n";
    text += block.text;
  }
  return text;
}

bool mostly_links(const Block& block) { return block.link_bytes * 2 > block.text.size(); }

}  // namespace

void BlockCollector::Open::start(std::string_view element) {
  if (depth == 0) name = element;
  if (same_name(name, element)) ++depth;
}

void BlockCollector::Open::end(std::string_view element) {
  if (depth > 0 && same_name(name, element)) --depth;
}

void BlockCollector::take(const MarkupToken& token) {
  switch (token.kind) {
    case MarkupToken::Kind::kStart: return start(token);
    case MarkupToken::Kind::kEnd: return end(token);
    case MarkupToken::Kind::kText: return words(token.text);
    default: return;  // contents of scripts; HTML has no CDATA
  }
}

void BlockCollector::start(const MarkupToken& token) {
  const std::string_view name = token.name;
  if (same_name(name, "br")) {
    block_.text.push_back('\v');
    return;
  }
  if (!one_of(kInline, name)) flush();
  if (skipped_.is()) {
    skipped_.start(name);
    return;
  }
  if (!token.closed && (one_of(kNoText, name) || (!all_ && one_of(kMargins, name)))) {
    skipped_.start(name);
    return;
  }
  if (same_name(name, "a")) link_ = {"a", 1};  // links do not nest
  if (same_name(name, "article")) ++articles_;
  const std::array<bool, kRegionCount> opens{false, same_name(name, "main"), same_name(name, "article"), articles_body(token)};
  for (size_t r = 1; r < kRegionCount; ++r) {
    if (!token.closed && (opens[r] || (regions_[r].is() && same_name(regions_[r].name, name)))) regions_[r].start(name);
  }
  block_.paragraph |= same_name(name, "p") || same_name(name, "blockquote");
  block_.heading |= same_name(name, "h1");
}

void BlockCollector::end(const MarkupToken& token) {
  if (!one_of(kInline, token.name)) flush();
  if (skipped_.is()) return skipped_.end(token.name);
  link_.end(token.name);
  for (Open& region : regions_) region.end(token.name);
}

void BlockCollector::words(std::string_view text) {
  if (skipped_.is()) return;
  const std::string plain = resolve_entities(text);
  if (link_.is()) block_.link_bytes += plain.size();
  block_.text += plain;
}

void BlockCollector::flush() {
  Block next;
  std::swap(block_, next);
  next.text = tidy(next.text);
  if (next.text.empty()) return;
  for (size_t r = 1; r < kRegionCount; ++r) {
    if (regions_[r].is()) next.region = static_cast<Region>(r);
  }
  next.article = next.region == Region::kBody ? 0 : articles_;
  blocks_.push_back(std::move(next));
}

std::vector<Block> BlockCollector::finish() {
  flush();
  return std::move(blocks_);
}

std::string whole_of(const std::vector<Block>& blocks) {
  return joined(blocks, [](const Block&) { return true; });
}

std::string report_of(const std::vector<Block>& blocks) {
  for (size_t r = kRegionCount; r-- > 1;) {
    const auto in = [&](const Block& b) { return b.region >= static_cast<Region>(r) && !b.heading && !mostly_links(b); };
    // Of several articles, as on a front page, the longest.
    std::map<uint32_t, size_t> sizes;
    for (const Block& b : blocks) {
      if (in(b)) sizes[r == static_cast<size_t>(Region::kMain) ? 0 : b.article] += b.text.size();
    }
    const auto longest = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (longest == sizes.end() || longest->second < kParagraphsWorth) continue;
    return joined(blocks,
                  [&](const Block& b) { return in(b) && (r == static_cast<size_t>(Region::kMain) || b.article == longest->first); });
  }
  const std::string paragraphs = joined(blocks, [](const Block& b) { return b.paragraph && !mostly_links(b); });
  if (paragraphs.size() >= kParagraphsWorth) return paragraphs;
  const std::string loose = joined(blocks, [](const Block& b) { return !b.heading && !mostly_links(b); });
  return loose.size() > paragraphs.size() ? loose : paragraphs;
}

}  // namespace demarche::readers
