#include "language/tokenizer.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace demarche::language {

namespace {

using utf8::ascii_digit;
using utf8::ascii_lower;
using utf8::ascii_upper;

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool word_byte(char c) { return ascii_letter(c) || ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

// Abbreviations in lower case, sorted.
struct Abbreviation {
  std::string_view form;
  bool may_end;
};
constexpr std::array kAbbreviations{
    Abbreviation{"a.k.a.", false}, Abbreviation{"a.m.", true},   Abbreviation{"adm.", false},   Abbreviation{"al.", true},
    Abbreviation{"amb.", false},   Abbreviation{"apr.", true},   Abbreviation{"approx.", false}, Abbreviation{"assn.", true},
    Abbreviation{"asst.", false},  Abbreviation{"attn.", false}, Abbreviation{"atty.", false},  Abbreviation{"aug.", true},
    Abbreviation{"ave.", true},    Abbreviation{"blvd.", true},  Abbreviation{"brig.", false},  Abbreviation{"bros.", true},
    Abbreviation{"c.", false},     Abbreviation{"ca.", false},   Abbreviation{"capt.", false},  Abbreviation{"cf.", false},
    Abbreviation{"cmdr.", false},  Abbreviation{"co.", true},    Abbreviation{"col.", false},   Abbreviation{"conf.", true},
    Abbreviation{"corp.", true},   Abbreviation{"cpl.", false},  Abbreviation{"ct.", true},     Abbreviation{"dec.", true},
    Abbreviation{"del.", false},   Abbreviation{"dept.", false}, Abbreviation{"dr.", false},    Abbreviation{"e.g.", false},
    Abbreviation{"ed.", true},     Abbreviation{"esp.", false},  Abbreviation{"esq.", true},    Abbreviation{"etc.", true},
    Abbreviation{"ext.", false},   Abbreviation{"feb.", true},   Abbreviation{"fig.", false},   Abbreviation{"fr.", false},
    Abbreviation{"fri.", true},    Abbreviation{"ft.", false},   Abbreviation{"gen.", false},   Abbreviation{"gov.", false},
    Abbreviation{"govt.", false},  Abbreviation{"hon.", false},  Abbreviation{"hr.", true},     Abbreviation{"hrs.", true},
    Abbreviation{"i.e.", false},   Abbreviation{"inc.", true},   Abbreviation{"insp.", false},  Abbreviation{"intl.", false},
    Abbreviation{"jan.", true},    Abbreviation{"jr.", true},    Abbreviation{"jul.", true},    Abbreviation{"jun.", true},
    Abbreviation{"lb.", true},     Abbreviation{"lbs.", true},   Abbreviation{"lt.", false},    Abbreviation{"ltd.", true},
    Abbreviation{"maj.", false},   Abbreviation{"mar.", true},   Abbreviation{"messrs.", false}, Abbreviation{"mins.", true},
    Abbreviation{"mlle.", false},  Abbreviation{"mme.", false},  Abbreviation{"mon.", true},    Abbreviation{"mr.", false},
    Abbreviation{"mrs.", false},   Abbreviation{"ms.", false},   Abbreviation{"mt.", false},    Abbreviation{"mts.", false},
    Abbreviation{"nos.", false},   Abbreviation{"nov.", true},   Abbreviation{"oct.", true},    Abbreviation{"oz.", true},
    Abbreviation{"p.m.", true},    Abbreviation{"ph.d.", true},  Abbreviation{"plc.", true},    Abbreviation{"pp.", false},
    Abbreviation{"pres.", false},  Abbreviation{"prof.", false}, Abbreviation{"pvt.", false},   Abbreviation{"rep.", false},
    Abbreviation{"reps.", false},  Abbreviation{"ret.", true},   Abbreviation{"rev.", false},   Abbreviation{"rt.", false},
    Abbreviation{"sat.", true},    Abbreviation{"sec.", false},  Abbreviation{"secy.", false},  Abbreviation{"sen.", false},
    Abbreviation{"sens.", false},  Abbreviation{"sep.", true},   Abbreviation{"sept.", true},   Abbreviation{"sgt.", false},
    Abbreviation{"spc.", false},   Abbreviation{"sq.", false},   Abbreviation{"sr.", true},     Abbreviation{"st.", false},
    Abbreviation{"supt.", false},  Abbreviation{"thu.", true},   Abbreviation{"thur.", true},   Abbreviation{"thurs.", true},
    Abbreviation{"tue.", true},    Abbreviation{"tues.", true},  Abbreviation{"univ.", false},  Abbreviation{"viz.", false},
    Abbreviation{"vol.", false},   Abbreviation{"vs.", false},   Abbreviation{"wed.", true},    Abbreviation{"yr.", true},
    Abbreviation{"yrs.", true}};

// First parts that stay joined to what follows their hyphen.
constexpr std::array<std::string_view, 36> kPrefixes{
    "al",    "anti",  "bi", "cross", "ex", "un",   "co",    "counter", "cyber", "de",   "e",     "el",   "euro", "extra",
    "hyper", "inter", "intra", "mega", "micro",   "mid",   "mini", "mis",   "multi", "neo", "non",
    "pan",   "post",  "pre",  "pro",   "quasi",   "re",    "semi", "sub",   "super", "trans", "ultra"};

// Clitics with their apostrophe made ASCII.
constexpr std::array<std::string_view, 6> kClitics{"'s", "'ll", "'re", "'ve", "'d", "'m"};

// Curly quotes and dashes that end or begin a word whatever stands beside them.
bool breaking_mark(char32_t c) {
  return c == 0x201C || c == 0x201D || c == 0x201E || c == 0x2013 || c == 0x2014 || c == 0x2026 || c == 0x2022 ||
         c == 0x00AB || c == 0x00BB || c == 0x2018 || c == 0x00B7 || c == 0x25CF || c == 0x2015;
}

// Length of an apostrophe at `at` ("'", U+2019, U+2018 in clitic position), 0 if none.
uint32_t apostrophe(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '\'') return 1;
  const utf8::CodePoint point = utf8::decode(text, at);
  return point.value == 0x2019 || point.value == 0x02BC ? point.length : 0;
}

bool white(std::string_view text, size_t at, uint32_t* length) {
  *length = 1;
  if (utf8::ascii_space(text[at])) return true;
  if (static_cast<unsigned char>(text[at]) < 0xC2) return false;
  const utf8::CodePoint point = utf8::decode(text, at);
  *length = point.length;
  return point.value == 0x00A0 || (point.value >= 0x2000 && point.value <= 0x200B) || point.value == 0x3000 ||
         point.value == 0xFEFF || point.value == 0x202F;
}

bool dotted_letters(std::string_view form) {  // "U.S.", "J.", "D.C."
  if (form.size() < 2 || form.size() % 2 != 0) return false;
  for (size_t i = 0; i < form.size(); i += 2) {
    if (!ascii_letter(form[i]) || form[i + 1] != '.') return false;
  }
  return true;
}

// Cuts one stretch without white space.
class ChunkCutter {
 public:
  ChunkCutter(std::string_view chunk, uint32_t base, std::vector<RawToken>* out) : chunk_(chunk), base_(base), out_(out) {}

