#include "language/tokenizer.h"

#include "base/prefixes.h"
#include "language/abbreviations.h"
#include "language/characters.h"

namespace demarche::language {

namespace {

using utf8::ascii_digit;
using utf8::ascii_lower;
using utf8::ascii_upper;

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";

constexpr std::array<std::string_view, 6> kClitics{"s", "ll", "re", "ve", "d", "m"};

// "dont": what a negation is written like without its apostrophe.
constexpr std::array<std::string_view, 17> kBareNegations{"dont",    "didnt",    "doesnt", "wont",  "cant",  "couldnt",
                                                          "wouldnt", "shouldnt", "isnt",   "arent", "wasnt", "werent",
                                                          "havent",  "hasnt",    "hadnt",  "aint",  "arnt"};

// Words that are two words: where to cut.
struct Pair {
  std::string_view form;
  uint8_t first;
};
constexpr std::array kPairs{Pair{"cannot", 3}, Pair{"gonna", 3}, Pair{"wanna", 3},  Pair{"gotta", 3},  Pair{"lotta", 3},
                            Pair{"gimme", 3},  Pair{"lemme", 3}, Pair{"kinda", 4},  Pair{"sorta", 4},  Pair{"im", 1},
                            Pair{"ive", 1},    Pair{"thats", 4}, Pair{"youre", 3},  Pair{"theyre", 4}, Pair{"hes", 2},
                            Pair{"shes", 3},   Pair{"whats", 4}, Pair{"theres", 5}, Pair{"youve", 3},  Pair{"theyve", 4}};

constexpr std::array<std::string_view, 26> kUnits{"am", "pm", "km",  "kg",  "mph", "kph", "m",  "bn", "tn",  "mm",  "cm",  "k",   "b",
                                                  "ft", "hz", "khz", "mhz", "ghz", "kw",  "mw", "gw", "kwh", "mwh", "lbs", "hrs", "pc"};

constexpr std::array<std::string_view, 21> kEndings{"com", "org", "net", "gov", "edu",  "mil", "int", "info", "uk",  "doc", "docx",
                                                    "xls", "pdf", "ppt", "txt", "html", "htm", "jpg", "gif",  "zip", "exe"};

// Faces and other fixed strings; a word may not follow them.
constexpr std::array<std::string_view, 17> kFixed{":-)", ":-(", ";-)", ":-D", ":)", ":(",    ";)", ":D", ":P",
                                                  "=)",  "=(",  "(:",  "^_^", "<3", "[...]", "''", "``"};

constexpr std::array<std::string_view, 7> kElided{"em", "til", "cause", "n", "tis", "twas", "bout"};

// Cuts one stretch without white space: text[at_, end_).
class ChunkCutter {
 public:
  ChunkCutter(std::string_view text, size_t begin, size_t end, uint32_t base, std::vector<RawToken>* out)
      : text_(text), begin_(begin), end_(end), base_(base), out_(out), at_(begin) {}

  void run() {
    if (address_ahead()) emit_address();
    while (at_ < end_) step();
    out_->back().space_after = true;
  }

 private:
  std::string_view chunk() const { return text_.substr(begin_, end_ - begin_); }
  std::string_view ahead() const { return text_.substr(at_, end_ - at_); }
  char here(size_t offset = 0) const { return at_ + offset < end_ ? text_[at_ + offset] : '\0'; }
  bool word_here(size_t at) const { return at < end_ && word_at(text_, at); }
  bool after_word() const {
    if (at_ == begin_) return false;
    const char last = text_[at_ - 1];
    return ascii_letter(last) || ascii_digit(last) || last == '.' || static_cast<unsigned char>(last) >= 0x80;
  }

  void emit(size_t length) {
    while (length > kMaxTokenBytes) {
      size_t cut = kMaxTokenBytes;
      while (cut > kMaxTokenBytes - 4 && (static_cast<unsigned char>(text_[at_ + cut]) & 0xC0) == 0x80) --cut;
      push(cut);
      length -= cut;
    }
    push(length);
  }

