#include "store/copies.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "base/civil_date.h"
#include "store/rows.h"

namespace demarche::store {

namespace {

constexpr size_t kWordsOfShingle = 4, kFewestShingles = 20;
constexpr size_t kBands = 8, kRowsOfBand = 3;
// A copy cut to a part of the original still shares nearly all of its own words with it.
constexpr double kCopyShare = 0.8;
constexpr int kMostDaysApart = 14;

uint64_t mix(uint64_t x) {  // the finisher of splitmix64
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

bool word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

int day_of(const std::string& date) {
  CivilDate civil;
  return parse_civil(date, &civil) ? days_from_civil(civil) : 0;
}

struct Stored {
  std::string sha256, date, duplicate_of, month, publisher;
  std::vector<uint64_t> shingles;
};

// The documents that are looked at in one search, each read once.
class Shelf {
 public:
  explicit Shelf(Database* database) : database_(database) {}

  // Null if the record has none of that hash.
  Result<Stored*> get(const std::string& sha256) {
    const auto [at, fresh] = stored_.try_emplace(sha256);
    if (!fresh) return at->second.sha256.empty() ? nullptr : &at->second;
    Stored* found = nullptr;
    const Result<void> read = each_row(
        database_, "SELECT date, duplicate_of, publisher, text FROM documents WHERE sha256=?1",
        [&](const Statement& row) {
          found = &at->second;
          *found = {sha256, row.text(0), row.text(1), row.text(0).substr(0, 7), row.text(2), shingles_of(row.text(3))};
        },
        sha256);
    if (!read) return read.error();
    return found;
  }

  // Documents of about the same time that share a band with it.
  Result<std::set<std::string>> neighbours(const Stored& document) {
    std::set<std::string> found;
    const int64_t fortnight = fortnight_of(document.date);
    for (const int64_t band : bands_of(document.shingles)) {
      for (int64_t f = fortnight - 1; f <= fortnight + 1; ++f) {
        const Result<void> read = each_row(
            database_, "SELECT document FROM document_bands WHERE fortnight=?1 AND band=?2",
            [&](const Statement& row) { found.insert(row.text(0)); }, f, band);
        if (!read) return read.error();
      }
    }
    found.erase(document.sha256);
    return found;
  }

  // The coverage counts copies by month and publisher.
  Result<void> set_original(Stored* copy, const std::string& original) {
    const int64_t more = (original.empty() ? 0 : 1) - (copy->duplicate_of.empty() ? 0 : 1);
    copy->duplicate_of = original;
    const Result<void> done = run(database_, "UPDATE documents SET duplicate_of=?2 WHERE sha256=?1", copy->sha256, original);
    if (!done || more == 0) return done;
    return run(database_, "UPDATE coverage SET copies=copies+?3 WHERE month=?1 AND publisher=?2", copy->month, copy->publisher, more);
  }

 private:
  Database* database_;
  std::map<std::string, Stored> stored_;
};

bool alike(const Stored& a, const Stored& b) {
  return std::abs(day_of(a.date) - day_of(b.date)) <= kMostDaysApart && overlap(a.shingles, b.shingles) >= kCopyShare;
}

bool earlier(const Stored& a, const Stored& b) { return std::tie(a.date, a.sha256) < std::tie(b.date, b.sha256); }

}  // namespace

std::vector<uint64_t> shingles_of(std::string_view text) {
  std::vector<uint64_t> words, shingles;
  for (size_t at = 0; at < text.size();) {
    uint64_t hash = 14695981039346656037ULL;
    const size_t begin = at;
    for (; at < text.size() && word_byte(text[at]); ++at) {
      const char low = text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + 32) : text[at];
      hash = (hash ^ static_cast<unsigned char>(low)) * 1099511628211ULL;
    }
    if (at > begin) words.push_back(hash);
    else ++at;
  }
  for (size_t i = 0; i + kWordsOfShingle <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t w = 0; w < kWordsOfShingle; ++w) hash = mix(hash + words[i + w] + 0x9E3779B97F4A7C15ULL);
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

std::vector<int64_t> bands_of(const std::vector<uint64_t>& shingles) {
  std::vector<int64_t> bands;
  if (shingles.size() < kFewestShingles) return bands;
  for (size_t band = 0; band < kBands; ++band) {
    uint64_t all = band;
    for (size_t row = 0; row < kRowsOfBand; ++row) {
      const uint64_t salt = mix((band * kRowsOfBand + row + 1) * 0x9E3779B97F4A7C15ULL) | 1;
      uint64_t smallest = UINT64_MAX;
      for (const uint64_t shingle : shingles) smallest = std::min(smallest, (shingle ^ salt) * salt);
      all = mix(all ^ smallest);
    }
    bands.push_back(static_cast<int64_t>(all));
  }
  return bands;
}

int64_t fortnight_of(const std::string& date) { return day_of(date) / kMostDaysApart; }

double overlap(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  if (std::min(a.size(), b.size()) < kFewestShingles) return 0;
  size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    shared += *i == *j;
    const uint64_t low = std::min(*i, *j);
    i += *i == low;
    j += *j == low;
  }
  return static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()));
}

