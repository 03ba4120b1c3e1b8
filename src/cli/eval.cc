// Scores coded documents against gold records.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "cli/command.h"
#include "readers/readers.h"
#include "writers/writers.h"

namespace demarche::cli {

namespace {

using nlohmann::json;

struct EvalOptions {
  std::string gold, documents, output;
  bool as_json = false;
  DataOptions data;
};

// Counts of one document, so that intervals can be drawn over documents.
struct Counts {
  int gold = 0, system = 0, untyped = 0, event = 0, triple = 0, strict = 0, status = 0, date = 0, place = 0, speaker = 0;
  int relation_gold = 0, relation_system = 0, relation_hit = 0;
  std::map<std::string, std::array<int, 3>> by_type;  // hit, system, gold

  void add(const Counts& o) {
    gold += o.gold, system += o.system, untyped += o.untyped, event += o.event, triple += o.triple, strict += o.strict;
    status += o.status, date += o.date, place += o.place, speaker += o.speaker;
    relation_gold += o.relation_gold, relation_system += o.relation_system, relation_hit += o.relation_hit;
    for (const auto& [type, n] : o.by_type) {
      for (size_t i = 0; i < 3; ++i) by_type[type][i] += n[i];
    }
  }
};

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string country(const std::string& code) {
  if (code.starts_with("IGO:")) return code;
  const std::string part = code.substr(0, code.find(':'));
  return part.empty() ? code : part;
}

std::set<std::string> codes(const json& event, const char* side, bool whole) {
  std::set<std::string> set;
  if (!event.contains(side) || !event[side].is_array()) return set;
  for (const json& actor : event[side]) {
    const std::string code = text_of(actor, "code");
    if (!code.empty()) set.insert(whole ? code : country(code));
  }
  return set;
}

std::string place_of(const json& event) {
  return event.contains("place") && event["place"].is_object() ? text_of(event["place"], "country") : "";
}

std::string speaker_of(const json& event) {
  if (!event.contains("speaker") || !event["speaker"].is_object()) return "";
  const std::string code = text_of(event["speaker"], "code");
  return code.empty() ? "?" : country(code);
}

bool both_sides(const json& a, const json& b, bool whole) {
  return codes(a, "source", whole) == codes(b, "source", whole) && codes(a, "target", whole) == codes(b, "target", whole);
}

// One document: events are matched as pairs that agree on more first, each used once.
class DocumentScore {
 public:
  DocumentScore(const std::string& text, const json& gold, const json& system) : gold_(gold["events"]), system_(system["events"]) {
    for (const json& e : gold_) {
      const std::string quote = text_of(e, "quote");
      const size_t at = text.find(quote);
      spans_.emplace_back(at == std::string::npos ? 0 : at, at == std::string::npos ? 0 : at + quote.size());
    }
    counts_.gold = static_cast<int>(gold_.size());
    counts_.system = static_cast<int>(system_.size());
    for (const json& e : gold_) ++counts_.by_type[text_of(e, "type")][2];
    for (const json& e : system_) ++counts_.by_type[text_of(e, "type")][1];
    match();
    relations(gold.value("relations", json::array()), system.value("relations", json::array()));
  }

  const Counts& counts() const { return counts_; }

 private:
  bool inside(size_t s, size_t g) const {
    const json& trigger = system_[s]["trigger"];
    return trigger.value("start", size_t{0}) < spans_[g].second && trigger.value("end", size_t{0}) > spans_[g].first;
  }

  double agreement(const json& s, const json& g) const {
    const std::string said = text_of(s["trigger"], "text"), meant = text_of(g, "trigger");
    const bool words = said.find(meant) != std::string::npos || meant.find(said) != std::string::npos;
    return (codes(s, "source", false) == codes(g, "source", false)) + (codes(s, "target", false) == codes(g, "target", false)) + words +
           0.1 * (text_of(s, "status") == text_of(g, "status"));
  }

  void match() {
    struct Pair {
      double agreement;
      size_t s, g;
    };
    std::vector<Pair> pairs;
    for (size_t s = 0; s < system_.size(); ++s) {
      for (size_t g = 0; g < gold_.size(); ++g) {
        if (text_of(system_[s], "type") == text_of(gold_[g], "type") && inside(s, g))
          pairs.push_back({agreement(system_[s], gold_[g]), s, g});
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.agreement > b.agreement; });
    std::vector<bool> said(system_.size()), found(gold_.size());
    for (const Pair& pair : pairs) {
      if (said[pair.s] || found[pair.g]) continue;
      said[pair.s] = found[pair.g] = true;
      count_pair(system_[pair.s], gold_[pair.g]);
    }
    counts_.untyped = counts_.event;
    for (size_t s = 0; s < system_.size(); ++s) {
      for (size_t g = 0; !said[s] && g < gold_.size(); ++g) {
        if (found[g] || !inside(s, g)) continue;
        said[s] = found[g] = true;
        ++counts_.untyped;
      }
    }
  }