  void push(size_t length) {
    out_->push_back({{base_ + static_cast<uint32_t>(at_), base_ + static_cast<uint32_t>(at_ + length)}, false});
    at_ += length;
  }

  void emit_pair(size_t first, size_t second) {
    emit(first);
    emit(second);
  }

  bool address_ahead() const {
    const std::string_view c = chunk();
    if (c.size() < 4) return false;
    if (c.find("://") != std::string_view::npos || c.find("www.") != std::string_view::npos) return true;
    const size_t sign = c.find('@');
    if (sign != std::string_view::npos && sign > 0 && c.find('.', sign) != std::string_view::npos) return true;
    return file_or_domain(c);
  }

  // "Liquidweb.com", "report.pdf", "bbc.co.uk/news": a known ending after a dot, then nothing or a path.
  static bool file_or_domain(std::string_view c) {
    while (!c.empty() && std::string_view(".,;:!?)>\"]'").find(c.back()) != std::string_view::npos) c.remove_suffix(1);
    const size_t path = c.find('/');
    const std::string_view host = c.substr(0, path);
    const size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot + 1 == host.size() || !lists(kEndings, host.substr(dot + 1))) return false;
    return std::all_of(host.begin(), host.end(), [](char x) {
      return ascii_letter(x) || ascii_digit(x) || std::string_view("._-#(<[\"'").find(x) != std::string_view::npos;
    });
  }

  // Marks around an address are cut off; the address stays whole.
  void emit_address() {
    while (at_ < end_ && std::string_view("(<\"['").find(here()) != std::string_view::npos) step();
    size_t end = end_;
    while (end > at_ + 1 && std::string_view(".,;:!?)>\"]'").find(text_[end - 1]) != std::string_view::npos) --end;
    for (const std::string_view curly : {"\xE2\x80\x9D", "\xE2\x80\x99"}) {
      if (text_.substr(at_, end - at_).ends_with(curly)) end -= curly.size();
    }
    if (end > at_) emit(end - at_);
  }

  void step() {
    const char c = here();
    if (fixed_mark()) return;
    switch (c) {
      case '.': return dots();
      case '\'':
      case '`': return quote_or_clitic(1);
      case '!':
      case '?': return run_of("!?");
      case '-': return run_of("-");
      case '*': return run_of("*");
      case '_': return run_of("_");
      case '=': return run_of("=");
      case '~': return run_of("~");
      case '<': return run_of("<");
      case '>': return run_of(">");
      case '+': return ascii_digit(here(1)) && at_ == begin_ ? word() : run_of("+");
      case '#':
      case '@': return ascii_letter(here(1)) && !after_word() ? word() : emit(1);
      default: break;
    }
    if (static_cast<unsigned char>(c) >= 0x80) return beyond_ascii();
    if (ascii_letter(c) || ascii_digit(c)) return word();
    emit(1);
  }

  void beyond_ascii() {
    const utf8::CodePoint point = utf8::decode(text_.substr(0, end_), at_);
    if (point.value == 0x2019 || point.value == 0x02BC) return quote_or_clitic(point.length);
    if (point.value == 0x2018 && ahead().substr(point.length).starts_with(kCurlyApostrophe)) return emit(2 * point.length);
    const bool degrees = point.value == 0xB0 && (here(2) == 'C' || here(2) == 'F') && !word_here(at_ + 3);
    if (degrees) return emit(3);
    if (is_mark(point.value)) return emit(point.length);
    word();
  }

  bool fixed_mark() {
    const char c = here();
    if (ascii_letter(c) || ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80) return false;
    for (const std::string_view mark : kFixed) {
      if (!ahead().starts_with(mark)) continue;
      const bool face = ascii_letter(mark.back());
      if (face && (word_here(at_ + mark.size()) || after_word())) continue;
      emit(mark.size());
      return true;
    }
    return false;
  }

  void run_of(std::string_view set) {
    size_t length = 1;
    while (at_ + length < end_ && set.find(text_[at_ + length]) != std::string_view::npos) ++length;
    emit(length);
  }

