#include "language/lemmas.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "segmented.h"

namespace {

using namespace demarche;

TEST(Lemmas, ComeOutAsListed) {
  std::ifstream file(std::string(DEMARCHE_SOURCE_DIR) + "/tests/language/lemmas.tsv");
  ASSERT_TRUE(file);
  int count = 0;
  std::string buffer;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream fields(line);
    std::string form, upos, xpos, lemma;
    fields >> form >> upos >> xpos >> lemma;
    Upos u;
    Xpos x;
    ASSERT_TRUE(upos_from_name(upos, &u) && xpos_from_name(xpos, &x)) << line;
    EXPECT_EQ(tables().lemma(form, u, x, &buffer), lemma) << line;
    ++count;
  }
  EXPECT_GT(count, 80);
}

TEST(Lemmas, AnyBytesAreAccepted) {
  std::string buffer;
  for (const std::string& form : {std::string(""), std::string(1, '\0'), std::string("\xFF\xFE"), std::string(5000, 'S')}) {
    for (int x = 0; x <= static_cast<int>(Xpos::kDollar); ++x) {
      EXPECT_LE(tables().lemma(form, Upos::kNoun, static_cast<Xpos>(x), &buffer).size(), form.size() + 16);
    }
  }
}

}  // namespace
