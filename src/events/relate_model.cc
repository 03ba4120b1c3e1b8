#include "events/relate_model.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.h"

namespace demarche::events {

namespace {

constexpr uint32_t kEmpty = 0xFFFFFFFF;

// The token of a span through which the tree reaches it; invalid for an unmarked span.
TokenIndex head_of(const Text& text, ByteSpan span) {
  TokenIndex first;
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (!text.tokens[i].span.overlaps(span)) continue;
    const TokenIndex head = text.tokens[i].head;
    if (!head.valid() || !text[head].span.overlaps(span)) return TokenIndex(i);
    if (!first.valid()) first = TokenIndex(i);
  }
  return first;
}

std::vector<TokenIndex> to_root(const Text& text, TokenIndex t) {
  std::vector<TokenIndex> path;
  for (; t.valid(); t = text[t].head) path.push_back(t);
  return path;
}

bool content(const Token& t) { return t.upos == Upos::kVerb || t.upos == Upos::kNoun || t.upos == Upos::kAdj || t.upos == Upos::kAdv; }

class FeatureReader {
 public:
  FeatureReader(const Layers& layers, ByteSpan source, ByteSpan target)
      : layers_(layers), text_(layers.annotation.text), source_(source), target_(target) {}

  std::vector<Feature> run() {
    const TokenIndex s = head_of(text_, source_), t = head_of(text_, target_);
    if (s.valid()) governor("vs", s);
    if (t.valid()) governor("vt", t);
    if (s.valid() && t.valid() && text_[s].sentence == text_[t].sentence) path(s, t);
    patterns(s, t);
    words(s, t);
    return std::move(features_);
  }

 private:
  void add(std::string kind, std::string_view word) { features_.push_back({std::move(kind), utf8::lower(word)}); }

  // The words over an actor, with the preposition that joins it.
  void governor(const char* kind, TokenIndex t) {
    const TokenIndex marker = tree::marker_of(text_, t);
    const std::string joint = marker.valid() ? std::string(text_[marker].lemma) : std::string(name_of(universal(text_[t].deprel)));
    int step = 0;
    for (TokenIndex above = text_[t].head; above.valid() && step < 3; above = text_[above].head) {
      if (!content(text_[above])) continue;
      if (step == 0) add(std::string(kind) + ":" + joint, text_[above].lemma);
      add(std::string(kind) + std::to_string(step), text_[above].lemma);
      ++step;
      if (tree::is_verb(text_[above])) break;
    }
    add(std::string(kind) + "j", joint);
  }

  // The tree between the two: where the paths meet, and the words on the way.
  void path(TokenIndex s, TokenIndex t) {
    const std::vector<TokenIndex> up = to_root(text_, s), down = to_root(text_, t);
    for (const TokenIndex meet : up) {
      const auto found = std::find(down.begin(), down.end(), meet);
      if (found == down.end()) continue;
      add("root", text_[meet].lemma);
      if (tree::negated(text_, meet)) add("rootneg", text_[meet].lemma);
      for (const TokenIndex* c = text_.children_begin(meet); c != text_.children_end(meet); ++c) {
        const Deprel r = text_[*c].deprel;
        if (r == Deprel::kObj || r == Deprel::kXcomp || r == Deprel::kCompoundPrt || r == Deprel::kObl) add("rootarg", text_[*c].lemma);
        if (r == Deprel::kAux) add("aux", text_[*c].lemma);
      }
      const tree::Clause clause = tree::clause_of(text_, meet);
      add("voice", clause.passive ? "passive" : "active");
      for (const TokenIndex w : up) {
        if (w == meet) break;
        if (w != s) add("path", text_[w].lemma);
      }
      for (auto w = down.begin(); w != found; ++w) {
        if (*w != t) add("path", text_[*w].lemma);
        const TokenIndex marker = tree::marker_of(text_, *w);
        if (marker.valid()) add("pathj", text_[marker].lemma);
      }
      return;
    }
  }

  // Types of the patterns that match, apart by whether they reach the two.
  void patterns(TokenIndex s, TokenIndex t) {
    for (const lexicon::PatternMatch& m : layers_.matches) {
      if (m.kind != lexicon::PatternKind::kAction || m.label == lexicon::kNotAnAct) continue;
      const auto holds = [&](const tree::TokenList& list, TokenIndex who) {
        return who.valid() &&
               std::any_of(list.begin(), list.end(), [&](TokenIndex x) { return x == who || tree::dominates(text_, x, who); });
      };
      const bool from = holds(m.source, s) || holds(m.mutual, s);
      const bool to = holds(m.target, t) || holds(m.mutual, t) || holds(m.others, t);
      const std::string_view type = name_of(static_cast<EventType>(m.label));
      add(std::string("match") + (from ? "s" : "") + (to ? "t" : ""), type);
      add("match", type);
    }
  }

