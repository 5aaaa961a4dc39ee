#include "sim/experiment/operations.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <optional>

#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using Rows = std::vector<std::vector<MonthOutcome>>;

MonthOutcome row_with(int raised, int in_time) {
  MonthOutcome row;
  row.urgent.raised = raised;
  row.urgent.in_time_staffed = in_time;
  row.urgent.staffed[3] = in_time;
  row.urgent.by_hour[9] = {.raised = raised, .late_staffed = raised - in_time};
  row.week[24 + 9] = {.on_rpm = minutes{60}, .busy = minutes{10L * raised}, .unanswered = {}};
  row.open_by_day[0] = {.urgent = 0, .calls = raised, .other = 2};
  row.missed20[0] = raised;
  row.cost.wages = Cents{100 * raised};
  return row;
}

TEST(Operations, SharesAreOfTotalsAndCountsAreMeans) {
  const Rows rows{{row_with(2, 1), row_with(4, 4)}};

  const OperationsSummary summary = summarise_operations(rows, 28);

  EXPECT_DOUBLE_EQ(summary.urgent.raised_mean, 3);
  EXPECT_DOUBLE_EQ(summary.urgent.in_time_staffed.value(), 5.0 / 6);
  EXPECT_DOUBLE_EQ(summary.urgent.within_staffed[3].value(), 5.0 / 6);
  EXPECT_DOUBLE_EQ(summary.urgent.by_hour[9].late_staffed_mean, 0.5);
  EXPECT_DOUBLE_EQ(summary.week[24 + 9].busy.value(), 0.5);
  EXPECT_DOUBLE_EQ(summary.week[24 + 9].staffed_minutes, 60);
  EXPECT_DOUBLE_EQ(summary.open_by_day[0].calls_mean, 3);
  EXPECT_DOUBLE_EQ(summary.open_by_day[0].p95, 6);
  EXPECT_DOUBLE_EQ(summary.missed20[0], 3);
  EXPECT_DOUBLE_EQ(summary.cost.wages, 3);
  EXPECT_EQ(summary.open_by_day.size(), 28U);
}

TEST(Operations, AShareOfNothingIsNoData) {
  const OperationsSummary summary = summarise_operations(Rows{{MonthOutcome{}}}, 31);

  EXPECT_EQ(summary.urgent.in_time_staffed, std::nullopt);
  EXPECT_EQ(summary.urgent.in_time_wall, std::nullopt);
  EXPECT_EQ(summary.routine.within_wall[3], std::nullopt);
  EXPECT_EQ(summary.inbound.wait_minutes, std::nullopt);
  EXPECT_EQ(summary.inbound.within[0], std::nullopt);
  EXPECT_EQ(summary.planned.wait_hours, std::nullopt);
  EXPECT_EQ(summary.week[0].busy, std::nullopt);
  EXPECT_EQ(summary.week[0].unanswered, std::nullopt);
  EXPECT_EQ(summary.sign_off.late_days, std::nullopt);
}

TEST(Operations, TheHoursOfTheWeekHoldThePeoplesMinutes) {
  const Scenario scenario = testing::small_clinic(100);
  for (const MonthOutcome& row : testing::replicate(scenario, scenario.plans[3], 3)) {
    SimDuration busy{}, on_rpm{}, rpm{}, idle{};
    for (const care::HourOfWeek& hour : row.week) {
      busy += hour.busy;
      on_rpm += hour.on_rpm;
    }
    for (const StaffMinutes& person : row.staff) {
      rpm += person.rpm;
      idle += person.idle;
    }
    EXPECT_EQ(busy, rpm);
    EXPECT_EQ(std::accumulate(row.worked.begin(), row.worked.end(), SimDuration{}), rpm);
    EXPECT_EQ(on_rpm, rpm + idle);
  }
}

TEST(Operations, OneNurseLeavesMoreOpenThanTwo) {
  const Scenario scenario = testing::small_clinic(320);
  const auto open_at_the_end = [&](const Plan& plan) {
    return testing::mean(testing::replicate(scenario, plan, 4), [](const MonthOutcome& row) {
      return static_cast<double>(row.open_by_day[29].all());
    });
  };
  EXPECT_GT(open_at_the_end(scenario.plans[0]), 2 * open_at_the_end(scenario.plans[3]) + 20);
}

}  // namespace
}  // namespace caseload::experiment