  void count_pair(const json& s, const json& g) {
    ++counts_.event;
    ++counts_.by_type[text_of(g, "type")][0];
    counts_.triple += both_sides(s, g, false);
    counts_.strict += both_sides(s, g, true);
    counts_.status += text_of(s, "status") == text_of(g, "status");
    counts_.date += text_of(s, "date") == text_of(g, "date");
    counts_.place += place_of(s) == place_of(g);
    counts_.speaker += speaker_of(s) == speaker_of(g);
  }

  void relations(const json& gold, const json& system) {
    const auto keys = [](const json& list) {
      std::set<std::string> set;
      for (const json& r : list) {
        const auto side = [&](const char* name) {
          return r.contains(name) && r[name].is_object() ? country(text_of(r[name], "code")) : std::string();
        };
        set.insert(text_of(r, "relation") + "|" + side("subject") + "|" + side("object"));
      }
      return set;
    };
    const std::set<std::string> wanted = keys(gold), said = keys(system);
    counts_.relation_gold = static_cast<int>(wanted.size());
    counts_.relation_system = static_cast<int>(said.size());
    for (const std::string& key : said) counts_.relation_hit += wanted.contains(key);
  }

  json gold_, system_;
  std::vector<std::pair<size_t, size_t>> spans_;
  Counts counts_;
};

double f1(int hit, int system, int gold) { return system + gold == 0 ? 0 : 2.0 * hit / (system + gold); }

// 95 % interval of an F1 by 1,000 draws over documents, the same draws each time.
std::pair<double, double> interval(const std::vector<Counts>& documents, int Counts::*hit, int Counts::*system, int Counts::*gold) {
  std::mt19937 random(1);
  std::vector<double> draws;
  for (int draw = 0; draw < 1000; ++draw) {
    int h = 0, s = 0, g = 0;
    for (size_t i = 0; i < documents.size(); ++i) {
      const Counts& c = documents[random() % documents.size()];
      h += c.*hit, s += c.*system, g += c.*gold;
    }
    draws.push_back(f1(h, s, g));
  }
  std::sort(draws.begin(), draws.end());
  return {draws[25], draws[974]};
}

std::pair<double, double> wilson(int hit, int n) {
  if (n == 0) return {0, 1};
  constexpr double kZ = 1.96;
  const double p = static_cast<double>(hit) / n, middle = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4.0 * n * n)) / (1 + kZ * kZ / n);
  return {middle - half, middle + half};
}

Result<std::map<std::string, json>> read_records(const std::string& path, const char* key) {
  std::ifstream in(path);
  if (!in) return Error{ErrorKind::kNotFound, path, "cannot be opened", "JSON lines"};
  std::map<std::string, json> records;
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    json object = json::parse(line, nullptr, false);
    const bool good = !object.is_discarded() && object.is_object() && !text_of(object, key).empty();
    if (!good) return input_error(path + ":" + std::to_string(number), "not a record", std::string("an object with \"") + key + "\"");
    const std::string name = text_of(object, key);  // before the move: the right side is evaluated first
    records[name] = std::move(object);
  }
  return records;
}

Result<std::map<std::string, json>> code_documents(const EvalOptions& options) {
  const Result<std::unique_ptr<Coder>> coder = open_coder(options.data);
  if (!coder) return coder.error();
  const Coder::ScratchPointer scratch = (*coder)->scratch();
  std::map<std::string, json> records;
  const writers::Format* format = writers::find_format("json");
  readers::Sink sink;
  sink.document = [&](Document&& document) {
    std::string line;
    format->document((*coder)->code(document, scratch.get()), &line);
    records[document.id] = json::parse(line);
    return true;
  };
  sink.quarantined = [](Quarantined&& q) { std::fprintf(stderr, "demarche: %s: quarantined: %s\n", q.origin.c_str(), q.reason.c_str()); };
  const Result<void> read = readers::read(options.documents, {}, sink);
  if (!read) return read.error();
  return records;
}

void print_line(const char* name, int hit, int system, int gold, std::pair<double, double> range) {
  std::printf("%-9s precision %.3f  recall %.3f  F1 %.3f  95 %% %.3f to %.3f\n", name, system ? 1.0 * hit / system : 0,
              gold ? 1.0 * hit / gold : 0, f1(hit, system, gold), range.first, range.second);
}