  void words(TokenIndex s, TokenIndex t) {
    uint32_t begin = 0, end = static_cast<uint32_t>(text_.tokens.size());
    if (s.valid() && t.valid()) {
      begin = std::min(s.value, t.value);
      end = std::max(s.value, t.value);
    }
    for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
      const Token& token = text_.tokens[i];
      if (!content(token) || token.span.overlaps(source_) || token.span.overlaps(target_)) continue;
      const bool between = i > begin && i < end;
      const bool near = i + 6 > begin && i < end + 7;
      if (between) add("between", token.lemma);
      if (near) add("near", token.lemma);
    }
    for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
      if (!content(text_.tokens[i])) continue;
      if (text_.tokens[i].span.overlaps(source_)) add("source", text_.tokens[i].lemma);
      if (text_.tokens[i].span.overlaps(target_)) add("target", text_.tokens[i].lemma);
    }
    add("order", s < t ? "forward" : "backward");
  }

  const Layers& layers_;
  const Text& text_;
  ByteSpan source_, target_;
  std::vector<Feature> features_;
};

}  // namespace

std::vector<Feature> relation_features(const Layers& layers, ByteSpan source, ByteSpan target) {
  return FeatureReader(layers, source, target).run();
}

Result<RelateModel> RelateModel::open(const std::string& path) {
  Result<Image> image = Image::open(path);
  if (!image) return image.error();
  const auto weights = image->section<float>("weights");
  const auto bias = image->section<float>("bias");
  const auto words = image->section<StringRef>("words");
  const auto slots = image->section<uint32_t>("word_slots");
  const auto clusters = image->section<uint16_t>("clusters");
  const auto power = [](size_t n) { return n > 0 && (n & (n - 1)) == 0; };
  const bool sound = weights && bias && words && slots && clusters && weights->size() % kEventTypeCount == 0 &&
                     power(weights->size() / kEventTypeCount) && bias->size() == kEventTypeCount && words->size() == clusters->size() &&
                     power(slots->size()) && slots->size() > words->size() &&
                     std::all_of(slots->begin(), slots->end(), [&](uint32_t s) { return s == kEmpty || s < words->size(); });
  if (!sound) return Error{ErrorKind::kCorrupt, path, "is no relation model", "a file written by train/relate"};
  RelateModel model;
  model.weights_ = *weights;
  model.bias_ = *bias;
  model.words_ = *words;
  model.slots_ = *slots;
  model.clusters_ = *clusters;
  model.image_ = std::move(*image);
  return model;
}

void RelateModel::add(std::string_view key, Scores* sum) const {
  const size_t row = XXH3_64bits(key.data(), key.size()) & (weights_.size() / kEventTypeCount - 1);
  for (size_t i = 0; i < kEventTypeCount; ++i) (*sum)[i] += weights_[row * kEventTypeCount + i];
}

int RelateModel::cluster_of(std::string_view word) const {
  const size_t mask = slots_.size() - 1;
  for (size_t at = XXH3_64bits(word.data(), word.size()) & mask; slots_[at] != kEmpty; at = (at + 1) & mask) {
    if (image_.text(words_[slots_[at]]) == word) return clusters_[slots_[at]];
  }
  return -1;
}

RelateModel::Scores RelateModel::score(const std::vector<Feature>& features, std::string* best) const {
  Scores sum{};
  std::copy(bias_.begin(), bias_.end(), sum.begin());
  std::vector<Scores> parts;
  for (const Feature& f : features) {
    Scores part{};
    add(f.kind + "=" + f.word, &part);
    if (const int cluster = cluster_of(f.word); cluster >= 0) add(f.kind + "#" + std::to_string(cluster), &part);
    for (size_t i = 0; i < kEventTypeCount; ++i) sum[i] += part[i];
    parts.push_back(part);
  }
  const size_t winner = static_cast<size_t>(std::max_element(sum.begin(), sum.end()) - sum.begin());
  size_t loudest = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i][winner] > parts[loudest][winner]) loudest = i;
  }
  if (best != nullptr && !features.empty()) *best = features[loudest].kind + " " + features[loudest].word;
  const float top = sum[winner];
  float total = 0;
  for (float& s : sum) total += s = std::exp(s - top);
  for (float& s : sum) s /= total;
  return sum;
}

}  // namespace demarche::events
