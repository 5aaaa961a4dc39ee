// Work in hand when a shift ends, on days made by hand: an alert takes fifty minutes, people go
// home at four.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/care/hand_made_day.hpp"

namespace caseload::care {
namespace {

using testing::alert_at;
using testing::at_work;
using ::testing::ElementsAre;
using testing::HandMadeMonth;
using testing::march;
using testing::silence_at;
using testing::whole_minutes;

HandMadeMonth long_alerts(std::vector<StaffMember> staff, AtShiftEnd rule) {
  HandMadeMonth month(std::move(staff));
  month.takes(rules::Activity::Triage, 50, true);
  month.scenario.care.logging.logged_share = 1;
  month.scenario.care.policy.team.at_shift_end = rule;
  return month;
}

void expect_minutes_add_up(const experiment::MonthOutcome& row) {
  for (const experiment::StaffMinutes& m : row.staff) {
    EXPECT_EQ(m.scheduled, m.absent + m.present) << m.name;
    EXPECT_EQ(m.present + m.overtime, m.rpm + m.other + m.breaks + m.idle) << m.name;
  }
}

TEST(ShiftEnd, FinishingIsOvertime) {
  HandMadeMonth month = long_alerts({at_work("Ana", 0, 8, 16)}, AtShiftEnd::Finish);

  const experiment::MonthOutcome row = month.run({alert_at(march(2, 15)), alert_at(march(2, 15))});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 15:00-15:50", "Ana 15:50-16:40"));
  EXPECT_EQ(whole_minutes(row.staff[0].overtime), 40);
  EXPECT_EQ(whole_minutes(row.staff[0].rpm), 100);
  // 22 working days of 8 hours, and 40 minutes, at 60 dollars.
  EXPECT_EQ(row.staff[0].scheduled, hours{22 * 8});
  expect_minutes_add_up(row);
}

TEST(ShiftEnd, WhatReturnsToTheWorklistIsGoneOnWithInTheMorning) {
  HandMadeMonth month = long_alerts({at_work("Ana", 0, 8, 16)}, AtShiftEnd::ReturnToWorklist);

  const experiment::MonthOutcome row = month.run({alert_at(march(2, 15)), alert_at(march(2, 15))});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 15:00-15:50", "Ana 15:50-16:00", "Ana 08:00-08:40"));
  EXPECT_EQ(row.staff[0].overtime, SimDuration{});
  expect_minutes_add_up(row);
}

TEST(ShiftEnd, AColleagueOnDutyGoesOnWithWhatIsHandedOver) {
  HandMadeMonth month =
      long_alerts({at_work("Ana", 0, 8, 16), at_work("Ben", 1, 12, 20)}, AtShiftEnd::HandOver);

  // Ben is busy until 16:50 with the second, and a third has waited since 15:00 by then.
  const experiment::MonthOutcome row =
      month.run({alert_at(march(2, 15), telemetry::AlertLevel::Review, 0),
                 alert_at(march(2, 15), telemetry::AlertLevel::Review, 1),
                 alert_at(march(2, 15), telemetry::AlertLevel::Review, 2),
                 alert_at(march(2, 15), telemetry::AlertLevel::Review, 2),
                 alert_at(march(2, 15), telemetry::AlertLevel::Review, 2)});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 15:00-15:50", "Ben 15:00-15:50", "Ana 15:50-16:00",
                                          "Ben 15:50-16:40", "Ben 16:40-17:20", "Ben 17:20-18:10"));
  EXPECT_EQ(row.staff[0].overtime, SimDuration{});
  expect_minutes_add_up(row);
}

TEST(ShiftEnd, WhatNobodyIsThereForReturnsToTheWorklist) {
  HandMadeMonth month =
      long_alerts({at_work("Ana", 0, 8, 16), at_work("Ben", 1, 8, 16)}, AtShiftEnd::HandOver);

  const experiment::MonthOutcome row = month.run(
      {alert_at(march(2, 15)), alert_at(march(2, 15), {}, 1), alert_at(march(2, 15), {}, 2)});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 15:00-15:50", "Ben 15:00-15:50", "Ana 15:50-16:00",
                                          "Ana 08:00-08:40"));
  EXPECT_EQ(row.staff[0].overtime + row.staff[1].overtime, SimDuration{});
}

TEST(ShiftEnd, APersonsOwnRuleComesBeforeTheTeams) {
  StaffMember ana = at_work("Ana", 0, 8, 16);
  ana.at_shift_end = AtShiftEnd::ReturnToWorklist;
  HandMadeMonth month = long_alerts({ana}, AtShiftEnd::Finish);

  EXPECT_EQ(month.run({alert_at(march(2, 15)), alert_at(march(2, 15))}).staff[0].overtime,
            SimDuration{});
}

TEST(ShiftEnd, AConversationIsAlwaysFinished) {
  HandMadeMonth month({at_work("Ana", 0, 8, 16)});
  month.scenario.care.policy.team.at_shift_end = AtShiftEnd::ReturnToWorklist;
  month.telephone(true);
  month.takes(rules::Activity::Outreach, 50, true);

  const experiment::MonthOutcome row =
      month.run({silence_at(march(2, 15), 0), silence_at(march(2, 15), 1)});

  EXPECT_EQ(row.live_contacts, 2);
  EXPECT_EQ(whole_minutes(row.staff[0].overtime), 40);
}

TEST(ShiftEnd, AnUrgentAlertIsAlwaysFinished) {
  HandMadeMonth month = long_alerts({at_work("Ana", 0, 8, 16)}, AtShiftEnd::ReturnToWorklist);

  const experiment::MonthOutcome row =
      month.run({alert_at(march(2, 15)), alert_at(march(2, 15), telemetry::AlertLevel::Urgent, 1)});

  // The urgent one first, then ten minutes of the other.
  EXPECT_THAT(month.worked(), ElementsAre("Ana 15:00-15:50", "Ana 15:50-16:00", "Ana 08:00-08:40"));
  EXPECT_EQ(whole_minutes(long_alerts({at_work("Ana", 0, 8, 16)}, AtShiftEnd::ReturnToWorklist)
                              .run({alert_at(march(2, 15), telemetry::AlertLevel::Urgent, 0),
                                    alert_at(march(2, 15), telemetry::AlertLevel::Urgent, 1)})
                              .staff[0]
                              .overtime),
            40);
  EXPECT_EQ(row.staff[0].overtime, SimDuration{});
}

TEST(ShiftEnd, WhatClearlyWouldNotFitIsNotBegunInTheLastMinutes) {
  StaffMember ana = at_work("Ana", 0, 8, 16);
  ana.wind_down_minutes = 30;
  HandMadeMonth month = long_alerts({ana}, AtShiftEnd::Finish);

  const experiment::MonthOutcome row =
      month.run({alert_at(march(2, 15)), alert_at(march(2, 15)),
                 alert_at(march(3, 15), telemetry::AlertLevel::Urgent, 0),
                 alert_at(march(3, 15), telemetry::AlertLevel::Urgent, 1)});

  // On Monday the second waits for Tuesday; an urgent one does not wait.
  EXPECT_THAT(month.worked(), ElementsAre("Ana 15:00-15:50", "Ana 08:00-08:50", "Ana 15:00-15:50",
                                          "Ana 15:50-16:40"));
  EXPECT_EQ(whole_minutes(row.staff[0].overtime), 40);
  expect_minutes_add_up(row);
}

}  // namespace
}  // namespace caseload::care
