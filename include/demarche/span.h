// Offsets and indexes as types of their own, so that a byte offset cannot be used as a token index.
#pragma once
#include <compare>
#include <cstdint>
#include <string_view>

namespace demarche {

// A position that only compares and converts with its own kind. `value` is public on purpose: arithmetic is spelled out.
template <typename Tag>
struct Index {
  uint32_t value = kNone;
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  constexpr Index() = default;
  constexpr explicit Index(uint32_t v) : value(v) {}
  constexpr bool valid() const { return value != kNone; }
  constexpr auto operator<=>(const Index&) const = default;
  constexpr Index next() const { return Index(value + 1); }
};

using ByteOffset = Index<struct ByteOffsetTag>;        // bytes from the start of the document as read
using TokenIndex = Index<struct TokenIndexTag>;        // tokens from the start of the document
using SentenceIndex = Index<struct SentenceIndexTag>;  // sentences from the start of the document
using MentionIndex = Index<struct MentionIndexTag>;    // actor mentions from the start of the document
using EntryId = Index<struct EntryIdTag>;              // a dictionary entry: one line of one file

// Half-open range of bytes [begin, end) of the document as read.
struct ByteSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(ByteSpan o) const { return begin <= o.begin && o.end <= end; }
  constexpr bool overlaps(ByteSpan o) const { return begin < o.end && o.begin < end; }
  constexpr auto operator<=>(const ByteSpan&) const = default;
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

// Half-open range of tokens [begin, end) of the document.
struct TokenSpan {
  TokenIndex begin{0};
  TokenIndex end{0};

  constexpr uint32_t size() const { return end.value - begin.value; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(TokenIndex t) const { return begin <= t && t < end; }
  constexpr bool overlaps(TokenSpan o) const { return begin < o.end && o.begin < end; }
  constexpr auto operator<=>(const TokenSpan&) const = default;
};

}  // namespace demarche
