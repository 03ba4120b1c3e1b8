// Paragraphs of a page and where they stand. Internal to the room.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "readers/markup.h"

namespace demarche::readers {

// How likely a part of a page is to be its report.
enum class Region : uint8_t { kBody, kMain, kArticle, kArticleBody };
inline constexpr size_t kRegionCount = 4;

struct Block {
  std::string text;
  size_t link_bytes = 0;  // of the text, those inside links
  Region region = Region::kBody;
  uint32_t article = 0;  // number of the article element it stands in
  bool paragraph = false;
  bool heading = false;  // h1, which says again what the title says
};

// Takes the tokens of a page one after another.
class BlockCollector {
 public:
  // `all`: menus, margins and footers are kept too.
  explicit BlockCollector(bool all) : all_(all) {}
  void take(const MarkupToken& token);
  std::vector<Block> finish();

 private:
  // An open element that gives its contents a meaning; elements of the same name inside it are counted, so that its own
  // end is known.
  struct Open {
    std::string name;
    size_t depth = 0;
    bool is() const { return depth > 0; }
    void start(std::string_view element);
    void end(std::string_view element);
  };

  void start(const MarkupToken& token);
  void end(const MarkupToken& token);
  void words(std::string_view text);
  void flush();

  bool all_;
  Open skipped_, link_;
  std::array<Open, kRegionCount> regions_;
  uint32_t articles_ = 0;
  Block block_;
  std::vector<Block> blocks_;
};

// The report's paragraphs: those of the likeliest region that has a paragraph's worth of text.
std::string report_of(const std::vector<Block>& blocks);
// Every paragraph.
std::string whole_of(const std::vector<Block>& blocks);

}  // namespace demarche::readers
