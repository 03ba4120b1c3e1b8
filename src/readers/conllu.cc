#include "readers/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"

namespace demarche::readers {

namespace {

constexpr size_t kFields = 10, kMisc = 9;
constexpr uint32_t kMostWords = 10000;  // of one sentence: heads are numbers of two bytes

class Rows {
 public:
  Rows(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

  Result<GivenTokens> read() {
    for (size_t at = 0; at < bytes_.size();) {
      const size_t end = std::min(bytes_.find('\n', at), bytes_.size());
      std::string_view line = bytes_.substr(at, end - at);
      at = end + 1;
      ++number_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      const Result<void> done = take(line);
      if (!done) return done.error();
    }
    if (const Result<void> done = close(); !done) return done.error();
    return std::move(given_);
  }

 private:
  Error wrong(const char* what, const char* expected) const {
    return {ErrorKind::kInput, name_ + ":" + std::to_string(number_), what, expected};
  }

  Result<void> take(std::string_view line) {
    if (line.empty()) return close();
    if (line.front() == '#') {
      comments_ += std::string(line) + "\n";
      return {};
    }
    std::array<std::string_view, kFields> fields;
    size_t count = 0;
    for (size_t at = 0; at <= line.size() && count < kFields; ++count) {
      const size_t tab = std::min(line.find('\t', at), line.size());
      fields[count] = line.substr(at, tab - at);
      at = tab + 1;
    }
    if (count < kFields || fields[1].empty()) return wrong("not a CoNLL-U row", "ten fields separated by tabs");
    if (utf8::first_invalid(line) != std::string_view::npos) return wrong("not UTF-8", "UTF-8 text");
    const bool space_after = fields[kMisc].find("SpaceAfter=No") == std::string_view::npos;
    if (fields[0].find('.') != std::string_view::npos) return {};
    if (fields[0].find('-') != std::string_view::npos) return range(fields[0], space_after);
    return word(fields[1], space_after);
  }

  Result<void> word(std::string_view form, bool space_after) {
    Token token;
    token.form = form;
    const auto begin = static_cast<uint32_t>(form.data() - bytes_.data());
    token.span = {begin, begin + static_cast<uint32_t>(form.size())};
    token.sentence = SentenceIndex(static_cast<uint32_t>(given_.text.sentences.size()));
    token.space_after = space_after;
    const auto index = static_cast<uint32_t>(given_.text.tokens.size());
    if (index - begin_ >= kMostWords) return wrong("a sentence of more than 10000 words", "an empty line after each sentence");
    // Inside a multiword token nothing is parted; after it the range's own row says.
    if (index < range_end_) token.space_after = index + 1 == range_end_ && range_space_;
    given_.text.tokens.push_back(token);
    return {};
  }

  // "3-4" stands before its words.
  Result<void> range(std::string_view id, bool space_after) {
    uint32_t first = 0, last = 0;
    const char* end = id.data() + id.size();
    const auto [dash, wrong_first] = std::from_chars(id.data(), end, first);
    const bool dashed = wrong_first == std::errc() && dash != end && *dash == '-';
    const auto [rest, wrong_last] = std::from_chars(dashed ? dash + 1 : end, end, last);
    const auto next = static_cast<uint32_t>(given_.text.tokens.size());
    if (!dashed || wrong_last != std::errc() || rest != end || first != next - begin_ + 1 || last < first || last > kMostWords ||
        next < range_end_) {
      return wrong("not a range of the words that follow", "first-last");
    }
    range_end_ = begin_ + last;
    range_space_ = space_after;
    given_.ranges.push_back({TokenIndex(next), TokenIndex(range_end_)});
    return {};
  }

  Result<void> close() {
    const auto end = static_cast<uint32_t>(given_.text.tokens.size());
    if (end < range_end_) return wrong("a range goes beyond its sentence", "words for all of it");
    if (end == begin_) return {};
    Sentence sentence;
    sentence.tokens = {TokenIndex(begin_), TokenIndex(end)};
    given_.text.sentences.push_back(sentence);
    given_.comments.push_back(std::move(comments_));
    comments_.clear();
    begin_ = range_end_ = end;
    return {};
  }

  std::string_view bytes_;
  const std::string& name_;
  GivenTokens given_;
  std::string comments_;
  uint32_t begin_ = 0, number_ = 0, range_end_ = 0;
  bool range_space_ = true;
};

}  // namespace

Result<GivenTokens> read_conllu(std::string_view bytes, const std::string& name) {
  if (bytes.size() > UINT32_MAX) return Error{ErrorKind::kInput, name, "longer than 4 GB", "a shorter file"};
  return Rows(bytes, name).read();
}

}  // namespace demarche::readers
