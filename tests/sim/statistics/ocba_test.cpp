#include "sim/statistics/ocba.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

// By hand: best is plan 1; N_0 = (2/1)² = 4, N_2 = (1/2)² = 1/4, N_1 = 3 √(16/4 + 1/16).
TEST(Ocba, SharesHaveTheRatiosOfTheFormula) {
  const std::vector<double> shares =
      ocba_shares(std::vector<double>{4, 5, 3}, std::vector<double>{2, 3, 1}, 1e-9);

  EXPECT_NEAR(shares[0] / shares[2], 16, 1e-12);
  EXPECT_NEAR(shares[1] / shares[2], 3 * std::sqrt(16.0 / 4 + 1.0 / 16) * 4, 1e-12);
  EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-12);
}

TEST(Ocba, TiesAndConstantsDoNotTakeEverything) {
  const std::vector<double> tied =
      ocba_shares(std::vector<double>{5, 5, 4}, std::vector<double>{1, 1, 1}, 0.5);
  EXPECT_NEAR(tied[1] / tied[2], 4, 1e-12) << "a tie counts as half a unit";

  const std::vector<double> constant =
      ocba_shares(std::vector<double>{5, 4, 3}, std::vector<double>{0, 0, 0}, 0.5);
  for (const double share : constant) EXPECT_DOUBLE_EQ(share, 1.0 / 3);

  const std::vector<double> one_varies =
      ocba_shares(std::vector<double>{5, 4, 3}, std::vector<double>{0, 1, 0}, 0.5);
  EXPECT_EQ(one_varies, (std::vector<double>{0, 1, 0}));
}

TEST(Ocba, RunsGoToWhoIsFurthestBehindAndAddUp) {
  const std::vector<double> shares{0.5, 0.3, 0.2};

  EXPECT_EQ(ocba_next(std::vector<std::int64_t>{0, 0, 0}, shares, 10),
            (std::vector<std::int64_t>{5, 3, 2}));
  EXPECT_EQ(ocba_next(std::vector<std::int64_t>{10, 10, 10}, shares, 10),
            (std::vector<std::int64_t>{9, 1, 0}))
      << "20, 12 and 8 wanted: the third has more than that already";
  EXPECT_EQ(ocba_next(std::vector<std::int64_t>{1, 2, 3}, shares, 0),
            (std::vector<std::int64_t>{0, 0, 0}));
}

// Ten plans with means 0 … 9 and a standard deviation of 6 (experiment 1 of Chen et al. 2000): the
// same budget, shared equally and shared well.
struct Correct {
  int allocated = 0;
  int equally = 0;
};

Correct select(std::uint32_t selections, std::int64_t budget) {
  constexpr std::size_t kPlans = 10;
  Correct correct;
  for (std::uint32_t i = 0; i < selections; ++i) {
    std::vector<Tally> tallies(kPlans);
    const auto run = [&](std::vector<Tally>& into, std::size_t plan, std::int64_t times) {
      const RandomStream random = test_stream(27, i * kPlans + static_cast<std::uint32_t>(plan));
      for (; times > 0; --times) {
        into[plan].add(static_cast<double>(plan) +
                       6 * normal_at(random, static_cast<std::uint32_t>(into[plan].count())));
      }
    };
    const auto best_is_last = [](const std::vector<Tally>& of) {
      return std::ranges::max_element(of, {}, &Tally::mean) == of.end() - 1;
    };
    for (std::size_t plan = 0; plan < kPlans; ++plan) run(tallies, plan, 10);
    std::vector<Tally> equal = tallies;
    for (std::size_t plan = 0; plan < kPlans; ++plan) run(equal, plan, budget / 10 - 10);
    for (std::int64_t used = 100; used < budget; used += 20) {
      std::vector<double> means, sds;
      std::vector<std::int64_t> made;
      for (const Tally& tally : tallies) {
        means.push_back(tally.mean());
        sds.push_back(tally.standard_deviation());
        made.push_back(tally.count());
      }
      const auto next = ocba_next(made, ocba_shares(means, sds, 1e-6), 20);
      for (std::size_t plan = 0; plan < kPlans; ++plan) run(tallies, plan, next[plan]);
    }
    correct.allocated += best_is_last(tallies);
    correct.equally += best_is_last(equal);
  }
  return correct;
}

TEST(Ocba, FindsTheBestMoreOftenThanEqualSharesOfTheSameBudget) {
  const Correct correct = select(1000, 600);

  EXPECT_GT(correct.allocated, correct.equally + 60);
}

TEST(Ocba, RefusesImpossibleInput) {
  const std::vector<double> two{1, 2}, one{1}, negative{1, -1};
  EXPECT_THROW(ocba_shares(two, one, 1), CheckFailed);
  EXPECT_THROW(ocba_shares(two, negative, 1), CheckFailed);
  EXPECT_THROW(ocba_shares(two, two, 0), CheckFailed);
  EXPECT_THROW(ocba_next(std::vector<std::int64_t>{1}, two, 1), CheckFailed);
  EXPECT_THROW(ocba_next(std::vector<std::int64_t>{1, 1}, two, -1), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
