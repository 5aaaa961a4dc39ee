// The whole clinic made equal to M/M/c: patients call around the clock, calls last exponential
// times, c people answer day and night, and nothing else happens. Mean waits are Erlang's.

#include <gtest/gtest.h>

#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

constexpr int kPatients = 300;

care::StaffMember around_the_clock(std::uint32_t ordinal) {
  care::StaffMember member = testing::person("Agent", rules::Role::Rn, ordinal);
  member.name += std::to_string(ordinal);
  member.hours.fill(care::ClockSpan{0, 24 * 60});
  member.breaks.clear();
  member.huddle_minutes = member.in_basket_minutes = 0;
  member.leave_weeks = member.sick_share = 0;
  return member;
}

// March 2026 in UTC, so that every day has 24 hours.
Scenario telephone_only(double calls_per_hour, double minutes_each, int people) {
  Scenario scenario = testing::small_clinic(kPatients);
  scenario.zone = ZoneTable::utc();
  scenario.holidays = {};
  scenario.warmup_months = 1;
  scenario.population.enrolment = {};
  scenario.population.adherence.daily = {.alpha = 1, .beta = 1e5};  // hardly anybody measures
  care::CareModel& care = scenario.care;
  care.alerts.reading_alerts_per_month = 0;
  care.plan.contacts_low = care.plan.contacts_high = care.plan.review_every_days = 0;
  care.plan.patient_effect_sd = 0;
  care.alerts.silence_after = {};
  care.messages = {.inbound_per_month = calls_per_hour * 24 * 30 / kPatients,
                   .device_trouble_per_month = 0,
                   .device_help_countable = 0,
                   .visits_per_month = 0};
  care.tasks[static_cast<std::size_t>(rules::Activity::InboundCall)].minutes =
      DurationLaw::exponential(minutes_each);
  scenario.staff.clear();
  Plan plan{.name = "all", .staff = {}};
  for (int i = 0; i < people; ++i) {
    scenario.staff.push_back(around_the_clock(i));
    plan.staff.push_back(static_cast<std::size_t>(i));
  }
  scenario.plans = {plan};
  return scenario;
}

struct Line {
  double calls_per_hour;
  int people;
  double wait_minutes;  // of theory, with calls of five minutes
  int months;
};

class ClinicErlang : public ::testing::TestWithParam<Line> {};

TEST_P(ClinicErlang, TheMeanWaitOfCallersIsErlangs) {
  const Line& line = GetParam();
  const Scenario scenario = telephone_only(line.calls_per_hour, 5, line.people);

  const auto rows = testing::replicate(scenario, scenario.plans[0], line.months);

  SimDuration waited{};
  std::int64_t answered = 0, raised = 0;
  for (const MonthOutcome& row : rows) {
    waited += row.inbound.waited;
    answered += row.inbound.answered;
    raised += row.inbound.raised;
    EXPECT_EQ(row.alerts + row.attempts, 0);  // nothing else happens
  }
  EXPECT_NEAR(static_cast<double>(raised) / (line.calls_per_hour * 24 * 31 * line.months), 1, 0.01);
  EXPECT_EQ(answered, raised);
  EXPECT_NEAR(to_minutes(waited) / static_cast<double>(answered) / line.wait_minutes, 1, 0.02);
}

// Waits: Erlang C, as the validation table of the domain paper has them.
INSTANTIATE_TEST_SUITE_P(Lines, ClinicErlang,
                         ::testing::Values(Line{20, 2, 11.364, 40}, Line{40, 4, 4.933, 40},
                                           Line{54, 5, 7.625, 60}),
                         [](const auto& info) {
                           return std::to_string(info.param.people) + "People";
                         });

}  // namespace
}  // namespace caseload::experiment
