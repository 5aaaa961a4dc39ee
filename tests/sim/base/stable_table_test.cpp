#include "sim/base/stable_table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <utility>

namespace caseload {
namespace {

TEST(StableTable, ARowStaysWhereItIsWhileOthersAreAdded) {
  StableTable<std::array<int, 20>> table;
  std::array<int, 20>& first = table.open(0);
  first[3] = 7;

  for (std::uint32_t number = 1; number < 5000; ++number) table.open(number)[3] = 1;

  EXPECT_EQ(&table[0], &first);
  EXPECT_EQ(table[0][3], 7);
  EXPECT_EQ(table.size(), 5000U);
}

TEST(StableTable, KnowsOnlyWhatLiesInABlockThatWasOpened) {
  StableTable<std::uint32_t> table;
  EXPECT_FALSE(table.has(0));

  table.open(1'000'000) = 5;

  EXPECT_TRUE(table.has(1'000'000));
  EXPECT_EQ(table[1'000'000], 5U);
  EXPECT_FALSE(table.has(1'000'001));
  EXPECT_FALSE(table.has(0));
}

TEST(StableTable, OpeningAgainKeepsTheRow) {
  StableTable<int> table;
  table.open(4) = 9;

  EXPECT_EQ(table.open(4), 9);
  EXPECT_EQ(table.size(), 5U);
}

TEST(StableTable, IsReadInOrderOfNumber) {
  StableTable<std::uint32_t> table;
  for (std::uint32_t number = 0; number < 10'000; ++number) table.open(number) = number;

  std::uint32_t expected = 0;
  for (const std::uint32_t row : table) EXPECT_EQ(row, expected++);
  EXPECT_EQ(expected, 10'000U);
}

TEST(StableTable, ATableThatTakesOverAnotherLetsItsOwnRowsGoAndKeepsTheOthers) {
  const auto mine = std::make_shared<int>(), theirs = std::make_shared<int>();
  StableTable<std::shared_ptr<int>> table, other;
  for (std::uint32_t number = 0; number < 300'000; ++number) table.open(number) = mine;
  for (std::uint32_t number = 0; number < 5000; ++number) other.open(number) = theirs;
  const std::shared_ptr<int>* const row = &other[4000];

  table = std::move(other);

  EXPECT_EQ(mine.use_count(), 1);
  EXPECT_EQ(theirs.use_count(), 5001);
  EXPECT_EQ(&table[4000], row);
  EXPECT_EQ(table.size(), 5000U);
  EXPECT_EQ(other.size(), 0U);
  other.open(3) = theirs;
  EXPECT_EQ(theirs.use_count(), 5002);
}

}  // namespace
}  // namespace caseload
