#include "failing_database.h"

#include <map>

namespace demarche::store {

namespace {

class Failing : public Database {
 public:
  Failing(std::unique_ptr<Database> database, int* calls, int fails_at)
      : database_(std::move(database)), calls_(calls), fails_at_(fails_at) {}

  Result<void> execute(const std::string& sql) override {
    if (fails()) return error();
    return database_->execute(sql);
  }
  Result<Statement*> prepare(const std::string& sql) override;
  Result<void> insert(const Rows& rows) override {
    if (fails()) return error();
    return database_->insert(rows);
  }
  Result<void> begin() override {
    if (fails()) return error();
    return database_->begin();
  }
  Result<void> commit() override {
    if (fails()) return error();
    return database_->commit();
  }
  void rollback() override { database_->rollback(); }
  const Dialect& dialect() const override { return database_->dialect(); }
  Result<int> schema_version() override {
    if (fails()) return error();
    return database_->schema_version();
  }
  const std::string& where() const override { return database_->where(); }

  bool fails() { return ++*calls_ == fails_at_; }
  Error error() const { return {ErrorKind::kIo, where(), "call " + std::to_string(fails_at_) + " fails", "no failure"}; }

 private:
  class Guarded;
  std::unique_ptr<Database> database_;
  int* calls_;
  int fails_at_;
  std::map<Statement*, std::unique_ptr<Statement>> statements_;
};

class Failing::Guarded : public Statement {
 public:
  Guarded(Failing* owner, Statement* inner) : owner_(owner), inner_(inner) {}
  void bind(int p, std::string_view text) override { inner_->bind(p, text); }
  void bind(int p, int64_t number) override { inner_->bind(p, number); }
  void bind(int p, double number) override { inner_->bind(p, number); }
  void bind_null(int p) override { inner_->bind_null(p); }
  Result<bool> step() override {
    if (!owner_->fails()) return inner_->step();
    inner_->reset();
    return owner_->error();
  }
  int columns() const override { return inner_->columns(); }
  bool is_null(int c) const override { return inner_->is_null(c); }
  std::string text(int c) const override { return inner_->text(c); }
  int64_t integer(int c) const override { return inner_->integer(c); }
  double real(int c) const override { return inner_->real(c); }
  void reset() override { inner_->reset(); }

 private:
  Failing* owner_;
  Statement* inner_;
};

Result<Statement*> Failing::prepare(const std::string& sql) {
  if (fails()) return error();
  const Result<Statement*> inner = database_->prepare(sql);
  if (!inner) return inner.error();
  auto& guarded = statements_[*inner];
  if (!guarded) guarded = std::make_unique<Guarded>(this, *inner);
  return static_cast<Statement*>(guarded.get());
}

}  // namespace

std::unique_ptr<Database> failing(std::unique_ptr<Database> database, int* calls, int fails_at) {
  return std::make_unique<Failing>(std::move(database), calls, fails_at);
}

}  // namespace demarche::store
