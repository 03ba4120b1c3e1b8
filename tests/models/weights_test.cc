// A weights file that is not what its writer wrote is refused, with the reason.
#include <gtest/gtest.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>
#include <filesystem>
#include <iterator>

#include "test_text.h"

namespace demarche::models {
namespace {

constexpr size_t kHeader = 64, kChecksumAt = 16;

class WeightsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(kTinyWeightsPath, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(file), {});
    ASSERT_GT(bytes_.size(), kHeader);
    path_ = (std::filesystem::temp_directory_path() / ("demarche_weights_" + std::to_string(reinterpret_cast<uintptr_t>(this)) + ".dmw"))
                .string();
  }
  void TearDown() override { std::filesystem::remove(path_); }

  // Opens the bytes as a file; `sealed` gives them a checksum that fits.
  Result<Parser> open(std::string bytes, bool sealed) {
    if (sealed && bytes.size() >= kHeader) {
      const uint64_t sum = XXH64(bytes.data() + kHeader, bytes.size() - kHeader, 0);
      std::memcpy(bytes.data() + kChecksumAt, &sum, sizeof(sum));
    }
    std::ofstream(path_, std::ios::binary) << bytes;
    return Parser::open(path_);
  }

  // Where a section's entry of the table starts.
  size_t entry(std::string_view name) const {
    uint32_t count = 0;
    std::memcpy(&count, bytes_.data() + 12, sizeof(count));
    for (size_t i = 0; i < count; ++i) {
      if (name == bytes_.data() + kHeader + 40 * i) return kHeader + 40 * i;
    }
    return 0;
  }
  uint64_t offset_of(std::string_view name) const {
    uint64_t offset = 0;
    std::memcpy(&offset, bytes_.data() + entry(name) + 16, sizeof(offset));
    return offset;
  }

  std::string bytes_, path_;
};

TEST_F(WeightsTest, WhatWasWrittenOpens) {
  const auto parser = open(bytes_, false);
  ASSERT_TRUE(parser.ok()) << parser.error().message();
  EXPECT_FALSE(parser->version().empty());
}

TEST_F(WeightsTest, MissingFileIsNotFound) {
  const auto parser = Parser::open(path_ + ".none");
  ASSERT_FALSE(parser.ok());
  EXPECT_EQ(parser.error().kind, ErrorKind::kNotFound);
}

TEST_F(WeightsTest, AnyFlippedBitIsSeen) {
  for (size_t at = 0; at < bytes_.size(); at += at < 128 ? 1 : 997) {
    std::string bytes = bytes_;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    const auto parser = open(bytes, false);
    // The checksum leaves out the number of sections, where too many do no harm, and the name of the version.
    if ((at >= 12 && at < 16) || (at >= 48 && at < kHeader)) continue;
    ASSERT_FALSE(parser.ok()) << "byte " << at;
    EXPECT_EQ(parser.error().kind, ErrorKind::kCorrupt) << "byte " << at;
  }
}

TEST_F(WeightsTest, CutFilesAreSeen) {
  for (const size_t size : {size_t{0}, size_t{1}, kHeader - 1, kHeader, kHeader + 40, bytes_.size() / 2, bytes_.size() - 1}) {
    EXPECT_FALSE(open(bytes_.substr(0, size), false).ok()) << size;
    EXPECT_FALSE(open(bytes_.substr(0, size), true).ok()) << size;
  }
}

TEST_F(WeightsTest, OtherSizesAreRefused) {
  for (size_t field = 0; field < 6; ++field) {
    for (const uint32_t value : {0u, 1u, 17u, 80u, 1024u, 4096u, 0xFFFFFFFFu}) {
      std::string bytes = bytes_;
      uint32_t before = 0;
      std::memcpy(&before, bytes.data() + offset_of("config") + 4 * field, sizeof(before));
      if (value == before) continue;
      std::memcpy(bytes.data() + offset_of("config") + 4 * field, &value, sizeof(value));
      EXPECT_FALSE(open(bytes, true).ok()) << "field " << field << " " << value;
    }
  }
}

TEST_F(WeightsTest, HashTableWithoutAFreeSlotIsRefused) {
  std::string bytes = bytes_;
  uint64_t size = 0;
  std::memcpy(&size, bytes.data() + entry("word_slots") + 24, sizeof(size));
  std::memset(bytes.data() + offset_of("word_slots"), 0, size);
  const auto parser = open(bytes, true);
  ASSERT_FALSE(parser.ok());
  EXPECT_EQ(parser.error().kind, ErrorKind::kCorrupt);
}

TEST_F(WeightsTest, OtherAnswersFailTheSelfTest) {
  std::string bytes = bytes_;
  const float large = 1e3f;  // one relation now always wins
  std::memcpy(bytes.data() + offset_of("label_out.b") + 4 * static_cast<size_t>(Deprel::kVocative), &large, sizeof(large));
  const auto parser = open(bytes, true);
  ASSERT_FALSE(parser.ok());
  EXPECT_NE(parser.error().message().find("self-test"), std::string::npos) << parser.error().message();
}

}  // namespace
}  // namespace demarche::models
