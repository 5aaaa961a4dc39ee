#include "sim/experiment/panel_sweep.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::small_clinic;

RunOptions few() {
  RunOptions options;
  options.replications = 6;
  options.threads = 1;
  return options;
}

Scenario asking(double share) {
  Scenario scenario = small_clinic(100);
  scenario.require = {ReachRequirement{20, share, 50}};
  return scenario;
}

TEST(PanelSweep, OffersGrowWithThePanel) {
  const Scenario twice = with_panel(small_clinic(100), 200);

  EXPECT_EQ(twice.population.patients, 200);
  EXPECT_DOUBLE_EQ(twice.population.enrolment.offers_per_month, 47.0 * 200 / 320);
}

TEST(PanelSweep, OneSizeIsThatExperiment) {
  const Scenario scenario = asking(0.5);
  const std::vector<Plan> plans{scenario.plans[0], unlimited_plan(scenario)};
  const PanelSweep sweep = sweep_panel(scenario, plans, {60, 100}, few());

  ASSERT_EQ(sweep.sizes.size(), 2U);
  EXPECT_EQ(sweep.sizes[1].fingerprint, run_experiment(scenario, plans, few()).fingerprint);
  EXPECT_NE(sweep.sizes[0].fingerprint, sweep.sizes[1].fingerprint);
}

TEST(PanelSweep, ATeamCarriesSoManyAndNoMore) {
  const Scenario scenario = asking(0.5);
  const PanelSweep sweep =
      sweep_panel(scenario, {scenario.plans[0], unlimited_plan(scenario)}, {60, 120, 600}, few());

  EXPECT_EQ(sweep.sizes[0].summary.plans[0].answer, Answer::Yes);
  EXPECT_EQ(sweep.sizes[2].summary.plans[0].answer, Answer::No);
  EXPECT_EQ(reach_of(sweep, 0).not_enough_at, 600);
  EXPECT_GE(reach_of(sweep, 0).enough_up_to.value_or(0), 60);
  EXPECT_EQ(reach_of(sweep, 1).enough_up_to, 600) << "staff without limit carries any panel";
}

TEST(PanelSweep, AYesBehindADoubtIsNotCounted) {
  PanelSweep sweep;
  for (const auto& [patients, answer] :
       {std::pair{100, Answer::Yes}, {200, Answer::TooClose}, {300, Answer::Yes}}) {
    PanelSize size{.patients = patients, .summary = {}};
    size.summary.plans.emplace_back().answer = answer;
    sweep.sizes.push_back(size);
  }
  EXPECT_EQ(reach_of(sweep, 0).enough_up_to, 100);
  EXPECT_EQ(reach_of(sweep, 0).not_enough_at, std::nullopt);
}

TEST(PanelSweep, StoppedItKeepsWhatIsWhole) {
  const std::atomic<bool> stop{true};
  RunOptions options = few();
  options.stop = &stop;
  const PanelSweep sweep = sweep_panel(asking(0.5), {small_clinic(100).plans[0]}, {60}, options);

  EXPECT_TRUE(sweep.partial);
  EXPECT_TRUE(sweep.sizes.empty());
}

}  // namespace
}  // namespace caseload::experiment
