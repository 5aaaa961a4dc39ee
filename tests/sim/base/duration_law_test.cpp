#include "sim/base/duration_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace caseload {
namespace {

struct Moments {
  double mean = 0, cv = 0;
};

// Over the middles of equal cells: no luck, and so no tolerance for it.
Moments moments_of(const DurationLaw& law) {
  constexpr int kCells = 100'000;
  double sum = 0, squares = 0;
  for (int i = 0; i < kCells; ++i) {
    const double minutes = to_minutes(law.duration((i + 0.5) / kCells));
    sum += minutes;
    squares += minutes * minutes;
  }
  const double mean = sum / kCells;
  return {mean, std::sqrt(squares / kCells - mean * mean) / mean};
}

void expect_as_stated(const DurationLaw& law) {
  const Moments found = moments_of(law);
  EXPECT_NEAR(found.mean / law.mean_minutes(), 1, 0.005);
  EXPECT_NEAR(found.cv, law.cv(), 0.02);
}

TEST(DurationLaw, EveryKindHasTheMeanAndTheCvItStates) {
  expect_as_stated(Lognormal(12, 0.55));
  expect_as_stated(DurationLaw::constant(3));
  expect_as_stated(DurationLaw::gamma(8, 0.7));
  expect_as_stated(DurationLaw::gamma(8, 1.3));
  expect_as_stated(DurationLaw::exponential(5));
  expect_as_stated(DurationLaw::observed({4, 9, 2, 7, 21}));
  expect_as_stated(DurationLaw::quantiles({1, 3, 5, 9, 20}));
}

TEST(DurationLaw, TheLognormalIsTheOneItWasMadeOf) {
  const Lognormal lognormal(12, 0.55);
  for (const double u : {0.001, 0.3, 0.5, 0.97})
    EXPECT_EQ(DurationLaw(lognormal).duration(u, 1.1), lognormal.duration(u, 1.1));
}

TEST(DurationLaw, WhatWasObservedComesBackAndNothingElse) {
  const DurationLaw law = DurationLaw::observed({7, 2, 4});

  EXPECT_EQ(law.quantile_minutes(0.01), 2);
  EXPECT_EQ(law.quantile_minutes(0.34), 4);
  EXPECT_EQ(law.quantile_minutes(0.999), 7);
}

TEST(DurationLaw, QuantilesAreJoinedByStraightLines) {
  const DurationLaw law = DurationLaw::quantiles({1, 3, 9});

  EXPECT_DOUBLE_EQ(law.quantile_minutes(0.25), 2);
  EXPECT_DOUBLE_EQ(law.quantile_minutes(0.5), 3);
  EXPECT_DOUBLE_EQ(law.quantile_minutes(0.75), 6);
}

TEST(DurationLaw, NothingTakesLessThanASecond) {
  EXPECT_EQ(DurationLaw::exponential(5).duration(1e-9), seconds{1});
}

}  // namespace
}  // namespace caseload
