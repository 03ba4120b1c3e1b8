#include "readers/markup.h"

#include <array>

#include "base/utf8.h"

namespace demarche::readers {

namespace {

// Elements of HTML whose contents are not read as tags.
constexpr std::array<std::string_view, 7> kRawElements{"script", "style", "textarea", "title", "xmp", "iframe", "noembed"};

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool name_end(char c) { return utf8::ascii_space(c) || c == '/' || c == '>'; }

// End of the tag that begins at `at` (the place of its '>'), quotes skipped; npos if it is never closed.
size_t tag_end(std::string_view bytes, size_t at) {
  char quote = 0;
  for (; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return at;
    } else if ((c == '"' || c == '\'') && bytes[at - 1] == '=') {
      quote = c;
    }
  }
  return std::string_view::npos;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (utf8::ascii_lower(a[i]) != utf8::ascii_lower(b[i])) return false;
  }
  return true;
}

bool Markup::next(MarkupToken* token) {
  *token = {};
  token->begin = at_;
  if (at_ >= bytes_.size()) return false;
  if (!raw_name_.empty()) {
    raw(token);
    if (!token->text.empty()) return true;
    token->begin = at_;
  }
  if (at_ < bytes_.size() && bytes_[at_] == '<') {
    if (tag(token) || declaration(token)) return token->end = at_, token->end > token->begin;
  }
  if (at_ >= bytes_.size()) return false;
  const size_t end = std::min(bytes_.find('<', at_ + 1), bytes_.size());
  token->kind = MarkupToken::Kind::kText;
  token->text = bytes_.substr(at_, end - at_);
  token->end = at_ = end;
  return true;
}

// Contents of a raw element, up to its end tag.
void Markup::raw(MarkupToken* token) {
  size_t end = at_;
  for (; end < bytes_.size(); ++end) {
    end = std::min(bytes_.find("</", end), bytes_.size());
    if (end < bytes_.size() && same_name(bytes_.substr(end + 2, raw_name_.size()), raw_name_)) break;
  }
  end = std::min(end, bytes_.size());
  token->kind = MarkupToken::Kind::kRaw;
  token->name = raw_name_;
  token->text = bytes_.substr(at_, end - at_);
  token->end = at_ = end;
  raw_name_ = {};
}

bool Markup::tag(MarkupToken* token) {
  const bool closing = at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '/';
  const size_t name = at_ + (closing ? 2 : 1);
  if (name >= bytes_.size() || !letter(bytes_[name])) return false;
  size_t name_to = name;
  while (name_to < bytes_.size() && !name_end(bytes_[name_to])) ++name_to;
  const size_t end = tag_end(bytes_, name_to);
  token->kind = closing ? MarkupToken::Kind::kEnd : MarkupToken::Kind::kStart;
  token->name = bytes_.substr(name, name_to - name);
  at_ = end == std::string_view::npos ? bytes_.size() : end + 1;
  if (closing || end == std::string_view::npos) return true;
  token->attributes = bytes_.substr(name_to, end - name_to);
  token->closed = token->attributes.ends_with('/');
  if (language_ == Language::kHtml) {
    for (const std::string_view raw : kRawElements) {
      if (same_name(token->name, raw)) raw_name_ = token->name;
    }
  }
  return true;
}

// Comments, declarations and instructions give empty text; CDATA gives its own.
bool Markup::declaration(MarkupToken* token) {
  struct Form {
    std::string_view open, close;
    bool kept;
  };
  static constexpr std::array<Form, 4> kForms{{{"<!--", "-->", false}, {"<![CDATA[", "]]>", true}, {"<!", ">", false}, {"<?", ">", false}}};
  for (const Form& form : kForms) {
    if (!bytes_.substr(at_).starts_with(form.open)) continue;
    const size_t begin = at_ + form.open.size();
    const size_t end = std::min(bytes_.find(form.close, begin), bytes_.size());
    token->kind = form.kept ? MarkupToken::Kind::kCdata : MarkupToken::Kind::kText;
    if (form.kept) token->text = bytes_.substr(begin, end - begin);
    at_ = std::min(end + form.close.size(), bytes_.size());
    return true;
  }
  return false;
}

std::string attribute(const MarkupToken& token, std::string_view name) {
  const std::string_view a = token.attributes;
  for (size_t at = 0; at < a.size();) {
    while (at < a.size() && (utf8::ascii_space(a[at]) || a[at] == '/')) ++at;
    const size_t begin = at;
    while (at < a.size() && !utf8::ascii_space(a[at]) && a[at] != '=' && a[at] != '/') ++at;
    const std::string_view key = a.substr(begin, at - begin);
    while (at < a.size() && utf8::ascii_space(a[at])) ++at;
    std::string_view value;
    if (at < a.size() && a[at] == '=') {
      ++at;
      while (at < a.size() && utf8::ascii_space(a[at])) ++at;
      const bool quoted = at < a.size() && (a[at] == '"' || a[at] == '\'');
      const size_t from = quoted ? at + 1 : at;
      const size_t to = std::min(quoted ? a.find(a[at], from) : a.find_first_of(" \t\r\n\f", from), a.size());
      value = a.substr(from, to - from);
      at = quoted ? std::min(to + 1, a.size()) : to;
    }
    if (same_name(key, name)) return resolve_entities(value);
    if (at == begin) ++at;
  }
  return {};
}

}  // namespace demarche::readers
