// Writers killed at any moment lose nothing and double nothing.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "cluster.h"
#include "demarche/store.h"

namespace demarche::store {
namespace {

constexpr int kDocuments = 48, kKills = 12;
using Clock = std::chrono::steady_clock;

// Ingests all documents, four in a transaction; 0 if all went well.
int ingest(const std::string& url) {
  const auto store = open_store(url);
  if (!store || !(*store)->begin_run({"d1", "m", ""})) return 1;
  for (int i = 0; i < kDocuments; ++i) {
    const Made m = made(i);
    const Result<bool> known = (*store)->has({m.second.sha256, m.first.date, m.first.id});
    if (!known) return 2;
    if (!(*known ? (*store)->skip() : (*store)->put(m.first, m.second))) return 3;
    if (i % 4 == 3 && !(*store)->flush()) return 4;
  }
  return (*store)->end_run() ? 0 : 5;
}

template <typename Open>
void kill_and_resume(const std::string& whole, const std::string& broken, const Open& open) {
  const auto started = Clock::now();
  ASSERT_EQ(ingest(whole), 0);
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started).count();
  std::mt19937 chance(7);
  for (int i = 0; i < kKills; ++i) {
    const pid_t child = fork();
    if (child == 0) _exit(ingest(broken));
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<long>(0, microseconds / 2)(chance)));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "status " << WEXITSTATUS(status);
  }
  ASSERT_EQ(ingest(broken), 0);
  const auto one = open(whole), other = open(broken);
  ASSERT_TRUE(one && other);
  EXPECT_EQ(*dump(one->get()), *dump(other->get()));
}

TEST(Kill, Sqlite) {
  const Folder folder;
  kill_and_resume(folder.file("whole.db"), folder.file("broken.db"),
                  [](const std::string& path) { return open_sqlite(path, OpenMode::kExisting); });
}

TEST(Kill, Postgres) {
  ASSERT_NE(Cluster::shared(), nullptr) << "PostgreSQL is not installed (scripts/install_packages.sh --tests)";
  kill_and_resume(Cluster::shared()->fresh(), Cluster::shared()->fresh(),
                  [](const std::string& url) { return open_postgres(url, OpenMode::kExisting); });
}

}  // namespace
}  // namespace demarche::store
