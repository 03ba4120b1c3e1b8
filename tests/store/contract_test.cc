// What every engine must do alike.
#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <thread>

#include "base/sha256.h"
#include "cluster.h"
#include "demarche/store.h"
#include "store/queries.h"

namespace demarche::store {
namespace {

constexpr int kDocuments = 40;
const RunVersions kFirst{"d1", "m", ""}, kSecond{"d2", "m", ""};

class Contract : public testing::TestWithParam<const char*> {
 public:
  void SetUp() override {
    if (std::string(GetParam()) == "sqlite") {
      url_ = folder_.file("record.db");
    } else {
      ASSERT_NE(Cluster::shared(), nullptr) << "PostgreSQL is not installed (scripts/install_packages.sh --tests)";
      url_ = Cluster::shared()->fresh();
    }
  }

  std::unique_ptr<EventStore> open() {
    Result<std::unique_ptr<EventStore>> store = open_store(url_);
    EXPECT_TRUE(store) << store.error().message();
    return std::move(*store);
  }

  Result<std::string> content() {
    const bool sqlite = std::string(GetParam()) == "sqlite";
    Result<std::unique_ptr<Database>> database = sqlite ? open_sqlite(url_, OpenMode::kExisting) : open_postgres(url_, OpenMode::kExisting);
    if (!database) return database.error();
    return dump(database->get());
  }

  Folder folder_;
  std::string url_;
};

void expect_done(const Result<void>& done) { EXPECT_TRUE(done) << done.error().message(); }

// An ingest as the program does it.
RunCounts ingest(EventStore* store, const std::vector<Made>& documents, const RunVersions& versions = kFirst) {
  expect_done(store->begin_run(versions));
  for (const auto& [document, coded] : documents) {
    const Result<bool> known = store->has({coded.sha256, document.date, document.id});
    EXPECT_TRUE(known) << known.error().message();
    expect_done(*known ? store->skip() : store->put(document, coded));
  }
  expect_done(store->end_run());
  return store->counts();
}

std::vector<Made> documents(const std::string& dictionary = "d1") {
  std::vector<Made> list;
  for (int i = 0; i < kDocuments; ++i) list.push_back(made(i, dictionary));
  return list;
}

std::string shown(const Result<Page>& page) {
  if (!page) return page.error().message();
  std::string text;
  for (const auto& row : page->rows) {
    for (const Value& value : row) {
      std::visit(
          [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::string>) text += v;
            if constexpr (std::is_arithmetic_v<T>) text += std::to_string(v);
          },
          value);
      text += "|";
    }
    text += "\n";
  }
  return text;
}

TEST_P(Contract, KeepsEveryDocumentOnce) {
  const auto store = open();
  const RunCounts first = ingest(store.get(), documents());
  EXPECT_EQ(first.documents, kDocuments);
  EXPECT_EQ(first.coded + first.empty, kDocuments);
  EXPECT_EQ(first.empty, 5u);
  const Result<std::string> before = content();
  ASSERT_TRUE(before) << before.error().message();
  const RunCounts second = ingest(store.get(), documents());
  EXPECT_EQ(second.skipped, kDocuments);
  EXPECT_EQ(second.coded, 0u);
  EXPECT_EQ(*content(), *before);
  const Result<StoredDocument> document = store->document("report-3");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, made(3).first.text);
  EXPECT_EQ(store->document("report-999").error().kind, ErrorKind::kNotFound);
}

TEST_P(Contract, TheOrderOfArrivalDoesNotMatter) {
  ingest(open().get(), documents());
  const Result<std::string> forward = content();
  SetUp();
  std::vector<Made> backward = documents();
  std::reverse(backward.begin(), backward.end());
  if (std::string(GetParam()) == "sqlite") url_ = folder_.file("backward.db");
  ingest(open().get(), backward);
  EXPECT_EQ(*content(), *forward);
}

