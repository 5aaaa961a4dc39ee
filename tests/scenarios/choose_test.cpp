#include "scenarios/choose.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::scenarios {
namespace {

using ::testing::HasSubstr;

TEST(ChooseMonths, NoneGivenKeepsTheScenarios) {
  experiment::Scenario scenario = experiment::testing::practice();

  ASSERT_TRUE(choose_months(scenario, {}));

  EXPECT_EQ(scenario.months, std::vector{experiment::testing::kMarch2026});
}

TEST(ChooseMonths, GivenOnesReplaceThemInTheirOrder) {
  experiment::Scenario scenario = experiment::testing::practice();

  ASSERT_TRUE(choose_months(scenario, {"2026-11", "2026-02"}));

  ASSERT_EQ(scenario.months.size(), 2U);
  EXPECT_EQ(scenario.months[0].name(), "2026-11");
  EXPECT_EQ(scenario.months[1].name(), "2026-02");
}

TEST(ChooseMonths, AYearIsItsTwelveMonths) {
  experiment::Scenario scenario = experiment::testing::practice();

  ASSERT_TRUE(choose_months(scenario, {"2026"}));

  ASSERT_EQ(scenario.months.size(), 12U);
  EXPECT_EQ(scenario.months[11].name(), "2026-12");
}

TEST(ChooseMonths, AMonthWithoutRulesSaysWhichAreInstalled) {
  experiment::Scenario scenario = experiment::testing::practice();

  const auto chosen = choose_months(scenario, {"2027-01"});

  ASSERT_FALSE(chosen);
  EXPECT_THAT(chosen.error().text,
              HasSubstr("no rule set of this scenario is in force on 2027-01-01"));
  EXPECT_THAT(chosen.error().text, HasSubstr("medicare-2026: 2026-01-01 to 2026-12-31"));
}

TEST(ChooseMonths, ARefusalLeavesTheScenarioAsItWas) {
  experiment::Scenario scenario = experiment::testing::practice();

  EXPECT_FALSE(choose_months(scenario, {"2026-02", "February"}));

  EXPECT_EQ(scenario.months, std::vector{experiment::testing::kMarch2026});
}

TEST(ChoosePlan, IsByNameOrUnlimited) {
  const experiment::Scenario scenario = experiment::testing::practice();

  EXPECT_EQ(choose_plan(scenario, "1 RN")->staff.size(), 1U);
  EXPECT_TRUE(choose_plan(scenario, "unlimited")->unlimited);
}

TEST(ChoosePlan, AnUnknownNameListsTheKnownOnes) {
  const auto chosen = choose_plan(experiment::testing::practice(), "2 RN");

  ASSERT_FALSE(chosen);
  EXPECT_THAT(chosen.error().text,
              HasSubstr("no plan is called \"2 RN\"; there are\n  1 RN\n  unlimited"));
}

}  // namespace
}  // namespace caseload::scenarios
