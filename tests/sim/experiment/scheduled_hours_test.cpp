#include "sim/experiment/scheduled_hours.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::experiment {
namespace {

using experiment::testing::kMarch2026;
using experiment::testing::practice;

constexpr std::size_t at(std::size_t weekday, std::size_t hour) { return weekday * 24 + hour; }

TEST(ScheduledHours, ReachFromTheFirstToTheLastMinuteOfAShift) {
  const auto hours = scheduled_hours(practice(), practice().plans[0], kMarch2026);

  // Ana, Monday to Friday from 8:00 to 16:30.
  EXPECT_FALSE(hours[at(1, 7)]);
  EXPECT_TRUE(hours[at(1, 8)]);
  EXPECT_TRUE(hours[at(5, 16)]);
  EXPECT_FALSE(hours[at(5, 17)]) << "what runs over is not scheduled";
  EXPECT_FALSE(hours[at(6, 9)]);
  EXPECT_EQ(hours.count(), 5U * 9);
}

TEST(ScheduledHours, ANightGoesOnIntoTheNextDayAndTheNextWeek) {
  Scenario scenario = practice();
  scenario.staff[0].hours = {};
  scenario.staff[0].hours[6] = care::ClockSpan{22 * 60, 30 * 60};  // Saturday to Sunday, 6:00

  const auto hours = scheduled_hours(scenario, scenario.plans[0], kMarch2026);

  EXPECT_TRUE(hours[at(6, 23)]);
  EXPECT_TRUE(hours[at(0, 5)]);
  EXPECT_FALSE(hours[at(0, 6)]);
  EXPECT_EQ(hours.count(), 8U);
}

TEST(ScheduledHours, AreThoseOfWhoeverIsEmployedAndHasTimeForIt) {
  Scenario scenario = practice();
  scenario.staff[0].from = kMarch2026.end_day();
  EXPECT_TRUE(scheduled_hours(scenario, scenario.plans[0], kMarch2026).none());

  scenario.staff[0].from = kMarch2026.end_day() - days{1};
  EXPECT_TRUE(scheduled_hours(scenario, scenario.plans[0], kMarch2026).any());

  scenario.staff[0].until = scenario.staff[0].from;
  scenario.staff[0].rpm_share = 0;
  EXPECT_TRUE(scheduled_hours(scenario, scenario.plans[0], kMarch2026).none());
}

TEST(ScheduledHours, NobodyIsScheduledWithoutLimit) {
  EXPECT_TRUE(scheduled_hours(practice(), {.name = "unlimited", .staff = {0}, .unlimited = true},
                              kMarch2026)
                  .none());
}

}  // namespace
}  // namespace caseload::experiment
