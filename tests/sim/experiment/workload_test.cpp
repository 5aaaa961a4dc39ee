#include "sim/experiment/workload.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::experiment {
namespace {

using testing::kMarch2026;

TEST(PersonHours, BreaksHuddleAndInBasketAreNotForRpm) {
  const PersonHours hours =
      person_hours(testing::nurse("Ana"), kMarch2026, testing::new_york(), Holidays{});

  EXPECT_DOUBLE_EQ(hours.scheduled_week, 42.5);
  EXPECT_DOUBLE_EQ(hours.breaks_week, 5.0);
  EXPECT_DOUBLE_EQ(hours.other_week, 2.5);
  EXPECT_DOUBLE_EQ(hours.rpm_week, 35.0);
  EXPECT_DOUBLE_EQ(hours.rpm_month, 22 * 7.0);  // March 2026 has 22 weekdays
}

TEST(PersonHours, AHolidayLeaveAndTheRpmShareTakeTheirPart) {
  care::StaffMember ana = testing::nurse("Ana");
  ana.rpm_share = 0.5;
  ana.leave_weeks = 5.2;
  ana.sick_share = 0.1;

  const PersonHours hours =
      person_hours(ana, kMarch2026, testing::new_york(), testing::practice().holidays);

  EXPECT_NEAR(hours.rpm_month, 21 * 3.5 * 0.8, 1e-9);
}

// Saturdays from ten to six: one began in February, one lost an hour to daylight saving.
TEST(PersonHours, OfNightsAreThoseThatLieInTheMonth) {
  care::StaffMember night = testing::nurse("Nell");
  night.hours = {};
  night.hours[6] = care::ClockSpan{22 * 60, 30 * 60};
  night.breaks = {};
  night.huddle_minutes = night.in_basket_minutes = 0;

  const PersonHours hours = person_hours(night, kMarch2026, testing::new_york(), Holidays{});

  EXPECT_DOUBLE_EQ(hours.scheduled_week, 8);
  EXPECT_DOUBLE_EQ(hours.rpm_month, 6 + 7 + 8 + 8 + 8);
}

TEST(PersonHours, ABreakAfterMidnightIsTakenFromTheNight) {
  care::StaffMember night = testing::nurse("Nell");
  night.hours = {};
  night.hours[3] = care::ClockSpan{22 * 60, 30 * 60};
  night.breaks = {{2 * 60, 2 * 60 + 30}};
  night.huddle_minutes = night.in_basket_minutes = 0;

  const PersonHours hours = person_hours(night, kMarch2026, testing::new_york(), Holidays{});

  EXPECT_DOUBLE_EQ(hours.breaks_week, 0.5);
  EXPECT_DOUBLE_EQ(hours.rpm_month, 4 * 7.5);
}

TEST(PersonHours, ABreakOutsideTheShiftTakesNothing) {
  care::StaffMember ana = testing::nurse("Ana");
  ana.breaks = {{17 * 60, 18 * 60}};

  const PersonHours hours = person_hours(ana, kMarch2026, testing::new_york(), Holidays{});
  EXPECT_DOUBLE_EQ(hours.breaks_week, 0.0);
}

// With every other source of work switched off, one check-in a month that always succeeds.
Scenario one_call_a_month() {
  Scenario scenario = testing::practice();
  scenario.care.alerts.reading_alerts_per_month = 0;
  scenario.care.alerts.silence_after = {};
  scenario.care.messages = {0, 0, 0, 0, 0};
  scenario.care.plan.review_every_days = 0;
  scenario.care.plan.high_acuity_share = 0;
  scenario.care.plan.by_appointment_share = 1;
  scenario.care.plan.appointment_kept_share = 1;
  scenario.care.tasks[static_cast<std::size_t>(rules::Activity::CheckIn)].minutes =
      Lognormal(12, 0.5);
  scenario.care.tasks[static_cast<std::size_t>(rules::Activity::Note)].minutes = Lognormal(3, 0.5);
  return scenario;
}

TEST(Workload, AKeptAppointmentCostsTheTalkAndItsNote) {
  const Workload work = estimate_workload(one_call_a_month(), kMarch2026);

  // One in 31 days; told in 30.
  EXPECT_NEAR(work.minutes_per_patient, 15.0 * 30 / 31, 1e-9);
  EXPECT_NEAR(work.countable_per_patient, 15.0 * 30 / 31, 1e-9);
  EXPECT_NEAR(work.live_contacts, 30.0 / 31, 1e-9);
}

TEST(Workload, CallsNobodyAnswersCostTimeAndNeverCount) {
  Scenario scenario = one_call_a_month();
  scenario.care.plan.by_appointment_share = 0;
  scenario.care.plan.attempts_per_month = 6;
  scenario.population.reach.never_share = 1;
  scenario.care.tasks[static_cast<std::size_t>(rules::Activity::Attempt)].minutes =
      Lognormal(1.5, 0);

  const Workload work = estimate_workload(scenario, kMarch2026);

  EXPECT_NEAR(work.minutes_per_patient, 9.0 * 30 / 31, 1e-9);
  EXPECT_NEAR(work.countable_per_patient, 0.0, 1e-9);
  EXPECT_NEAR(work.live_contacts, 0.0, 1e-9);
}

TEST(Workload, LoadIsTheWholePanelsWorkOverThePlansHours) {
  const Scenario scenario = one_call_a_month();

  const PlanLoad load = plan_load(scenario, scenario.plans.front(), kMarch2026);

  EXPECT_NEAR(load.wanted_hours, 100 * 15.0 / 60, 1e-9);
  EXPECT_NEAR(load.rpm_hours, 21 * 7.0, 1e-9);
}

}  // namespace
}  // namespace caseload::experiment
