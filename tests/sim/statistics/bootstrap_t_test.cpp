#include "sim/statistics/bootstrap_t.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

constexpr RandomKey kLuck{.seed = 5, .replication = 0};

TEST(Skewness, IsKnownForSmallTables) {
  EXPECT_EQ(skewness(std::vector<double>{1, 2, 3, 4}), 0);
  // Mean 1, deviations −1 −1 −1 3: m2 = 3, m3 = 6, 6 / 3^1.5.
  EXPECT_NEAR(skewness(std::vector<double>{0, 0, 0, 4}), 2 / std::sqrt(3.0), 1e-12);
  EXPECT_NEAR(skewness(std::vector<double>{0, 0, 0, -4}), -2 / std::sqrt(3.0), 1e-12);
  EXPECT_EQ(skewness(std::vector<double>{7, 7, 7}), 0);
  EXPECT_THROW(skewness(std::vector<double>{}), CheckFailed);
}

// Lognormal months: Student misses on the long side, the bootstrap-t mends most of it.
TEST(BootstrapT, CoversSkewedMeansBetterThanStudent) {
  constexpr int kExperiments = 2000;
  constexpr std::uint32_t kMonths = 20;
  int student_too_low = 0, student = 0, bootstrap = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    const RandomStream random = test_stream(4, experiment);
    std::vector<double> values(kMonths);
    Tally tally;
    for (std::uint32_t i = 0; i < kMonths; ++i) {
      values[i] = std::exp(1.2 * normal_at(random, i));
      tally.add(values[i]);
    }
    const double truth = std::exp(0.72);
    student_too_low += student_interval(tally, 0.95).high < truth;
    student += student_interval(tally, 0.95).contains(truth);
    const RandomKey resampling{.seed = 5, .replication = experiment};
    bootstrap += bootstrap_t_interval(values, 0.95, resampling, 399).contains(truth);
  }
  const double by_student = student / double{kExperiments};
  const double by_bootstrap = bootstrap / double{kExperiments};

  EXPECT_LT(by_student, 0.88);
  EXPECT_GT(student_too_low / double{kExperiments}, 0.9 * (1 - by_student)) << "on the long side";
  EXPECT_GT(by_bootstrap, by_student + 0.04);
}

TEST(BootstrapT, NearlyEqualsStudentForNormalValues) {
  const std::vector<double> values = normal_sample(test_stream(5, 0), 80);
  Tally tally;
  for (const double value : values) tally.add(value);

  const Interval student = student_interval(tally, 0.95);
  const Interval bootstrap = bootstrap_t_interval(values, 0.95, kLuck, 9999);

  EXPECT_NEAR(bootstrap.low, student.low, 0.1 * tally.standard_deviation());
  EXPECT_NEAR(bootstrap.high, student.high, 0.1 * tally.standard_deviation());
  EXPECT_NE(bootstrap.low, student.low);
}

TEST(BootstrapT, IsTheSameForTheSameLuckAndDiffersForAnother) {
  const std::vector<double> values{1, 2, 3, 5, 8, 13, 21, 34, 55, 89};

  const Interval once = bootstrap_t_interval(values, 0.95, kLuck);
  const Interval again = bootstrap_t_interval(values, 0.95, kLuck);
  const Interval other = bootstrap_t_interval(values, 0.95, {.seed = 6, .replication = 0});

  EXPECT_EQ(once.low, again.low);
  EXPECT_EQ(once.high, again.high);
  EXPECT_NE(once.high, other.high);
}

// An independent computation with the same draws, and no tally.
TEST(BootstrapT, EqualsItsDefinition) {
  const std::vector<double> values{0.5, 1, 1, 2, 4, 4, 9, 20};
  constexpr std::uint32_t kResamples = 199;
  const auto mean_and_error = [](const std::vector<double>& of) {
    const auto n = static_cast<double>(of.size());
    double mean = 0, squares = 0;
    for (const double value : of) mean += value / n;
    for (const double value : of) squares += (value - mean) * (value - mean);
    return std::pair{mean, std::sqrt(squares / (n - 1) / n)};
  };
  const auto [mean, error] = mean_and_error(values);
  std::vector<double> t;
  for (std::uint32_t b = 0; b < kResamples; ++b) {
    const RandomStream draws = kLuck.stream(StreamId{"statistics.bootstrap_t"}, b);
    std::vector<double> resample;
    for (std::uint32_t block = 0; block < 2; ++block) {
      for (const double u : draws.four_at(block)) {
        resample.push_back(values[static_cast<std::size_t>(8 * u)]);
      }
    }
    const auto [its_mean, its_error] = mean_and_error(resample);
    t.push_back((its_mean - mean) / its_error);
  }
  std::ranges::sort(t);

  const Interval interval = bootstrap_t_interval(values, 0.9, kLuck, kResamples);

  // The 10th and the 190th of 199 leave 1 in 20 outside.
  EXPECT_NEAR(interval.low, mean - t[189] * error, 1e-9);
  EXPECT_NEAR(interval.high, mean - t[9] * error, 1e-9);
}

TEST(BootstrapT, LeansToTheLongSide) {
  std::vector<double> values(30, 0.0);
  for (std::size_t i = 0; i < 10; ++i) values[i] = static_cast<double>(i * i);
  Tally tally;
  for (const double value : values) tally.add(value);

  const Interval interval = bootstrap_t_interval(values, 0.95, kLuck);

  EXPECT_GT(interval.high - tally.mean(), 1.5 * (tally.mean() - interval.low));
}

TEST(BootstrapT, WhatCannotBeResampledIsStudents) {
  std::vector<double> values(30, 0.0);
  values[0] = 1;  // a third of the resamples do not contain it
  Tally tally;
  for (const double value : values) tally.add(value);

  EXPECT_EQ(bootstrap_t_interval(values, 0.95, kLuck).high, student_interval(tally, 0.95).high);
  EXPECT_EQ(bootstrap_t_interval(std::vector<double>(9, 4.0), 0.95, kLuck).low, 4.0);
}

TEST(IntervalOfMean, TakesTheBootstrapOnlyForFewAndSkewedValues) {
  const auto is_students = [](const std::vector<double>& values) {
    Tally tally;
    for (const double value : values) tally.add(value);
    return interval_of_mean(values, 0.95, kLuck).high == student_interval(tally, 0.95).high;
  };
  const RandomStream random = test_stream(6, 0);
  std::vector<double> skewed(120);
  for (std::uint32_t i = 0; i < 120; ++i) skewed[i] = std::exp(normal_at(random, i));

  EXPECT_TRUE(is_students(skewed));
  EXPECT_FALSE(is_students({skewed.begin(), skewed.begin() + 60}));
  EXPECT_TRUE(is_students(normal_sample(random, 60)));
}

TEST(BootstrapT, RefusesTooFewResamples) {
  const std::vector<double> values{1, 2, 4};
  EXPECT_THROW(bootstrap_t_interval(values, 0.95, kLuck, 38), CheckFailed);
  EXPECT_NO_THROW(bootstrap_t_interval(values, 0.95, kLuck, 39));
  EXPECT_THROW(bootstrap_t_interval({values.data(), 1}, 0.95, kLuck), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
