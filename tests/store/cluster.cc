#include "cluster.h"

#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <set>
#include <thread>

namespace demarche::store {

namespace {

namespace fs = std::filesystem;

// The newest version that is installed.
std::string find_programs() {
  std::set<std::string> folders;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    if (fs::exists(entry.path() / "bin" / "initdb", error)) folders.insert((entry.path() / "bin").string());
  }
  return folders.empty() ? std::string() : *folders.rbegin();
}

}  // namespace

Cluster* Cluster::shared() {
  static const std::unique_ptr<Cluster> cluster = start();
  return cluster.get();
}

std::unique_ptr<Cluster> Cluster::start() {
  const std::string programs = find_programs();
  if (programs.empty()) return nullptr;
  auto cluster = std::unique_ptr<Cluster>(new Cluster(programs, geteuid() == 0 ? "postgres" : ""));
  if (const passwd* user = cluster->user_.empty() ? nullptr : getpwnam(cluster->user_.c_str()); user != nullptr) {
    if (chown(cluster->folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) return nullptr;
  }
  if (!cluster->run("initdb -D data -A trust -U postgres -N")) return nullptr;
  cluster->serve();
  return cluster;
}

Cluster::~Cluster() {
  if (server_ < 0) return;
  ::kill(server_, SIGINT);
  waitpid(server_, nullptr, 0);
}

pid_t Cluster::spawn(const std::string& command) const {
  const pid_t child = fork();
  if (child != 0) return child;
  setpgid(0, 0);
  if (const passwd* user = user_.empty() ? nullptr : getpwnam(user_.c_str()); user != nullptr) {
    if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) _exit(126);
  }
  const std::string line = "cd '" + folder_.path().string() + "' && exec '" + programs_ + "/'" + command + " >>log 2>&1";
  execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
  _exit(127);
}

bool Cluster::run(const std::string& command) const {
  int status = 0;
  return waitpid(spawn(command), &status, 0) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void Cluster::serve() {
  server_ = spawn("postgres -D data -k '" + folder_.path().string() + "' -c listen_addresses='' -c fsync=off");
  for (int i = 0; i < 300 && !run("pg_isready -q -h '" + folder_.path().string() + "'"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

std::string Cluster::fresh() {
  const std::string name = "r" + std::to_string(++databases_);
  run("createdb -h '" + folder_.path().string() + "' -U postgres " + name);
  return "postgresql://postgres@/" + name + "?host=" + folder_.path().string();
}

void Cluster::kill() {
  // Its workers have groups of their own; without the first process they end at once.
  ::kill(server_, SIGQUIT);
  waitpid(server_, nullptr, 0);
  server_ = -1;
}

void Cluster::restart() { serve(); }

}  // namespace demarche::store
