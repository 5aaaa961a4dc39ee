#include "sim/statistics/percentile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "sim/base/check.hpp"

namespace caseload::stats {
namespace {

std::vector<double> one_to(int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

TEST(Percentile, IsTheValueOfTheRoundedUpRank) {
  struct Row {
    int n;
    int percent;
    double expected;
  };
  for (const Row row : {Row{20, 5, 1},
                        {20, 95, 19},
                        {21, 5, 2},
                        {21, 95, 20},
                        {100, 5, 5},
                        {100, 95, 95},
                        {200, 5, 10},
                        {200, 95, 190},
                        {1, 5, 1},
                        {1, 95, 1},
                        {7, 0, 1},
                        {7, 100, 7},
                        {7, 50, 4},
                        {8, 50, 4}}) {
    EXPECT_EQ(percentile(one_to(row.n), row.percent), row.expected)
        << row.percent << " % of 1 … " << row.n;
  }
}

// In floating point 0.05 · 140 rounds up to rank 8.
TEST(Percentile, RankIsExactWhereFloatingPointIsNot) { EXPECT_EQ(percentile(one_to(140), 5), 7); }

TEST(Percentile, AtLeastNinetyFiveOfHundredReachTheFifth) {
  for (int n = 1; n <= 400; ++n) {
    const std::vector<double> values = one_to(n);
    const double fifth = percentile(values, 5);
    const auto reaching = std::ranges::count_if(values, [&](double v) { return v >= fifth; });
    EXPECT_GE(reaching * 100, 95 * n) << n << " values";
  }
}

TEST(Percentile, OrderAndTiesDoNotMatter) {
  EXPECT_EQ(percentile({9, 1, 5, 5, 5, 2, 9, 9, 5, 1}, 50), 5);
}

TEST(Percentile, OfNothingIsAFaultOfOurs) { EXPECT_THROW(percentile({}, 50), CheckFailed); }

}  // namespace
}  // namespace caseload::stats
