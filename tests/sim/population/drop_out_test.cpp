#include "sim/population/drop_out.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/population/example_population.hpp"

namespace caseload::population {
namespace {

EnrolmentModel with_hazards(double first, double first_months, double later) {
  EnrolmentModel model;
  model.drop_out_bands = {{first_months, first}};
  model.drop_out_later = later;
  return model;
}

TEST(DropOut, SurvivalFollowsTheTwoHazards) {
  const EnrolmentModel model = with_hazards(0.13, 2, 0.065);

  EXPECT_DOUBLE_EQ(survival(model, 0), 1);
  EXPECT_NEAR(survival(model, 30), std::exp(-0.13), 1e-12);
  EXPECT_NEAR(survival(model, 90), std::exp(-0.26 - 0.065), 1e-12);
}

// Of a stationary panel as many have a tenure up to t as there is area under survival up to t.
TEST(DropOut, TheStationaryTenureIsTheAreaUnderSurvival) {
  for (const EnrolmentModel& model :
       {with_hazards(0.13, 2, 0.065), with_hazards(0, 2, 0.065), with_hazards(0.13, 2, 0),
        with_hazards(0, 2, 0), with_hazards(0.2, 100, 0.065)}) {
    double whole = 0;
    for (int day = 0; day < kLongestTenureDays; ++day) whole += survival(model, day + 0.5);
    for (const double u : {0.01, 0.1, 0.25, 0.5, 0.9, 0.999}) {
      const double tenure = stationary_tenure_days(model, u);
      const int tenth_days = static_cast<int>(tenure * 10);
      double younger = 0;
      for (int i = 0; i < tenth_days; ++i) younger += 0.1 * survival(model, 0.1 * i + 0.05);
      EXPECT_NEAR(younger / whole, u, 1e-3) << "hazard " << model.drop_out_bands[0].per_month;
    }
  }
}

// Who is left after t more days, given a tenure, is survival to then over survival to now.
TEST(DropOut, WhatRemainsDependsOnTheTenureReached) {
  const EnrolmentModel model = with_hazards(0.13, 2, 0.065);
  for (const double tenure : {0.0, 20.0, 60.0, 400.0}) {
    for (const double u : {0.02, 0.3, 0.8, 0.99}) {
      const double left = remaining_days(model, tenure, u);
      EXPECT_NEAR(survival(model, tenure + left) / survival(model, tenure), 1 - u, 1e-9);
    }
  }
}

// Bands as planning of retention wants them: 0-1, 1-3, 3-6, 6-12 months and later.
TEST(DropOut, AnyNumberOfBandsFollowOneAnother) {
  EnrolmentModel model;
  model.drop_out_bands = {{1, 0.25}, {2, 0.10}, {3, 0}, {6, 0.05}};
  model.drop_out_later = 0.04;

  EXPECT_NEAR(survival(model, 30), std::exp(-0.25), 1e-12);
  EXPECT_NEAR(survival(model, 75), std::exp(-0.25 - 0.15), 1e-12);
  EXPECT_NEAR(survival(model, 150), std::exp(-0.25 - 0.20), 1e-12);
  EXPECT_NEAR(survival(model, 390), std::exp(-0.25 - 0.20 - 0.30 - 0.04), 1e-12);
  double whole = 0;
  for (int day = 0; day < kLongestTenureDays; ++day) whole += survival(model, day + 0.5);
  for (const double u : {0.02, 0.2, 0.5, 0.8, 0.99}) {
    double younger = 0;
    const double tenure = stationary_tenure_days(model, u);
    for (int i = 0; i < static_cast<int>(tenure * 10); ++i)
      younger += 0.1 * survival(model, 0.1 * i + 0.05);
    EXPECT_NEAR(younger / whole, u, 1e-3);
    for (const double reached : {0.0, 45.0, 100.0, 179.0, 400.0}) {
      const double left = remaining_days(model, reached, u);
      EXPECT_NEAR(survival(model, reached + left) / survival(model, reached), 1 - u, 1e-9);
    }
  }
}

TEST(DropOut, HalfOfAllJoinersStayToTheMedian) {
  const EnrolmentModel model = with_hazards(0.13, 2, 0.065);

  EXPECT_NEAR(survival(model, median_tenure_days(model)), 0.5, 1e-12);
  EXPECT_TRUE(std::isinf(median_tenure_days(with_hazards(0.3, 2, 0))));
}

TEST(DropOut, WithoutHazardNobodyLeaves) {
  EXPECT_TRUE(std::isinf(remaining_days(with_hazards(0.13, 2, 0), 100, 0.999)));
  EXPECT_TRUE(std::isinf(remaining_days(with_hazards(0, 2, 0), 0, 0.5)));
}

}  // namespace
}  // namespace caseload::population