  void run() {
    if (is_address()) {
      emit_address();
    } else {
      while (at_ < chunk_.size()) step();
    }
    if (!out_->empty()) out_->back().space_after = true;
  }

 private:
  void emit(size_t length) {
    out_->push_back({{base_ + static_cast<uint32_t>(at_), base_ + static_cast<uint32_t>(at_ + length)}, false});
    at_ += length;
  }

  char here(size_t offset = 0) const { return at_ + offset < chunk_.size() ? chunk_[at_ + offset] : '\0'; }

  bool is_address() const {
    return chunk_.find("://") != std::string_view::npos || chunk_.starts_with("www.") ||
           (chunk_.find('@') != std::string_view::npos && chunk_.find('@') > 0 && chunk_.rfind('.') > chunk_.find('@') &&
            chunk_.rfind('.') != std::string_view::npos && ascii_letter(chunk_.front()));
  }

  // Marks around an address are cut off; the address stays whole.
  void emit_address() {
    while (at_ < chunk_.size() && (here() == '(' || here() == '<' || here() == '"' || here() == '[')) emit(1);
    size_t end = chunk_.size();
    while (end > at_ + 1 && std::string_view(".,;:!?)>\"]'").find(chunk_[end - 1]) != std::string_view::npos) --end;
    if (end > at_) emit(end - at_);
    while (at_ < chunk_.size()) emit(1);
  }

