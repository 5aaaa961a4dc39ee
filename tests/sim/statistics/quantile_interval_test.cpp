#include "sim/statistics/quantile_interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/proportion.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

TEST(QuantileInterval, RanksOfTheNineteenInTwentyNumberAreTheKnownOnes) {
  struct Row {
    int n, low, high;
  };
  for (const Row row :
       {Row{100, 2, 10}, {200, 5, 16}, {300, 9, 22}, {500, 17, 34}, {1000, 39, 63}}) {
    EXPECT_EQ(rank_of_at_least(row.n, 0.05, 0.95), row.low) << row.n;
    EXPECT_EQ(rank_of_at_most(row.n, 0.05, 0.95), row.high) << row.n;
  }
}

TEST(QuantileInterval, FewValuesGiveNoBound) {
  EXPECT_EQ(rank_of_at_least(59, 0.05, 0.95), 1);
  for (int n = 0; n < 59; ++n) {
    EXPECT_EQ(rank_of_at_least(n, 0.05, 0.95), std::nullopt) << n;
    EXPECT_EQ(rank_of_at_most(n, 0.95, 0.95), std::nullopt) << n;
  }
  EXPECT_EQ(rank_of_at_most(59, 0.95, 0.95), 59);
  EXPECT_EQ(quantile_interval(std::vector<double>(59, 1.0), 0.05, 0.95), std::nullopt)
      << "two-sided needs 72";
}

// An independent way: the binomial sum, term by term.
double binomial_sum(int k, int n, double share) {
  double sum = 0;
  for (int i = 0; i <= k; ++i) {
    sum += std::exp(std::lgamma(n + 1) - std::lgamma(i + 1) - std::lgamma(n - i + 1) +
                    i * std::log(share) + (n - i) * std::log1p(-share));
  }
  return sum;
}

TEST(QuantileInterval, RanksAreTheBestThatTheBinomialAllows) {
  for (const double share : {0.05, 0.5, 0.9}) {
    for (const int n : {10, 60, 137, 400}) {
      for (const double confidence : {0.8, 0.95, 0.99}) {
        const std::int64_t low = rank_of_at_least(n, share, confidence).value_or(0);
        const std::int64_t high = rank_of_at_most(n, share, confidence).value_or(n + 1);
        const auto below = [&](std::int64_t k) {
          return binomial_sum(static_cast<int>(k), n, share);
        };
        if (low > 0) EXPECT_LE(below(low - 1), 1 - confidence);
        EXPECT_GT(below(low), 1 - confidence);
        if (high <= n) EXPECT_GE(below(high - 1), confidence);
        EXPECT_LT(below(high - 2), confidence);
      }
    }
  }
}

// "At least x in 95 of 100 months" and "the 5 % quantile is at least x" are one statement.
TEST(QuantileInterval, AgreesWithClopperAndPearson) {
  for (const int n : {59, 93, 124, 300, 1000}) {
    const std::int64_t rank = rank_of_at_least(n, 0.05, 0.95).value();
    const int reach_it = n - static_cast<int>(rank) + 1;
    EXPECT_GE(chance_at_least(reach_it, n, 0.95), 0.95) << n;
    EXPECT_LT(chance_at_least(reach_it - 1, n, 0.95), 0.95) << n;
  }
}

TEST(QuantileInterval, ValuesMayStandInAnyOrder) {
  std::vector<double> values(200);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<double>((i * 77) % 200 + 1);
  }

  EXPECT_EQ(quantile_at_least(values, 0.05, 0.95), 5.0);
  EXPECT_EQ(quantile_at_most(values, 0.05, 0.95), 16.0);
}

// The promise: whatever the law, both bounds hold as often as they say, and not much more often.
TEST(QuantileInterval, CoversTheTrueQuantileOfASkewedLaw) {
  constexpr int kExperiments = 2000;
  const double truth = exponential_quantile(0.05, 1);
  int covered = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    const RandomStream random = test_stream(2, experiment);
    std::vector<double> values(200);
    for (std::uint32_t i = 0; i < 200; ++i) values[i] = exponential_quantile(random.at(i), 1);
    if (quantile_interval(values, 0.05, 0.9)->contains(truth)) ++covered;
  }

  // Exactly P(5 ≤ Bin(200, 0.05) ≤ 15), the one-sided ranks of 95 % being 5 and 16.
  const double exact = binomial_sum(15, 200, 0.05) - binomial_sum(4, 200, 0.05);
  EXPECT_GE(exact, 0.9);
  EXPECT_NEAR(covered / double{kExperiments}, exact, 3.29 * std::sqrt(exact * (1 - exact) / 2000));
}

TEST(QuantileInterval, RefusesSharesAndConfidencesThatAreNone) {
  EXPECT_THROW(rank_of_at_least(100, 0, 0.95), CheckFailed);
  EXPECT_THROW(rank_of_at_most(100, 1, 0.95), CheckFailed);
  EXPECT_THROW(rank_of_at_least(100, 0.05, 1), CheckFailed);
  EXPECT_THROW(rank_of_at_least(-1, 0.05, 0.95), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
