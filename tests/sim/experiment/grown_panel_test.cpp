#include "sim/experiment/grown_panel.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/experiment/clinic_setup.hpp"
#include "sim/experiment/trial.hpp"
#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::mean;
using testing::replicate;

CalendarMonth month_2026(int month) { return {std::chrono::year{2026} / month}; }

// 60 patients on 1 January who shall be 120 at the end of June.
Scenario growing() {
  Scenario scenario = testing::small_clinic(60);
  population::EnrolmentModel& enrolment = scenario.population.enrolment;
  enrolment.since = month_2026(1);
  enrolment.grow = population::PanelGrowth{120, month_2026(6)};
  enrolment = population::with_growth_written_out(enrolment, 60);
  return scenario;
}

std::vector<population::PanelMember> grown(const Scenario& scenario, LocalDay day,
                                           std::uint32_t replication) {
  const population::Cohort cohort(scenario.population, clinic_traits(scenario.care));
  const care::OpeningHours opening(scenario.staff, scenario.zone, scenario.holidays);
  return grow_panel(cohort, opening, {.seed = 5, .replication = replication}, day);
}

TEST(GrownPanel, HasOnAverageTheSizeThatIsExpected) {
  const Scenario scenario = growing();
  for (const int month : {2, 5, 9}) {
    const LocalDay day = month_2026(month).first_day();
    double sum = 0;
    constexpr int kPanels = 200;
    for (std::uint32_t replication = 0; replication < kPanels; ++replication)
      sum += static_cast<double>(grown(scenario, day, replication).size());
    EXPECT_NEAR(sum / kPanels, expected_panel(scenario, month_2026(month).plus(2)).on(day), 3)
        << month;
  }
}

TEST(GrownPanel, OnItsFirstDayItIsTheStatedOne) {
  EXPECT_EQ(grown(growing(), month_2026(1).first_day(), 0).size(), 60U);
}

TEST(GrownPanel, NobodyHasLeftAndWhoeverJoinedDidSoSince) {
  const LocalDay day = month_2026(6).first_day();
  const std::vector<population::PanelMember> panel = grown(growing(), day, 1);
  std::uint32_t id = 0;
  bool joined = false;
  for (const population::PanelMember& member : panel) {
    EXPECT_EQ(number(member.patient.id), id++);
    EXPECT_GT(member.patient.withdraws_at, LocalTime{day});
    EXPECT_LE(member.patient.monitoring_from, day);
    joined = joined || member.patient.monitoring_from >= month_2026(1).first_day();
    EXPECT_EQ(joined, member.patient.monitoring_from >= month_2026(1).first_day())
        << "the first panel stands before the joiners";
  }
  EXPECT_TRUE(joined);
}

TEST(GrownPanel, AFixedPanelGrowsTheSameWayEveryTime) {
  Scenario scenario = growing();
  const LocalDay day = month_2026(6).first_day();
  EXPECT_NE(grown(scenario, day, 0).size(), grown(scenario, day, 1).size());
  scenario.population.panel_fixed = true;
  EXPECT_EQ(grown(scenario, day, 0).size(), grown(scenario, day, 1).size());
}

TEST(GrownPanel, MonthsAreLivedWithThePanelOfTheirTime) {
  Scenario scenario = growing();
  scenario.warmup_months = 1;
  const auto patients_in = [&](int month) {
    scenario.months = {month_2026(month)};
    return mean(replicate(scenario, scenario.plans[3], 8),
                [](const MonthOutcome& row) { return row.patients.everyone + 0.0; });
  };
  const double march = patients_in(3), august = patients_in(8);
  EXPECT_NEAR(march, 92, 8);
  EXPECT_NEAR(august, 130, 8);  // 120, and who joined or left in the month
}

TEST(GrownPanel, IsNeverAboveItsLimit) {
  Scenario scenario = growing();
  scenario.population.enrolment.at_most = 80;
  scenario.warmup_months = 1;
  scenario.months = {month_2026(5)};
  for (const MonthOutcome& row : replicate(scenario, scenario.plans[3], 8)) {
    EXPECT_LE(row.patients.everyone - row.left, 80);
    EXPECT_GT(row.joined, 0) << "places that fall free are filled";
  }
  for (std::uint32_t replication = 0; replication < 50; ++replication)
    EXPECT_LE(grown(scenario, month_2026(5).first_day(), replication).size(), 80U);
}

}  // namespace
}  // namespace caseload::experiment