  void dots() {
    size_t length = 1;
    while (here(length) == '.') ++length;
    if (length == 1 && !after_word() && (ascii_digit(here(1)) || ascii_letter(here(1)))) {  // ".45", ".doc"
      size_t end = at_ + 1;
      while (word_here(end)) end += utf8::decode(text_, end).length;
      return emit(end - at_);
    }
    if (length == 1 && (here(1) == '?' || here(1) == '!')) {
      while (here(length) == '?' || here(length) == '!') ++length;
    }
    emit(length);
  }

  void quote_or_clitic(size_t mark) {
    if (after_word()) {
      if (const size_t length = clitic_length(at_, mark); length > 0) return emit(length);
    } else {
      // '90s, '90, 'em
      size_t digits = 0;
      while (ascii_digit(here(mark + digits))) ++digits;
      const size_t ending = digits == 2 && here(mark + 2) == 's' ? 1 : 0;
      if (digits == 2 && !word_here(at_ + mark + 2 + ending)) return emit(mark + 2 + ending);
      size_t letters = 0;
      while (letters < 6 && ascii_letter(here(mark + letters))) ++letters;
      if (letters > 0 && lists(kElided, ahead().substr(mark, letters)) && !word_here(at_ + mark + letters)) return emit(mark + letters);
    }
    if (mark == 3 && ahead().substr(3).starts_with(kCurlyApostrophe)) return emit(6);
    emit(mark);
  }

  // Length of the apostrophe at `at`, 0 if there is none.
  size_t apostrophe(size_t at) const {
    if (at >= end_) return 0;
    if (text_[at] == '\'' || text_[at] == '`') return 1;
    return text_.substr(at, 3) == kCurlyApostrophe ? 3 : 0;
  }

  // Length of a clitic that begins at `at` with an apostrophe of `mark` bytes and ends the word, else 0.
  size_t clitic_length(size_t at, size_t mark) const {
    for (const std::string_view clitic : kClitics) {
      const size_t end = at + mark + clitic.size();
      if (end <= end_ && equal_lower(text_.substr(at + mark, clitic.size()), clitic) && !word_here(end)) return mark + clitic.size();
    }
    return 0;
  }

  // A word from here: letters, digits, inner dots, commas of numbers, joined prefixes.
  void word() {
    if (const size_t length = phone_or_date(); length > 0) return emit(length);
    if (const size_t length = short_form(); length > 0) return emit(length);
    const size_t end = std::max(word_end(), at_ + 1);
    const std::string_view form = text_.substr(at_, end - at_);
    if (cut_negation(form) || cut_pair(form) || cut_amount(form)) return;
    emit(form.size() + tail_length(form));
  }

  // What belongs to a word although it is a mark: "US$", "60's", the hyphen of a word broken off ("th- the").
  size_t tail_length(std::string_view form) const {
    const size_t n = form.size();
    if (here(n) == '$' && n <= 3 && std::all_of(form.begin(), form.end(), ascii_upper)) return 1;
    const bool number = std::all_of(form.begin(), form.end(), ascii_digit);
    if (const size_t mark = apostrophe(at_ + n);
        number && n >= 2 && n <= 4 && mark > 0 && here(n + mark) == 's' && !word_here(at_ + n + mark + 1)) {
      return mark + 1;
    }
    const bool broken_off = !number && n <= 2 && here(n) == '-' && at_ + n + 1 == end_ && !after_word() && end_ < text_.size();
    return broken_off ? 1 : 0;
  }

  // Letters with full stops and abbreviations; the full stop is left out where it ends the sentence as well.
  size_t short_form() const {
    if (!ascii_letter(here())) return 0;
    size_t length = dotted_letters(ahead());
    if (length == 0) {
      size_t letters = 0;
      while (letters < 9 && ascii_letter(here(letters))) ++letters;
      if (here(letters) != '.') return 0;
      const std::string_view form = ahead().substr(0, letters + 1);
      if (equal_lower(form, "no.")) return ascii_digit(next_after(letters + 1)) ? letters + 1 : 0;
      if (!find_abbreviation(form).known) return 0;
      if (equal_lower(form, "etc.") && ends_sentence(letters + 1)) return letters;
      return word_here(at_ + letters + 1) && !ascii_digit(here(letters + 1)) ? 0 : letters + 1;
    }
    if (length == 2 && here(1) == '.' && (ends_sentence(2) && (here() == 'I' || next_after(2) == '\0'))) return 1;
    if (here(length) == '.' && here(length - 1) != '.') ++length;
    return length;
  }

