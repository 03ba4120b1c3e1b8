// A web page: one file, one document.
#include "base/utf8.h"
#include "readers/charset.h"
#include "readers/format.h"
#include "readers/page.h"
#include "readers/pages.h"

namespace demarche::readers {

bool pass_page(const Gate& gate, std::string&& html, std::string_view charset, Document&& document, const std::string& crawled) {
  to_utf8(charset.empty() ? declared_charset(html) : charset, &html);
  if (const size_t bad = utf8::first_invalid(html); bad != std::string::npos) {
    return gate.quarantine(document.id, document.origin,
                           "not UTF-8 at byte " + std::to_string(bad) + " of the page (expected UTF-8 or a declared charset)");
  }
  Page page = read_page(html);
  document.title = std::move(page.title);
  document.date = std::move(page.date);
  document.source = std::move(page.source);
  document.lang = std::move(page.lang);
  document.text = std::move(page.text);
  if (document.url.empty()) document.url = std::move(page.url);
  if (document.text.empty()) return gate.quarantine(document.id, document.origin, "no text in the page (expected paragraphs)");
  return gate.pass(std::move(document), crawled);
}

namespace {

class WebPage : public WholeParser {
 public:
  explicit WebPage(const Source& source) : WholeParser(source, most_page_bytes(source.limit)) {}

 private:
  void whole(std::string&& bytes) override {
    Document document;
    document.id = source_.only_id();
    document.origin = source_.name;
    pass_page(source_.gate, std::move(bytes), {}, std::move(document), {});
  }
};

}  // namespace

std::unique_ptr<Parser> make_html(const Source& source) { return std::make_unique<WebPage>(source); }

bool looks_like_html(std::string_view first) {
  for (const std::string_view start : {"<!doctype html", "<html", "<head", "<body", "<!-- saved from"}) {
    if (same_prefix(first, start)) return true;
  }
  return first.starts_with("<?xml") && first.find("<html") != std::string_view::npos;
}

}  // namespace demarche::readers
