// RSS (0.9 to 2.0) and Atom: one entry, one document. No declaration of the XML is followed, so that none can grow.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "readers/charset.h"
#include "readers/dates.h"
#include "readers/format.h"
#include "readers/markup.h"
#include "readers/page.h"

namespace demarche::readers {

namespace {

constexpr size_t kMostFeedBytes = size_t{64} << 20;

using Kind = MarkupToken::Kind;

// What an entry's element is for, by its name. Elements of one kind that stand further up win.
enum class Use { kId, kLink, kTitle, kDate, kText };
struct Element {
  std::string_view name;
  Use use;
};
constexpr std::array<Element, 15> kElements{{
    {"guid", Use::kId},
    {"id", Use::kId},
    {"dc:identifier", Use::kId},
    {"link", Use::kLink},
    {"title", Use::kTitle},
    {"pubDate", Use::kDate},
    {"published", Use::kDate},
    {"issued", Use::kDate},
    {"dc:date", Use::kDate},
    {"updated", Use::kDate},
    {"content:encoded", Use::kText},
    {"content", Use::kText},
    {"description", Use::kText},
    {"summary", Use::kText},
    {"dc:description", Use::kText},
}};

// An element's contents while it is being read.
struct Contents {
  std::string plain;  // text and CDATA, entities resolved
  bool inner_tags = false;
  size_t begin = 0;       // bytes of the contents
  bool verbatim = false;  // Atom's type="text": no markup is meant
};

class Feed : public WholeParser {
 public:
  explicit Feed(const Source& source) : WholeParser(source, kMostFeedBytes) {}

 private:
  struct Entry {
    std::array<std::string, kElements.size()> values;
    size_t begin = 0;
  };

  void whole(std::string&& bytes) override {
    to_utf8(declared_charset(bytes), &bytes);
    if (const size_t bad = utf8::first_invalid(bytes); bad != std::string::npos) {
      source_.gate.quarantine(source_.only_id(), source_.name,
                              "not UTF-8 at byte " + std::to_string(bad) + " (expected UTF-8 or a declared encoding)");
      return;
    }
    Markup markup(bytes, Markup::Language::kXml);
    for (MarkupToken token; markup.next(&token);) {
      const bool opens = token.kind == Kind::kStart && !token.closed;
      if (token.kind == Kind::kStart && (token.name == "rss" || token.name == "feed")) lang_ = attribute(token, "xml:lang");
      if (!opens) continue;
      if (token.name == "item" || token.name == "entry") {
        ++entries_;
        if (!entry(bytes, token, &markup)) return;
      } else if (token.name == "title" && title_.empty()) {
        title_ = as_text(read(bytes, token, &markup));
      } else if (token.name == "language") {
        lang_ = read(bytes, token, &markup).plain;
      }
    }
    if (entries_ == 0)
      source_.gate.quarantine(source_.only_id(), source_.name, "no entry in the feed (expected RSS items or Atom entries)");
  }

  // Reads an element up to its end tag. `end` tells where its contents end; npos if it is never closed.
  Contents read(const std::string& bytes, const MarkupToken& start, Markup* markup) {
    Contents contents;
    contents.begin = start.end;
    contents.verbatim = attribute(start, "type") == "text";
    size_t depth = 1;
    read_end_ = std::string::npos;
    for (MarkupToken token; markup->next(&token);) {
      if (token.kind == Kind::kText) contents.plain += resolve_entities(token.text);
      if (token.kind == Kind::kCdata) contents.plain += token.text;
      contents.inner_tags |= token.kind == Kind::kStart;
      depth += token.kind == Kind::kStart && !token.closed && token.name == start.name;
      depth -= token.kind == Kind::kEnd && token.name == start.name;
      if (depth == 0) {
        read_end_ = token.begin;
        break;
      }
    }
    if (contents.inner_tags) {  // XHTML as it stands
      contents.plain = bytes.substr(contents.begin, std::min(read_end_, bytes.size()) - contents.begin);
      contents.verbatim = false;
    }
    return contents;
  }

  static std::string as_text(const Contents& contents) { return contents.verbatim ? contents.plain : fragment_text(contents.plain); }

  bool entry(const std::string& bytes, const MarkupToken& start, Markup* markup) {
    Entry entry;
    entry.begin = start.begin;
    bool closed = false;
    for (MarkupToken token; !closed && markup->next(&token);) {
      closed = token.kind == Kind::kEnd && token.name == start.name;
      if (token.kind != Kind::kStart) continue;
      const auto known = std::find_if(kElements.begin(), kElements.end(), [&](const Element& e) { return e.name == token.name; });
      if (known == kElements.end()) {
        // "media:title" and the like say nothing of the report; Atom's <source> holds the elements of another feed.
        if (token.name == "source" && !token.closed) read(bytes, token, markup);
        continue;
      }
      std::string& value = entry.values[static_cast<size_t>(known - kElements.begin())];
      if (known->use == Use::kLink) {
        take_link(bytes, token, markup, &value);
      } else if (!token.closed) {
        const Contents contents = read(bytes, token, markup);
        const bool prose = known->use == Use::kText || known->use == Use::kTitle;
        if (value.empty()) value = prose ? as_text(contents) : contents.plain;
        if (read_end_ == std::string::npos) break;
      }
    }
    if (closed) return pass(entry);
    const std::string at = source_.at_byte(entry.begin);
    return source_.gate.quarantine(at, at, "the entry is cut off (expected </" + std::string(start.name) + ">)");
  }

  // RSS has the address between the tags, Atom in an attribute; of several the report's own.
  void take_link(const std::string& bytes, const MarkupToken& token, Markup* markup, std::string* value) {
    const std::string rel = attribute(token, "rel"), address = attribute(token, "href");
    if (!address.empty() && (value->empty() || rel == "alternate")) *value = address;
    if (token.closed) return;
    const Contents contents = read(bytes, token, markup);
    if (value->empty()) *value = contents.plain;
  }

  bool pass(const Entry& entry) {
    const auto first = [&](Use use) {
      for (size_t i = 0; i < kElements.size(); ++i) {
        if (kElements[i].use == use && entry.values[i].find_first_not_of(" \t\r\n") != std::string::npos) return stripped(entry.values[i]);
      }
      return std::string();
    };
    Document document;
    document.origin = source_.at_byte(entry.begin);
    document.url = first(Use::kLink);
    document.id = first(Use::kId);
    if (document.id.empty()) document.id = document.url.empty() ? document.origin : document.url;
    document.title = first(Use::kTitle);
    document.text = first(Use::kText);
    document.source = title_;
    document.lang = stripped(lang_);
    const std::string written = first(Use::kDate);
    document.date = written_date(written);
    if (document.date.empty()) document.date = written;
    if (document.text.empty())
      return source_.gate.quarantine(document.id, document.origin, "no text in the entry (expected content or a description)");
    return source_.gate.pass(std::move(document));
  }

  static std::string stripped(const std::string& text) {
    const size_t begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string() : text.substr(begin, end - begin + 1);
  }

  std::string title_, lang_;
  size_t entries_ = 0;
  size_t read_end_ = 0;
};

}  // namespace

std::unique_ptr<Parser> make_feed(const Source& source) { return std::make_unique<Feed>(source); }

bool looks_like_feed(std::string_view first) {
  if (!first.starts_with('<')) return false;
  for (const std::string_view root : {"<rss", "<feed", "<rdf:RDF"}) {
    if (first.find(root) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace demarche::readers
