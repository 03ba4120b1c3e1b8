#include <gtest/gtest.h>

#include "segmented.h"

namespace {

// Quotations as "depth:text" lines.
std::vector<std::string> quotations(const std::string& text) {
  const Segmented s(text);
  std::vector<std::string> found;
  for (const auto& q : demarche::language::find_quotations(s.text, s.tokens, s.sentences)) {
    found.push_back(std::to_string(q.depth) + ":" + std::string(q.span.in(s.text)));
  }
  return found;
}

using Lines = std::vector<std::string>;

TEST(Quotations, Straight) {
  EXPECT_EQ(quotations("\"We agree,\" he said. \"We always did.\""), (Lines{"1:We agree,", "1:We always did."}));
}

TEST(Quotations, Curly) {
  EXPECT_EQ(quotations("He said \xE2\x80\x9Cthe talks go on\xE2\x80\x9D and left."), (Lines{"1:the talks go on"}));
}

TEST(Quotations, OverSentences) {
  EXPECT_EQ(quotations("\"We agree. We always did. Ask them,\" he said."), (Lines{"1:We agree. We always did. Ask them,"}));
}

TEST(Quotations, SingleInsideDouble) {
  EXPECT_EQ(quotations("\"They called it 'a farce' again,\" she said."), (Lines{"1:They called it 'a farce' again,", "2:a farce"}));
  EXPECT_EQ(quotations("\xE2\x80\x9CThey called it \xE2\x80\x98"
                       "a farce\xE2\x80\x99 again,\xE2\x80\x9D she said."),
            (Lines{"1:They called it \xE2\x80\x98"
                   "a farce\xE2\x80\x99 again,",
                   "2:a farce"}));
}

TEST(Quotations, SingleAlone) { EXPECT_EQ(quotations("The minister called it 'a farce' on Monday."), (Lines{"1:a farce"})); }

TEST(Quotations, ApostrophesAreNone) {
  EXPECT_EQ(quotations("The countries' leaders don't want Iran's offer."), Lines{});
  EXPECT_EQ(quotations("\"The countries' leaders left,\" he said."), (Lines{"1:The countries' leaders left,"}));
}

TEST(Quotations, ParagraphsReopen) {
  EXPECT_EQ(quotations("\"We want peace.\n\n\"We want it now,\" he said."), (Lines{"1:We want peace.", "1:We want it now,"}));
}

TEST(Quotations, UnclosedEndsWithItsParagraph) {
  EXPECT_EQ(quotations("He said: \"We want peace.\n\nThe talks went on."), (Lines{"1:We want peace."}));
}

TEST(Quotations, InchesOpenNothing) { EXPECT_EQ(quotations("The 5\" gun fired."), Lines{}); }

}  // namespace
