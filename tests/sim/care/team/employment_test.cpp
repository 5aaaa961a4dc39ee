// Who is there: cover for absence, dated leave, hiring and leaving, outages, half positions, and
// what each may do. Days made by hand; an alert takes sixty minutes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/care/calendar/roster.hpp"
#include "sim/experiment/plan_team.hpp"
#include "tests/sim/care/hand_made_day.hpp"

namespace caseload::care {
namespace {

using testing::alert_at;
using testing::at_work;
using testing::day;
using ::testing::ElementsAre;
using testing::HandMadeMonth;
using testing::march;
using testing::whole_minutes;

HandMadeMonth hourly(std::vector<StaffMember> staff) {
  HandMadeMonth month(std::move(staff));
  month.takes(rules::Activity::Triage, 60, true);
  month.scenario.care.logging.logged_share = 1;
  return month;
}

void expect_minutes_add_up(const experiment::MonthOutcome& row) {
  for (const experiment::StaffMinutes& m : row.staff) {
    EXPECT_EQ(m.scheduled, m.absent + m.present) << m.name;
    EXPECT_EQ(m.present + m.overtime, m.rpm + m.other + m.breaks + m.idle) << m.name;
  }
}

StaffMember away_on_monday(StaffMember member) {
  member.away = {{day(2026, 3, 2), day(2026, 3, 2)}};
  return member;
}

TEST(Employment, LeaveWithDatesIsAbsenceOnThoseDaysOnly) {
  HandMadeMonth month = hourly({away_on_monday(at_work("Ana", 0, 8, 16))});

  const experiment::MonthOutcome row = month.run({alert_at(march(2, 9))});

  EXPECT_EQ(row.staff[0].absent, hours{8});
  EXPECT_THAT(month.worked(), ElementsAre("Ana 08:00-09:00"));  // on Tuesday
  expect_minutes_add_up(row);
}

TEST(Employment, AFloatWorksTheAbsentPersonsHoursAtTheFloatsWage) {
  StaffMember ana = away_on_monday(at_work("Ana", 0, 9, 15));
  ana.cover = Cover{"Fay"};
  StaffMember fay = at_work("Fay", 1, 8, 20);
  fay.wage_per_hour = Cents{9000};
  HandMadeMonth month = hourly({ana, fay});
  month.scenario.plans[0].staff = {0};

  const experiment::MonthOutcome row = month.run({alert_at(march(2, 8)), alert_at(march(3, 10))});

  // Fay is there from nine to three on Monday, as Ana would be, and on no other day.
  EXPECT_THAT(month.worked(), ElementsAre("Fay 09:00-10:00", "Ana 10:00-11:00"));
  ASSERT_EQ(row.staff.size(), 2U);
  EXPECT_EQ(row.staff[1].scheduled, hours{6});
  // 22 days of six hours at 60 dollars, and six hours at 90.
  EXPECT_EQ(row.cost.total(), Cents{22 * 6 * 6000 + 6 * 9000});
  EXPECT_THAT(experiment::people_of(month.scenario, month.scenario.plans[0]),
              ElementsAre("Ana", "Fay (covers)"));
  expect_minutes_add_up(row);
}

TEST(Employment, AColleagueCoversOnHoursThatAreFree) {
  StaffMember ana = away_on_monday(at_work("Ana", 0, 8, 16));
  ana.cover = Cover{"Ben"};
  const StaffMember ben = at_work("Ben", 1, 8, 12);
  HandMadeMonth month = hourly({ana, ben});

  const experiment::MonthOutcome row = month.run({alert_at(march(2, 9)), alert_at(march(2, 14))});

  EXPECT_THAT(month.worked(), ElementsAre("Ben 09:00-10:00", "Ben 14:00-15:00"));
  EXPECT_EQ(row.staff[1].scheduled, hours{22 * 4 + 4});
  expect_minutes_add_up(row);
}

TEST(Employment, WorkThatRunsIntoTheNextShiftIsNoOvertime) {
  StaffMember ana = away_on_monday(at_work("Ana", 0, 12, 16));
  ana.cover = Cover{"Ben"};
  HandMadeMonth month = hourly({ana, at_work("Ben", 1, 8, 12)});
  month.takes(rules::Activity::Triage, 90, true);

  const experiment::MonthOutcome row = month.run({alert_at(march(2, 11)), alert_at(march(2, 15))});

  // In Ana's place from twelve on; half past four is after the end of that.
  EXPECT_THAT(month.worked(), ElementsAre("Ben 11:00-12:30", "Ben 15:00-16:30"));
  EXPECT_EQ(row.staff[1].overtime, minutes{30});
  expect_minutes_add_up(row);
}

TEST(Employment, SicknessIsCoveredOnlyWhereTheRuleSaysSo) {
  const auto fays_hours = [](bool sickness) {
    StaffMember ana = at_work("Ana", 0, 8, 16);
    ana.out = {{day(2026, 3, 2), day(2026, 3, 6)}};
    ana.cover = Cover{"Fay", sickness};
    HandMadeMonth month = hourly({ana, at_work("Fay", 1, 8, 16)});
    month.scenario.plans[0].staff = {0};
    return month.run({}).staff[1].scheduled;
  };

  EXPECT_EQ(fays_hours(false), SimDuration{});
  EXPECT_EQ(fays_hours(true), hours{5 * 8});
}

TEST(Employment, WhoHasNotBegunOrHasLeftLeavesNoTrace) {
  const auto run = [](std::vector<StaffMember> staff) {
    return hourly(std::move(staff)).run({alert_at(march(2, 9)), alert_at(march(2, 9))});
  };
  StaffMember later = at_work("Ben", 1, 8, 16);
  later.from = day(2026, 5, 1);
  StaffMember gone = at_work("Ben", 1, 8, 16);
  gone.until = day(2026, 1, 15);

  const experiment::MonthOutcome alone = run({at_work("Ana", 0, 8, 16)});
  for (const StaffMember& other : {later, gone}) {
    const experiment::MonthOutcome row = run({at_work("Ana", 0, 8, 16), other});
    EXPECT_EQ(row.fingerprint, alone.fingerprint);
    EXPECT_EQ(row.cost.total(), alone.cost.total());
    EXPECT_EQ(row.staff[1].scheduled, SimDuration{});
  }
}

TEST(Employment, WagesRunFromTheFirstDayToTheLast) {
  StaffMember ben = at_work("Ben", 1, 8, 16);
  ben.from = day(2026, 3, 16);
  ben.until = day(2026, 3, 18);
  HandMadeMonth month = hourly({ben});

  const experiment::MonthOutcome row = month.run({alert_at(march(2, 9))});

  EXPECT_EQ(row.staff[0].scheduled, hours{3 * 8});
  EXPECT_EQ(row.cost.total(), Cents{3 * 8 * 6000});
  EXPECT_THAT(month.worked(), ElementsAre("Ben 08:00-09:00"));
  EXPECT_EQ(month.record.log.front().start, march(16, 8));
}

TEST(Employment, AnAssistantsWorkIsTheNursesOwnUntilTheAssistantBegins) {
  // Ana has a silence and an alert at once, and both are hers: the older first. Once Mia is there,
  // silence is Mia's, and Ana turns to it only when no alert is left.
  const auto anas_first = [](bool mia_begins) {
    StaffMember mia = at_work("Mia", 0, 12, 16, rules::Role::Ma);
    mia.from = mia_begins ? day(2026, 3, 3) : day(2026, 3, 10);
    HandMadeMonth month = hourly({at_work("Ana", 0, 8, 16), mia});
    month.telephone(true);
    month.run({testing::silence_at(march(3, 6), 0),
               alert_at(march(3, 7), telemetry::AlertLevel::Review, 1)});
    return month.record.log.front().activity;
  };

  EXPECT_EQ(anas_first(false), rules::Activity::Outreach);
  EXPECT_EQ(anas_first(true), rules::Activity::Triage);
}

TEST(Employment, ANewPersonGrowsToTheOwnSpeedInAStraightLine) {
  StaffMember ben = at_work("Ben", 1, 8, 16);
  ben.speed = 1.2;
  ben.from = day(2026, 3, 1);
  ben.ramp_up = {.months = 2, .from_speed = 0.5};

  EXPECT_DOUBLE_EQ(speed_on(ben, day(2026, 3, 1), {}), 0.6);
  EXPECT_NEAR(speed_on(ben, day(2026, 4, 1), {}), 1.2 * (0.5 + 0.5 * 31 / 60.875), 1e-12);
  EXPECT_DOUBLE_EQ(speed_on(ben, day(2026, 6, 1), {}), 1.2);

  ben.speed = 1;
  ben.ramp_up = {.months = 12, .from_speed = 0.5};
  HandMadeMonth month = hourly({ben});
  month.run({alert_at(march(2, 9))});
  const double slow = 60 / (0.5 + 0.5 * 1 / 365.25);
  const rules::TimeEntry& entry = month.record.log.front();
  EXPECT_NEAR(to_minutes(entry.end - entry.start), slow, 1.0 / 60);
}

TEST(Employment, TheOwnSpeedIsDrawnByRoleAndOrdinalWithMeanOne) {
  StaffMember ana = at_work("Ana", 0, 8, 16);
  ana.speed_sd = 0.3;
  double sum = 0, sum_of_logs = 0, squares = 0;
  constexpr int kDraws = 4000;
  for (std::uint32_t replication = 0; replication < kDraws; ++replication) {
    const double speed = speed_on(ana, day(2026, 3, 2), {7, replication});
    EXPECT_EQ(speed, speed_on(ana, day(2026, 9, 2), {7, replication}));
    sum += speed;
    sum_of_logs += std::log(speed);
    squares += std::log(speed) * std::log(speed);
  }
  // Standard errors: 0.3 ÷ √4000 = 0.005 of the mean, 0.0034 of the SD.
  EXPECT_NEAR(sum / kDraws, 1, 0.016);
  const double mean = sum_of_logs / kDraws;
  EXPECT_NEAR(std::sqrt(squares / kDraws - mean * mean), 0.3, 0.011);
}

TEST(Employment, AnOutageIsPairedWithThePlanThatHasNone) {
  experiment::Scenario scenario = experiment::testing::small_clinic(120);
  experiment::Plan stressed = scenario.plans[3];
  stressed.out = {{0, {day(2026, 2, 23), day(2026, 4, 5)}}};

  const RandomKey random{.seed = 5, .replication = 3};
  const experiment::MonthOutcome usual =
      experiment::run_trial(scenario, scenario.plans[3], scenario.months[0], random);
  const experiment::MonthOutcome row =
      experiment::run_trial(scenario, stressed, scenario.months[0], random);

  EXPECT_EQ(row.staff[0].present, SimDuration{});
  EXPECT_EQ(row.staff[0].scheduled, usual.staff[0].scheduled);
  EXPECT_EQ(row.staff[1].present, usual.staff[1].present);  // Ben is ill on the same days
  EXPECT_EQ(row.alerts, usual.alerts);
  EXPECT_LT(row.reached[1].everyone, usual.reached[1].everyone);
  EXPECT_THAT(experiment::people_of(scenario, stressed),
              ElementsAre("Ana (out 2026-02-23 to 2026-04-05)", "Ben", "Eve"));
}

TEST(Employment, MayIsMoreOrLessThanTheRole) {
  StaffMember mia = at_work("Mia", 0, 8, 16, rules::Role::Ma);
  mia.may = {rules::Activity::Triage};
  HandMadeMonth month = hourly({mia});
  month.telephone(true);

  month.run({alert_at(march(2, 9)), testing::silence_at(march(2, 8), 1)});

  // An assistant does not triage and does call; Mia does the one and not the other.
  EXPECT_THAT(month.worked(), ElementsAre("Mia 09:00-10:00"));
}

TEST(Employment, APersonWithTheLeaveOfTheRoleComesBeforeOneWithAnIndividualOne) {
  StaffMember mia = at_work("Mia", 0, 8, 16, rules::Role::Ma);
  mia.may = {rules::Activity::Triage};
  HandMadeMonth month = hourly({mia, at_work("Ana", 0, 8, 16)});

  month.run({alert_at(march(2, 9)), alert_at(march(2, 9), telemetry::AlertLevel::Review, 1)});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 09:00-10:00", "Mia 09:00-10:00"));
}

TEST(Employment, TheShareForRpmMayDifferByWeekday) {
  StaffMember ana = at_work("Ana", 0, 8, 16);
  ana.rpm_share_on[1] = 0.5;
  HandMadeMonth month = hourly({ana});

  const experiment::MonthOutcome row = month.run({});

  // Five Mondays at half, seventeen other days.
  EXPECT_EQ(row.staff[0].idle, hours{5 * 4 + 17 * 8});
  EXPECT_EQ(row.cost.total(), Cents{(5 * 4 + 17 * 8) * 6000});
}

TEST(Employment, TwoHalfPositionsDoTheWorkOfOneWhereNothingOverlapsAShiftsEnd) {
  std::vector<telemetry::Alert> alerts;
  for (int hour = 8; hour < 16; ++hour)
    alerts.push_back(alert_at(march(4, hour), telemetry::AlertLevel::Review,
                              static_cast<std::uint32_t>(hour % 3)));
  HandMadeMonth one = hourly({at_work("Ana", 0, 8, 16)});
  HandMadeMonth two = hourly({at_work("Ana", 0, 8, 12), at_work("Ben", 1, 12, 16)});

  const experiment::MonthOutcome whole = one.run(alerts);
  const experiment::MonthOutcome halves = two.run(alerts);

  EXPECT_EQ(whole.cost.total(), halves.cost.total());
  EXPECT_EQ(whole.credited, halves.credited);
  EXPECT_EQ(whole.staff[0].rpm, halves.staff[0].rpm + halves.staff[1].rpm);
  ASSERT_EQ(one.record.log.size(), two.record.log.size());
  for (std::size_t i = 0; i < one.record.log.size(); ++i)
    EXPECT_EQ(one.record.log[i].start, two.record.log[i].start);
}

}  // namespace
}  // namespace caseload::care
