// Who answers urgent alerts while nobody is on duty, on days made by hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/care/hand_made_day.hpp"

namespace caseload::care {
namespace {

using testing::alert_at;
using testing::at_work;
using testing::day;
using ::testing::ElementsAre;
using testing::HandMadeMonth;
using ::testing::IsEmpty;
using testing::march;
using testing::whole_minutes;

StaffMember on_call(OnCall terms = {}) {
  StaffMember olga = at_work("Olga", 1, 8, 16);
  olga.hours = {};
  olga.on_call = terms;
  return olga;
}

// Ana works on weekdays from eight to four; looking at an alert takes ten minutes. 7 March is a
// Saturday.
HandMadeMonth with(StaffMember second) {
  HandMadeMonth month({at_work("Ana", 0, 8, 16), std::move(second)});
  month.takes(rules::Activity::Triage, 10, true);
  month.telephone(true);
  month.scenario.care.logging.logged_share = 1;
  return month;
}
HandMadeMonth ana_alone() {
  HandMadeMonth month = with(on_call());
  month.scenario.plans[0].staff = {0};
  return month;
}

const std::vector<telemetry::Alert> kUrgentInTheNight{
    alert_at(march(7, 3), telemetry::AlertLevel::Urgent)};

TEST(OnCall, WithoutCoverAnUrgentAlertOfTheNightWaitsForTheNextWorkingDay) {
  HandMadeMonth month = ana_alone();

  const experiment::MonthOutcome row = month.run(kUrgentInTheNight);

  EXPECT_THAT(month.worked(), ElementsAre("Ana 08:00-08:10"));
  EXPECT_EQ(row.urgent.late_staffed(), 0);
  EXPECT_EQ(row.urgent.late_wall(), 1);
  EXPECT_EQ(row.on_call.on_call, SimDuration{});
}

// The clock of staffed minutes runs in the hours that somebody is scheduled for, present or not: a
// practice that is closed whenever its only nurse is away would never be late.
TEST(OnCall, TheStaffedClockRunsWhileTheOnlyNurseIsAway) {
  HandMadeMonth month = ana_alone();
  month.scenario.staff[0].away = {{day(2026, 3, 9), day(2026, 3, 10)}};

  const experiment::MonthOutcome row =
      month.run({alert_at(march(9, 9), telemetry::AlertLevel::Urgent),
                 alert_at(march(10, 17), telemetry::AlertLevel::Urgent, 1)});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 08:00-08:10", "Ana 08:10-08:20"));
  EXPECT_EQ(row.urgent.raised, 2);
  EXPECT_EQ(row.urgent.late_staffed(), 1) << "raised in her hours; the other one after them";
}

TEST(OnCall, SomebodyOnCallLooksAfterTheStatedDelay) {
  HandMadeMonth month = with(on_call({.responds_in = minutes{20}}));

  const experiment::MonthOutcome row = month.run(kUrgentInTheNight);

  EXPECT_THAT(month.worked(), ElementsAre("Olga 03:20-03:30"));
  EXPECT_EQ(row.urgent.late_wall(), 0);
  EXPECT_EQ(row.on_call.calls, 1);
  EXPECT_EQ(row.on_call.worked, minutes{10});
}

TEST(OnCall, OnlyUrgentAlertsAreAnswered) {
  HandMadeMonth month = with(on_call());

  month.run({alert_at(march(7, 3)), alert_at(march(7, 4), telemetry::AlertLevel::Urgent, 1)});

  EXPECT_THAT(month.worked(), ElementsAre("Olga 04:15-04:25", "Ana 08:00-08:10"));
}

TEST(OnCall, OneCallServesAllThatWaits) {
  HandMadeMonth month = with(on_call());

  const experiment::MonthOutcome row =
      month.run({alert_at(march(7, 3), telemetry::AlertLevel::Urgent, 0),
                 alert_at(march(7, 3), telemetry::AlertLevel::Urgent, 1)});

  EXPECT_THAT(month.worked(), ElementsAre("Olga 03:15-03:25", "Olga 03:25-03:35"));
  EXPECT_EQ(row.on_call.calls, 1);
}

TEST(OnCall, WhatAnAlertLeadsToIsDoneThereAndThenAsFarAsTheRoleMay) {
  HandMadeMonth month = with(on_call());
  month.scenario.care.alerts.urgent_call_share = 1;
  month.scenario.care.alerts.escalate_share = 1;
  month.takes(rules::Activity::AlertCall, 30, false);
  month.takes(rules::Activity::Escalation, 5, true);
  month.takes(rules::Activity::Decision, 5, false);
  month.scenario.staff.push_back(at_work("Nora", 0, 8, 16, rules::Role::Np));
  month.scenario.plans[0].staff.push_back(2);

  month.run(kUrgentInTheNight);

  // A nurse decides nothing: that waits for the practitioner.
  EXPECT_THAT(month.worked(), ElementsAre("Olga 03:15-03:25", "Olga 03:25-03:55",
                                          "Olga 03:55-04:00", "Nora 08:00-08:05"));
}

TEST(OnCall, WhoeverIsOnDutyComesFirst) {
  HandMadeMonth month = with(on_call({.hours = {}, .responds_in = minutes{90}}));

  const experiment::MonthOutcome row =
      month.run({alert_at(march(9, 7), telemetry::AlertLevel::Urgent),
                 alert_at(march(9, 10), telemetry::AlertLevel::Urgent, 1)});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 08:00-08:10", "Ana 10:00-10:10"));
  EXPECT_EQ(row.on_call.calls, 1);  // at seven; nothing was left at half past eight
  EXPECT_EQ(row.on_call.worked, SimDuration{});
}

TEST(OnCall, WhatWaitsWhenTheHoursBeginIsTakenUpThen) {
  OnCall fridays;
  fridays.hours[5] = ClockSpan{20 * 60, 32 * 60};
  HandMadeMonth month = with(on_call(fridays));

  month.run({alert_at(march(6, 17), telemetry::AlertLevel::Urgent)});

  EXPECT_THAT(month.worked(), ElementsAre("Olga 20:15-20:25"));
}

TEST(OnCall, ReadinessAndCallsArePaid) {
  HandMadeMonth month = with(on_call({.per_hour = Cents{500}, .per_call = Cents{4000}}));

  const experiment::MonthOutcome row = month.run(kUrgentInTheNight);

  // March has 744 hours, of which Ana works 22 × 8.
  EXPECT_EQ(whole_minutes(row.on_call.on_call), (744 - 22 * 8) * 60);
  EXPECT_EQ(row.cost.on_call, Cents{568 * 500 + 4000});
  EXPECT_EQ(row.cost.wages, Cents{22 * 8 * 6000});
}

TEST(OnCall, AVendorsLineCostsAFeeForEachPatient) {
  HandMadeMonth month = with(on_call({.vendor_line = true, .fee_per_patient_month = Cents{350}}));

  const experiment::MonthOutcome row = month.run(kUrgentInTheNight);

  EXPECT_EQ(row.cost.on_call, Cents{350 * row.patients.everyone});
}

TEST(OnCall, MinutesOfPeopleWhoAreNotSupervisedNeverCount) {
  StaffMember line = on_call({.vendor_line = true});
  HandMadeMonth counted = with(line);
  line.supervised = false;
  HandMadeMonth uncounted = with(line);
  for (HandMadeMonth* month : {&counted, &uncounted}) {
    month->scenario.care.alerts.urgent_call_share = 1;
    month->takes(rules::Activity::AlertCall, 30, false);
  }

  const experiment::MonthOutcome with_them = counted.run(kUrgentInTheNight);
  const experiment::MonthOutcome without = uncounted.run(kUrgentInTheNight);

  EXPECT_EQ(with_them.credited, minutes{40});
  EXPECT_EQ(with_them.live_contact.everyone, 1);
  EXPECT_EQ(without.credited, SimDuration{});
  EXPECT_EQ(without.live_contact.everyone, 0);  // nor is their conversation a live contact
  EXPECT_EQ(without.fingerprint, with_them.fingerprint);
}

TEST(OnCall, TheJournalTellsWhoWasCalledAbout) {
  HandMadeMonth month = with(on_call());
  Journal journal(PatientId{0});
  month.journal = &journal;

  month.run(kUrgentInTheNight);

  const auto called =
      std::ranges::find(journal.lines(), JournalLine::Kind::CalledOut, &JournalLine::kind);
  ASSERT_NE(called, journal.lines().end());
  EXPECT_EQ(called->at, march(7, 3));
  EXPECT_EQ(called->staff, "Olga");
}

}  // namespace
}  // namespace caseload::care
