// Makes a record of many events from real ones, and tells how fast the record takes them as it grows.
// usage: big_record DATA DOCUMENTS EVENTS STORE [SECONDS]
// After the seconds it ends with what it has.
// DATA is the folder of dictionaries and models. The first documents of DOCUMENTS are coded; then they are put in again and
// again with other days, other countries and other hashes until the record has EVENTS events. They come in the order of
// their days, as news does, evenly over 35 years; some come late. A text is cut to its beginning, so that ten million events
// fit a disk. The answer is checked: the record must have as many mentions as were
// put in.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "demarche/coder.h"
#include "demarche/store.h"
#include "readers/readers.h"

namespace {

using namespace demarche;
using Clock = std::chrono::steady_clock;

constexpr size_t kSources = 600, kTextBytes = 1000, kReports = 100;
constexpr int kFirstYear = 1990, kYears = 35;

struct Source {
  Document document;
  CodedDocument coded;
};

std::vector<Source> code(const Coder& coder, const std::string& file) {
  std::vector<Source> sources;
  const auto scratch = coder.scratch();
  readers::Sink sink;
  sink.document = [&](Document&& d) {
    sources.push_back({std::move(d), {}});
    sources.back().coded = coder.code(sources.back().document, scratch.get());
    return sources.size() < kSources;
  };
  sink.quarantined = [](Quarantined&&) {};
  if (!readers::read(file, {}, sink)) sources.clear();
  return sources;
}

// Every country of the sources becomes another one, another way in each copy.
class Countries {
 public:
  explicit Countries(const std::vector<Source>& sources) {
    std::set<std::string> seen;
    for (const Source& s : sources) {
      for (const Event& e : s.coded.events) {
        for (const Participant& p : e.source) add(p.code, &seen);
      }
    }
    names_.assign(seen.begin(), seen.end());
  }
  std::string other(const std::string& code, size_t copy) const {
    const auto found = std::lower_bound(names_.begin(), names_.end(), code.substr(0, 3));
    if (found == names_.end() || *found != code.substr(0, 3)) return code;
    const size_t at = (static_cast<size_t>(found - names_.begin()) + copy * 7) % names_.size();
    return names_[at] + code.substr(3);
  }

 private:
  static void add(const std::string& code, std::set<std::string>* seen) {
    if (code.size() >= 3 && code.find(':') != 2 && !code.starts_with("IGO")) seen->insert(code.substr(0, 3));
  }
  std::vector<std::string> names_;
};

// The text with a number after every third word: the variants of a text are no near-copies of each other.
std::string apart(const std::string& text, size_t copy) {
  std::string out = std::to_string(copy) + " ";
  size_t words = 0;
  for (const char c : text) {
    out.push_back(c);
    if (c == ' ' && ++words % 3 == 0) out += std::to_string(copy) + " ";
  }
  return out;
}

// The day of a report, from 0: one in eight comes up to a month late.
size_t day_of(size_t number, size_t reports) {
  constexpr size_t kDays = static_cast<size_t>(kYears) * 336;
  const size_t late = number % 8 == 0 ? number * 7919 % 28 : 0, day = std::min(number * kDays / reports, kDays - 1);
  return day - std::min(day, late);
}

Source variant(const Source& source, size_t copy, size_t day, const Countries& countries) {
  Source v = source;
  char date[16];
  std::snprintf(date, sizeof(date), "%04d-%02d-%02d", kFirstYear + static_cast<int>(day / 336), 1 + static_cast<int>(day / 28 % 12),
                1 + static_cast<int>(day % 28));
  v.document.date = v.coded.date = date;
  v.document.id += "-" + std::to_string(copy);
  v.document.text = apart(v.document.text.substr(0, kTextBytes), copy);
  v.coded.doc = v.document.id;
  v.coded.sha256 = sha256_hex(v.document.text + v.document.id);
  const auto rename = [&](std::string* id) { *id = v.coded.sha256.substr(0, 8) + sha256_hex(v.coded.sha256 + *id).substr(0, 8); };
  for (Event& e : v.coded.events) {
    rename(&e.id);
    if (!e.date.empty()) e.date = date;
    for (auto* side : {&e.source, &e.target}) {
      for (Participant& p : *side) p.code = countries.other(p.code, copy);
    }
  }
  for (Relation& r : v.coded.relations) {
    rename(&r.id);
    r.subject.code = countries.other(r.subject.code, copy);
    if (r.object) r.object->code = countries.other(r.object->code, copy);
  }
  for (Stance& s : v.coded.stances) rename(&s.id);
  return v;
}

int fail(const Error& error) {
  std::fprintf(stderr, "big_record: %s\n", error.message().c_str());
  return 1;
}

// Puts variants in until there are enough; prints the speed of each hundredth.
int fill(EventStore* store, const std::vector<Source>& sources, size_t wanted, double limit) {
  const Countries countries(sources);
  size_t per_round = 0;
  for (const Source& source : sources) per_round += source.coded.events.size();
  const size_t reports = wanted * sources.size() / std::max<size_t>(per_round, 1) + 1;
  size_t events = 0, reported = 0, number = 0;
  const auto begun = Clock::now();
  auto started = begun;
  const auto over = [&] { return events >= wanted || std::chrono::duration<double>(Clock::now() - begun).count() > limit; };
  for (size_t copy = 0; !over(); ++copy) {
    for (const Source& source : sources) {
      Source v = variant(source, copy, day_of(number++, reports), countries);
      events += v.coded.events.size();
      if (const Result<void> done = store->put(std::move(v.document), std::move(v.coded)); !done) return fail(done.error());
      if (events - reported >= wanted / kReports) {
        const double seconds = std::chrono::duration<double>(Clock::now() - started).count();
        std::printf("%10zu events, %8.0f a second\n", events, static_cast<double>(events - reported) / seconds);
        std::fflush(stdout);
        reported = events;
        started = Clock::now();
      }
      if (over()) break;
    }
  }
  if (const Result<void> ended = store->end_run(); !ended) return fail(ended.error());
  std::printf("put in %zu, counted %zu\n", events, static_cast<size_t>(store->counts().events));
  return store->counts().events == events ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5 || argc > 6) return 2;
  const auto coder = Coder::open(argv[1]);
  if (!coder) return fail(coder.error());
  const std::vector<Source> sources = code(**coder, argv[2]);
  const size_t wanted = std::strtoull(argv[3], nullptr, 10);
  if (sources.empty() || wanted == 0) return 2;
  const auto store = open_store(argv[4]);
  if (!store) return fail(store.error());
  if (const Result<void> begun = (*store)->begin_run({"made", "made", ""}); !begun) return fail(begun.error());
  return fill(store->get(), sources, wanted, argc == 6 ? std::strtod(argv[5], nullptr) : 1e9);
}
