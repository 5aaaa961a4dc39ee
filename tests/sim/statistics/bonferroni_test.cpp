#include "sim/statistics/bonferroni.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/check.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

TEST(Bonferroni, SharesTheDoubt) {
  EXPECT_DOUBLE_EQ(confidence_of_each(1, 0.95), 0.95);
  EXPECT_DOUBLE_EQ(confidence_of_each(5, 0.95), 0.99);
  EXPECT_THROW(confidence_of_each(0, 0.95), CheckFailed);
  EXPECT_THROW(confidence_of_each(3, 1), CheckFailed);
}

TEST(Bonferroni, AllDifferencesHoldTogether) {
  constexpr int kExperiments = 2000;
  constexpr std::uint32_t kPlans = 4, kMonths = 15;
  int all = 0, one_each = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    const std::vector<double> draws = normal_sample(test_stream(3, experiment), kMonths * 5);
    const std::vector<double> base(draws.begin(), draws.begin() + kMonths);
    std::vector<std::vector<double>> plans;
    for (std::uint32_t p = 1; p <= kPlans; ++p) {
      const auto from = draws.begin() + p * kMonths;
      plans.emplace_back(from, from + kMonths);
    }
    bool together = true, separately = true;
    for (const Interval& interval : differences_from_base(plans, base, 0.95)) {
      together = together && interval.contains(0);
    }
    for (const std::vector<double>& plan : plans) {
      separately = separately && paired_difference_interval(plan, base, 0.95).contains(0);
    }
    all += together;
    one_each += separately;
  }

  // Three standard errors are 1.5 points; positively correlated differences lift it a little.
  EXPECT_GE(all / double{kExperiments}, 0.95 - 0.015);
  EXPECT_LE(all / double{kExperiments}, 0.975);
  EXPECT_LE(one_each / double{kExperiments}, 0.90) << "why it is needed";
}

}  // namespace
}  // namespace caseload::stats
