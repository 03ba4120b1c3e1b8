#include "models/parser.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "models/features.h"
#include "models/trees.h"
#include "models/weights.h"

namespace demarche::models {

namespace {

constexpr size_t kBatchWords = 1024;  // what the caches hold of the intermediate results
constexpr size_t kBatchSentences = 48;
constexpr size_t kCacheRows = 1 << 13;  // what the first layer reads of recent forms

// A stretch of words that is parsed as one sentence.
struct Piece {
  uint32_t begin, length;
};

}  // namespace

struct Workspace::State {
  std::vector<Piece> pieces, batch;
  std::vector<uint32_t> row_at;   // row_at[t]: first row of time step t; rows of one step are one a sentence
  std::vector<uint32_t> word_of;  // word number of each row
  std::vector<float> x, gates, missed, cell, step, tag, dep, pair, head, label_dep, label_head, scores, labels;
  std::vector<float> heads_packed, head_bias, words, padded;  // of the piece whose arcs are scored
  std::vector<uint8_t> first, second, small_step;             // small numbers
  std::vector<uint32_t> misses;                               // rows whose form is not in the cache
  std::vector<uint16_t> heads;
  TreeScratch tree;
  std::string normal;
  std::string cache_version;  // the weights that the cache is of
  std::vector<std::string> cache_key;
  std::vector<float> cache_row;
};

Workspace::Workspace() : state_(std::make_unique<State>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

Parser::Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

std::string_view Parser::version() const { return weights_->image.version(); }
std::string_view Parser::kernel_name() const { return weights_->kernels->name; }

// One batch of pieces, from words to trees. Lives for one call.
class BatchRun {
 public:
  BatchRun(const Kernels& kernels, Workspace::State* state) : k_(kernels), s_(state) {}

  // Rows are laid out by time step, longest piece first, so that each step's rows are contiguous.
  void lay_out() {
    const size_t steps = s_->batch.front().length;
    s_->row_at.assign(steps + 1, 0);
    for (const Piece& piece : s_->batch) {
      for (size_t t = 0; t < piece.length; ++t) ++s_->row_at[t + 1];
    }
    std::partial_sum(s_->row_at.begin(), s_->row_at.end(), s_->row_at.begin());
    rows_ = s_->row_at.back();
    s_->word_of.resize(rows_);
    for (size_t b = 0; b < s_->batch.size(); ++b) {
      for (uint32_t t = 0; t < s_->batch[b].length; ++t) s_->word_of[row(b, t)] = s_->batch[b].begin + t;
    }
  }

  size_t rows() const { return rows_; }
  size_t row(size_t piece, size_t t) const { return s_->row_at[t] + piece; }

  // Runs both directions of a layer whose gates' inputs are in `gates`; the outputs are small numbers.
  void lstm(const SmallMatrix (&recur)[2], size_t hidden, std::vector<uint8_t>* out) {
    out->resize(rows_ * 2 * hidden * k_.small_bytes);
    for (const size_t direction : {0, 1}) run_direction(recur[direction], direction, hidden, out->data());
  }

  // out = in * weights + bias.
  void dense(const Dense& layer, const float* in, size_t width, std::vector<float>* out) {
    const size_t n = layer.bias.size();
    out->resize(rows_ * n);
    k_.multiply(in, width, layer.weight.data(), layer.bias.data(), 0, out->data(), n, rows_, width, n);
  }

  // The same of small numbers; `last` is one more row behind the words'.
  void dense(const SmallDense& layer, const std::vector<uint8_t>& in, std::vector<float>* out, std::span<const float> last = {}) {
    const size_t n = layer.bias.size();
    out->resize(rows_ * n);
    k_.multiply_small(in.data(), layer.weight.rows * k_.small_bytes, layer.weight, layer.bias.data(), 0, out->data(), n, rows_);
    out->insert(out->end(), last.begin(), last.end());
  }

  // Scores of every word of a piece under every head into s->scores: [i * (n + 1) + j], node 0 is the root. The heads are
  // packed as a matrix, so that one multiplication scores them all.
  void score_arcs(const Parser::Weights& w, size_t piece) {
    const size_t n = s_->batch[piece].length, nodes = (n + kPanel) / kPanel * kPanel, stride = w.arc_dep.bias.size();
    s_->heads_packed.assign(nodes * w.arc, 0.0f);
    s_->head_bias.assign(nodes, 0.0f);
    for (size_t j = 0; j <= n; ++j) {
      const float* head = s_->head.data() + (j == 0 ? rows_ : row(piece, j - 1)) * stride;
      s_->head_bias[j] = k_.dot(head, w.arc_bias.data(), w.arc) + w.arc_bias[w.arc];
      float* to = s_->heads_packed.data() + j / kPanel * kPanel * w.arc + j % kPanel;
      for (size_t i = 0; i < w.arc; ++i) to[i * kPanel] = head[i];
    }
    s_->words.resize(n * w.arc);
    for (size_t i = 0; i < n; ++i) {
      std::memcpy(s_->words.data() + i * w.arc, s_->pair.data() + row(piece, i) * stride, w.arc * sizeof(float));
    }
    s_->padded.resize(n * nodes);
    k_.multiply(s_->words.data(), w.arc, s_->heads_packed.data(), s_->head_bias.data(), 0, s_->padded.data(), nodes, n, w.arc, nodes);
    s_->scores.resize(n * (n + 1));
    for (size_t i = 0; i < n; ++i) {
      std::memcpy(s_->scores.data() + i * (n + 1), s_->padded.data() + i * nodes, (n + 1) * sizeof(float));
    }
  }

 private:
  void run_direction(const SmallMatrix& recur, size_t direction, size_t hidden, uint8_t* out) {
    const size_t gates = 4 * hidden, count = s_->batch.size(), bytes = hidden * k_.small_bytes;
    s_->cell.assign(count * hidden, 0.0f);
    s_->step.resize(count * gates + hidden);
    s_->small_step.resize(count * bytes);
    float* now = s_->step.data();           // gates of this step
    float* made = now + count * gates;      // output of one row
    uint8_t* last = s_->small_step.data();  // outputs of the step before, one row a sentence
    std::fill(made, made + hidden, 0.0f);
    for (size_t b = 0; b < count; ++b) k_.to_small(made, last + b * bytes, hidden);
    const size_t steps = s_->row_at.size() - 1;
    for (size_t t = 0; t < steps; ++t) {
      const size_t active = s_->row_at[t + 1] - s_->row_at[t];
      const float* start = s_->gates.data() + row(0, t) * 2 * gates;  // forward rows of one step are neighbours
      size_t stride = 2 * gates;
      if (direction == 1) {
        for (size_t b = 0; b < active; ++b) {
          std::memcpy(now + b * gates, s_->gates.data() + (place(b, t, direction) * 2 + 1) * gates, gates * sizeof(float));
        }
        start = now, stride = gates;
      }
      k_.multiply_small(last, bytes, recur, start, stride, now, gates, active);
      for (size_t b = 0; b < active; ++b) {
        k_.lstm_cell(now + b * gates, s_->cell.data() + b * hidden, made, hidden);
        k_.to_small(made, last + b * bytes, hidden);
        std::memcpy(out + (place(b, t, direction) * 2 + direction) * bytes, last + b * bytes, bytes);
      }
    }
  }

  // Row of step t of a piece; the backward direction starts at the piece's end.
  size_t place(size_t piece, size_t t, size_t direction) const { return row(piece, direction == 0 ? t : s_->batch[piece].length - 1 - t); }

  const Kernels& k_;
  Workspace::State* s_;
  size_t rows_ = 0;
};

namespace {

// The sum of the table rows of one form.
void input_row(const Parser::Weights& w, std::string_view form, std::string* normal, float* out) {
  const Kernels& k = *w.kernels;
  std::fill(out, out + w.input, 0.0f);
  normalise(form, normal);
  k.add_row(w.words.rows.data() + w.words.find(w.image, *normal) * w.input, out, w.input);
  const AffixKeys affix = affix_keys(*normal);
  for (size_t i = 0; i < kAffixKinds; ++i) {
    const uint32_t row = affix.length[i] > 0 ? w.affixes.find(w.image, affix.key(i)) : 0;  // row 0: no such affix
    k.add_row(w.affixes.rows.data() + row * w.input, out, w.input);
  }
  if (!form.empty()) k.add_row(w.shape_rows.data() + shape_of(form) * w.input, out, w.input);
}

// Fills `gates` with what the first layer reads of each word. It depends on the form alone: recent forms come from the cache.
void first_gates(const Parser::Weights& w, std::span<const std::string_view> forms, size_t rows, Workspace::State* s) {
  const size_t width = w.layer[0].bias.size();
  if (s->cache_version != w.image.version() || s->cache_row.size() != kCacheRows * width) {
    s->cache_version = w.image.version();
    s->cache_row.assign(kCacheRows * width, 0.0f);
    s->cache_key.assign(kCacheRows, {});
  }
  const auto slot_of = [](std::string_view form) { return std::hash<std::string_view>{}(form) & (kCacheRows - 1); };
  s->gates.resize(rows * width);
  s->misses.clear();
  for (size_t r = 0; r < rows; ++r) {
    const std::string_view form = forms[s->word_of[r]];
    const size_t slot = slot_of(form);
    if (!form.empty() && s->cache_key[slot] == form) {
      std::memcpy(s->gates.data() + r * width, s->cache_row.data() + slot * width, width * sizeof(float));
    } else {
      s->misses.push_back(static_cast<uint32_t>(r));
    }
  }
  const size_t count = s->misses.size();
  s->x.resize(count * w.input);
  s->missed.resize(count * width);
  for (size_t i = 0; i < count; ++i) input_row(w, forms[s->word_of[s->misses[i]]], &s->normal, s->x.data() + i * w.input);
  w.kernels->multiply(s->x.data(), w.input, w.layer[0].input.data(), w.layer[0].bias.data(), 0, s->missed.data(), width, count, w.input,
                      width);
  for (size_t i = 0; i < count; ++i) {
    const float* from = s->missed.data() + i * width;
    const std::string_view form = forms[s->word_of[s->misses[i]]];
    const size_t slot = slot_of(form);
    s->cache_key[slot] = form;
    std::memcpy(s->cache_row.data() + slot * width, from, width * sizeof(float));
    std::memcpy(s->gates.data() + s->misses[i] * width, from, width * sizeof(float));
  }
}

}  // namespace

void Parser::parse_batch(Workspace::State* s, std::span<const std::string_view> forms, std::span<WordAnalysis> out) const {
  const Weights& w = *weights_;
  const Kernels& k = *w.kernels;
  BatchRun run(k, s);
  run.lay_out();
  const size_t rows = run.rows(), both = 2 * w.hidden;
  const size_t arc = w.arc_dep.bias.size(), label = w.label_dep.bias.size();  // strides: widths padded to panels
  first_gates(w, forms, rows, s);
  run.lstm(w.recur[0], w.hidden, &s->first);
  const size_t gates = w.layer[1].bias.size();
  k.multiply_small(s->first.data(), both * k.small_bytes, w.second_input, w.layer[1].bias.data(), 0, s->gates.data(), gates, rows);
  run.lstm(w.recur[1], w.hidden, &s->second);
  run.dense(w.small_tag, s->second, &s->tag);
  run.dense(w.small_arc_dep, s->second, &s->dep);
  run.dense(w.small_arc_head, s->second, &s->head, w.root_arc);
  run.dense(w.small_label_dep, s->second, &s->label_dep);
  run.dense(w.small_label_head, s->second, &s->label_head, w.root_label);
  k.relu(s->dep.data(), rows * arc);
  k.relu(s->head.data(), (rows + 1) * arc);
  run.dense({w.arc_pair, std::span<const float>(w.zeros).first(arc)}, s->dep.data(), arc, &s->pair);
  const size_t tag_stride = w.tag.bias.size();
  for (size_t r = 0; r < rows; ++r) {
    const float* scores = s->tag.data() + r * tag_stride;
    const size_t best = static_cast<size_t>(std::max_element(scores, scores + w.tags) - scores);
    out[s->word_of[r]].upos = static_cast<Upos>(w.tag_pairs[2 * best]);
    out[s->word_of[r]].xpos = static_cast<Xpos>(w.tag_pairs[2 * best + 1]);
  }
  // Label inputs are gathered into rows so that they are scored by one multiplication.
  s->labels.resize(rows * label);
  for (size_t b = 0; b < s->batch.size(); ++b) {
    const size_t n = s->batch[b].length;
    const auto head_row = [&](size_t j) { return j == 0 ? rows : run.row(b, j - 1); };
    run.score_arcs(w, b);
    s->heads.resize(n);
    best_tree(s->scores, s->heads, &s->tree);
    for (size_t i = 0; i < n; ++i) {
      const size_t r = run.row(b, i);
      out[s->word_of[r]].head = s->heads[i];
      k.add_relu(s->label_dep.data() + r * label, s->label_head.data() + head_row(s->heads[i]) * label, s->labels.data() + r * label,
                 label);
    }
  }
  run.dense(w.label_out, s->labels.data(), label, &s->scores);
  const size_t relation_stride = w.label_out.bias.size();
  for (size_t r = 0; r < rows; ++r) {
    const float* scores = s->scores.data() + r * relation_stride;
    WordAnalysis& word = out[s->word_of[r]];
    // The root relation belongs to the root alone.
    size_t best = static_cast<size_t>(Deprel::kRoot);
    if (word.head != 0) {
      best = static_cast<size_t>(Deprel::kDep);
      for (size_t i = 0; i < w.relations; ++i) {
        if (i != static_cast<size_t>(Deprel::kRoot) && scores[i] > scores[best]) best = i;
      }
    }
    word.deprel = static_cast<Deprel>(best);
  }
}

void Parser::parse(std::span<const std::string_view> forms, std::span<const uint32_t> lengths, Workspace* workspace,
                   std::span<WordAnalysis> out) const {
  Workspace::State* s = workspace->state_.get();
  s->pieces.clear();
  uint32_t begin = 0;
  for (const uint32_t length : lengths) {
    for (uint32_t at = 0; at < length; at += kWindow) s->pieces.push_back({begin + at, std::min(kWindow, length - at)});
    begin += length;
  }
  std::stable_sort(s->pieces.begin(), s->pieces.end(), [](const Piece& a, const Piece& b) { return a.length > b.length; });
  for (size_t at = 0; at < s->pieces.size();) {
    s->batch.clear();
    size_t words = 0;
    while (at < s->pieces.size() && s->batch.size() < kBatchSentences && (words == 0 || words + s->pieces[at].length <= kBatchWords)) {
      words += s->pieces[at].length;
      s->batch.push_back(s->pieces[at++]);
    }
    parse_batch(s, forms, out);
  }
  // Windows of a long sentence: heads move to the sentence's count, later roots hang on the first.
  begin = 0;
  for (const uint32_t length : lengths) {
    uint16_t root = 0;
    for (uint32_t at = 0; length > kWindow && at < length; ++at) {
      WordAnalysis& word = out[begin + at];
      const uint32_t window = at / kWindow * kWindow;
      if (word.head != 0) {
        word.head = static_cast<uint16_t>(word.head + window);
      } else if (root == 0) {
        root = static_cast<uint16_t>(at + 1);
      } else {
        word.head = root;
        word.deprel = Deprel::kParataxis;
      }
    }
    begin += length;
  }
}

namespace {

// Parses the sentences that the weights carry and compares every tag, head and relation.
Result<void> self_test(const Parser& parser, const Image& image, std::span<const uint8_t> tag_pairs, const std::string& path) {
  const auto forms = image.section<StringRef>("test_forms");
  const auto lengths = image.section<uint32_t>("test_lengths");
  const auto answers = image.section<uint16_t>("test_answers");
  const Error broken{ErrorKind::kCorrupt, path, "fails its self-test", "the trees that its trainer stored"};
  if (!forms || !lengths || !answers || answers->size() != 3 * forms->size() ||
      std::accumulate(lengths->begin(), lengths->end(), uint64_t{0}) != forms->size()) {
    return broken;
  }
  std::vector<std::string_view> words;
  for (const StringRef ref : *forms) words.push_back(image.text(ref));
  std::vector<WordAnalysis> out(words.size());
  Workspace workspace;
  parser.parse(words, *lengths, &workspace, out);
  for (size_t i = 0; i < out.size(); ++i) {
    const size_t tag = (*answers)[3 * i];
    const bool tags = 2 * tag + 1 < tag_pairs.size() && static_cast<uint8_t>(out[i].upos) == tag_pairs[2 * tag] &&
                      static_cast<uint8_t>(out[i].xpos) == tag_pairs[2 * tag + 1];
    if (!tags || out[i].head != (*answers)[3 * i + 1] || static_cast<uint16_t>(out[i].deprel) != (*answers)[3 * i + 2]) {
      return broken;
    }
  }
  return {};
}

}  // namespace

Result<Parser> Parser::open(const std::string& path) { return open(path, best_kernels()); }

Result<Parser> Parser::open(const std::string& path, const Kernels& kernels) {
  Result<Image> image = Image::open(path);
  if (!image) return image.error();
  Result<std::unique_ptr<Weights>> weights = Weights::load(std::move(*image));
  if (!weights) return weights.error();
  Parser parser;
  parser.weights_ = std::move(*weights);
  parser.weights_->prepare(kernels);
  const Result<void> tested = self_test(parser, parser.weights_->image, parser.weights_->tag_pairs, path);
  if (!tested) return tested.error();
  return parser;
}

}  // namespace demarche::models
