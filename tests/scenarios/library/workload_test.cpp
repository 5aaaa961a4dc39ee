// What `check` estimates before anything is simulated, against what staff without limit then do.

#include "sim/experiment/workload.hpp"

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
  experiment::Scenario& scenario = loaded->scenario;
  const std::vector<CalendarMonth> months = scenario.months;
  for (care::StaffMember& person :
       scenario.staff) {  // what is wanted is told at the stated durations
    person.speed = 1;
    person.ramp_up = {};
  }
  for (std::size_t place = 0; place < months.size(); place += months.size() > 6 ? 4 : 1) {
    scenario.months = {months[place]};
    const int replications = scenario.population.patients > 2000 ? 1 : 20;

    const auto rows = experiment::testing::replicate(scenario, experiment::unlimited_plan(scenario),
                                                     replications);

    const double worked = experiment::testing::mean(rows, [](const experiment::MonthOutcome& row) {
      return to_minutes(std::accumulate(row.worked.begin(), row.worked.end(), SimDuration{})) / 60;
    });
    const double wanted = experiment::estimate_workload(scenario, months[place]).hours();
    EXPECT_NEAR(wanted / worked, 1, 0.07) << months[place].name();
  }
}

// Nights across the month's ends and the change of the clock, a holiday, breaks after midnight.
TEST(HoursOfAPerson, AreThoseThatARunGives) {
  auto loaded = scenarios::parse_scenario(R"(schema_version: 1
timezone: America/New_York
months: 2026-03
holidays: 2026-03-17
panel: {patients: 10}
staff:
  - {name: Nell, role: rn, rpm_share: 1, hours: {sat: "22:00-06:00"}, breaks: ["2:30-3:30"], huddle: 0min, in_basket: 0min, leave_weeks: 0, sick: {share: 0}}
  - {name: Dora, role: rn, rpm_share: .35, leave_weeks: 0, sick: {share: 0}, away: [2026-03-30]}
  - {name: Nora, role: np, rpm_share: 0.1, leave_weeks: 0, sick: {share: 0}}
plans: [{name: all, staff: [Nell, Dora, Nora]}]
)",
                                          "nights.yaml");
  ASSERT_TRUE(loaded) << loaded.error().text;
  const experiment::Scenario& scenario = loaded->scenario;
  const CalendarMonth march = scenario.months[0];

  const experiment::MonthOutcome run =
      experiment::testing::replicate(scenario, scenario.plans[0], 1).front();

  for (std::size_t person = 0; person < scenario.staff.size(); ++person) {
    const experiment::PersonHours hours =
        experiment::person_hours(scenario.staff[person], march, scenario.zone, scenario.holidays);
    const experiment::StaffMinutes& minutes = run.staff[person];
    // Other work that RPM has pushed aside at the month's end is made up for in the next.
    EXPECT_NEAR(hours.rpm_month, to_minutes(minutes.rpm + minutes.idle) / 60, 0.5) << minutes.name;
  }
  EXPECT_NEAR(to_minutes(run.staff[0].scheduled) / 60, 37, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Library, WantedHours, testing::ValuesIn(scenarios::library_scenarios()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace caseload
