// Whatever fails, the record stays whole and a rerun completes it; and the error says what is wrong.
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "cluster.h"
#include "failing_database.h"
#include "store/sql_store.h"

namespace demarche::store {
namespace {

constexpr int kDocuments = 6;
// A server takes its time to make a database for each failure.
constexpr int kPostgresStride = 23;

// Writes in three transactions; the second run codes two documents again.
Result<void> ingest(EventStore* store) {
  for (const char* dictionary : {"d1", "d2"}) {
    if (const Result<void> done = store->begin_run({dictionary, "m", ""}); !done) return done;
    for (int i = 0; i < (dictionary == std::string("d1") ? kDocuments : 2); ++i) {
      const Made m = made(i, dictionary);
      const Result<bool> known = store->has({m.second.sha256, m.first.date, m.first.id});
      if (!known) return known.error();
      if (*known) continue;
      Result<void> done = store->put(m.first, m.second);
      if (done && i % 3 == 2) done = store->flush();
      if (!done) return done;
    }
    if (const Result<void> done = store->quarantine({"", "x.txt", "no date"}); !done) return done;
    if (const Result<void> done = store->end_run(); !done) return done;
  }
  return {};
}

using Opener = std::function<Result<std::unique_ptr<Database>>()>;

// The record once all is well, from where a failure left it.
std::string completed(const Opener& open) {
  Result<std::unique_ptr<Database>> database = open();
  if (!database) return database.error().message();
  const Result<std::unique_ptr<EventStore>> store = open_on(std::move(*database));
  if (!store) return store.error().message();
  if (const Result<void> done = ingest(store->get()); !done) return done.error().message();
  database = open();
  const Result<std::string> text = dump(database->get());
  // A run that was cut short after it coded documents again may code them once more: changes are its own.
  return text ? text->substr(0, text->find("changes|")) : text.error().message();
}

// The number of calls an undisturbed ingest makes; every `stride`-th of them fails once.
void fail_everywhere(const std::function<Opener()>& fresh, int stride) {
  const std::string wanted = completed(fresh());
  ASSERT_NE(wanted.find("mentions|"), std::string::npos) << wanted;
  int all = 0;
  {
    const Opener open = fresh();
    const auto store = open_on(failing(std::move(open()).value(), &all, 0));
    ASSERT_TRUE(store && ingest(store->get()));
  }
  ASSERT_GT(all, 50);
  for (int k = 1; k <= all; k += stride) {
    const Opener open = fresh();
    int calls = 0;
    {
      const auto store = open_on(failing(std::move(open()).value(), &calls, k));
      const Result<void> done = store ? ingest(store->get()) : Result<void>(store.error());
      ASSERT_FALSE(done) << "call " << k << " failed and nobody said so";
      EXPECT_NE(done.error().message().find("call " + std::to_string(k) + " fails"), std::string::npos) << done.error().message();
    }
    ASSERT_EQ(completed(open), wanted) << "after call " << k << " failed";
  }
}

TEST(Failure, OfAnyCallLeavesSqliteWhole) {
  const Folder folder;
  int made = 0;
  fail_everywhere(
      [&]() -> Opener {
        const std::string path = folder.file(std::to_string(++made) + ".db");
        return [path] { return open_sqlite(path, OpenMode::kCreate); };
      },
      1);
}

TEST(Failure, OfAnyCallLeavesPostgresWhole) {
  ASSERT_NE(Cluster::shared(), nullptr) << "PostgreSQL is not installed (scripts/install_packages.sh --tests)";
  fail_everywhere(
      []() -> Opener {
        const std::string url = Cluster::shared()->fresh();
        return [url] { return open_postgres(url, OpenMode::kCreate); };
      },
      kPostgresStride);
}

// Runs `work` in a process of its own; its exit status.
int in_child(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Trouble, FullDisk) {
  const Folder folder;
  const std::string path = folder.file("record.db");
  ASSERT_TRUE(open_store(path));
  const int status = in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{300000, 300000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const auto store = open_store(path);
    if (!store || !(*store)->begin_run({"d1", "m", ""})) return 1;
    for (int i = 0; i < 2000; ++i) {
      const Made m = made(i);
      Result<void> done = (*store)->put(m.first, m.second);
      if (done) continue;
      return done.error().kind == ErrorKind::kIo && done.error().message().find(path) != std::string::npos ? 0 : 2;
    }
    return 3;
  });
  EXPECT_EQ(status, 0);
  EXPECT_NE(completed([&] { return open_sqlite(path, OpenMode::kExisting); }).find("report-5"), std::string::npos);
}

TEST(Trouble, LockedFile) {
  const Folder folder;
  const std::string path = folder.file("record.db");
  ASSERT_TRUE(open_store(path));
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto store = open_store(path);
  ASSERT_TRUE(store) << store.error().message();
  const Result<void> refused = (*store)->begin_run({"d1", "m", ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kBusy);
  EXPECT_TRUE((*store)->query({"events", {}, {}, 10, {}}));
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_TRUE((*store)->begin_run({"d1", "m", ""}));
}

TEST(Trouble, FileThatMayOnlyBeRead) {
  const Folder folder;
  const std::string path = folder.file("record.db");
  ASSERT_NE(completed([&] { return open_sqlite(path, OpenMode::kCreate); }), "");
  const auto whole = open_store(path)->get() != nullptr;
  ASSERT_TRUE(whole);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  std::filesystem::permissions(path, std::filesystem::perms(0444));
  const int status = in_child([&] {
    if (geteuid() == 0 && setuid(65534) != 0) return 1;
    const auto store = open_store(path, OpenMode::kExisting);
    if (!store) return 2;
    const Result<Page> page = (*store)->query({"events", {}, {}, 10, {}});
    if (!page || page->rows.empty()) return 3;
    const Result<void> refused = (*store)->begin_run({"d1", "m", ""});
    return !refused && refused.error().kind == ErrorKind::kIo ? 0 : 4;
  });
  EXPECT_EQ(status, 0);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
}

TEST(Trouble, CorruptPages) {
  const Folder folder;
  const std::string path = folder.file("record.db");
  ASSERT_NE(completed([&] { return open_sqlite(path, OpenMode::kCreate); }), "");
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto size = std::filesystem::file_size(path);
    file.seekp(4096);
    file << std::string(size - 4096, '\xA5');
  }
  const auto store = open_store(path);
  const Result<void> done = store ? ingest(store->get()) : Result<void>(store.error());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::kCorrupt) << done.error().message();
}

