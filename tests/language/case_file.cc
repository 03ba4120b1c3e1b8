#include "case_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace {

void read_file(const std::filesystem::path& path, std::vector<TextCase>* cases) {
  std::ifstream file(path);
  TextCase current;
  int number = 0;
  const auto finish = [&] {
    if (!current.text.empty()) cases->push_back(std::move(current));
    current = {};
  };
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) {
      finish();
    } else if (line.starts_with("# ")) {
      continue;
    } else if (line.front() == '|') {
      if (current.text.empty()) current.file = path.filename().string(), current.line = number;
      else current.text += '\n';
      current.text += line.size() > 2 ? line.substr(2) : "";
    } else {
      current.sentences.push_back(line);
    }
  }
  finish();
}

}  // namespace

std::vector<TextCase> read_cases(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<TextCase> cases;
  for (const auto& path : paths) read_file(path, &cases);
  return cases;
}
