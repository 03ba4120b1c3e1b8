// Whose forces attacked whose territory, and when: background knowledge that reports take for granted.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "lexicon/actor_dates.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

struct War {
  EntryId entry;
  StringRef attacker, attacked;  // codes of states
  int32_t start = kAlways, end = kForever;
};

// Reads actors/wars: ATTACKER | ATTACKED | START..END | source.
class WarCompiler {
 public:
  Result<void> add(const TextFile& file, const Line& line);
  void write(ImageWriter* image);

 private:
  struct Row {
    std::string attacker, attacked;
    DayRange dates;
    EntryId entry;
  };
  std::vector<Row> rows_;
};

// The compiled table. Const use is thread-safe; views live as long as the Image.
class WarTables {
 public:
  static Result<WarTables> open(const Image& image);

  // In the order of attackers' codes and of time.
  std::span<const War> all() const { return rows_; }
  // Whom the state attacks on the day; empty if nobody, or if several.
  std::string_view attacked_on(std::string_view attacker, int32_t day) const;
  std::string_view text(StringRef ref) const { return image_->text(ref); }

 private:
  const Image* image_ = nullptr;
  std::span<const War> rows_;
};

}  // namespace demarche::lexicon