TEST_P(Contract, OfCopiesOfATextTheFirstStays) {
  Made early = made(1), late = made(1);
  early.first.id = "early";
  early.first.date = early.second.date = "2020-01-01";
  for (const bool in_one_batch : {true, false}) {
    SetUp();
    if (!in_one_batch && std::string(GetParam()) == "sqlite") url_ = folder_.file("second.db");
    const auto store = open();
    if (in_one_batch) {
      const RunCounts counts = ingest(store.get(), {late, early});
      EXPECT_EQ(counts.coded, 1u);
      EXPECT_EQ(counts.skipped, 1u);
    } else {
      ingest(store.get(), {late});
      ingest(store.get(), {early});
    }
    EXPECT_EQ(ingest(store.get(), {late, early}).skipped, 2u);
    const Result<StoredDocument> kept = store->document(late.second.sha256);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->id, "early");
  }
}

TEST_P(Contract, ANewDictionaryCodesAgainAndNotesWhatChanged) {
  const auto store = open();
  ingest(store.get(), documents());
  std::vector<Made> again = documents("d2");
  again[0].second.events[0].status = EventStatus::kPlanned;
  again[1].second.events.pop_back();
  expect_done(store->begin_run(kSecond));
  size_t stale = 0;
  for (std::string after;;) {
    const Result<std::vector<Document>> page = store->stale(after, 7);
    ASSERT_TRUE(page) << page.error().message();
    if (page->empty()) break;
    for (const Document& document : *page) {
      const auto same = std::find_if(again.begin(), again.end(), [&](const Made& m) { return m.first.id == document.id; });
      ASSERT_NE(same, again.end());
      EXPECT_EQ(document.metadata, same->first.metadata);
      EXPECT_EQ(document.source, same->first.source);
      after = same->second.sha256;
      expect_done(store->put(document, same->second));
      ++stale;
    }
  }
  expect_done(store->end_run());
  EXPECT_EQ(stale, static_cast<size_t>(kDocuments));
  const Result<std::string> text = content();
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("changes|recoded|" + again[0].second.events[0].id), std::string::npos);
  EXPECT_NE(text->find("changes|dropped|"), std::string::npos);
  size_t changes = 0;
  for (size_t at = text->find("changes|"); at != std::string::npos; at = text->find("changes|", at + 1)) ++changes;
  EXPECT_EQ(changes, 2u);
}

TEST_P(Contract, QuarantineIsKeptUntilTheDocumentIsRead) {
  const auto store = open();
  const Quarantined bad{"", made(2).first.origin, "no date"};
  expect_done(store->begin_run(kFirst));
  EXPECT_FALSE(*store->is_quarantined(bad));
  expect_done(store->quarantine(bad));
  expect_done(store->end_run());
  EXPECT_EQ(store->counts().quarantined, 1u);
  EXPECT_EQ(store->counts().documents, 1u);
  EXPECT_TRUE(*store->is_quarantined(bad));
  EXPECT_FALSE(*store->is_quarantined({"", bad.origin, "not UTF-8"}));
  ingest(store.get(), {made(2)});
  EXPECT_FALSE(*store->is_quarantined(bad));
}

TEST_P(Contract, TwoIngestsAtOnceDoNotDouble) {
  open();
  std::map<int, RunCounts> counts;
  std::vector<std::unique_ptr<EventStore>> stores;
  for (int i = 0; i < 2; ++i) {
    stores.push_back(open());
    counts[i] = {};
  }
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2; ++i) {
      threads.emplace_back([&, i] {
        expect_done(stores[static_cast<size_t>(i)]->begin_run(kFirst));
        for (const Made& m : documents()) {
          expect_done(stores[static_cast<size_t>(i)]->put(m.first, m.second));
          expect_done(stores[static_cast<size_t>(i)]->flush());
        }
        expect_done(stores[static_cast<size_t>(i)]->end_run());
        counts[i] = stores[static_cast<size_t>(i)]->counts();
      });
    }
  }
  EXPECT_EQ(counts[0].documents + counts[1].documents, 2u * kDocuments);
  EXPECT_EQ(counts[0].skipped + counts[1].skipped, static_cast<uint64_t>(kDocuments));
  const Result<std::string> both = content();
  SetUp();
  if (std::string(GetParam()) == "sqlite") url_ = folder_.file("alone.db");
  ingest(open().get(), documents());
  EXPECT_EQ(*content(), *both);
}

