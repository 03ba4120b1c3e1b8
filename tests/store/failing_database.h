// A real database whose k-th call fails.
#pragma once
#include <memory>

#include "store/database.h"

namespace demarche::store {

// Counts the calls that may fail (statements prepared and run, rows written, transactions begun and ended) and lets the
// one that reaches `fails_at` fail without doing it; 0 lets none fail. `calls` counts on and must outlive the database.
std::unique_ptr<Database> failing(std::unique_ptr<Database> database, int* calls, int fails_at);

}  // namespace demarche::store
