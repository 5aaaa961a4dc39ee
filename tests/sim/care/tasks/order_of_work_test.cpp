// What is done first, on days made by hand: who is kept free of calls, and ranks that follow the
// month.

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

// A call about silence takes an hour and is not broken off; an alert takes ten minutes.
HandMadeMonth long_calls(int reserve) {
  HandMadeMonth month({at_work("Ana", 0, 8, 16), at_work("Ben", 1, 8, 16)});
  month.telephone(true);
  month.takes(rules::Activity::Outreach, 60, false);
  month.takes(rules::Activity::Triage, 10, true);
  month.scenario.care.logging.logged_share = 1;
  month.scenario.care.policy.reserve = reserve;
  return month;
}

const std::vector<telemetry::Alert> kTwoSilencesAndAnUrgentAlert{
    silence_at(march(2, 9), 0), silence_at(march(2, 9), 1),
    alert_at(march(2, 9, 30), telemetry::AlertLevel::Urgent, 2)};

TEST(OrderOfWork, WithoutAReserveEverybodyIsOnTheTelephoneWhenAnUrgentAlertComes) {
  HandMadeMonth month = long_calls(0);

  const experiment::MonthOutcome row = month.run(kTwoSilencesAndAnUrgentAlert);

  EXPECT_THAT(month.worked(), ElementsAre("Ana 09:00-10:00", "Ben 09:00-10:00", "Ana 10:00-10:10"));
  EXPECT_EQ(row.urgent.staffed[0], 0);  // within five minutes
}

TEST(OrderOfWork, TheReserveKeepsSomebodyFreeForIt) {
  HandMadeMonth month = long_calls(1);

  const experiment::MonthOutcome row = month.run(kTwoSilencesAndAnUrgentAlert);

  // The platform shows the alert of half past nine at ten. Until the first call is over, one of the
  // two stays free.
  const auto call = std::ranges::find(month.record.log, PatientId{1}, &rules::TimeEntry::patient);
  ASSERT_NE(call, month.record.log.end());
  EXPECT_EQ(call->start, march(2, 10));
  EXPECT_EQ(row.live_contacts, 2);
}

TEST(OrderOfWork, APersonAtInterruptibleWorkIsFree) {
  HandMadeMonth month = long_calls(1);
  month.takes(rules::Activity::Triage, 120, true);

  const auto call_began = [&] {
    month.run(
        {alert_at(march(2, 9), telemetry::AlertLevel::Review, 2), silence_at(march(2, 10), 0)});
    return std::ranges::find(month.record.log, rules::Activity::Outreach,
                             &rules::TimeEntry::activity)
        ->start;
  };

  // One looks at an alert from nine to eleven and may be interrupted: the other may call.
  EXPECT_EQ(call_began(), march(2, 10));

  // Where an urgent alert waits, nobody at work is free.
  month.scenario.care.policy.urgent_preempts = false;
  EXPECT_EQ(call_began(), march(2, 11));
}

TEST(OrderOfWork, InterruptedWorkIsGoneOnWithOrBegunAgain) {
  const auto minutes_worked = [](bool restarts) {
    HandMadeMonth month({at_work("Ana", 0, 8, 16)});
    month.takes(rules::Activity::Triage, 90, true);
    month.scenario.care.logging.logged_share = 1;
    month.scenario.care.tasks[static_cast<std::size_t>(rules::Activity::Triage)].restarts =
        restarts;
    // An hour in, an urgent alert comes.
    const experiment::MonthOutcome row =
        month.run({alert_at(march(2, 9), telemetry::AlertLevel::Review, 0),
                   alert_at(march(2, 10), telemetry::AlertLevel::Urgent, 1)});
    return testing::whole_minutes(row.staff[0].rpm);
  };

  EXPECT_EQ(minutes_worked(false), 180);
  EXPECT_EQ(minutes_worked(true), 60 + 90 + 90);
}

// Two calls fall due in the night of the 2nd, the older one patient 0's; the patient a policy
// prefers is called first.
std::uint32_t called_first(Order order, std::vector<telemetry::Alert> before) {
  HandMadeMonth month({at_work("Ana", 0, 8, 16)});
  month.telephone(true);
  month.takes(rules::Activity::Outreach, 60, false);
  month.takes(rules::Activity::Triage, 8, true);
  month.scenario.care.logging.logged_share = 1;
  month.scenario.care.policy.order = order;
  before.push_back(silence_at(march(3, 1), 0));
  before.push_back(silence_at(march(3, 2), 1));
  month.run(std::move(before));
  const auto first =
      std::ranges::find(month.record.log, rules::Activity::Outreach, &rules::TimeEntry::activity);
  return number(first->patient);
}

TEST(OrderOfWork, ARankFollowsTheMinutesCreditedSinceTheWorkFellDue) {
  // Patient 1 gets eight minutes by an alert, which was looked at after both calls had fallen due.
  const std::vector<telemetry::Alert> alert{
      alert_at(march(3, 3), telemetry::AlertLevel::Urgent, 1)};

  EXPECT_EQ(called_first(Order::Fifo, alert), 0U);
  EXPECT_EQ(called_first(Order::ClosestFirst, alert), 1U);
}

}  // namespace
}  // namespace caseload::care