TEST_P(Contract, PagesJoinToTheWhole) {
  const auto store = open();
  ingest(store.get(), documents());
  const Result<Page> whole = store->query({"events", {}, {}, 1000, {}});
  ASSERT_TRUE(whole) << whole.error().message();
  EXPECT_GT(whole->rows.size(), 30u);
  Query query{"events", {}, {}, 7, {}};
  std::string pages;
  do {
    const Result<Page> page = store->query(query);
    ASSERT_TRUE(page) << page.error().message();
    pages += shown(page);
    query.cursor = page->next;
  } while (!query.cursor.empty());
  EXPECT_EQ(pages, shown(whole));
  EXPECT_EQ(store->query({"events", {}, {}, 7, "00ff"}).error().kind, ErrorKind::kInput);
  EXPECT_EQ(store->query({"evnts", {}, {}, 7, {}}).error().kind, ErrorKind::kInput);
}

TEST_P(Contract, RanksPutTheMostFirstOnEveryPage) {
  const auto store = open();
  ingest(store.get(), documents());
  for (const auto& [what, columns] : std::map<std::string, std::vector<size_t>>{{"dyads", {2}}, {"actors", {2, 3}}, {"places", {5}}}) {
    Query query{what, {}, {{"rank", "events"}}, 2, {}};
    std::vector<std::string> paged, all;
    int64_t last = std::numeric_limits<int64_t>::max();
    do {
      const Result<Page> page = store->query(query);
      ASSERT_TRUE(page) << page.error().message();
      for (const auto& row : page->rows) {
        int64_t events = 0;
        for (const size_t column : columns) events += std::get<int64_t>(row[column]);
        EXPECT_LE(events, last) << what;
        last = events;
        paged.push_back(shown(Page{page->columns, {row}, {}}));
      }
      query.cursor = page->next;
    } while (!query.cursor.empty());
    const Result<Page> whole = store->query({what, {}, {}, 10000, {}});
    for (const auto& row : whole->rows) all.push_back(shown(Page{whole->columns, {row}, {}}));
    ASSERT_GT(all.size(), what == "places" ? 0u : 2u) << what;
    std::sort(all.begin(), all.end());
    std::sort(paged.begin(), paged.end());
    EXPECT_EQ(paged, all) << what;
  }
  EXPECT_EQ(store->query({"events", {}, {{"rank", "events"}}, 7, {}}).error().kind, ErrorKind::kInput);
}

INSTANTIATE_TEST_SUITE_P(Engines, Contract, testing::Values("sqlite", "postgresql"),
                         [](const auto& param) { return std::string(param.param); });

// Values that a filter takes in the made record.
const std::map<std::string_view, std::vector<std::string>> kValues{{"source", {"CHN", "CHN:GOV", "NOR"}},
                                                                   {"target", {"RUS"}},
                                                                   {"actor", {"USA"}},
                                                                   {"sector", {"GOV"}},
                                                                   {"type", {"CONSULT", "ACCUSE"}},
                                                                   {"cameo", {"04"}},
                                                                   {"quad", {"verbal-conflict"}},
                                                                   {"status", {"actual"}},
                                                                   {"place", {"Moscow", "RUS"}},
                                                                   {"country", {"RUS"}},
                                                                   {"publisher", {"Agency"}},
                                                                   {"since", {"2024-04-01"}},
                                                                   {"until", {"2024-06-30"}},
                                                                   {"reported_since", {"2024-04-01"}},
                                                                   {"reported_until", {"2024-06-30"}},
                                                                   {"text", {"erdogan room", "“Erdoğan” 12"}},
                                                                   {"as_of", {"2024-05-15"}},
                                                                   {"min_confidence", {"0.5", "0.6"}},
                                                                   {"document", {"report-3"}},
                                                                   {"period", {"day", "year"}},
                                                                   {"outcome", {"held", "silent", "ahead"}},
                                                                   {"kind", {"denial", "figure"}},
                                                                   {"relation", {"member_of"}},
                                                                   {"background", {"0", "1"}},
                                                                   {"mode", {"visit"}},
                                                                   {"speaker", {"USA"}},
                                                                   {"change", {"added"}},
                                                                   {"name", {"the ministry of CHN"}},
                                                                   {"order", {"newest"}},
                                                                   {"rank", {"events"}}};

