#include "sim/experiment/summary.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/made_months.hpp"

namespace caseload::experiment {
namespace {

using namespace testing;

TEST(Summary, ShareIsTheMeanOfRatiosAndNotTheRatioOfMeans) {
  MonthOutcome small = month_with(0);
  small.patients = {.everyone = 10, .eligible = 10};
  small.reached[1] = {.everyone = 10, .eligible = 10};

  const Summary summary = summarise(asking({}), experiment_of({{{month_with(50), small}}}));

  const ShareSummary& reached = summary.plans[0].months[0].reached[1];
  EXPECT_DOUBLE_EQ(reached.share_mean, 0.75);     // (0.5 + 1.0) / 2, not 60 / 110
  EXPECT_DOUBLE_EQ(reached.patients_mean, 35.0);  // everyone: (60 + 10) / 2
  EXPECT_DOUBLE_EQ(reached.eligible_mean, 30.0);  // (50 + 10) / 2
  EXPECT_EQ(reached.of, 2);
}

TEST(Summary, IntervalIsOfTheMeanAndPercentilesAreOfMonths) {
  Replications rows;
  for (int reached = 41; reached <= 60; ++reached) rows.push_back(month_with(reached));

  const ShareSummary reached =
      summarise(asking({}), experiment_of({{rows}})).plans[0].months[0].reached[1];

  // 41 … 60: mean 50.5, SD √35 = 5.916, standard error 1.3229, t(19) = 2.0930.
  EXPECT_NEAR(reached.share_mean, 0.505, 1e-12);
  EXPECT_NEAR(reached.ci_low, 0.505 - 2.0930 * 0.013229, 1e-6);
  EXPECT_NEAR(reached.ci_high, 0.505 + 2.0930 * 0.013229, 1e-6);
  EXPECT_EQ(reached.p5, 0.41);
  EXPECT_EQ(reached.p95, 0.59);
}

TEST(Summary, NoDenominatorIsNoDataAndNeverZero) {
  MonthOutcome nobody;  // no eligible patient, no device period, no urgent alert, no call

  const MonthSummary month =
      summarise(asking({}), experiment_of({{{nobody, nobody}}})).plans[0].months[0];

  EXPECT_EQ(month.reached[1].of, 0);
  EXPECT_EQ(month.days16.of, 0);
  EXPECT_FALSE(month.urgent_in_time_staffed.has_value());
  EXPECT_FALSE(month.attempts_per_live_contact.has_value());
  EXPECT_FALSE(month.utilisation.has_value());
}

TEST(Summary, AMonthWithoutDenominatorDoesNotPullTheMeanDown) {
  const ShareSummary reached =
      summarise(asking({}), experiment_of({{{month_with(60), MonthOutcome{}, month_with(40)}}}))
          .plans[0]
          .months[0]
          .reached[1];

  EXPECT_DOUBLE_EQ(reached.share_mean, 0.5);
  EXPECT_EQ(reached.of, 2);
}

TEST(Summary, OneReplicationLeavesTheMeanWideOpen) {
  const ShareSummary reached =
      summarise(asking({}), experiment_of({{{month_with(60)}}})).plans[0].months[0].reached[1];

  EXPECT_EQ(reached.ci_low, 0.0);
  EXPECT_EQ(reached.ci_high, 1.0);
}

TEST(Summary, AnIntervalOfAShareStaysAShare) {
  const ShareSummary reached =
      summarise(asking({}), experiment_of({{{month_with(100), month_with(80)}}}))
          .plans[0]
          .months[0]
          .reached[1];

  EXPECT_EQ(reached.ci_low, 0.0);
  EXPECT_EQ(reached.ci_high, 1.0);
}

TEST(Summary, AllMonthsTakesTheReplicationAsTheSample) {
  // The two months of a replication have the same patients: here they are copies, and copies are no
  // news.
  const Replications rows{month_with(40), month_with(50), month_with(60)};

  const PlanSummary plan = summarise(asking({}), experiment_of({{rows, rows}})).plans[0];

  EXPECT_DOUBLE_EQ(plan.all_months.reached[1].share_mean, 0.5);
  EXPECT_DOUBLE_EQ(plan.all_months.reached[1].ci_low, plan.months[0].reached[1].ci_low);
  EXPECT_EQ(plan.all_months.reached[1].of, 6);
}

TEST(Summary, CodesAverageOverAllReplicationsBilledOrNot) {
  MonthOutcome billed = month_with(60);
  billed.codes["99457"] = 60;

  const MonthSummary month =
      summarise(asking({}), experiment_of({{{billed, month_with(0)}}})).plans[0].months[0];

  EXPECT_DOUBLE_EQ(month.codes.at("99457"), 30.0);
}

TEST(Summary, UtilisationIsBusyTimeOverTimeForRpm) {
  MonthOutcome outcome = month_with(60);
  outcome.staff = {{.name = "Ana",
                    .scheduled = hours{8},
                    .present = hours{8},
                    .rpm = hours{3},
                    .breaks = hours{1},
                    .idle = hours{4}},
                   {.name = "Ben", .scheduled = hours{8}, .absent = hours{8}}};

  const MonthSummary month = summarise(asking({}), experiment_of({{{outcome}}})).plans[0].months[0];

  EXPECT_DOUBLE_EQ(month.utilisation.value(), 3.0 / 7.0);
}

TEST(Summary, MoneyIsMeanRevenueLessMeanCost) {
  const PlanSummary plan =
      summarise(asking({}), experiment_of({{{month_with(60), month_with(40)}}})).plans[0];

  EXPECT_DOUBLE_EQ(plan.months[0].revenue_usd, 12'000);
  EXPECT_DOUBLE_EQ(plan.months[0].money.expected, 10'000);
  EXPECT_DOUBLE_EQ(plan.months[0].money.denied, 2'000);
  EXPECT_DOUBLE_EQ(plan.months[0].margin_usd.value(), 2'000);
  EXPECT_DOUBLE_EQ(plan.monthly_cost_usd.value(), 8'000);
}

TEST(Summary, StaffWithoutLimitHasNoCostNoMarginAndIsNobodysAdvice) {
  const Replications good = months_met_and_missed(100, 0);
  const Summary summary =
      summarise(asking({kReach}), experiment_of({{months_met_and_missed(0, 100)}, {good}}));

  EXPECT_EQ(summary.plans[1].answer, Answer::Yes);
  EXPECT_FALSE(summary.cheapest_yes.has_value());
  EXPECT_FALSE(summary.plans[1].monthly_cost_usd.has_value());
  EXPECT_FALSE(summary.plans[1].months[0].margin_usd.has_value());
}

}  // namespace
}  // namespace caseload::experiment
