#include "sim/statistics/mean_interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/distributions.hpp"
#include "sim/base/random.hpp"

namespace caseload::stats {
namespace {

// Student's own data: hours of sleep gained by ten patients under two drugs (Biometrika 1908, p.
// 20).
const std::vector<double> kFirstDrug{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const std::vector<double> kSecondDrug{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

TEST(MeanInterval, EqualsPublishedTablesOfT) {
  // Two values 0 and 2: mean 1, standard error 1, so the half-width is t itself.
  struct Row {
    int degrees;
    double t;
  };
  for (const Row row : {Row{1, 12.7062}, Row{9, 2.2622}, Row{29, 2.0452}, Row{199, 1.9720}}) {
    Tally tally;
    for (int i = 0; i <= row.degrees; ++i) tally.add(i % 2 == 0 ? 1.0 : -1.0);

    const Interval interval = student_interval(tally, 0.95);

    EXPECT_NEAR((interval.high - interval.low) / 2 / tally.standard_error(), row.t, 5e-5)
        << row.degrees << " degrees of freedom";
  }
}

TEST(MeanInterval, PairedDifferenceOfStudentsSleepData) {
  const Interval interval = paired_difference_interval(kSecondDrug, kFirstDrug, 0.95);

  EXPECT_NEAR(interval.low, 0.7001, 5e-5);
  EXPECT_NEAR(interval.high, 2.4599, 5e-5);
}

TEST(MeanInterval, PairingIsWorthMoreThanTwoSamples) {
  Tally first, second;
  for (const double value : kFirstDrug) first.add(value);
  for (const double value : kSecondDrug) second.add(value);
  const double unpaired =
      std::hypot(first.standard_error(), second.standard_error()) * 2 * 2.1009;  // t, 18 degrees

  const Interval paired = paired_difference_interval(kSecondDrug, kFirstDrug, 0.95);

  EXPECT_LT(paired.high - paired.low, unpaired / 1.9);
}

// The promise itself: about 95 of 100 intervals of normal samples cover the true mean.
TEST(MeanInterval, CoversTheTruthAsOftenAsItSays) {
  constexpr int kExperiments = 4000;
  const RandomKey random{.seed = 20260301, .replication = 0};
  int covered = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    Tally tally;
    for (std::uint32_t i = 0; i < 12; ++i) {
      tally.add(normal_quantile(random.stream(StreamId("student_test"), experiment).at(i)));
    }
    if (student_interval(tally, 0.95).contains(0.0)) ++covered;
  }

  // Three standard errors of a binomial share of 0.95 are one point.
  EXPECT_NEAR(static_cast<double>(covered) / kExperiments, 0.95, 0.0104);
}

TEST(MeanInterval, RefusesOneValueAndUnequalPairs) {
  Tally one;
  one.add(1);
  EXPECT_THROW(student_interval(one, 0.95), CheckFailed);
  const std::vector<double> two{1, 2}, three{1, 2, 3};
  EXPECT_THROW(paired_difference_interval(two, three, 0.95), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
