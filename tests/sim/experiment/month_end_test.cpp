// What is billed at a month's end for patients who were gone before it began.

#include "sim/experiment/month_end.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::small_clinic;

// March 2026 of a practice that one patient in four leaves each month.
struct Restless {
  Scenario scenario = small_clinic(200);
  TrialRecord record;
  MonthOutcome row;

  Restless() {
    scenario.population.enrolment.drop_out_bands = {};
    scenario.population.enrolment.drop_out_later = 0.25;
    row = run_trial(scenario, scenario.plans.back(), scenario.months.front(), {.seed = 3}, {},
                    &record);
  }
  SimTime month_start() const {
    return scenario.zone.midnight(scenario.months.front().first_day());
  }
};

TEST(MonthEnd, ADevicePeriodOfAnEpisodeThatWasOverCountsInTheMonthItEnds) {
  const Restless practice;
  int gone = 0, claimed = 0;

  for (const PatientMonth& mine : practice.record.patients) {
    if (mine.left_at > practice.month_start()) continue;
    ++gone;
    EXPECT_FALSE(mine.enrolled);
    ASSERT_EQ(mine.periods.size(), 1U);
    const auto& [period, reading_days, _] = mine.periods.front();
    EXPECT_TRUE(practice.scenario.months.front().contains(period.last_day));
    EXPECT_LT(practice.scenario.zone.midnight(period.first_day), mine.left_at);
    const LocalDay left = practice.scenario.zone.local_day(mine.left_at);
    EXPECT_LE(reading_days, (left - period.first_day).count() + 1) << "none after the end";
    const char* code = reading_days >= 16 ? "99454" : "99445";
    const bool has = std::ranges::find(mine.claims, code, &rules::Claim::code) != mine.claims.end();
    EXPECT_EQ(has, reading_days >= 2) << reading_days;
    claimed += has ? 1 : 0;
  }
  EXPECT_GT(gone, 10);
  EXPECT_GT(claimed, 5);
}

TEST(MonthEnd, OfSuchAPatientNothingElseIsCounted) {
  const Restless practice;
  std::int32_t enrolled = 0, periods = 0, later = 0;

  for (const PatientMonth& mine : practice.record.patients) {
    enrolled += mine.enrolled ? 1 : 0;
    for (const PatientMonth::Period& period : mine.periods) ++(period.completed ? periods : later);
    if (mine.enrolled) continue;
    EXPECT_EQ(mine.credit.credited, SimDuration{});
    for (const rules::Claim& claim : mine.claims)
      EXPECT_TRUE(claim.code == "99445" || claim.code == "99454" || claim.code == "99453");
    for (const rules::NotClaimed& refused : mine.not_claimed)
      EXPECT_FALSE(refused.code == "99457" || refused.code == "99470") << "there was no month";
  }
  EXPECT_EQ(practice.row.patients.everyone, enrolled);
  EXPECT_EQ(practice.row.periods_ended, periods) << "shares are of who stayed to the end";
  EXPECT_EQ(practice.row.periods_after_leaving, later);
}

}  // namespace
}  // namespace caseload::experiment
