#include "sim/experiment/what_if.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

Experiment two_plans(const Scenario& scenario, RunOptions options) {
  options.ceilings = true;
  return run_experiment(scenario, {scenario.plans[0], unlimited_plan(scenario)}, options);
}

TEST(WhatIf, LiftingALimitHelpsAndStaffHelpsWhereWorkWaits) {
  const Scenario scenario = testing::small_clinic(320);
  const RunOptions options{.seed = 4, .replications = 6, .threads = 2};
  const Experiment experiment = two_plans(scenario, options);

  const auto answer = what_if(scenario, experiment, scenario.months[0], 1, options);

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->replications, 6);
  const PlanGains &alone = answer->gains[0], &unlimited = answer->gains[1];
  EXPECT_GT(alone.staff.interval.low, 20);  // one nurse for 320 patients
  EXPECT_EQ(unlimited.staff.patients, 0);
  EXPECT_GT(unlimited.by_limit[static_cast<std::size_t>(Limit::Reach)].interval.low, 10);
  EXPECT_GT(unlimited.by_limit[static_cast<std::size_t>(Limit::Logging)].interval.low, 5);
  ASSERT_TRUE(answer->split);
  EXPECT_GT(answer->split->share_interval.high, answer->split->share_interval.low);
}

TEST(WhatIf, AFixedPanelHasNoShareInTheVariance) {
  Scenario scenario = testing::small_clinic(60);
  scenario.population.panel_fixed = true;
  const RunOptions options{.seed = 4, .replications = 2, .threads = 1};

  const auto answer =
      what_if(scenario, two_plans(scenario, options), scenario.months[0], 0, options);

  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->split);
}

TEST(WhatIf, OneReplicationOrAStopGivesNoAnswer) {
  const Scenario scenario = testing::small_clinic(40);
  RunOptions options{.seed = 4, .replications = 1, .threads = 1};
  EXPECT_FALSE(what_if(scenario, two_plans(scenario, options), scenario.months[0], 0, options));

  options.replications = 2;
  const Experiment experiment = two_plans(scenario, options);
  const std::atomic<bool> stop = true;
  options.stop = &stop;
  EXPECT_FALSE(what_if(scenario, experiment, scenario.months[0], 0, options));
}

}  // namespace
}  // namespace caseload::experiment