Result<std::vector<std::string>> find_copies(Database* database, const std::vector<TextToCompare>& added) {
  Rows rows{"document_bands", "fortnight, band, document", 3, "fortnight, band, document"};
  for (const TextToCompare& d : added) {
    for (const int64_t band : bands_of(shingles_of(d.text))) rows << fortnight_of(d.date) << band << d.sha256;
  }
  if (const Result<void> done = database->insert(rows); !done) return done.error();
  Shelf shelf(database);
  std::set<std::string> changed;
  for (const TextToCompare& d : added) {
    const Result<Stored*> document = shelf.get(d.sha256);
    if (!document) return document.error();
    if (*document == nullptr) continue;
    const Result<std::set<std::string>> near = shelf.neighbours(**document);
    if (!near) return near.error();
    for (const std::string& other : *near) {
      const Result<Stored*> found = shelf.get(other);
      if (!found) return found.error();
      if (*found == nullptr || !alike(**document, **found)) continue;
      const bool first = earlier(**document, **found);
      Stored* original = first ? *document : *found;
      Stored* copy = first ? *found : *document;
      const Result<Stored*> before = copy->duplicate_of.empty() ? Result<Stored*>(nullptr) : shelf.get(copy->duplicate_of);
      if (!before) return before.error();
      if (*before != nullptr && !earlier(*original, **before)) continue;
      if (const Result<void> done = shelf.set_original(copy, original->sha256); !done) return done.error();
      changed.insert(copy->sha256);
    }
  }
  return std::vector<std::string>(changed.begin(), changed.end());
}

Result<std::vector<std::string>> forget_copies(Database* database, const std::string& sha256) {
  std::vector<std::string> copies;
  const Result<void> read = each_row(
      database, "SELECT sha256 FROM documents WHERE duplicate_of=?1 AND duplicate_of<>''",
      [&](const Statement& row) { copies.push_back(row.text(0)); }, sha256);
  if (!read) return read.error();
  Shelf shelf(database);
  const Result<Stored*> gone = shelf.get(sha256);
  if (!gone) return gone.error();
  for (const int64_t band : *gone == nullptr ? std::vector<int64_t>() : bands_of((*gone)->shingles)) {
    const Result<void> done = run(database, "DELETE FROM document_bands WHERE fortnight=?1 AND band=?2 AND document=?3",
                                  fortnight_of((*gone)->date), band, sha256);
    if (!done) return done.error();
  }
  for (const std::string& name : copies) {
    const Result<Stored*> copy = shelf.get(name);
    if (!copy) return copy.error();
    if (*copy == nullptr) continue;
    const Result<std::set<std::string>> near = shelf.neighbours(**copy);
    if (!near) return near.error();
    Stored* original = nullptr;
    for (const std::string& other : *near) {
      const Result<Stored*> found = shelf.get(other);
      if (!found) return found.error();
      if (*found == nullptr || !earlier(**found, **copy) || !alike(**found, **copy)) continue;
      if (original == nullptr || earlier(**found, *original)) original = *found;
    }
    const Result<void> done = shelf.set_original(*copy, original == nullptr ? "" : original->sha256);
    if (!done) return done.error();
  }
  return copies;
}

}  // namespace demarche::store