  void step() {
    const char c = here();
    if (c == '.') return dots();
    if (c == '-') return run_of('-');
    if (c == '\'' || apostrophe(chunk_, at_) > 0) return quote_or_clitic();
    if (static_cast<unsigned char>(c) >= 0x80) {
      const utf8::CodePoint point = utf8::decode(chunk_, at_);
      if (breaking_mark(point.value)) return emit(point.length);
      return word();
    }
    if (c == '$' || c == '#') return emit(1);
    if (c == '!' || c == '?' || c == '*' || c == '_' || c == '=' || c == '~') return run_of(c);
    if (word_byte(c)) return word();
    emit(1);
  }

  void run_of(char c) {
    size_t length = 1;
    while (here(length) == c) ++length;
    emit(length);
  }

  void dots() {
    size_t length = 1;
    while (here(length) == '.') ++length;
    if (length == 1 && ascii_digit(here(1))) return word();  // ".45"
    emit(length);
  }

  void quote_or_clitic() {
    const uint32_t mark = apostrophe(chunk_, at_) > 0 ? apostrophe(chunk_, at_) : 1;
    const bool after_word = at_ > 0 && word_byte(chunk_[at_ - 1]) && out_end() == at_;
    if (after_word) {
      if (const size_t length = clitic_length(at_); length > 0) return emit(length);
    }
    if (!after_word && ascii_digit(here(mark)) && ascii_digit(here(mark + 1)) && !word_byte(here(mark + 2)) ) {
      return emit(mark + 2);  // '90
    }
    if (here() == '\'' && here(1) == '\'') return emit(2);
    emit(mark);
  }

  size_t out_end() const { return out_->empty() ? SIZE_MAX : out_->back().span.end - base_; }

  // Length of a clitic that begins at `at` with its apostrophe and ends the word, else 0.
  size_t clitic_length(size_t at) const {
    const uint32_t mark = apostrophe(chunk_, at);
    if (mark == 0) return 0;
    for (const std::string_view clitic : kClitics) {
      const size_t letters = clitic.size() - 1;
      if (at + mark + letters > chunk_.size()) continue;
      bool same = true;
      for (size_t i = 0; i < letters; ++i) same &= ascii_lower(chunk_[at + mark + i]) == clitic[1 + i];
      const bool ends = at + mark + letters == chunk_.size() || !word_byte(chunk_[at + mark + letters]) ||
                        static_cast<unsigned char>(chunk_[at + mark + letters]) >= 0xE2;
      if (same && ends) return mark + letters;
    }
    return 0;
  }

  // A word from here: letters, digits, inner dots, commas of numbers, joined prefixes.
  void word() {
    const size_t end = word_end();
    const std::string_view form = chunk_.substr(at_, end - at_);
    if (cut_negation(form) || cut_compound(form) || cut_amount(form)) return;
    emit(std::max<size_t>(1, form.size()));
  }

  size_t word_end() const {
    size_t end = at_;
    while (end < chunk_.size()) {
      const char c = chunk_[end];
      if (static_cast<unsigned char>(c) >= 0x80) {
        const utf8::CodePoint point = utf8::decode(chunk_, end);
        if (breaking_mark(point.value)) break;
        if (point.value == 0x2019) {
          if (!inner_apostrophe(end)) break;
        }
        end += point.length;
      } else if (ascii_letter(c) || ascii_digit(c)) {
        ++end;
      } else if (!joins(end)) {
        break;
      } else {
        ++end;
      }
    }
    return end;
  }

  // "O'Brien", "n't" (cut later), "Ma'ariv": a letter follows and it is no clitic.
  bool inner_apostrophe(size_t at) const {
    const uint32_t mark = apostrophe(chunk_, at);
    const size_t next = at + mark;
    return at > at_ && next < chunk_.size() && (ascii_letter(chunk_[next]) || static_cast<unsigned char>(chunk_[next]) >= 0xC3) &&
           clitic_length(at) == 0;
  }

  // Whether a mark inside a stretch belongs to the word.
  bool joins(size_t at) const {
    const char c = chunk_[at], next = at + 1 < chunk_.size() ? chunk_[at + 1] : '\0';
    const char last = at > at_ ? chunk_[at - 1] : '\0';
    switch (c) {
      case '\'': return inner_apostrophe(at);
      case '.': return inner_dot(at, last, next);
      case ',':
      case ':': return ascii_digit(last) && ascii_digit(next);
      case '&': return ascii_upper(last) && ascii_upper(next);
      case '-': return joining_hyphen(at, next);
      case '/': return ascii_digit(last) && ascii_digit(next);
      case '@':
      case '_': return word_byte(next);
      case '+': return false;
      default: return false;
    }
  }

