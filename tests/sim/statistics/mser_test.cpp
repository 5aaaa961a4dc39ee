#include "sim/statistics/mser.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/welch.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

// The definition, two passes for each cut.
WarmUp by_definition(const std::vector<double>& series, std::size_t batch) {
  std::vector<double> z;
  for (std::size_t i = 0; i + batch <= series.size(); i += batch) {
    double sum = 0;
    for (std::size_t j = i; j < i + batch; ++j) sum += series[j];
    z.push_back(sum / static_cast<double>(batch));
  }
  double best = HUGE_VAL;
  std::size_t cut = 0;
  for (std::size_t d = 0; d <= z.size() / 2; ++d) {
    const auto n = static_cast<double>(z.size() - d);
    double mean = 0, squares = 0;
    for (std::size_t j = d; j < z.size(); ++j) mean += z[j] / n;
    for (std::size_t j = d; j < z.size(); ++j) squares += (z[j] - mean) * (z[j] - mean);
    if (z.size() - d < 2 || squares / (n * n) >= best) continue;
    best = squares / (n * n);
    cut = d;
  }
  return {.observations = cut * batch, .at_limit = cut == z.size() / 2};
}

TEST(Mser, EqualsItsDefinition) {
  for (std::uint32_t experiment = 0; experiment < 200; ++experiment) {
    const RandomStream random = test_stream(7, experiment);
    std::vector<double> series = normal_sample(random, 20 + experiment);
    for (std::size_t i = 0; i < series.size(); ++i) {
      series[i] += 4 * std::exp(-static_cast<double>(i) / 20);
    }
    for (const std::size_t batch : {1, 5}) {
      const WarmUp found = mser(series, batch);
      const WarmUp wanted = by_definition(series, batch);
      EXPECT_EQ(found.observations, wanted.observations) << experiment;
      EXPECT_EQ(found.at_limit, wanted.at_limit) << experiment;
    }
  }
}

TEST(Mser, CutsTheFallingStartOfAveragedPilotRuns) {
  std::vector<std::vector<double>> pilots;
  for (std::uint32_t run = 0; run < 30; ++run) {
    pilots.push_back(normal_sample(test_stream(8, run), 400));
    for (std::size_t i = 0; i < 400; ++i) {
      pilots.back()[i] += 10 * std::exp(-static_cast<double>(i) / 15);
    }
  }

  const WarmUp warm_up = mser(mean_over_replications(pilots));

  // After 45 observations half a unit of bias is left, after 90 a fortieth.
  EXPECT_GE(warm_up.observations, 45U);
  EXPECT_LE(warm_up.observations, 90U);
  EXPECT_FALSE(warm_up.at_limit);
}

TEST(Mser, LeavesASettledRunNearlyWhole) {
  double dropped = 0;
  for (std::uint32_t experiment = 0; experiment < 100; ++experiment) {
    dropped +=
        static_cast<double>(mser(normal_sample(test_stream(9, experiment), 500)).observations);
  }
  EXPECT_LT(dropped / 100, 60);
}

TEST(Mser, SaysWhenTheRunIsTooShortToTell) {
  std::vector<double> rising(100);
  for (std::size_t i = 0; i < rising.size(); ++i) rising[i] = static_cast<double>(i);

  const WarmUp warm_up = mser(rising);

  EXPECT_TRUE(warm_up.at_limit);
  EXPECT_EQ(warm_up.observations, 50U);
}

TEST(Mser, DropsNothingFromAConstantAndIgnoresAnIncompleteBatch) {
  EXPECT_EQ(mser(std::vector<double>(40, 3.0)).observations, 0U);
  std::vector<double> series = normal_sample(test_stream(10, 0), 40);
  const WarmUp whole = mser(series);
  series.insert(series.end(), {1e6, 1e6, 1e6});
  EXPECT_EQ(mser(series).observations, whole.observations);
}

TEST(Mser, RefusesOneBatch) {
  EXPECT_THROW(mser(std::vector<double>(9, 1.0)), CheckFailed);
  EXPECT_THROW(mser(std::vector<double>(9, 1.0), 0), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
