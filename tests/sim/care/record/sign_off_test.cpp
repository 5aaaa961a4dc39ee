// The provider's signature under each patient's month, on days made by hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/care/hand_made_day.hpp"

namespace caseload::care {
namespace {

using experiment::testing::small_clinic;
using testing::alert_at;
using testing::at_work;
using ::testing::ElementsAre;
using testing::HandMadeMonth;
using testing::march;

// Three patients with readings every day, so that each month has device codes; signing takes ten
// minutes. The run begins on 1 February; 1 March is a Sunday, 1 April a Wednesday.
HandMadeMonth signed_by(StaffMember nora) {
  HandMadeMonth month({std::move(nora)});
  month.readings(true);
  month.takes(rules::Activity::SignOff, 10, true);
  TaskSettings& task =
      month.scenario.care.tasks[static_cast<std::size_t>(rules::Activity::SignOff)];
  task.roles = {rules::Role::Np, rules::Role::Md};
  month.scenario.care.sign_off = {.wanted = true};
  month.scenario.care.logging.logged_share = 1;
  return month;
}
StaffMember nora() { return at_work("Nora", 0, 8, 16, rules::Role::Np); }
StaffMember nora_on(std::size_t weekday) {
  StaffMember member = nora();
  for (std::size_t day = 0; day < 7; ++day)
    if (day != weekday) member.hours[day].reset();
  return member;
}

TEST(SignOff, EachMonthIsSignedOnTheFirstDaysOfTheNext) {
  HandMadeMonth month = signed_by(nora());

  const experiment::MonthOutcome row = month.run({});

  EXPECT_THAT(month.worked(),
              ElementsAre("Nora 08:00-08:10", "Nora 08:10-08:20", "Nora 08:20-08:30",    // 2 March
                          "Nora 08:00-08:10", "Nora 08:10-08:20", "Nora 08:20-08:30"));  // 1 April
  EXPECT_EQ(row.sign_off.owed, 3);
  EXPECT_EQ(row.sign_off.in_time, 3);
  EXPECT_EQ(row.sign_off.worked, minutes{30});
  EXPECT_EQ(row.sign_off.owed_of_month, 3);
  EXPECT_EQ(row.sign_off.held, 0);
  EXPECT_GT(row.payment.paid, Cents{});
  EXPECT_EQ(row.payment.held, Cents{});
}

TEST(SignOff, ItIsNobodysWorkUnlessWanted) {
  HandMadeMonth month = signed_by(nora());
  month.scenario.care.sign_off.wanted = false;

  const experiment::MonthOutcome row = month.run({});

  EXPECT_TRUE(month.record.log.empty());
  EXPECT_EQ(row.sign_off.owed + row.sign_off.owed_of_month, 0);
  EXPECT_EQ(row.payment.held, Cents{});
}

TEST(SignOff, PatientsComeBeforePaper) {
  HandMadeMonth month = signed_by(nora());
  month.takes(rules::Activity::Triage, 20, true);
  month.takes(rules::Activity::Escalation, 5, true);
  month.takes(rules::Activity::Decision, 5, false);
  month.scenario.care.tasks[static_cast<std::size_t>(rules::Activity::Escalation)].roles = {
      rules::Role::Np};
  month.scenario.care.alerts.escalate_share = 1;

  month.run({alert_at(march(1, 10))});

  std::vector<rules::Activity> order;
  for (const rules::TimeEntry& entry : month.record.log) order.push_back(entry.activity);
  order.resize(6);
  using enum rules::Activity;
  EXPECT_THAT(order, ElementsAre(Triage, Escalation, Decision, SignOff, SignOff, SignOff));
}

TEST(SignOff, WhatIsSignedAfterTheDayIsLateAndNotLost) {
  HandMadeMonth month = signed_by(nora_on(4));  // Thursdays: 5 March, 2 April

  const experiment::MonthOutcome row = month.run({});

  // The day ends with 3 March; the signatures follow on the 5th at 08:10, 08:20 and 08:30.
  EXPECT_EQ(row.sign_off.in_time, 0);
  EXPECT_EQ(row.sign_off.late, 3);
  EXPECT_EQ(row.sign_off.late_by, 3 * hours{32} + minutes{60});
  EXPECT_EQ(row.sign_off.open, 0);
  EXPECT_EQ(row.sign_off.held, 0);
}

TEST(SignOff, ClaimsOfAMonthThatNobodySignedAreHeld) {
  HandMadeMonth month = signed_by(nora_on(4));
  month.scenario.care.sign_off.by_day = 1;

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(row.sign_off.held, 3);
  EXPECT_GT(row.payment.held, Cents{});
  EXPECT_EQ(row.payment.held, row.payment.allowed);
  EXPECT_EQ(row.payment.unsigned_held, row.payment.held);
  EXPECT_EQ(row.payment.paid, Cents{});
  for (const experiment::PatientMonth& patient : month.record.patients)
    for (const rules::Claim& claim : patient.claims) EXPECT_TRUE(claim.held) << claim.code;
}

TEST(SignOff, WhatIsLeftUnsignedAtTheMonthsEndIsCounted) {
  StaffMember nobody = nora_on(4);
  nobody.until = LocalDay{std::chrono::year{2026} / 3 / 4};
  HandMadeMonth month = signed_by(nobody);

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(row.sign_off.open, 3);
  EXPECT_EQ(row.sign_off.held, 3);
}

TEST(SignOff, WhetherItCountsIsSaidByTheRules) {
  HandMadeMonth month = signed_by(nora());
  for (rules::RuleSet& rules : month.scenario.rules.sets)
    rules.activity_counts[static_cast<std::size_t>(rules::Activity::SignOff)] = true;

  EXPECT_EQ(month.run({}).credited, minutes{30});

  for (rules::RuleSet& rules : month.scenario.rules.sets)
    rules.activity_counts[static_cast<std::size_t>(rules::Activity::SignOff)] = false;

  EXPECT_EQ(month.run({}).credited, SimDuration{});
}

// A whole practice: people leave, and their last month is signed like any other.
TEST(SignOff, EverybodyWithAClaimIsOwedASignature) {
  experiment::Scenario scenario = small_clinic(120);
  scenario.care.sign_off = {.wanted = true, .by_day = kLastSignOffDay};
  TaskSettings& task = scenario.care.tasks[static_cast<std::size_t>(rules::Activity::SignOff)];
  task = {Lognormal(3, 0.5), {rules::Role::Np}, true};
  scenario.staff[4].rpm_share = 1;
  experiment::TrialRecord record;

  const experiment::MonthOutcome row = experiment::run_trial(
      scenario, scenario.plans[3], scenario.months[0], {.seed = 3, .replication = 0}, {}, &record);

  const auto claiming = std::ranges::count_if(
      record.patients, [](const experiment::PatientMonth& mine) { return !mine.claims.empty(); });
  EXPECT_GT(row.left, 0);
  EXPECT_GE(row.sign_off.owed_of_month, claiming);
  EXPECT_LE(row.sign_off.owed_of_month, claiming + 3);  // minutes near a visit, minutes twice
  EXPECT_EQ(row.sign_off.held, 0);
  EXPECT_EQ(row.sign_off.owed, row.sign_off.in_time + row.sign_off.late + row.sign_off.open);
}

TEST(SignOff, UnderStaffWithoutLimitEverythingIsSignedInTime) {
  HandMadeMonth month = signed_by(nora());
  month.scenario.plans[0].unlimited = true;

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(row.sign_off.in_time, row.sign_off.owed);
  EXPECT_EQ(row.sign_off.held, 0);
}

}  // namespace
}  // namespace caseload::care
