#include "sim/base/fingerprint.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <set>

namespace caseload {
namespace {

std::uint64_t digest(std::initializer_list<std::uint64_t> words) {
  Fingerprint fingerprint;
  for (const std::uint64_t word : words) fingerprint.add(word);
  return fingerprint.value();
}

TEST(Fingerprint, DependsOnEveryWordAndOnTheirOrder) {
  EXPECT_EQ(digest({1, 2, 3}), digest({1, 2, 3}));
  EXPECT_NE(digest({1, 2, 3}), digest({1, 3, 2}));
  EXPECT_NE(digest({1, 2, 3}), digest({2, 1, 3}));
  EXPECT_NE(digest({1, 2, 3}), digest({1, 2}));
  EXPECT_NE(digest({1, 2, 3}), digest({1, 2, 3, 0}));
  EXPECT_NE(digest({0}), digest({}));
}

TEST(Fingerprint, EveryBitOfAnEarlyWordReachesTheEnd) {
  std::set<std::uint64_t> seen{digest({0, 7, 7})};
  for (int bit = 0; bit < 64; ++bit) seen.insert(digest({std::uint64_t{1} << bit, 7, 7}));

  EXPECT_EQ(seen.size(), 65U);
}

// Reports are compared across releases by this number: the digest itself must not change unnoticed.
TEST(Fingerprint, StaysWhatItWas) { EXPECT_EQ(digest({42}), 0x5FF71CD8ACE938E3); }

}  // namespace
}  // namespace caseload
