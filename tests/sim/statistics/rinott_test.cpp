#include "sim/statistics/rinott.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

// For two plans Rinott's constant and that of Dudewicz and Dalal 1975 are the same number, which is
// tabled as h1 in Law 2015, table 10.11, rounded upwards.
TEST(Rinott, EqualsThePublishedConstantsForTwoPlans) {
  EXPECT_NEAR(rinott_constant(2, 0.90, 20), 1.896, 1e-3);
  EXPECT_NEAR(rinott_constant(2, 0.90, 40), 1.852, 1e-3);
  EXPECT_NEAR(rinott_constant(2, 0.95, 20), 2.453, 1e-3);
  EXPECT_NEAR(rinott_constant(2, 0.95, 40), 2.386, 1e-3);
}

// An independent computation for two plans: the difference of two Students' t stays below h.
TEST(Rinott, ForTwoPlansIsAQuantileOfADifferenceOfTwoT) {
  for (const int first : {4, 10, 20, 50}) {
    const boost::math::students_t_distribution<double> t(first - 1);
    const double h = rinott_constant(2, 0.95, first);
    double chance = 0;
    // Heavy tails, hence ∫ over x = sinh u.
    constexpr double kStep = 0.01;
    for (double u = -14; u <= 14; u += kStep) {
      chance += cdf(t, std::sinh(u) + h) * pdf(t, std::sinh(u)) * std::cosh(u) * kStep;
    }
    EXPECT_NEAR(chance, 0.95, 1e-8) << first;
  }
}

// With the variances known the inner chance is Φ(h / √2), and h has a closed form.
TEST(Rinott, TendsToTheConstantOfKnownVariances) {
  for (const int plans : {2, 5, 20}) {
    const double limit = std::sqrt(2.0) * normal_quantile(std::pow(0.95, 1.0 / (plans - 1)));
    EXPECT_NEAR(rinott_constant(plans, 0.95, 1'000'001), limit, 2e-5) << plans;
  }
}

// An independent computation for more: the midpoint rule over the probabilities of both χ².
TEST(Rinott, GivesTheChanceItWasSolvedFor) {
  struct Row {
    int plans;
    double confidence;
    int first;
  };
  for (const Row row : {Row{3, 0.95, 10}, {10, 0.90, 20}, {6, 0.95, 5}}) {
    constexpr int kCells = 1000;
    const double h = rinott_constant(row.plans, row.confidence, row.first);
    const double degrees = row.first - 1;
    std::vector<double> inverse;
    for (int i = 0; i < kCells; ++i) {
      inverse.push_back(degrees / gamma_quantile((i + 0.5) / kCells, degrees / 2, 2));
    }
    double chance = 0;
    for (const double best : inverse) {
      double ahead = 0;
      for (const double other : inverse) ahead += normal_cdf(h / std::sqrt(other + best)) / kCells;
      chance += std::pow(ahead, row.plans - 1) / kCells;
    }
    EXPECT_NEAR(chance, row.confidence, 3e-4) << row.plans << " plans";
  }
}

TEST(Rinott, GrowsWithPlansAndConfidenceAndShrinksWithTheFirstStage) {
  EXPECT_LT(rinott_constant(2, 0.95, 20), rinott_constant(3, 0.95, 20));
  EXPECT_LT(rinott_constant(3, 0.95, 20), rinott_constant(3, 0.99, 20));
  EXPECT_LT(rinott_constant(3, 0.95, 40), rinott_constant(3, 0.95, 20));
  EXPECT_GT(rinott_constant(100, 0.9999, 4), rinott_constant(100, 0.999, 4));
}

TEST(Rinott, RunsWhatTheConstantAsksFor) {
  EXPECT_EQ(rinott_replications(3, 2, 0.5, 20), 144);
  EXPECT_EQ(rinott_replications(3, 2.01, 0.5, 20), 146);
  EXPECT_EQ(rinott_replications(3, 0.1, 0.5, 20), 20);
}

// The promise: unequal variances, the best ahead by just what is worth caring about.
TEST(Rinott, SelectsTheBestAsOftenAsItSays) {
  constexpr std::uint32_t kSelections = 2000, kPlans = 5;
  constexpr std::int64_t kFirst = 15;
  constexpr double kWorth = 0.5;
  const double h = rinott_constant(kPlans, 0.95, kFirst);
  int correct = 0;
  for (std::uint32_t i = 0; i < kSelections; ++i) {
    std::vector<double> means;
    for (std::uint32_t plan = 0; plan < kPlans; ++plan) {
      const RandomStream random = test_stream(26, i * kPlans + plan);
      const double sd = 0.5 + 0.25 * plan;
      Tally tally;
      const auto run_to = [&](std::int64_t n) {
        while (tally.count() < n) {
          tally.add(sd * normal_at(random, static_cast<std::uint32_t>(tally.count())) +
                    (plan == 2 ? kWorth : 0));
        }
      };
      run_to(kFirst);
      run_to(rinott_replications(h, tally.standard_deviation(), kWorth, kFirst));
      means.push_back(tally.mean());
    }
    correct += std::ranges::max_element(means) - means.begin() == 2;
  }

  EXPECT_GE(correct / double{kSelections}, 0.95 - 0.0161);
  EXPECT_LE(correct / double{kSelections}, 0.99);
}

TEST(Rinott, RefusesWhatHasNoConstant) {
  EXPECT_THROW(rinott_constant(1, 0.95, 20), CheckFailed);
  EXPECT_THROW(rinott_constant(4, 0.25, 20), CheckFailed);
  EXPECT_THROW(rinott_constant(4, 0.95, 3), CheckFailed);
  EXPECT_THROW(rinott_replications(3, 1, 0, 20), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
