#include "readers/page.h"

#include <array>

#include "base/utf8.h"
#include "readers/dates.h"
#include "readers/page_text.h"

namespace demarche::readers {

namespace {

// Names of meta elements that say when a report came out, the surest first.
constexpr std::array<std::string_view, 18> kDateNames{"article:published_time", "datePublished", "og:published_time", "article.published",
                                                      "parsely-pub-date",       "sailthru.date", "pubdate",           "publishdate",
                                                      "publish-date",           "publish_date",  "publication_date",  "dc.date.issued",
                                                      "dcterms.issued",         "dc.date",       "dcterms.created",   "dcterms.date",
                                                      "citation_date",          "date"};
// After them: a script that says it, an element that says it, and the first time element of an article or of the page.
constexpr size_t kScript = kDateNames.size(), kElement = kScript + 1, kArticleTime = kScript + 2, kAnyTime = kScript + 3,
                 kSources = kScript + 4;

std::string trimmed(std::string text) {
  while (!text.empty() && utf8::ascii_space(text.back())) text.pop_back();
  size_t begin = 0;
  while (begin < text.size() && utf8::ascii_space(text[begin])) ++begin;
  return text.substr(begin);
}

// The value of "datePublished" in a script of linked data.
std::string published_in(std::string_view script) {
  constexpr std::string_view kKey = "\"datePublished\"";
  size_t at = script.find(kKey);
  if (at == std::string_view::npos) return {};
  at = script.find_first_not_of(" \t\r\n:", at + kKey.size());
  if (at == std::string_view::npos || script[at] != '"') return {};
  const size_t end = script.find('"', at + 1);
  return end == std::string_view::npos ? std::string() : std::string(script.substr(at + 1, end - at - 1));
}

// Gathers what the head and the marks of a page say.
class Heads {
 public:
  void take(const MarkupToken& token) {
    if (in_time_ && token.kind == MarkupToken::Kind::kText) {
      offer(time_rank_, std::string(token.text));
      in_time_ = false;
    }
    if (token.kind == MarkupToken::Kind::kRaw) return raw(token);
    if (token.kind == MarkupToken::Kind::kEnd && same_name(token.name, "article") && articles_ > 0) --articles_;
    if (token.kind != MarkupToken::Kind::kStart) return;
    if (same_name(token.name, "article")) ++articles_;
    if (same_name(token.name, "html")) page_.lang = attribute(token, "lang");
    if (same_name(token.name, "meta")) meta(token);
    if (same_name(token.name, "link") && same_name(attribute(token, "rel"), "canonical")) page_.url = attribute(token, "href");
    if (same_name(attribute(token, "itemprop"), "datePublished")) {
      offer(kElement, attribute(token, "content"));
      offer(kElement, attribute(token, "datetime"));
    }
    if (same_name(token.name, "time")) time(token);
  }

  Page finish() {
    if (page_.title.empty()) page_.title = trimmed(title_);
    for (const std::string& written : dates_) {
      if (written.empty()) continue;
      const std::string date = written_date(written);
      if (!date.empty()) {
        page_.date = date;
        break;
      }
      if (page_.date.empty()) page_.date = trimmed(written);
    }
    return std::move(page_);
  }

 private:
  void offer(size_t rank, std::string date) {
    if (dates_[rank].empty()) dates_[rank] = std::move(date);
  }
  void raw(const MarkupToken& token) {
    if (same_name(token.name, "title") && title_.empty()) title_ = resolve_entities(token.text);
    if (same_name(token.name, "script")) offer(kScript, published_in(token.text));
  }
  void meta(const MarkupToken& token) {
    std::string name = attribute(token, "property");
    if (name.empty()) name = attribute(token, "name");
    if (name.empty()) name = attribute(token, "itemprop");
    std::string content = attribute(token, "content");
    if (same_name(name, "og:title")) page_.title = trimmed(content);
    if (same_name(name, "og:site_name")) page_.source = trimmed(content);
    if (same_name(name, "og:url") && page_.url.empty()) page_.url = content;
    for (size_t rank = 0; rank < kDateNames.size(); ++rank) {
      if (same_name(name, kDateNames[rank])) offer(rank, content);
    }
  }
  void time(const MarkupToken& token) {
    time_rank_ = articles_ > 0 ? kArticleTime : kAnyTime;
    const std::string stamp = attribute(token, "datetime");
    offer(time_rank_, stamp);
    in_time_ = stamp.empty();
  }

  Page page_;
  std::string title_;
  std::array<std::string, kSources> dates_;
  size_t articles_ = 0, time_rank_ = kAnyTime;
  bool in_time_ = false;
};

std::vector<Block> blocks_of(std::string_view html, bool all) {
  Markup markup(html, Markup::Language::kHtml);
  BlockCollector blocks(all);
  for (MarkupToken token; markup.next(&token);) blocks.take(token);
  return blocks.finish();
}

}  // namespace

Page read_page(std::string_view html) {
  Markup markup(html, Markup::Language::kHtml);
  Heads heads;
  BlockCollector blocks(false);
  for (MarkupToken token; markup.next(&token);) {
    heads.take(token);
    blocks.take(token);
  }
  Page page = heads.finish();
  page.text = report_of(blocks.finish());
  // A margin that is never closed would swallow the page.
  if (page.text.empty()) page.text = report_of(blocks_of(html, true));
  return page;
}

std::string fragment_text(std::string_view html) { return whole_of(blocks_of(html, true)); }

}  // namespace demarche::readers