void print_text(const Counts& n, const std::vector<Counts>& documents) {
  std::printf("documents %zu  gold events %d  system events %d\n", documents.size(), n.gold, n.system);
  const std::array<std::pair<const char*, int Counts::*>, 4> kinds{
      {{"untyped", &Counts::untyped}, {"event", &Counts::event}, {"triple", &Counts::triple}, {"strict", &Counts::strict}}};
  for (const auto& [name, hit] : kinds)
    print_line(name, n.*hit, n.system, n.gold, interval(documents, hit, &Counts::system, &Counts::gold));
  const std::array<std::pair<const char*, int Counts::*>, 4> shares{
      {{"status", &Counts::status}, {"date", &Counts::date}, {"place", &Counts::place}, {"speaker", &Counts::speaker}}};
  for (const auto& [name, hit] : shares) {
    const auto [low, high] = wilson(n.*hit, n.event);
    std::printf("%-9s accuracy on matched %.3f  n %d  95 %% %.3f to %.3f\n", name, n.event ? 1.0 * (n.*hit) / n.event : 0, n.event, low,
                high);
  }
  print_line("relation", n.relation_hit, n.relation_system, n.relation_gold,
             interval(documents, &Counts::relation_hit, &Counts::relation_system, &Counts::relation_gold));
  for (const auto& [type, c] : n.by_type)
    std::printf("  %-10s hit %4d system %4d gold %4d  F1 %.3f\n", type.c_str(), c[0], c[1], c[2], f1(c[0], c[1], c[2]));
}

void print_json(const Counts& n, size_t documents) {
  json out{{"documents", documents}, {"gold", n.gold}, {"system", n.system}};
  const auto figures = [](int hit, int system, int gold) {
    return json{{"hit", hit},
                {"precision", system ? 1.0 * hit / system : 0},
                {"recall", gold ? 1.0 * hit / gold : 0},
                {"f1", f1(hit, system, gold)}};
  };
  out["untyped"] = figures(n.untyped, n.system, n.gold);
  out["event"] = figures(n.event, n.system, n.gold);
  out["triple"] = figures(n.triple, n.system, n.gold);
  out["strict"] = figures(n.strict, n.system, n.gold);
  out["relation"] = figures(n.relation_hit, n.relation_system, n.relation_gold);
  const double matched = std::max(1, n.event);
  out["accuracy"] = {
      {"status", n.status / matched}, {"date", n.date / matched}, {"place", n.place / matched}, {"speaker", n.speaker / matched}};
  for (const auto& [type, c] : n.by_type) out["types"][type] = figures(c[0], c[1], c[2]);
  std::printf("%s\n", out.dump().c_str());
}

// "reports.gold.jsonl" scores the documents of "reports.jsonl" beside it.
std::string documents_beside(std::string gold) {
  constexpr std::string_view kMark = ".gold.";
  const size_t at = gold.rfind(kMark);
  return at == std::string::npos ? std::string() : gold.replace(at, kMark.size(), ".");
}

int evaluate(EvalOptions options) {
  if (options.documents.empty()) options.documents = documents_beside(options.gold);
  if (options.documents.empty())
    return report(input_error(options.gold, "whose documents?", "--docs FILE, or a name like reports.gold.jsonl beside reports.jsonl"));
  const auto gold = read_records(options.gold, "doc");
  if (!gold) return report(gold.error());
  const auto texts = read_records(options.documents, "id");
  if (!texts) return report(texts.error());
  const auto said = options.output.empty() ? code_documents(options) : read_records(options.output, "doc");
  if (!said) return report(said.error());
  Counts total;
  std::vector<Counts> documents;
  for (const auto& [id, record] : *gold) {
    const auto text = texts->find(id);
    if (text == texts->end())
      return report(input_error(options.gold, "document '" + id + "' is not among the documents", "its text in " + options.documents));
    if (!record.contains("events") || !record["events"].is_array())
      return report(input_error(options.gold, "document '" + id + "' has no events", "\"events\":[...]"));
    const auto found = said->find(id);
    const json empty{{"events", json::array()}, {"relations", json::array()}};
    documents.push_back(DocumentScore(text_of(text->second, "text"), record, found == said->end() ? empty : found->second).counts());
    total.add(documents.back());
  }
  if (documents.empty()) return report(input_error(options.gold, "has no records", "gold records, one a line"));
  if (options.as_json) {
    print_json(total, documents.size());
  } else {
    print_text(total, documents);
  }
  return kDone;
}

}  // namespace

std::function<int()> setup_eval(CLI::App* app) {
  auto options = std::make_shared<EvalOptions>();
  app->add_option("GOLD", options->gold, "gold records, JSON lines with \"doc\", \"events\", \"relations\"")->required();
  app->add_option("--docs", options->documents,
                  "the documents, JSON lines with \"id\" and \"text\"; X.jsonl for X.gold.jsonl if not given");
  app->add_option("OUTPUT", options->output, "what `demarche code` gave; without it the documents are coded now");
  app->add_flag("--json", options->as_json, "one JSON object");
  options->data.add(app);
  app->footer("Examples:\n  demarche eval reports.gold.jsonl\n  demarche eval gold.jsonl coded.jsonl --docs reports.jsonl --json");
  return [=] { return evaluate(*options); };
}

}  // namespace demarche::cli
