// What `check` estimates before anything is simulated, against what staff without limit then do.

#include "reports/workload.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "scenarios/load.hpp"
#include "sim/experiment/ceiling.hpp"
#include "tests/sim/experiment/replications.hpp"

namespace caseload {
namespace {

class WantedHours : public testing::TestWithParam<std::string> {};

TEST_P(WantedHours, AreThoseThatStaffWithoutLimitWork) {
  auto loaded = scenarios::load_library_scenario(GetParam());
  ASSERT_TRUE(loaded) << loaded.error().text;
  sim::Scenario& scenario = loaded->scenario;
  const std::vector<sim::CalendarMonth> months = scenario.months;
  for (std::size_t place = 0; place < months.size(); place += months.size() > 6 ? 4 : 1) {
    scenario.months = {months[place]};
    const int replications = scenario.population.patients > 2000 ? 1 : 20;

    const auto rows = sim::testing::replicate(scenario, sim::unlimited_plan(scenario), replications);

    const double worked = sim::testing::mean(rows, [](const sim::MonthOutcome& row) {
      return sim::to_minutes(
                 std::accumulate(row.worked.begin(), row.worked.end(), sim::SimDuration{})) /
             60;
    });
    const double wanted = reports::estimate_workload(scenario, months[place]).hours();
    EXPECT_NEAR(wanted / worked, 1, 0.07) << months[place].name();
  }
}

INSTANTIATE_TEST_SUITE_P(Library, WantedHours, testing::ValuesIn(scenarios::library_scenarios()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace caseload
