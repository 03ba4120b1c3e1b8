// usage: language_cases FOLDER: the cases of the folder with the sentences as they come out now.
#include <cstdio>
#include <sstream>

#include "case_file.h"
#include "segmented.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  for (const TextCase& c : read_cases(argv[1])) {
    std::istringstream lines(c.text);
    for (std::string line; std::getline(lines, line);) std::printf(line.empty() ? "|\n" : "| %s\n", line.c_str());
    for (const std::string& line : Segmented(c.text).lines()) std::printf("%s\n", line.c_str());
    std::printf("\n");
  }
  return 0;
}
