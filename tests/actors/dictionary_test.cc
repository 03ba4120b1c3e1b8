// Readers of actor lines: precise errors, dates, keys.
#include <gtest/gtest.h>

#include "lexicon/actor_tables.h"

namespace demarche::lexicon {
namespace {

TEST(ActorDays, CountFromTheEpoch) {
  int32_t day = 0;
  ASSERT_TRUE(parse_day("1970-01-02", &day));
  EXPECT_EQ(day, 1);
  ASSERT_TRUE(parse_day("1970", &day));
  EXPECT_EQ(day, 0);
  ASSERT_TRUE(parse_day("2000-03-01", &day));
  EXPECT_EQ(day, 11017);
}

TEST(ActorDays, RefuseWhatIsNoDate) {
  int32_t day = 0;
  for (const char* text : {"", "70", "2000-13", "2000-00-01", "2000-01-32", "20000101", "abcd"})
    EXPECT_FALSE(parse_day(text, &day)) << text;
}

TEST(ActorKeys, AreCutLikeTokens) {
  EXPECT_EQ(phrase_key("Noh Kyu-duk"), "noh kyu - duk");
  EXPECT_EQ(phrase_key("Amnesty International"), "amnesty international");
  EXPECT_EQ(phrase_key("People's Daily"), "people 's daily");
  EXPECT_EQ(phrase_key("Kurdistan Workers' Party"), "kurdistan workers ' party");
}

}  // namespace
}  // namespace demarche::lexicon
