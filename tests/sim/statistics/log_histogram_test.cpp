#include "sim/statistics/log_histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/percentile.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

// Waits from a microsecond to a month, evenly over the logarithm.
std::vector<std::int64_t> waits(std::uint32_t n) {
  const RandomStream random = test_stream(1, 0);
  std::vector<std::int64_t> values(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    values[i] = static_cast<std::int64_t>(std::exp(random.at(i) * std::log(2.6e12)));
  }
  return values;
}

LogHistogram histogram_of(const std::vector<std::int64_t>& values, int bits) {
  LogHistogram histogram(bits);
  for (const std::int64_t value : values) histogram.add(value);
  return histogram;
}

TEST(LogHistogram, QuantilesAreWithinTheStatedErrorOfTheExactOnes) {
  const std::vector<std::int64_t> values = waits(5000);
  const std::vector<double> as_doubles(values.begin(), values.end());
  for (const int bits : {1, 3, 7, 12}) {
    const LogHistogram histogram = histogram_of(values, bits);
    double worst = 0;
    for (int percent = 0; percent <= 100; ++percent) {
      const double exact = percentile(as_doubles, percent);
      const auto told = static_cast<double>(histogram.quantile(percent / 100.0));
      worst = std::max(worst, std::abs(told - exact) / exact);
    }
    EXPECT_LE(worst, histogram.relative_error()) << bits << " bits";
    EXPECT_GT(worst, histogram.relative_error() / 4) << bits << " bits: finer than it costs";
  }
}

TEST(LogHistogram, EveryValueFallsIntoOneBucketThatHoldsIt) {
  for (const int bits : {1, 3, 7, 16}) {
    std::vector<std::int64_t> edges{0, INT64_MAX};
    for (int power = 0; power < 63; ++power) {
      for (const int step : {-1, 0, 1}) edges.push_back((std::int64_t{1} << power) + step);
    }
    for (const std::int64_t value : edges) {
      const std::vector<LogHistogram::Bucket> buckets = histogram_of({value}, bits).buckets();
      ASSERT_EQ(buckets.size(), 1U);
      EXPECT_LE(buckets[0].low, value);
      EXPECT_GE(buckets[0].high, value);
      const double half_width = static_cast<double>(buckets[0].high - buckets[0].low) / 2;
      EXPECT_LE(half_width, std::ldexp(static_cast<double>(buckets[0].low), -bits)) << value;
    }
  }
}

TEST(LogHistogram, BucketsFollowOneAnotherWithoutGaps) {
  LogHistogram histogram(3);
  for (std::int64_t value = 0; value < 5000; ++value) histogram.add(value);

  std::int64_t next = 0, count = 0;
  for (const LogHistogram::Bucket& bucket : histogram.buckets()) {
    EXPECT_EQ(bucket.low, next);
    next = bucket.high + 1;
    count += bucket.count;
    if (bucket.high < 5000) EXPECT_EQ(bucket.count, bucket.high - bucket.low + 1);
  }
  EXPECT_EQ(count, 5000);
}

TEST(LogHistogram, SmallValuesAreExact) {
  const LogHistogram histogram = histogram_of({0, 3, 3, 90, 127}, 7);

  EXPECT_EQ(histogram.quantile(0.2), 0);
  EXPECT_EQ(histogram.quantile(0.21), 3);
  EXPECT_EQ(histogram.quantile(0.6), 3);
  EXPECT_EQ(histogram.quantile(0.8), 90);
  EXPECT_EQ(histogram.quantile(0.81), 127);
}

TEST(LogHistogram, CountsMeanAndEndsAreExact) {
  LogHistogram histogram(1);
  histogram.add(1'000'003, 2);
  histogram.add(4);
  histogram.add(999, 0);

  EXPECT_EQ(histogram.count(), 3);
  EXPECT_EQ(histogram.lowest(), 4);
  EXPECT_EQ(histogram.highest(), 1'000'003);
  EXPECT_EQ(histogram.mean(), 2'000'010 / 3.0);
  EXPECT_EQ(histogram.quantile(0), 4);
  EXPECT_EQ(histogram.quantile(1), 1'000'003);
}

TEST(LogHistogram, TheSumDoesNotOverflow) {
  LogHistogram histogram;
  for (int i = 0; i < 1000; ++i) histogram.add(INT64_MAX);

  EXPECT_EQ(histogram.mean(), 0x1p63);
  EXPECT_EQ(histogram.quantile(0.5), INT64_MAX);
}

// In floating point 0.05 · 140 rounds up to rank 8, and 0.07 · 100 too.
TEST(LogHistogram, RanksAreThoseOfExactArithmetic) {
  for (int n = 1; n <= 300; ++n) {
    LogHistogram histogram(16);
    for (int value = 1; value <= n; ++value) histogram.add(value);
    for (int percent = 0; percent <= 100; ++percent) {
      EXPECT_EQ(histogram.quantile(percent / 100.0), std::max((n * percent + 99) / 100, 1))
          << percent << " % of 1 … " << n;
    }
  }
}

TEST(LogHistogram, MergingIsRecordingBothInAnyOrder) {
  const std::vector<std::int64_t> values = waits(1000);
  const LogHistogram whole = histogram_of(values, 7);
  for (const std::ptrdiff_t cut : {0, 1, 400, 1000}) {
    const LogHistogram left = histogram_of({values.begin(), values.begin() + cut}, 7);
    const LogHistogram right = histogram_of({values.begin() + cut, values.end()}, 7);

    LogHistogram forwards = left, backwards = right;
    forwards.merge(right);
    backwards.merge(left);

    EXPECT_EQ(forwards, whole) << "cut at " << cut;
    EXPECT_EQ(backwards, whole) << "cut at " << cut;
  }
}

TEST(LogHistogram, RefusesWhatItCannotHold) {
  LogHistogram histogram;
  EXPECT_THROW(histogram.add(-1), CheckFailed);
  EXPECT_THROW(histogram.add(1, -1), CheckFailed);
  EXPECT_THROW(histogram.quantile(0.5), CheckFailed);
  EXPECT_THROW(histogram.mean(), CheckFailed);
  EXPECT_THROW(histogram.lowest(), CheckFailed);
  EXPECT_THROW(histogram.highest(), CheckFailed);
  EXPECT_THROW(histogram.merge(LogHistogram(3)), CheckFailed);
  EXPECT_THROW(LogHistogram(0), CheckFailed);
  EXPECT_THROW(LogHistogram(17), CheckFailed);
  histogram.add(1);
  EXPECT_THROW(histogram.quantile(1.01), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
