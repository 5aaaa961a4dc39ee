#include "sim/experiment/runner.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/experiment/trial.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::small_clinic;

std::vector<std::uint64_t> fingerprints(const Experiment& experiment) {
  std::vector<std::uint64_t> all{experiment.fingerprint};
  for (const auto& months : experiment.outcomes) {
    for (const auto& rows : months) {
      for (const MonthOutcome& row : rows) all.push_back(row.fingerprint);
    }
  }
  return all;
}

TEST(Runner, TheNumberOfThreadsChangesNothing) {
  const Scenario scenario = small_clinic(30);
  const auto run = [&](int threads) {
    return fingerprints(run_experiment(scenario, scenario.plans,
                                       {.seed = 9, .replications = 4, .threads = threads}));
  };
  const auto one = run(1);
  EXPECT_EQ(one, run(2));
  EXPECT_EQ(one, run(4));
}

// The plans of a replication share their panel; months and replications do not.
TEST(Runner, ARowIsWhatItsTrialGivesAlone) {
  Scenario scenario = small_clinic(30);
  scenario.months.push_back(scenario.months[0].plus(1));
  const Experiment experiment =
      run_experiment(scenario, scenario.plans, {.seed = 9, .replications = 2, .threads = 1});

  for (std::size_t plan = 0; plan < scenario.plans.size(); ++plan) {
    for (std::size_t month = 0; month < 2; ++month) {
      for (std::uint32_t replication = 0; replication < 2; ++replication) {
        const MonthOutcome alone = run_trial(scenario, scenario.plans[plan], scenario.months[month],
                                             {.seed = 9, .replication = replication});
        EXPECT_EQ(experiment.outcomes[plan][month][replication].fingerprint, alone.fingerprint);
        EXPECT_EQ(experiment.outcomes[plan][month][replication].alerts, alone.alerts);
      }
    }
  }
}

TEST(Runner, MoreReplicationsOnlyAddRows) {
  const Scenario scenario = small_clinic(30);
  const auto few =
      run_experiment(scenario, {scenario.plans[0]}, {.seed = 9, .replications = 2, .threads = 1});
  const auto more =
      run_experiment(scenario, {scenario.plans[0]}, {.seed = 9, .replications = 5, .threads = 2});
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(few.outcomes[0][0][i].fingerprint, more.outcomes[0][0][i].fingerprint);
}

TEST(Runner, AStoppedRunKeepsABalancedPrefixAndSaysSo) {
  const Scenario scenario = small_clinic(30);
  std::atomic<bool> stop{false};
  RunOptions options{.seed = 9, .replications = 50, .threads = 2, .stop = &stop};
  options.progress = [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(total, 50U * scenario.plans.size());
    if (done == 7 * scenario.plans.size() + 2) stop = true;
  };

  const Experiment experiment = run_experiment(scenario, scenario.plans, options);

  EXPECT_TRUE(experiment.partial);
  EXPECT_GE(experiment.replications, 6);
  EXPECT_LE(experiment.replications, 9);
  const auto whole = run_experiment(
      scenario, scenario.plans, {.seed = 9, .replications = experiment.replications, .threads = 1});
  EXPECT_EQ(fingerprints(experiment), fingerprints(whole));
}

TEST(Runner, ABudgetThatIsSpentEndsTheRun) {
  const Scenario scenario = small_clinic(30);
  const Experiment experiment = run_experiment(
      scenario, {scenario.plans[0]},
      {.seed = 9, .replications = 100000, .threads = 1, .budget = std::chrono::seconds{3}});
  EXPECT_TRUE(experiment.partial);
  EXPECT_GT(experiment.replications, 0);
}

TEST(Runner, AFailedCheckEndsTheExperimentWithItsAddress) {
  Scenario scenario = small_clinic(30);
  scenario.care.alerts.shown_every = SimDuration{-1};  // no loader would let this through
  try {
    run_experiment(scenario, {scenario.plans[0]}, {.seed = 9, .replications = 2, .threads = 2});
    FAIL() << "expected a failed check";
  } catch (const CheckFailed& failure) {
    EXPECT_NE(std::string(failure.what()).find("seed 9, plan \"1 RN\", month 2026-03"),
              std::string::npos)
        << failure.what();
  }
}

}  // namespace
}  // namespace caseload::experiment
