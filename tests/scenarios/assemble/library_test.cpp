// The scenarios of the library are tests: each is loaded and lives through a short time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/load.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::scenarios {
namespace {

class Library : public testing::TestWithParam<std::string> {};

// The first month under the first plan, with the panel cut to what a test can wait for.
TEST_P(Library, RunsAMonth) {
  auto loaded = load_library_scenario(GetParam());
  ASSERT_TRUE(loaded) << loaded.error().text;
  experiment::Scenario& scenario = loaded->scenario;
  constexpr int kMostPatients = 320;
  const double scale =
      std::min(1.0, static_cast<double>(kMostPatients) / scenario.population.patients);
  scenario.population.patients = static_cast<int>(scenario.population.patients * scale);
  scenario.population.enrolment.offers_per_month *= scale;
  scenario.warmup_months = 1;

  const experiment::MonthOutcome month = experiment::run_trial(
      scenario, scenario.plans.front(), scenario.months.front(), {.seed = 7, .replication = 0});

  EXPECT_GT(month.patients.everyone, scenario.population.patients / 2);
  EXPECT_GT(month.readings, 10 * scenario.population.patients);
  EXPECT_GT(month.live_contacts, 0);
  EXPECT_GT(month.alerts, month.urgent.raised);
  EXPECT_GT(month.revenue.value, 0);
}

TEST_P(Library, NamesAQuestionAndARequirement) {
  const auto loaded = load_library_scenario(GetParam());

  EXPECT_FALSE(loaded->scenario.purpose.empty());
  EXPECT_FALSE(loaded->scenario.require.empty());
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Library, testing::ValuesIn(library_scenarios()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace caseload::scenarios
