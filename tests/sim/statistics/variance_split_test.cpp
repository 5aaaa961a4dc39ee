#include "sim/statistics/variance_split.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

// By hand: panel means 3, 5, 10, grand mean 6; squares between 2 · (9 + 1 + 16) = 52 over 2
// degrees; within 2 + 2 + 8 = 12 over 3.
TEST(VarianceSplit, EqualsATableByHand) {
  const std::vector<std::vector<double>> panels{{2, 4}, {4, 6}, {8, 12}};

  const VarianceSplit split = variance_split(panels, 0.95).value();

  EXPECT_DOUBLE_EQ(split.mean, 6);
  EXPECT_DOUBLE_EQ(split.mean_square_between, 26);
  EXPECT_DOUBLE_EQ(split.mean_square_within, 4);
  EXPECT_DOUBLE_EQ(split.between, 11);
  EXPECT_DOUBLE_EQ(split.within, 4);
  EXPECT_DOUBLE_EQ(split.share, 11.0 / 15);
  // F = 6.5; F(0.975; 2, 3) = 16.044 and F(0.975; 3, 2) = 39.165 (Merrington and Thompson 1943).
  EXPECT_EQ(split.share_interval.low, 0);
  EXPECT_NEAR(split.share_interval.high, (6.5 * 39.165 - 1) / (6.5 * 39.165 + 1), 1e-5);
}

TEST(VarianceSplit, ReportsNoNegativeVariance) {
  const std::vector<std::vector<double>> panels{{1, 5}, {2, 4}, {0, 6}};

  const VarianceSplit split = variance_split(panels, 0.95).value();

  EXPECT_EQ(split.between, 0);
  EXPECT_EQ(split.share, 0);
  EXPECT_EQ(split.share_interval.low, 0);
}

TEST(VarianceSplit, KnowsTheExtremes) {
  const std::vector<std::vector<double>> only_panels{{1, 1}, {2, 2}}, nothing{{3, 3}, {3, 3}};

  const VarianceSplit split = variance_split(only_panels, 0.95).value();

  EXPECT_EQ(split.share, 1);
  EXPECT_EQ(split.share_interval.low, 1);
  EXPECT_EQ(split.share_interval.high, 1);
  EXPECT_EQ(variance_split(nothing, 0.95), std::nullopt);
}

// The design of the report: 60 panels, 10 months each.
TEST(VarianceSplit, CoversTheTrueShareAndIsUnbiased) {
  constexpr std::uint32_t kExperiments = 2000, kPanels = 60, kMonths = 10;
  for (const double panel_sd : {0.0, 0.3, 1.5}) {
    const double truth = panel_sd * panel_sd / (panel_sd * panel_sd + 1);
    int covered = 0;
    double between = 0, within = 0, width = 0;
    for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
      const RandomStream random = test_stream(21, experiment);
      std::vector<std::vector<double>> panels(kPanels, std::vector<double>(kMonths));
      for (std::uint32_t b = 0; b < kPanels; ++b) {
        const double panel = panel_sd * normal_at(random, 100'000 + b);
        for (std::uint32_t m = 0; m < kMonths; ++m) {
          panels[b][m] = 5 + panel + normal_at(random, b * kMonths + m);
        }
      }
      const VarianceSplit split = variance_split(panels, 0.95).value();
      covered += split.share_interval.low <= truth && truth <= split.share_interval.high;
      between += split.between / kExperiments;
      within += split.within / kExperiments;
      width += (split.share_interval.high - split.share_interval.low) / kExperiments;
    }
    // At a share of 0 only the upper bound can miss.
    EXPECT_NEAR(covered / double{kExperiments}, panel_sd == 0 ? 0.975 : 0.95, 0.016) << panel_sd;
    EXPECT_NEAR(between, panel_sd * panel_sd, 0.02 * panel_sd * panel_sd + 0.01);
    EXPECT_NEAR(within, 1, 0.005);
    EXPECT_LT(width, 0.22);
  }
}

TEST(VarianceSplit, RefusesUnevenAndTooSmallDesigns) {
  const std::vector<std::vector<double>> one{{1, 2}}, single_months{{1}, {2}}, uneven{{1, 2}, {1}};
  EXPECT_THROW((void)variance_split(one, 0.95), CheckFailed);
  EXPECT_THROW((void)variance_split(single_months, 0.95), CheckFailed);
  EXPECT_THROW((void)variance_split(uneven, 0.95), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
