// Tags and text of HTML and XML, in one pass over bytes that are held. Internal to the room.
#pragma once
#include <string>
#include <string_view>

namespace demarche::readers {

struct MarkupToken {
  enum class Kind { kText, kCdata, kRaw, kStart, kEnd };
  Kind kind = Kind::kText;
  std::string_view name;        // of a tag, as written; for kRaw of the element that holds it
  std::string_view text;        // of kText with its entities, of kCdata and kRaw as it stands
  std::string_view attributes;  // of a start tag, as written
  bool closed = false;          // <br/>
  size_t begin = 0, end = 0;    // bytes of the whole token
};

// Never fails: what is no tag is text, and what is not closed goes on to the end. Time is linear in the bytes.
class Markup {
 public:
  enum class Language { kHtml, kXml };
  Markup(std::string_view bytes, Language language) : bytes_(bytes), language_(language) {}
  // False at the end.
  bool next(MarkupToken* token);

 private:
  bool tag(MarkupToken* token);
  bool declaration(MarkupToken* token);
  void raw(MarkupToken* token);

  std::string_view bytes_;
  Language language_;
  size_t at_ = 0;
  std::string_view raw_name_;  // the element whose contents are no markup, if one was just opened
};

bool same_name(std::string_view a, std::string_view b);  // ASCII letters of either case
// The attribute's value with entities resolved; empty if there is none. Names of either case.
std::string attribute(const MarkupToken& token, std::string_view name);
// Replaces "&amp;", "&#8217;", "&eacute;"; what is no entity stays.
std::string resolve_entities(std::string_view text);

}  // namespace demarche::readers
