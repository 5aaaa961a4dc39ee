#include "sim/experiment/compare_policy.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

const RunOptions kFew{.replications = 24, .threads = 2};

std::optional<PolicyComparison> compare(const Scenario& scenario,
                                        const RunOptions& options = kFew) {
  const Experiment experiment =
      run_experiment(scenario, {scenario.plans[0], scenario.plans[4]}, options);
  return compare_policy(scenario, experiment, scenario.months[0], options);
}

TEST(PolicyComparison, IsAskedOfThresholdDrivenPoliciesOnly) {
  Scenario scenario = testing::small_clinic(40);
  const RunOptions two{.replications = 2, .threads = 1};
  for (const care::Order order :
       {care::Order::Fifo, care::Order::RiskFirst, care::Order::ReadingsFirst}) {
    scenario.care.policy.order = order;
    EXPECT_FALSE(compare(scenario, two));
  }
  scenario.care.policy.push_from_day = 25;
  EXPECT_TRUE(compare(scenario, two));
  EXPECT_FALSE(compare(scenario, {.replications = 1, .threads = 1}));
}

TEST(PolicyComparison, GainsAt20MinutesWhereTimeIsShortAndChangesLittleWhereItIsNot) {
  Scenario scenario = testing::small_clinic();
  scenario.care.policy.order = care::Order::ClosestFirst;

  const auto answer = compare(scenario);

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->replications, 24);
  const PolicyComparison::Change &alone = answer->plans[0], &ample = answer->plans[1];
  EXPECT_GT(alone.patients_at_20.low, 0);
  // What patients of high acuity lose is known as well as the luck of 24 months allows.
  EXPECT_LT(alone.alert_wait_minutes.value().low, alone.alert_wait_minutes.value().high);
  EXPECT_LT(alone.contacts_missed.low, alone.contacts_missed.high);
  // With time for everything the order matters little.
  EXPECT_NEAR((ample.patients_at_20.low + ample.patients_at_20.high) / 2, 0, 4);
  EXPECT_NEAR((ample.contacts_missed.low + ample.contacts_missed.high) / 2, 0, 2);
}

}  // namespace
}  // namespace caseload::experiment
