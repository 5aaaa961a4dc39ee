// Chronic care management beside RPM: work of the same people, minutes of its own.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/care/hand_made_day.hpp"

namespace caseload::care {
namespace {

using experiment::testing::small_clinic;
using testing::at_work;
using testing::HandMadeMonth;

// Three patients; coordinating takes eleven minutes, twice a month.
HandMadeMonth coordinated(double ccm) {
  HandMadeMonth month({at_work("Ana", 0, 8, 16)});
  month.readings(true);
  month.scenario.population.also.ccm = ccm;
  month.takes(rules::Activity::CareManagement, 11, true);
  month.scenario.care.tasks[static_cast<std::size_t>(rules::Activity::CareManagement)].roles = {
      rules::Role::Rn};
  month.scenario.care.logging.logged_share = 1;
  return month;
}

TEST(SecondProgramme, EverybodyInCcmIsOwedItsWorkEachMonth) {
  HandMadeMonth month = coordinated(1);

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(row.second.ccm_patients, 3);
  EXPECT_EQ(row.second.ccm_worked, 3 * minutes{22});
  EXPECT_EQ(row.second.ccm_credited, 3 * minutes{22});
  EXPECT_EQ(row.second.ccm_reached20, 3);
  EXPECT_EQ(row.codes.at("99490"), 3);
  EXPECT_GT(row.second.ccm_paid, Cents{});
}

TEST(SecondProgramme, NoMinuteOfItIsRpms) {
  HandMadeMonth month = coordinated(1);

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(row.credited, SimDuration{});
  EXPECT_EQ(row.countable_worked, SimDuration{});
  EXPECT_EQ(row.reached[0].everyone, 0);
  EXPECT_EQ(row.staff[0].rpm, 3 * minutes{22});  // of the same person's time
  EXPECT_FALSE(row.codes.contains("99470"));
  for (const rules::TimeEntry& entry : month.record.log)
    EXPECT_EQ(entry.program, rules::Program::Ccm);
}

TEST(SecondProgramme, WithoutItNothingArises) {
  HandMadeMonth month = coordinated(0);

  const experiment::MonthOutcome row = month.run({});

  EXPECT_TRUE(month.record.log.empty());
  EXPECT_EQ(row.second.ccm_patients + row.second.apcm_patients, 0);
}

TEST(SecondProgramme, WhatIsNotDoneByTheMonthsEndIsNotMadeUpFor) {
  HandMadeMonth month = coordinated(1);
  month.scenario.staff[0].until = LocalDay{std::chrono::year{2026} / 2 / 1};  // a Sunday

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(row.second.ccm_worked, SimDuration{});
  EXPECT_EQ(row.open_by_day[0].other, 0);  // February's are gone
  EXPECT_GT(row.open_by_day[29].other, 3);
  EXPECT_LE(row.open_by_day[29].other, 6);
}

TEST(SecondProgramme, WhereRpmIsNotPaidBesideApcmItsCodesGiveWay) {
  HandMadeMonth month = coordinated(0);
  month.scenario.population.also.apcm = 1;
  month.scenario.payment.apcm_per_patient_month = Cents{5000};

  const experiment::MonthOutcome beside = month.run({});
  month.scenario.payment.rpm_beside_apcm = false;
  const experiment::MonthOutcome alone = month.run({});

  EXPECT_EQ(beside.second.apcm_patients, 3);
  EXPECT_EQ(beside.second.apcm_in_full, Cents{15000});
  EXPECT_FALSE(beside.codes.empty());
  EXPECT_TRUE(alone.codes.empty());
  EXPECT_EQ(alone.fingerprint, beside.fingerprint);
  for (const experiment::PatientMonth& mine : month.record.patients)
    EXPECT_TRUE(std::ranges::any_of(mine.not_claimed, [](const rules::NotClaimed& code) {
      return code.reason.find("beside APCM") != std::string::npos;
    }));
}

// A whole practice: who is in CCM has the same luck as without it, and takes hours from RPM.
TEST(SecondProgramme, ItCompetesWithRpmForTheSameHours) {
  experiment::Scenario scenario = small_clinic(240);
  scenario.care.tasks[static_cast<std::size_t>(rules::Activity::CareManagement)] = {
      Lognormal(11, 0.5), {rules::Role::Rn, rules::Role::Lpn, rules::Role::Ma}, true};
  const auto at20 = [&](double ccm) {
    scenario.population.also.ccm = ccm;
    int sum = 0;
    for (std::uint32_t replication = 0; replication < 3; ++replication)
      sum += experiment::run_trial(scenario, scenario.plans[0], scenario.months[0],
                                   {.seed = 5, .replication = replication})
                 .reached[1]
                 .everyone;
    return sum;
  };

  EXPECT_LT(at20(0.5), at20(0));
}

}  // namespace
}  // namespace caseload::care
