// Reads the text cases: blocks parted by blank lines; lines that begin with "|" are the text ("| " and the line, a bare
// "|" for an empty line), the others the sentences that must come out, words parted by spaces. A sentence may begin with
// {title}, {heading} or {bullet}, and with {dateline N}: its first N words are the dateline.
#pragma once
#include <string>
#include <vector>

struct TextCase {
  std::string file;
  int line = 0;
  std::string text;
  std::vector<std::string> sentences;
};

// All cases of the *.txt files of a folder, in the order of their names.
std::vector<TextCase> read_cases(const std::string& folder);
