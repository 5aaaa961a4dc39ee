// The share of the day that is for RPM is kept, though work runs over the end of its part of the
// hour. Days made by hand; Ana has half of every hour for RPM.

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

HandMadeMonth with_alerts_of(double minutes_each, StaffMember person) {
  HandMadeMonth month({std::move(person)});
  month.takes(rules::Activity::Triage, minutes_each, true);
  month.scenario.care.logging.logged_share = 1;
  return month;
}

StaffMember ana(int from_hour, int to_hour, double rpm_share) {
  StaffMember member = at_work("Ana", 0, from_hour, to_hour);
  member.rpm_share = rpm_share;
  return member;
}

std::vector<telemetry::Alert> alerts_on_monday(int count) {
  return std::vector<telemetry::Alert>(static_cast<std::size_t>(count), alert_at(march(2, 8)));
}

TEST(ShareOfTheDay, WhatRpmTookFromTheHourItGivesBackInTheNext) {
  HandMadeMonth month = with_alerts_of(20, ana(8, 16, 0.5));

  month.run(alerts_on_monday(6));

  // The second ends ten minutes late, so the rest of the hour's work ends at ten past nine.
  EXPECT_THAT(month.worked(), ElementsAre("Ana 08:00-08:20", "Ana 08:20-08:40", "Ana 09:10-09:30",
                                          "Ana 10:00-10:20", "Ana 10:20-10:40", "Ana 11:10-11:30"));
}

TEST(ShareOfTheDay, WhatIsLongerThanItsPartCostsTheHoursAfterIt) {
  HandMadeMonth month = with_alerts_of(70, ana(8, 16, 0.5));

  month.run(alerts_on_monday(2));

  // 70 minutes are the parts of two hours and a third of another's; the other work of these has
  // been done at 10:10.
  EXPECT_THAT(month.worked(), ElementsAre("Ana 08:00-09:10", "Ana 10:10-11:20"));
}

TEST(ShareOfTheDay, WhatIsOwedAtTheShiftsEndIsMadeUpForOnTheNextDay) {
  HandMadeMonth month = with_alerts_of(40, ana(8, 9, 0.5));

  month.run(alerts_on_monday(3));

  // Ten minutes are owed each evening; on the third morning twenty, and RPM begins at 08:20.
  EXPECT_THAT(month.worked(), ElementsAre("Ana 08:00-08:40", "Ana 08:10-08:50", "Ana 08:20-09:00"));
}

// A practitioner with a tenth of the day, and tasks as long as her part of the hour.
TEST(ShareOfTheDay, OverAMonthItIsWhatWasStated) {
  HandMadeMonth month = with_alerts_of(6.5, ana(8, 16, 0.1));

  const experiment::MonthOutcome row = month.run(alerts_on_monday(500));

  const experiment::StaffMinutes& person = row.staff[0];
  EXPECT_EQ(person.idle, SimDuration{});
  EXPECT_NEAR(to_minutes(person.rpm), 0.1 * to_minutes(person.present), 6.5);
  EXPECT_EQ(person.present + person.overtime, person.rpm + person.other);
}

}  // namespace
}  // namespace caseload::care