  // The first byte after a form of `length` bytes and one stretch of white space in the line; '\0' at the line's end.
  char next_after(size_t length) const {
    size_t at = at_ + length;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    return at < text_.size() && text_[at] != '\n' && text_[at] != '\r' ? text_[at] : '\0';
  }

  bool ends_sentence(size_t length) const {
    if (at_ + length < end_ && text_[at_ + length] != '"' && text_[at_ + length] != ')') return false;
    const char next = next_after(length);
    return next == '\0' || next == '"' || next == ')' || ascii_upper(next);
  }

  // "713-853-3989", "345-9945", "11-20-2000": groups of digits that are one number.
  size_t phone_or_date() const {
    if (!ascii_digit(here())) return 0;
    std::array<size_t, 4> groups{};
    size_t count = 0, at = 0;
    while (count < groups.size()) {
      size_t digits = 0;
      while (ascii_digit(here(at + digits))) ++digits;
      if (digits == 0 || digits > 4) return 0;
      groups[count++] = digits;
      at += digits;
      if (here(at) != '-' || !ascii_digit(here(at + 1))) break;
      ++at;
    }
    if (count < 2 || word_here(at_ + at) || here(at) == '-') return 0;
    const bool phone = groups[count - 1] == 4 && groups[count - 2] == 3 && (count == 2 || groups[count - 3] == 3);
    const bool date = count == 3 && groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 2 || groups[2] == 4);
    return phone || date ? at : 0;
  }

  size_t word_end() const {
    size_t end = at_;
    if (here() == '+' || here() == '#' || here() == '@') ++end;
    while (end < end_) {
      const unsigned char c = static_cast<unsigned char>(text_[end]);
      if (c >= 0x80) {
        const utf8::CodePoint point = utf8::decode(text_.substr(0, end_), end);
        const bool hyphen = point.value == 0x2010 || point.value == 0x2011;
        if (hyphen ? !joining_hyphen(end, point.length) : is_mark(point.value)) break;
        if (point.value == 0x2019 && !inner_apostrophe(end)) break;
        end += point.length;
      } else if (ascii_letter(text_[end]) || ascii_digit(text_[end]) || joins(end)) {
        ++end;
      } else {
        break;
      }
    }
    return end;
  }

  // "O'Brien", "don't" (cut later), "Ma'ariv": a letter follows and it is no clitic.
  bool inner_apostrophe(size_t at) const {
    const size_t mark = apostrophe(at);
    return mark > 0 && at > at_ && word_here(at + mark) && !ascii_digit(text_[at + mark]) && clitic_length(at, mark) == 0;
  }

  // Whether a mark inside a stretch belongs to the word.
  bool joins(size_t at) const {
    const char next = at + 1 < end_ ? text_[at + 1] : '\0', last = at > at_ ? text_[at - 1] : '\0';
    const bool letters = ascii_letter(last) && ascii_letter(next);
    const bool single = letters && at == at_ + 1 && !word_here(at + 2) && (at_ == begin_ || !after_word());
    switch (text_[at]) {
      case '\'':
      case '`': return inner_apostrophe(at);
      case '.': return inner_dot(at, last, next);
      case ',': return ascii_digit(last) && thousands(at);
      case ':': return ascii_digit(last) && ascii_digit(next);
      case '&': return (ascii_upper(last) && ascii_upper(next)) || single;
      case '-': return joining_hyphen(at, 1);
      case '/': return (ascii_digit(last) && ascii_digit(next)) || single;
      case '@':
      case '_': return word_here(at + 1);
      default: return false;
    }
  }

  // Three digits follow the comma, or two and another comma ("1,00,000").
  bool thousands(size_t at) const {
    size_t digits = 0;
    while (digits < 5 && at + 1 + digits < end_ && ascii_digit(text_[at + 1 + digits])) ++digits;
    return digits == 3 || (digits == 2 && at + 3 < end_ && text_[at + 3] == ',');
  }