  bool inner_dot(size_t at, char last, char next) const {
    if (ascii_digit(last) && ascii_digit(next)) return true;
    const std::string_view so_far = chunk_.substr(at_, at + 1 - at_);
    if (dotted_letters(so_far)) return next != '.';
    bool may_end = false;
    if (is_abbreviation(so_far, &may_end)) return true;
    if (last == '\0') return ascii_digit(next);
    // "example.com", "Ph.D."
    return ascii_letter(next) && ascii_letter(last) && chunk_.find('.', at + 1) == std::string_view::npos &&
           ascii_lower(next) == next && chunk_.size() - at <= 5 && ascii_lower(chunk_[at_]) == chunk_[at_];
  }

  bool joining_hyphen(size_t at, char next) const {
    if (!word_byte(next)) return false;
    const std::string_view first = chunk_.substr(at_, at - at_);
    std::string lower(first);
    std::transform(lower.begin(), lower.end(), lower.begin(), ascii_lower);
    if (std::find(kPrefixes.begin(), kPrefixes.end(), lower) != kPrefixes.end()) return true;
    // "F-16", "G-7", "COVID-19", "MH-17": letters and a number are one name.
    const bool capitals = std::all_of(first.begin(), first.end(), ascii_upper);
    return capitals && ascii_digit(next);
  }

  // "don't" is "do" and "n't"; "cannot" is "can" and "not".
  bool cut_negation(std::string_view form) {
    if (form.size() > 3) {
      const size_t n = form.size();
      const bool ascii = form[n - 1] == 't' && form[n - 2] == '\'' && ascii_lower(form[n - 3]) == 'n';
      if (ascii) {
        emit(n - 3);
        emit(3);
        return true;
      }
      if (form.ends_with("\xE2\x80\x99t") && n > 5 && ascii_lower(form[n - 5]) == 'n') {
        emit(n - 5);
        emit(5);
        return true;
      }
    }
    if (form == "cannot" || form == "Cannot") {
      emit(3);
      emit(3);
      return true;
    }
    return false;
  }

  // "gonna" is "gon" and "na".
  bool cut_compound(std::string_view form) {
    if (form == "gonna" || form == "wanna" || form == "gotta") {
      emit(3);
      emit(2);
      return true;
    }
    return false;
  }

  // "US$400": the currency and the number; "5pm", "10km": the number and the unit.
  bool cut_amount(std::string_view form) {
    size_t digits = 0;
    while (digits < form.size() && (ascii_digit(form[digits]) || form[digits] == '.' || form[digits] == ',')) ++digits;
    static constexpr std::array<std::string_view, 12> kUnits{"am", "pm", "km", "kg", "mph", "kph", "m", "bn", "tn", "mm", "cm", "k"};
    if (digits > 0 && digits < form.size() &&
        std::find(kUnits.begin(), kUnits.end(), form.substr(digits)) != kUnits.end() && ascii_digit(form[digits - 1])) {
      emit(digits);
      emit(form.size() - digits);
      return true;
    }
    return false;
  }

  std::string_view chunk_;
  uint32_t base_;
  std::vector<RawToken>* out_;
  size_t at_ = 0;
};

}  // namespace

bool is_abbreviation(std::string_view form, bool* may_end) {
  if (dotted_letters(form)) {
    *may_end = form.size() > 2;
    return true;
  }
  if (form.size() < 3 || form.size() > 8 || form.back() != '.') return false;
  std::array<char, 8> buffer{};
  std::transform(form.begin(), form.end(), buffer.begin(), ascii_lower);
  const std::string_view lower(buffer.data(), form.size());
  const auto found = std::lower_bound(kAbbreviations.begin(), kAbbreviations.end(), lower,
                                      [](const Abbreviation& a, std::string_view f) { return a.form < f; });
  if (found == kAbbreviations.end() || found->form != lower) return false;
  *may_end = found->may_end;
  return true;
}

void tokenize(std::string_view text, uint32_t base, std::vector<RawToken>* tokens) {
  size_t at = 0;
  while (at < text.size()) {
    uint32_t length = 0;
    if (white(text, at, &length)) {
      at += length;
      continue;
    }
    const size_t begin = at;
    while (at < text.size() && !white(text, at, &length)) at += length;
    ChunkCutter(text.substr(begin, at - begin), base + static_cast<uint32_t>(begin), tokens).run();
  }
}

}  // namespace demarche::language
