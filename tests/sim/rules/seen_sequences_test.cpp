#include "sim/rules/seen_sequences.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace caseload::rules {
namespace {

TEST(SeenSequences, InOrderEachIsNewOnce) {
  SeenSequences seen;
  for (std::uint32_t s = 1; s <= 5; ++s) EXPECT_TRUE(seen.insert(s));
  for (std::uint32_t s = 1; s <= 5; ++s) EXPECT_FALSE(seen.insert(s));
}

TEST(SeenSequences, ALateOneFillsItsGapOnce) {
  SeenSequences seen;
  EXPECT_TRUE(seen.insert(9));
  EXPECT_TRUE(seen.insert(5));
  EXPECT_TRUE(seen.insert(1));
  EXPECT_TRUE(seen.insert(8));
  EXPECT_FALSE(seen.insert(5));
  EXPECT_FALSE(seen.insert(8));
  EXPECT_TRUE(seen.insert(7));
}

TEST(SeenSequences, TheHighestNumberIsANumberLikeAnyOther) {
  SeenSequences seen;
  EXPECT_TRUE(seen.insert(UINT32_MAX));
  EXPECT_FALSE(seen.insert(UINT32_MAX));
  EXPECT_TRUE(seen.insert(UINT32_MAX - 1));
}

RC_GTEST_PROP(SeenSequences, AgreesWithASetForAnyOrderAndAnyRepeats, ()) {
  const auto arrivals =
      *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(1, 60));
  SeenSequences seen;
  std::set<std::uint32_t> all;

  for (const std::uint32_t sequence : arrivals) {
    RC_ASSERT(seen.insert(sequence) == all.insert(sequence).second);
  }
}

}  // namespace
}  // namespace caseload::rules
