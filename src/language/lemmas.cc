#include "language/lemmas.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "base/utf8.h"

namespace demarche::language {

namespace {

constexpr uint32_t kEmpty = 0xFFFFFFFF;
constexpr size_t kLongestSuffix = 5;

template <typename KeyOf>
uint32_t find(std::span<const uint32_t> slots, std::string_view key, const KeyOf& key_of) {
  const size_t mask = slots.size() - 1;
  for (size_t at = XXH3_64bits(key.data(), key.size()) & mask; slots[at] != kEmpty; at = (at + 1) & mask) {
    if (key_of(slots[at]) == key) return slots[at];
  }
  return kEmpty;
}

bool sound(std::span<const uint32_t> slots, size_t count) {
  const bool power = !slots.empty() && (slots.size() & (slots.size() - 1)) == 0 && slots.size() > count;
  return power && std::all_of(slots.begin(), slots.end(), [&](uint32_t s) { return s == kEmpty || s < count; });
}

bool keeps_case(Upos upos) { return upos == Upos::kPropn || upos == Upos::kX || upos == Upos::kSym; }

}  // namespace

Result<Lemmatizer> Lemmatizer::open(const std::string& path) {
  Result<Image> image = Image::open(path);
  if (!image) return image.error();
  const auto keys = image->section<StringRef>("form_keys");
  const auto lemmas = image->section<StringRef>("form_lemmas");
  const auto form_slots = image->section<uint32_t>("form_slots");
  const auto rules = image->section<SuffixRule>("rules");
  const auto rule_slots = image->section<uint32_t>("rule_slots");
  if (!keys || !lemmas || !form_slots || !rules || !rule_slots || keys->size() != lemmas->size() || !sound(*form_slots, keys->size()) ||
      !sound(*rule_slots, rules->size())) {
    return Error{ErrorKind::kCorrupt, path, "is not a lemma table", "a file written by train/language/lemmas.py"};
  }
  Lemmatizer lemmatizer;
  lemmatizer.form_keys_ = *keys;
  lemmatizer.form_lemmas_ = *lemmas;
  lemmatizer.form_slots_ = *form_slots;
  lemmatizer.rules_ = *rules;
  lemmatizer.rule_slots_ = *rule_slots;
  if (const auto boundaries = image->section<int16_t>("boundaries")) lemmatizer.boundaries_ = *boundaries;
  lemmatizer.image_ = std::move(*image);
  return lemmatizer;
}

std::string_view Lemmatizer::lemma(std::string_view form, Upos upos, Xpos xpos, std::string* buffer) const {
  std::string& key = *buffer;
  key.assign(1, static_cast<char>('A' + static_cast<uint8_t>(xpos)));
  bool differs = false;
  for (size_t at = 0; at < form.size();) {
    const char c = form[at];
    // Curly apostrophes are looked up as straight ones.
    if (form.substr(at, 3) == "\xE2\x80\x99") {
      key.push_back('\'');
      differs = true;
      at += 3;
      continue;
    }
    differs |= utf8::ascii_upper(c);
    key.push_back(utf8::ascii_lower(c));
    ++at;
  }
  if (keeps_case(upos) && xpos != Xpos::kNNPS) return form;
  if (!keeps_case(upos)) {
    const uint32_t known = find(form_slots_, key, [&](uint32_t i) { return image_.text(form_keys_[i]); });
    if (known != kEmpty) return image_.text(form_lemmas_[known]);
  }
  const std::string_view lower = std::string_view(key).substr(1);
  for (size_t length = std::min(kLongestSuffix, lower.size()); length > 0; --length) {
    std::string suffix(1, key[0]);
    suffix += lower.substr(lower.size() - length);
    const uint32_t found = find(rule_slots_, suffix, [&](uint32_t i) { return image_.text(rules_[i].key); });
    if (found == kEmpty || rules_[found].cut > lower.size()) continue;
    const std::string_view stem = (keeps_case(upos) ? form : lower).substr(0, lower.size() - rules_[found].cut);
    const std::string result = std::string(stem) + std::string(image_.text(rules_[found].add));
    buffer->assign(result);
    return *buffer;
  }
  if (!differs || keeps_case(upos)) return form;
  buffer->erase(0, 1);
  return *buffer;
}

}  // namespace demarche::language
