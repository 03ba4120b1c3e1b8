#include "store/cursor.h"

#include "base/sha256.h"

namespace demarche::store {

namespace {

constexpr size_t kSumLength = 16;
constexpr std::string_view kHex = "0123456789abcdef";

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kHex[byte >> 4]);
    text.push_back(kHex[byte & 15]);
  }
  return text;
}

bool unhex(std::string_view text, std::string* bytes) {
  if (text.size() % 2 != 0) return false;
  for (size_t i = 0; i < text.size(); i += 2) {
    const size_t high = kHex.find(text[i]), low = kHex.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return false;
    bytes->push_back(static_cast<char>(high * 16 + low));
  }
  return true;
}

// Ties the keys to the question and to this program's form of cursors.
std::string sum_of(std::string_view question, std::string_view keys) {
  std::string bytes = "cursor 1\n" + std::string(question);
  bytes.push_back('\0');
  bytes += keys;
  return sha256_hex(bytes).substr(0, kSumLength);
}

}  // namespace

std::string make_cursor(std::string_view question, const std::vector<std::string>& keys) {
  std::string joined;
  for (const std::string& key : keys) {
    joined += key;
    joined.push_back('\0');
  }
  return sum_of(question, joined) + hex(joined);
}

Result<std::vector<std::string>> read_cursor(std::string_view question, std::string_view cursor, size_t keys) {
  const Error bad = input_error("cursor", "is not one that this question gave", "the cursor of the page before, with the same filters");
  std::string joined;
  if (cursor.size() < kSumLength || !unhex(cursor.substr(kSumLength), &joined)) return bad;
  if (sum_of(question, joined) != cursor.substr(0, kSumLength)) return bad;
  std::vector<std::string> list;
  for (size_t begin = 0; begin < joined.size();) {
    const size_t end = joined.find('\0', begin);
    if (end == std::string::npos) return bad;
    list.push_back(joined.substr(begin, end - begin));
    begin = end + 1;
  }
  if (list.size() != keys) return bad;
  return list;
}

}  // namespace demarche::store
