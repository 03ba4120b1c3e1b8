#include "readers/format.h"

#include <filesystem>

namespace demarche::readers {

std::string Source::only_id() const { return name == "-" ? "stdin" : std::filesystem::path(name).filename().string(); }

bool Held::add(std::string_view bytes) {
  if (skipped_ == 0 && bytes_.size() + bytes.size() <= limit_) {
    bytes_ += bytes;
    return true;
  }
  if (skipped_ == 0) {
    skipped_ = bytes_.size();
    bytes_ = std::string();
  }
  skipped_ += bytes.size();
  return skipped_ <= kMostSkipped;
}

std::string Held::reason(std::string_view what) const {
  std::string text = std::string(what) + "longer than " + std::to_string(limit_) + " bytes (expected a shorter document)";
  if (skipped_ > kMostSkipped)
    text += "; it goes on for more than " + std::to_string(kMostSkipped) + " bytes, so the rest of the input is given up";
  return text;
}

bool WholeParser::feed(std::string_view bytes) {
  if (held_.add(bytes)) return true;
  finish();
  return false;
}

void WholeParser::finish() {
  if (held_.overlong()) {
    source_.gate.quarantine(source_.only_id(), source_.name, held_.reason(""));
  } else if (held_.empty()) {
    source_.gate.quarantine(source_.only_id(), source_.name, "empty file (expected a document)");
  } else {
    whole(std::move(held_.bytes()));
  }
}

void WholeParser::broken(const Error& error) { source_.gate.quarantine(source_.only_id(), source_.name, error.message()); }

bool LineParser::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    if (!held_.add(bytes.substr(0, end))) {
      end_line();
      return false;
    }
    if (end == std::string_view::npos) return true;
    bytes.remove_prefix(end + 1);
    if (!end_line()) return false;
  }
  return true;
}

bool LineParser::end_line() {
  bool go_on = true;
  if (held_.overlong()) {
    go_on = source_.gate.quarantine(source_.at_line(number_), source_.at_line(number_), held_.reason("a line "));
    any_ = true;
  } else if (held_.bytes().find_first_not_of(" \t\r") != std::string::npos) {
    go_on = line(held_.bytes(), number_);
    any_ = true;
  }
  held_.clear();
  ++number_;
  return go_on;
}

void LineParser::finish() {
  if (!held_.empty()) end_line();
  if (!any_) source_.gate.quarantine(source_.only_id(), source_.name, "empty file (expected a document on each line)");
}

void LineParser::broken(const Error& error) {
  source_.gate.quarantine(source_.at_line(number_), source_.at_line(number_), error.message());
}

}  // namespace demarche::readers