  bool inner_dot(size_t at, char last, char next) const {
    if (ascii_digit(last) && ascii_digit(next)) return true;
    if (!ascii_letter(last) || !(next >= 'a' && next <= 'z') || !(text_[at_] >= 'a' && text_[at_] <= 'z')) return false;
    // "comp.sources.unix": small letters with a second dot.
    size_t end = at + 1;
    while (end < end_ && end < at + 24 && ascii_letter(text_[end])) ++end;
    const bool dot_behind = end + 1 < end_ && text_[end] == '.' && ascii_letter(text_[end + 1]);
    size_t begin = at;
    while (begin > at_ && at - begin < 24 && ascii_letter(text_[begin - 1])) --begin;
    return dot_behind || (begin > at_ && text_[begin - 1] == '.');
  }

  bool joining_hyphen(size_t at, size_t length) const {
    return word_here(at + length) && at - at_ <= 7 && !after_word_before_start() && lists(kJoinedPrefixes, text_.substr(at_, at - at_));
  }
  bool after_word_before_start() const { return at_ > begin_ && text_[at_ - 1] == '-'; }

  // "don't" is "do" and "n't".
  bool cut_negation(std::string_view form) {
    const size_t n = form.size();
    if (n < 3 || ascii_lower(form[n - 1]) != 't') return false;
    const size_t mark = form[n - 2] == '\'' || form[n - 2] == '`' ? 1 : n > 4 && form.substr(n - 4, 3) == kCurlyApostrophe ? 3 : 0;
    if (mark > 0 && n > mark + 2 && ascii_lower(form[n - 2 - mark]) == 'n') {
      emit_pair(n - 2 - mark, mark + 2);
      return true;
    }
    if (mark > 0 || !lists(kBareNegations, form)) return false;
    emit_pair(n - 2, 2);
    return true;
  }

  bool cut_pair(std::string_view form) {
    if (form.size() > 6 || !ascii_letter(form.back()) || (form.size() > 1 && ascii_upper(form[1]))) return false;
    for (const Pair& pair : kPairs) {
      if (!equal_lower(form, pair.form)) continue;
      emit_pair(pair.first, form.size() - pair.first);
      return true;
    }
    return false;
  }

  // "5pm", "7:30PM", "10km", "5bn": the number and the unit.
  bool cut_amount(std::string_view form) {
    if (!ascii_digit(form.front()) || ascii_digit(form.back())) return false;
    size_t digits = 0;
    while (digits < form.size() && (ascii_digit(form[digits]) || std::string_view(".,:").find(form[digits]) != std::string_view::npos))
      ++digits;
    if (digits == form.size() || !ascii_digit(form[digits - 1]) || !lists(kUnits, form.substr(digits))) return false;
    emit_pair(digits, form.size() - digits);
    return true;
  }

  std::string_view text_;
  size_t begin_, end_;
  uint32_t base_;
  std::vector<RawToken>* out_;
  size_t at_;
};

}  // namespace

uint32_t white_length(std::string_view text, size_t at) {
  if (utf8::ascii_space(text[at])) return 1;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  if (c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
  const utf8::CodePoint point = utf8::decode(text, at);
  const char32_t v = point.value;
  const bool white = v == 0x85 || v == 0xA0 || (v >= 0x2000 && v <= 0x200B) || v == 0x2028 || v == 0x2029 || v == 0x202F || v == 0x205F ||
                     v == 0x3000 || v == 0xFEFF;
  return white ? point.length : 0;
}

void tokenize(std::string_view text, uint32_t base, std::vector<RawToken>* tokens) {
  size_t at = 0;
  while (at < text.size()) {
    if (const uint32_t length = white_length(text, at); length > 0) {
      at += length;
      continue;
    }
    const size_t begin = at;
    while (at < text.size() && white_length(text, at) == 0) ++at;
    ChunkCutter(text, begin, at, base, tokens).run();
  }
}

}  // namespace demarche::language
