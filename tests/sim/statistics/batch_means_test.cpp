#include "sim/statistics/batch_means.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

double half_width(const Interval& interval) { return (interval.high - interval.low) / 2; }

TEST(BatchMeans, AreThoseOfConsecutiveBatches) {
  const std::vector<double> series{1, 3, 5, 7, 2, 4, 100};

  EXPECT_EQ(means_of_batches(series, 2), (std::vector<double>{2, 6, 3}));

  const BatchMeans result = batch_means(series, 3, 0.95);
  EXPECT_DOUBLE_EQ(result.mean, 11.0 / 3);
  // s² of 2, 6, 3 is 13/3; t(0.975, 2) = 4.3027.
  EXPECT_NEAR(half_width(result.interval), 4.3027 * std::sqrt(13.0 / 9), 1e-4);
}

TEST(BatchMeans, LagOneCorrelationOfASmallTable) {
  // Deviations −2 −1 0 1 2: products 2 + 0 + 0 + 2, squares 10.
  EXPECT_DOUBLE_EQ(lag_one_correlation(std::vector<double>{1, 2, 3, 4, 5}), 0.4);
  EXPECT_DOUBLE_EQ(lag_one_correlation(std::vector<double>{1, -1, 1, -1}), -0.75);
  EXPECT_EQ(lag_one_correlation(std::vector<double>{4, 4, 4}), 0);
}

// The means of single observations would be taken for five times as many values as they are worth.
TEST(BatchMeans, CoverTheMeanOfACorrelatedSeries) {
  constexpr int kExperiments = 600;
  int batches = 0, overlapping = 0, naive = 0, warned = 0;
  double width = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    const std::vector<double> series = autoregressive(test_stream(11, experiment), 4000, 0.8);
    const BatchMeans result = batch_means(series, 20, 0.95);
    batches += result.interval.contains(0);
    warned += result.correlated;
    width += half_width(result.interval) / kExperiments;
    overlapping += overlapping_batch_interval(series, 200, 0.95).contains(0);
    Tally tally;
    for (const double value : series) tally.add(value);
    naive += student_interval(tally, 0.95).contains(0);
  }

  EXPECT_NEAR(batches / double{kExperiments}, 0.95, 0.03);
  EXPECT_NEAR(overlapping / double{kExperiments}, 0.95, 0.035);
  EXPECT_LT(naive / double{kExperiments}, 0.60);
  EXPECT_NEAR(warned / double{kExperiments}, 0.05, 0.03) << "one in twenty, without a reason";
  // The mean has a standard error of 1 / (√4000 · 0.2) = 0.0791, and t(0.975, 19)
  // = 2.093.
  EXPECT_NEAR(width, 2.093 * 0.0791, 0.01);
}

TEST(BatchMeans, WarnOfBatchesThatStillResembleTheirNeighbours) {
  int warned = 0;
  for (std::uint32_t experiment = 0; experiment < 100; ++experiment) {
    const std::vector<double> series = autoregressive(test_stream(12, experiment), 1000, 0.98);
    warned += batch_means(series, 30, 0.95).correlated;
  }
  EXPECT_GE(warned, 60);
}

// An independent computation: every window summed anew.
TEST(OverlappingBatches, EqualTheirDefinition) {
  const std::vector<double> series = autoregressive(test_stream(13, 0), 300, 0.5);
  constexpr std::size_t kBatch = 40;
  double mean = 0, squares = 0;
  for (const double value : series) mean += value / 300;
  for (std::size_t from = 0; from + kBatch <= 300; ++from) {
    double window = 0;
    for (std::size_t i = from; i < from + kBatch; ++i) window += series[i] / kBatch;
    squares += (window - mean) * (window - mean);
  }
  const double variance_of_mean = kBatch * squares / (261.0 * 260.0);

  const Interval interval = overlapping_batch_interval(series, kBatch, 0.95);

  EXPECT_NEAR((interval.low + interval.high) / 2, mean, 1e-12);
  // t(0.975, 9.75) = 2.2358, between t(9) = 2.2622 and t(10) = 2.2281.
  EXPECT_NEAR(half_width(interval), 2.2358 * std::sqrt(variance_of_mean), 1e-3);
}

TEST(BatchMeans, RefuseTooFewBatches) {
  const std::vector<double> series(10, 1.0);
  EXPECT_THROW(batch_means(series, 2, 0.95), CheckFailed);
  EXPECT_THROW(batch_means(series, 11, 0.95), CheckFailed);
  EXPECT_THROW(overlapping_batch_interval(series, 6, 0.95), CheckFailed);
  EXPECT_THROW(means_of_batches(series, 0), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
