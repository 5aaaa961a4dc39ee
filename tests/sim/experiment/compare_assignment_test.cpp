#include "sim/experiment/compare_assignment.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

std::optional<AssignmentComparison> compare(const Scenario& scenario, const RunOptions& options) {
  const Experiment experiment =
      run_experiment(scenario, {scenario.plans[0], scenario.plans[3]}, options);
  return compare_assignment(scenario, experiment, scenario.months[0], options);
}

TEST(AssignmentComparison, IsAskedOfPrimaryNursesOnly) {
  Scenario scenario = testing::small_clinic(40);
  const RunOptions two{.replications = 2, .threads = 1};

  EXPECT_FALSE(compare(scenario, two));

  scenario.care.policy.assignment = care::Assignment::Primary;
  EXPECT_TRUE(compare(scenario, two));
  EXPECT_FALSE(compare(scenario, {.replications = 1, .threads = 1}));
}

TEST(AssignmentComparison, OneNurseChangesNothingTwoCallTheirOwn) {
  Scenario scenario = testing::small_clinic();
  scenario.care.policy.assignment = care::Assignment::Primary;

  const auto answer = compare(scenario, {.replications = 12, .threads = 2});

  ASSERT_TRUE(answer);
  const AssignmentComparison::Change &one = answer->plans[0], &two = answer->plans[1];
  EXPECT_EQ(one.continuity, 1);
  EXPECT_EQ(one.continuity_in_pool, 1);
  for (const stats::Interval& same :
       {one.patients_at_20, one.wait_hours.value(), one.conversations}) {
    EXPECT_EQ(same.low, 0);
    EXPECT_EQ(same.high, 0);
  }
  // By chance every second call is the patient's own nurse's.
  EXPECT_NEAR(two.continuity_in_pool.value(), 0.5, 0.06);
  EXPECT_GT(two.continuity.value(), 0.75);
  // With time enough for two it costs little.
  EXPECT_LT(two.wait_hours.value().low, two.wait_hours.value().high);
  EXPECT_NEAR((two.patients_at_20.low + two.patients_at_20.high) / 2, 0, 6);
}

}  // namespace
}  // namespace caseload::experiment
