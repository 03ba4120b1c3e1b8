#include "lexicon/text_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

#include "base/sha256.h"
#include "base/utf8.h"

namespace demarche::lexicon {

namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> split_fields(std::string_view line) {
  std::vector<std::string_view> fields;
  size_t begin = 0;
  for (;;) {
    const size_t at = line.find('|', begin);
    const bool separates = at != std::string_view::npos && at > 0 && line[at - 1] == ' ' && (at + 1 == line.size() || line[at + 1] == ' ');
    if (at != std::string_view::npos && !separates) return {};
    fields.push_back(trim(line.substr(begin, at == std::string_view::npos ? at : at - begin)));
    if (at == std::string_view::npos) return fields;
    begin = at + 1;
  }
}

std::string hash_of(const std::deque<TextFile>& files) {
  std::string all;
  for (const TextFile& file : files) {
    all += sha256_hex(file.name);
    all += sha256_hex(*file.bytes);
  }
  return sha256_hex(all).substr(0, 12);
}

Result<std::vector<fs::path>> list_files(const std::string& root) {
  std::error_code error;
  if (!fs::is_directory(root, error)) {
    return Error{ErrorKind::kNotFound, root, "is not a folder", "the dictionaries' folder"};
  }
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator it(root, error), end; it != end && !error; it.increment(error)) {
    if (it->is_regular_file() && it->path().extension() == ".txt") paths.push_back(fs::relative(it->path(), root));
  }
  if (error) return Error{ErrorKind::kIo, root, error.message(), "a readable folder"};
  std::sort(paths.begin(), paths.end(), [](const fs::path& a, const fs::path& b) { return a.generic_string() < b.generic_string(); });
  return paths;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && utf8::ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && utf8::ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split_list(std::string_view field, char separator) {
  std::vector<std::string_view> items;
  while (!field.empty()) {
    const size_t at = field.find(separator);
    const std::string_view item = trim(field.substr(0, at));
    if (!item.empty()) items.push_back(item);
    field = at == std::string_view::npos ? std::string_view{} : field.substr(at + 1);
  }
  return items;
}

std::vector<const TextFile*> DictionaryText::in(std::string_view folder) const {
  std::vector<const TextFile*> found;
  for (const TextFile& file : files) {
    const std::string path = file.folder + "/" + file.stem;
    if (file.folder == folder || path.starts_with(std::string(folder) + "/")) found.push_back(&file);
  }
  return found;
}

Result<TextFile> parse_text_file(std::string name, std::string folder, std::string bytes, uint32_t* next_entry) {
  TextFile file;
  file.name = std::move(name);
  file.folder = std::move(folder);
  file.stem = fs::path(file.name).stem().string();
  file.bytes = std::make_unique<const std::string>(std::move(bytes));
  std::string_view rest = *file.bytes;
  for (uint32_t number = 1; !rest.empty(); ++number) {
    const size_t at = rest.find('\n');
    const std::string_view text = trim(rest.substr(0, at));
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    const std::string where = file.name + ":" + std::to_string(number);
    if (utf8::first_invalid(text) != std::string_view::npos) {
      return input_error(where, "is not UTF-8", "UTF-8 text");
    }
    if (text.empty() || text.front() == '#') continue;
    std::vector<std::string_view> fields = split_fields(text);
    if (fields.empty()) return input_error(where, "'|' without blanks around it", "fields separated by \" | \"");
    file.lines.push_back({number, EntryId((*next_entry)++), std::move(fields)});
  }
  return file;
}

Result<DictionaryText> read_dictionaries(const std::string& root) {
  const Result<std::vector<fs::path>> paths = list_files(root);
  if (!paths) return paths.error();
  DictionaryText text;
  for (const fs::path& path : *paths) {
    std::ifstream stream(fs::path(root) / path, std::ios::binary);
    if (!stream) return Error{ErrorKind::kIo, (fs::path(root) / path).string(), "cannot be read", "a readable file"};
    std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    Result<TextFile> file =
        parse_text_file("dictionaries/" + path.generic_string(), path.parent_path().generic_string(), std::move(bytes), &text.entry_count);
    if (!file) return file.error();
    text.files.push_back(std::move(*file));
  }
  text.version = hash_of(text.files);
  return text;
}

}  // namespace demarche::lexicon
