#include "sim/statistics/proportion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/check.hpp"

namespace caseload::stats {
namespace {

// How many failures are allowed among how many replications to say "at least 95 of 100 months" with
// 95 % confidence. One failure more, or one replication fewer, and it may not be said.
TEST(Proportion, ShowsNinetyFiveOfHundredExactlyAtTheKnownCounts) {
  struct Row {
    int trials;
    int failures;
    bool fewest;
  };
  for (const Row row : {Row{59, 0, true},
                        {93, 1, true},
                        {124, 2, true},
                        {153, 3, true},
                        {181, 4, true},
                        {208, 5, true},
                        {300, 8, false},
                        {500, 16, false},
                        {1000, 38, false}}) {
    const int held = row.trials - row.failures;
    EXPECT_GE(chance_at_least(held, row.trials, 0.95), 0.95) << row.trials;
    EXPECT_LT(chance_at_least(held - 1, row.trials, 0.95), 0.95) << row.trials;
    if (row.fewest) EXPECT_LT(chance_at_least(held - 1, row.trials - 1, 0.95), 0.95) << row.trials;
  }
}

TEST(Proportion, TwoSidedEqualsPublishedValues) {
  // Rows of 10: Fisher and Yates, Statistical Tables, VIII 1. The others: Newcombe 1998, table I,
  // method 5.
  struct Row {
    int successes, trials;
    double low, high;
  };
  for (const Row row : {Row{0, 10, 0.0000, 0.3085},
                        {5, 10, 0.1871, 0.8129},
                        {10, 10, 0.6915, 1.0000},
                        {81, 263, 0.2527, 0.3676},
                        {15, 148, 0.0578, 0.1617},
                        {1, 29, 0.0009, 0.1776}}) {
    const Interval interval = chance_interval(row.successes, row.trials, 0.95);
    EXPECT_NEAR(interval.low, row.low, 5e-5) << row.successes << " of " << row.trials;
    EXPECT_NEAR(interval.high, row.high, 5e-5) << row.successes << " of " << row.trials;
  }
}

// With nothing failed the bound has a closed form: the n-th root of the doubt.
TEST(Proportion, AllSucceededIsTheRootOfTheDoubt) {
  for (const int trials : {1, 2, 59, 200, 1000}) {
    EXPECT_NEAR(chance_at_least(trials, trials, 0.95), std::pow(0.05, 1.0 / trials), 1e-12);
    EXPECT_EQ(chance_at_most(trials, trials, 0.95), 1.0);
    EXPECT_EQ(chance_at_least(0, trials, 0.95), 0.0);
  }
}

TEST(Proportion, FailuresMirrorSuccesses) {
  for (const int successes : {0, 1, 7, 20, 39, 40}) {
    EXPECT_NEAR(chance_at_least(successes, 40, 0.95), 1 - chance_at_most(40 - successes, 40, 0.95),
                1e-12);
  }
}

// Exact means: whatever the true chance, the bound errs at most as often as it says.
TEST(Proportion, NeverErrsMoreOftenThanItSays) {
  constexpr int kTrials = 60;
  for (const double chance : {0.5, 0.8, 0.9, 0.95, 0.99}) {
    double wrong = 0;
    for (int k = 0; k <= kTrials; ++k) {
      if (chance_at_least(k, kTrials, 0.95) <= chance) continue;
      wrong +=
          std::exp(std::lgamma(kTrials + 1) - std::lgamma(k + 1) - std::lgamma(kTrials - k + 1) +
                   k * std::log(chance) + (kTrials - k) * std::log1p(-chance));
    }
    EXPECT_LE(wrong, 0.05) << "true chance " << chance;
  }
}

TEST(Proportion, KnowsTheFewestTrials) {
  EXPECT_EQ(trials_to_show(0.95, 0.95), 59);
  EXPECT_EQ(trials_to_show(0.90, 0.95), 29);
  EXPECT_EQ(trials_to_show(0.99, 0.95), 299);
}

TEST(Proportion, RefusesImpossibleCounts) {
  EXPECT_THROW(chance_at_least(1, 0, 0.95), CheckFailed);
  EXPECT_THROW(chance_at_least(3, 2, 0.95), CheckFailed);
  EXPECT_THROW(chance_at_most(-1, 2, 0.95), CheckFailed);
  EXPECT_THROW(chance_interval(1, 2, 1.0), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