TEST(Trouble, ServerGoneInABatch) {
  const auto cluster = Cluster::start();
  ASSERT_NE(cluster, nullptr) << "PostgreSQL is not installed (scripts/install_packages.sh --tests)";
  const std::string url = cluster->fresh();
  {
    const auto store = open_store(url);
    ASSERT_TRUE(store && (*store)->begin_run({"d1", "m", ""}));
    ASSERT_TRUE((*store)->put(made(1).first, made(1).second));
    ASSERT_TRUE((*store)->flush());
    ASSERT_TRUE((*store)->put(made(2).first, made(2).second));
    cluster->kill();
    const Result<void> lost = (*store)->flush();
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().kind, ErrorKind::kIo);
    EXPECT_NE(lost.error().message().find("postgresql://"), std::string::npos) << lost.error().message();
  }
  EXPECT_FALSE(open_store(url));
  cluster->restart();
  EXPECT_NE(completed([&] { return open_postgres(url, OpenMode::kExisting); }).find("report-5"), std::string::npos);
}

TEST(Trouble, NoRecordThere) {
  const Folder folder;
  EXPECT_EQ(open_store(folder.file("none.db"), OpenMode::kExisting).error().kind, ErrorKind::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(folder.file("none.db")));
  EXPECT_EQ(open_store("mysql://somewhere").error().kind, ErrorKind::kInput);
}

}  // namespace
}  // namespace demarche::store