// Mentions in the events of the record, as `content()` tells them.
std::string event_of(EventStore* store, const std::string& mention) {
  const Result<Page> page = store->query({"mentions", {}, {{"mention", mention}}, 1, {}});
  return page && !page->rows.empty() ? std::get<std::string>(page->rows.front()[1]) : std::string();
}

// Two reports of one visit and a third of another act of the same two.
std::vector<Made> visits() {
  std::vector<Made> list;
  for (int i = 0; i < 3; ++i) {
    Made m = made(0);
    m.first.id = "visit-" + std::to_string(i);
    m.first.date = m.second.date = "2024-01-1" + std::to_string(i);
    m.first.text = std::string("Report ") + std::to_string(i) + ": the ministers met in Moscow on Wednesday.";
    m.first.source = i == 0 ? "Agency" : "Gazette";
    m.second.doc = m.first.id;
    m.second.sha256 = sha256_hex(m.first.text);
    m.second.events.resize(1);
    Event& e = m.second.events.front();
    e.id = sha256_hex(m.second.sha256 + "0").substr(0, 16);
    e.date = i == 2 ? "2023-05-02" : "2024-01-10";
    e.quote = m.first.text;
    e.sentence = {0, static_cast<uint32_t>(m.first.text.size())};
    m.second.relations.clear();
    m.second.stances.clear();
    list.push_back(std::move(m));
  }
  return list;
}

TEST_P(Contract, PeopleJoinAndSplitEventsAndRecodingKeepsIt) {
  const auto store = open();
  const std::vector<Made> reports = visits();
  const std::string a = reports[0].second.events[0].id, b = reports[1].second.events[0].id, c = reports[2].second.events[0].id;
  ingest(store.get(), reports);
  const Result<std::string> before = content();
  EXPECT_EQ(event_of(store.get(), b), a);
  EXPECT_EQ(event_of(store.get(), c), c);
  const Result<Page> event = store->query({"events", {}, {{"event", a}}, 1, {}});
  ASSERT_TRUE(event && event->rows.size() == 1);

  expect_done(store->split({b}, false));
  EXPECT_EQ(event_of(store.get(), b), b);
  expect_done(store->merge(b, c, false));
  EXPECT_EQ(event_of(store.get(), c), b);
  std::vector<Made> again = reports;
  for (Made& m : again) m.second.dictionary = "d2";
  ingest(store.get(), again, kSecond);
  EXPECT_EQ(event_of(store.get(), a), a);
  EXPECT_EQ(event_of(store.get(), b), b);
  EXPECT_EQ(event_of(store.get(), c), b);
  ingest(store.get(), reports, kFirst);
  expect_done(store->merge(c, b, true));
  expect_done(store->split({b}, true));
  EXPECT_EQ(*content(), *before);
  EXPECT_EQ(store->split({"0000000000000000"}, false).error().kind, ErrorKind::kNotFound);
}

TEST_P(Contract, AsOfADayIsWhatTheRecordWouldHaveSaidThen) {
  const std::vector<Made> all = documents();
  const auto store = open();
  ingest(store.get(), all);
  const std::string day = "2024-05-15";
  SetUp();
  if (std::string(GetParam()) == "sqlite") url_ = folder_.file("then.db");
  std::vector<Made> early;
  for (const Made& m : all) {
    if (m.first.date <= day) early.push_back(m);
  }
  const auto then = open();
  ingest(then.get(), early);
  for (const std::string what : {"events", "mentions", "dyads", "panel", "series", "actors"}) {
    EXPECT_EQ(shown(store->query({what, {}, {{"as_of", day}}, 10000, {}})), shown(then->query({what, {}, {}, 10000, {}}))) << what;
  }
}

