#include "actions/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace demarche::actions {

namespace {

using lexicon::kNoWord;
using lexicon::PatternTables;

struct Irregular {
  std::string_view form, base;
};

// Past forms that no ending gives away; sorted by form.
constexpr std::array<Irregular, 118> kIrregular{
    {{"ate", "eat"},          {"beaten", "beat"},     {"became", "become"},    {"began", "begin"},        {"begun", "begin"},
     {"bent", "bend"},        {"bitten", "bite"},     {"bled", "bleed"},       {"blew", "blow"},          {"blown", "blow"},
     {"borne", "bear"},       {"bought", "buy"},      {"bound", "bind"},       {"bred", "breed"},         {"broke", "break"},
     {"broken", "break"},     {"brought", "bring"},   {"built", "build"},      {"burnt", "burn"},         {"came", "come"},
     {"caught", "catch"},     {"chose", "choose"},    {"chosen", "choose"},    {"clung", "cling"},        {"crept", "creep"},
     {"dealt", "deal"},       {"drawn", "draw"},      {"drew", "draw"},        {"driven", "drive"},       {"drove", "drive"},
     {"dug", "dig"},          {"eaten", "eat"},       {"fallen", "fall"},      {"fed", "feed"},           {"fell", "fall"},
     {"felt", "feel"},        {"fled", "flee"},       {"flew", "fly"},         {"flown", "fly"},          {"forbade", "forbid"},
     {"forbidden", "forbid"}, {"forgave", "forgive"}, {"forgiven", "forgive"}, {"fought", "fight"},       {"found", "find"},
     {"froze", "freeze"},     {"frozen", "freeze"},   {"gave", "give"},        {"given", "give"},         {"gone", "go"},
     {"got", "get"},          {"grew", "grow"},       {"grown", "grow"},       {"heard", "hear"},         {"held", "hold"},
     {"hid", "hide"},         {"hidden", "hide"},     {"hung", "hang"},        {"kept", "keep"},          {"knew", "know"},
     {"known", "know"},       {"laid", "lay"},        {"led", "lead"},         {"left", "leave"},         {"lent", "lend"},
     {"lost", "lose"},        {"made", "make"},       {"meant", "mean"},       {"met", "meet"},           {"overran", "overrun"},
     {"paid", "pay"},         {"pled", "plead"},      {"ran", "run"},          {"risen", "rise"},         {"rose", "rise"},
     {"said", "say"},         {"sank", "sink"},       {"saw", "see"},          {"seen", "see"},           {"sent", "send"},
     {"shaken", "shake"},     {"shook", "shake"},     {"shot", "shoot"},       {"slain", "slay"},         {"slew", "slay"},
     {"smitten", "smite"},    {"sold", "sell"},       {"sought", "seek"},      {"spent", "spend"},        {"spoke", "speak"},
     {"spoken", "speak"},     {"sprang", "spring"},   {"stole", "steal"},      {"stolen", "steal"},       {"stood", "stand"},
     {"strove", "strive"},    {"struck", "strike"},   {"stuck", "stick"},      {"stung", "sting"},        {"sunk", "sink"},
     {"swept", "sweep"},      {"swore", "swear"},     {"sworn", "swear"},      {"swung", "swing"},        {"taken", "take"},
     {"taught", "teach"},     {"threw", "throw"},     {"thrown", "throw"},     {"told", "tell"},          {"took", "take"},
     {"tore", "tear"},        {"torn", "tear"},       {"went", "go"},          {"withdrawn", "withdraw"}, {"withdrew", "withdraw"},
     {"won", "win"},          {"written", "write"},   {"wrote", "write"}}};

constexpr std::array<std::string_view, 6> kPrefixes{"un", "re", "over", "under", "out", "with"};

std::string lower(std::string_view word) {
  std::string low(word);
  for (char& c : low) c = utf8::ascii_lower(c);
  return low;
}

// The number of the base of an irregular form, with or without a prefix ("unfroze").
uint32_t irregular_base(std::string_view form, const PatternTables& tables) {
  const auto base_of = [](std::string_view f) -> std::string_view {
    const auto found =
        std::lower_bound(kIrregular.begin(), kIrregular.end(), f, [](const Irregular& i, std::string_view w) { return i.form < w; });
    return found == kIrregular.end() || found->form != f ? std::string_view{} : found->base;
  };
  if (const std::string_view base = base_of(form); !base.empty()) return tables.word_id(base);
  for (const std::string_view prefix : kPrefixes) {
    if (!form.starts_with(prefix)) continue;
    const std::string_view base = base_of(form.substr(prefix.size()));
    if (!base.empty()) return tables.word_id(std::string(prefix) + std::string(base));
  }
  return kNoWord;
}

// The first base that the patterns know and an ending can have been put to.
uint32_t known_base(std::string_view form, const PatternTables& tables) {
  if (const uint32_t id = irregular_base(form, tables); id != kNoWord) return id;
  std::string_view stem;
  if (form.size() > 4 && form.ends_with("ing")) {
    stem = form.substr(0, form.size() - 3);
  } else if (form.size() > 3 && form.ends_with("ed")) {
    stem = form.substr(0, form.size() - 2);
  } else if (form.size() > 3 && form.ends_with("s") && !form.ends_with("ss")) {
    if (form.ends_with("ies")) return tables.word_id(std::string(form.substr(0, form.size() - 3)) + "y");
    const uint32_t id = tables.word_id(form.substr(0, form.size() - 1));
    return id == kNoWord && form.ends_with("es") ? tables.word_id(form.substr(0, form.size() - 2)) : id;
  } else {
    return kNoWord;
  }
  const std::string text(stem);
  if (const uint32_t id = tables.word_id(text + "e"); id != kNoWord) return id;
  if (const uint32_t id = tables.word_id(text); id != kNoWord) return id;
  if (stem.ends_with('i')) return tables.word_id(text.substr(0, text.size() - 1) + "y");
  const bool doubled = text.size() > 2 && text[text.size() - 1] == text[text.size() - 2];
  return doubled ? tables.word_id(text.substr(0, text.size() - 1)) : kNoWord;
}

bool hyphen(const Token& token) { return token.form == "-"; }

// The last token of the word written with hyphens that begins at `begin`; `begin` itself if there is none.
uint32_t hyphenated_end(const Text& text, uint32_t begin) {
  uint32_t end = begin;
  while (end + 2 < text.tokens.size() && hyphen(text.tokens[end + 1]) && text.tokens[end].span.end == text.tokens[end + 1].span.begin &&
         text.tokens[end + 1].span.end == text.tokens[end + 2].span.begin && text.tokens[end + 2].sentence == text.tokens[begin].sentence) {
    end += 2;
  }
  return end;
}

}  // namespace

