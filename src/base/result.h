// Errors are values: what failed, where, and what was expected.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace demarche {

// What kind of failure this is; the command line maps kinds to exit statuses.
enum class ErrorKind : uint8_t {
  kInput,        // the bytes or arguments given are not what was expected
  kNotFound,     // a file, entry or id does not exist
  kIo,           // the operating system refused (read, write, map, lock)
  kCorrupt,      // a file of ours fails its checksum, version or self-test
  kBusy,         // a store is locked by somebody else
  kSchemaNewer,  // a store was written by a newer program
  kLimit,        // a stated limit (bytes, time, tokens) was exceeded
  kInternal      // a broken invariant of ours
};

// An error names the place (file, line, entry or field; empty where unknown), what is wrong and what was expected.
struct Error {
  ErrorKind kind = ErrorKind::kInput;
  std::string where;     // "dictionaries/actions/consult.txt:17", "reports.jsonl:3", "" if none
  std::string what;      // "unknown event type CONSLUT"
  std::string expected;  // "one of the 16 types of dictionaries/ontology/types.txt", may be empty

  // One line for people: "WHERE: WHAT (expected EXPECTED)".
  std::string message() const {
    std::string text = where.empty() ? what : where + ": " + what;
    if (!expected.empty()) text += " (expected " + expected + ")";
    return text;
  }
};

inline Error input_error(std::string where, std::string what, std::string expected = {}) {
  return {ErrorKind::kInput, std::move(where), std::move(what), std::move(expected)};
}

// A value or an Error. Reading the wrong side is a programming error (std::get throws std::bad_variant_access).
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  const Error& error() const { return std::get<1>(state_); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> state_;
};

// Success or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace demarche