// A filter that lets everything through makes a question be answered from the events.
TEST_P(Contract, TotalsAreWhatCountingGives) {
  const auto store = open();
  ingest(store.get(), documents());
  std::vector<Made> again = documents("d2");
  for (size_t i = 0; i < again.size(); i += 3) {
    if (again[i].second.events.empty()) continue;
    again[i].second.events.front().source = {again[i].second.events.front().target};
    if (i % 2 == 0) again[i].second.events.pop_back();
  }
  const std::vector<Query> questions{{"actors", {}, {}, 1000, {}},
                                     {"actors", {}, {{"actor", "CHN"}}, 1000, {}},
                                     {"actors", {}, {{"country", "RUS"}, {"since", "2024-03-01"}, {"until", "2024-06-30"}}, 1000, {}},
                                     {"actors", {}, {{"sector", "GOV"}, {"since", "2024-05"}}, 1000, {}},
                                     {"dyads", {}, {}, 1000, {}},
                                     {"dyads", {}, {{"actor", "CHN"}, {"until", "2024-05-31"}}, 1000, {}},
                                     {"dyad", {"CHN", "RUS"}, {}, 1000, {}},
                                     {"panel", {}, {{"period", "year"}}, 1000, {}},
                                     {"panel", {}, {{"source", "RUS"}, {"since", "2024"}}, 1000, {}},
                                     {"series", {}, {}, 1000, {}},
                                     {"series", {}, {{"period", "year"}, {"until", "2024-07-31"}}, 1000, {}}};
  for (const bool recoded : {false, true}) {
    if (recoded) ingest(store.get(), again, kSecond);
    for (Query query : questions) {
      const std::string kept = shown(store->query(query));
      EXPECT_NE(kept, "");
      query.filters["as_of"] = "2099-12-31";
      EXPECT_EQ(kept, shown(store->query(query))) << query.what;
    }
  }
}

TEST_P(Contract, BackgroundIsKnownOnceAndStandsApart) {
  const auto store = open();
  expect_done(store->begin_run(kFirst));
  Relation office;
  office.relation = RelationType::kHoldsOffice;
  office.subject.code = "RUS:GOV";
  office.subject.actor = "sergey-lavrov";
  office.subject.name = "Sergey Lavrov";
  office.role = "foreign minister";
  office.start = "2004-03-09";
  int asked = 0;
  for (int i = 0; i < 2; ++i) {
    expect_done(store->know([&]() -> Result<std::vector<Relation>> {
      ++asked;
      return std::vector<Relation>{office};
    }));
  }
  EXPECT_EQ(asked, 1);
  const auto rows = [&](const std::string& background, const std::string& day) {
    return store->query({"relations", {}, {{"background", background}, {"as_of", day}, {"relation", "holds_office"}}, 10, {}})->rows.size();
  };
  EXPECT_EQ(rows("1", "2024-02-28"), 1u);
  EXPECT_EQ(rows("1", "2003-02-28"), 0u);
  EXPECT_EQ(rows("0", "2024-02-28"), 0u);
}

TEST(Kinds, HaveAnExpressionForEveryColumn) {
  for (size_t i = 0; i < query_kinds().size(); ++i)
    EXPECT_EQ(query_kinds()[i].columns.size(), kind_at(i).sql.expressions.size()) << query_kinds()[i].what;
}

TEST(Engines, AnswerEveryQuestionAlike) {
  ASSERT_NE(Cluster::shared(), nullptr) << "PostgreSQL is not installed (scripts/install_packages.sh --tests)";
  const Folder folder;
  const auto sqlite = open_store(folder.file("record.db")), postgres = open_store(Cluster::shared()->fresh());
  ASSERT_TRUE(sqlite && postgres);
  ingest(sqlite->get(), documents());
  ingest(postgres->get(), documents());
  size_t with_rows = 0;
  for (const QueryKind& kind : query_kinds()) {
    if (kind.what == "runs") continue;
    Query query{std::string(kind.what), {}, {}, 1000, {}};
    for (size_t i = 0; i < kind.arguments.size(); ++i)
      query.arguments.emplace_back(kind.what == "search" ? "room" : i == 0 ? "CHN" : "RUS");
    const auto compare = [&](const std::string& label) {
      const std::string one = shown((*sqlite)->query(query)), other = shown((*postgres)->query(query));
      EXPECT_EQ(one, other) << kind.what << " " << label;
      with_rows += one.find('|') != std::string::npos;
    };
    compare("");
    for (const std::string_view filter : kind.filters) {
      const auto values = kValues.find(filter);
      if (values == kValues.end()) continue;
      for (const std::string& value : values->second) {
        query.filters = {{std::string(filter), value}};
        compare(std::string(filter) + "=" + value);
      }
    }
  }
  EXPECT_GT(with_rows, 60u);
}

}  // namespace
}  // namespace demarche::store
