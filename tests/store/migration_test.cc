// Records of other versions.
#include <gtest/gtest.h>

#include <functional>

#include "cluster.h"
#include "demarche/store.h"
#include "made.h"
#include "store/schema.h"

namespace demarche::store {
namespace {

constexpr const char* kSchema1 = R"sql(
PRAGMA user_version=1;
CREATE TABLE documents (sha256 TEXT NOT NULL, dictionary TEXT NOT NULL, model TEXT NOT NULL, id TEXT NOT NULL, date TEXT NOT NULL, title TEXT NOT NULL,
  url TEXT NOT NULL, source TEXT NOT NULL, origin TEXT NOT NULL, text TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (sha256)) WITHOUT ROWID;
CREATE TABLE mentions (id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE participants (mention TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE, side TEXT NOT NULL, PRIMARY KEY (mention, side)) WITHOUT ROWID;
CREATE TABLE relations (id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE stances (id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE quarantine (origin TEXT PRIMARY KEY, id TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO documents VALUES('ab', 'd', 'm', 'old-1', '2019-05-06', 'Title', '', 'Agency', 'old.txt', 'Old words.', 'coded');
INSERT INTO mentions VALUES('m1', 'ab');
INSERT INTO participants VALUES('m1', 'source');
)sql";

TEST(Migration, DocumentsOfSchema1AreCarriedOverToBeCodedAgain) {
  const Folder folder;
  const std::string path = folder.file("record.db");
  {
    const auto database = open_sqlite(path, OpenMode::kCreate);
    ASSERT_TRUE(database);
    const Result<void> made = (*database)->execute(kSchema1);
    ASSERT_TRUE(made) << made.error().message();
  }
  const auto store = open_store(path);
  ASSERT_TRUE(store) << store.error().message();
  ASSERT_TRUE((*store)->begin_run({"d", "m", ""}));
  const Result<std::vector<Document>> stale = (*store)->stale("", 10);
  ASSERT_TRUE(stale) << stale.error().message();
  ASSERT_EQ(stale->size(), 1u);
  EXPECT_EQ(stale->front().text, "Old words.");
  EXPECT_EQ(stale->front().source, "Agency");
  EXPECT_EQ((*store)->query({"coverage", {}, {}, 10, {}})->rows.size(), 1u);
}

// What the third schema had and the fourth has not, and the other way round.
constexpr const char* kBackTo3 = R"sql(
DROP TABLE actor_months; DROP TABLE dyad_months; DROP TABLE event_months;
ALTER TABLE unit_keys RENAME TO unit_keys_new;
CREATE TABLE unit_keys (key INTEGER NOT NULL, day INTEGER NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (key, day, unit)) WITHOUT ROWID;
INSERT INTO unit_keys SELECT key, day, unit FROM unit_keys_new;
DROP TABLE unit_keys_new;
CREATE INDEX unit_keys_by_unit ON unit_keys(unit);
CREATE INDEX document_bands_by_document ON document_bands(document);
CREATE INDEX events_by_document ON events(document);
DROP INDEX mentions_planned;
CREATE INDEX events_planned ON events(day, id) WHERE status='planned';
UPDATE meta SET value='3' WHERE key='schema';
)sql";

void expect_carried_over(const std::string& url, const std::function<Result<std::unique_ptr<Database>>()>& open) {
  {
    const auto store = open_store(url);
    ASSERT_TRUE(store) << store.error().message();
    ASSERT_TRUE((*store)->begin_run({"d", "m", ""}));
    for (int i = 0; i < 30; ++i) {
      const Made m = made(i, "d");
      ASSERT_TRUE((*store)->put(m.first, m.second));
    }
    ASSERT_TRUE((*store)->end_run());
  }
  std::string before;
  {
    const auto database = open();
    ASSERT_TRUE(database);
    before = *dump(database->get());
    const Result<void> back = (*database)->execute((*database)->dialect().tables(kBackTo3));
    ASSERT_TRUE(back) << back.error().message();
  }
  const auto store = open_store(url);
  ASSERT_TRUE(store) << store.error().message();
  const auto database = open();
  ASSERT_TRUE(database);
  EXPECT_EQ(*dump(database->get()), before);
  EXPECT_EQ(*(*database)->schema_version(), kSchemaVersion);
}

TEST(Migration, Schema3IsCarriedOverWhole) {
  const Folder folder;
  const std::string path = folder.file("record.db");
  expect_carried_over(path, [&] { return open_sqlite(path, OpenMode::kExisting); });
  ASSERT_NE(Cluster::shared(), nullptr) << "PostgreSQL is not installed (scripts/install_packages.sh --tests)";
  const std::string url = Cluster::shared()->fresh();
  expect_carried_over(url, [&] { return open_postgres(url, OpenMode::kExisting); });
}

void expect_refused(const std::string& url, Result<std::unique_ptr<Database>> database) {
  ASSERT_TRUE(database);
  ASSERT_TRUE(run(database->get(), "UPDATE meta SET value=?1 WHERE key='schema'", std::to_string(kSchemaVersion + 1)));
  const auto refused = open_store(url);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kSchemaNewer);
}

TEST(Migration, ANewerSchemaIsRefused) {
  const Folder folder;
  const std::string path = folder.file("record.db");
  ASSERT_TRUE(open_store(path));
  expect_refused(path, open_sqlite(path, OpenMode::kExisting));
  ASSERT_NE(Cluster::shared(), nullptr) << "PostgreSQL is not installed (scripts/install_packages.sh --tests)";
  const std::string url = Cluster::shared()->fresh();
  ASSERT_TRUE(open_store(url));
  expect_refused(url, open_postgres(url, OpenMode::kExisting));
}

}  // namespace
}  // namespace demarche::store
