#include "sim/population/drop_out.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/population/example_population.hpp"

namespace caseload::sim {
namespace {

EnrolmentModel with_hazards(double first, double first_months, double later) {
  EnrolmentModel model;
  model.drop_out_first_months = first;
  model.first_months = first_months;
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
      EXPECT_NEAR(younger / whole, u, 1e-3) << "hazard " << model.drop_out_first_months;
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

TEST(DropOut, WithoutHazardNobodyLeaves) {
  EXPECT_TRUE(std::isinf(remaining_days(with_hazards(0.13, 2, 0), 100, 0.999)));
  EXPECT_TRUE(std::isinf(remaining_days(with_hazards(0, 2, 0), 0, 0.5)));
}

}  // namespace
}  // namespace caseload::sim