void WordIds::fill(const Text& text, const PatternTables& tables) {
  const size_t count = text.tokens.size();
  lemma.resize(count);
  form.resize(count);
  other.assign(count, kNoWord);
  joined.assign(count, 0);
  for (size_t i = 0; i < count; ++i) {
    const Token& token = text.tokens[i];
    const std::string word = lower(token.form);
    lemma[i] = tables.word_id(lower(token.lemma));
    form[i] = token.form == token.lemma ? lemma[i] : tables.word_id(word);
    const bool plural = token.upos == Upos::kNoun && token.lemma.size() == word.size() && word.ends_with('s');
    const bool content = token.upos == Upos::kVerb || token.upos == Upos::kAdj || token.upos == Upos::kNoun;
    if (token.xpos == Xpos::kVBG || token.xpos == Xpos::kVBN) other[i] = form[i] == lemma[i] ? kNoWord : form[i];
    if (other[i] == kNoWord && content && (lemma[i] == kNoWord || plural)) other[i] = known_base(word, tables);
  }
  for (uint32_t begin = 0; begin < count; ++begin) {
    const uint32_t end = hyphenated_end(text, begin);
    if (end == begin) continue;
    std::string whole;
    for (uint32_t t = begin; t < end; ++t) whole += lower(text.tokens[t].form);
    uint32_t id = tables.word_id(whole + lower(text.tokens[end].form));
    if (id == kNoWord) id = tables.word_id(whole + lower(text.tokens[end].lemma));
    if (id == kNoWord) {
      const uint32_t base = known_base(lower(text.tokens[end].form), tables);
      if (base != kNoWord) id = tables.word_id(whole + std::string(tables.word(base)));
    }
    if (id != kNoWord) {
      uint32_t main = end;
      for (uint32_t t = begin; t <= end; ++t) {
        const TokenIndex head = text.tokens[t].head;
        if (!head.valid() || head.value < begin || head.value > end) main = t;
      }
      lemma[main] = form[main] = id;
      other[main] = kNoWord;
      joined[main] = 1;
    }
    begin = end;
  }
}

}  // namespace demarche::actions
