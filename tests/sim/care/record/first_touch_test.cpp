#include "sim/care/record/first_touch.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/sim/care/people.hpp"

namespace caseload::care {
namespace {

using testing::day;
using testing::nurse;

// Staffed from 08:00 to 16:30 on weekdays; urgent alerts within the hour, others within eight.
class FirstTouchesTest : public ::testing::Test {
 protected:
  SimTime at(LocalDay when, int hour, int minute = 0) const {
    return zone_.utc(LocalTime{when} + hours{hour} + minutes{minute});
  }
  void alert(bool urgent, SimTime raised, SimTime touched) {
    touches_.touch(touches_.follow(raised, urgent), touched);
  }

  ZoneTable zone_ = ZoneTable::utc();
  Holidays holidays_{std::vector<LocalDay>{}};
  std::vector<StaffMember> staff_{nurse()};
  OpeningHours staffed_{staff_, zone_, holidays_};
  FirstTouches touches_{{minutes{60}, hours{8}}, zone_, staffed_, at(day(2026, 4, 1), 0)};
  LocalDay monday_ = day(2026, 3, 2);
};

TEST_F(FirstTouchesTest, ANightCountsOnTheWallClockAndNotOnTheStaffedOne) {
  alert(true, at(monday_, 16, 0), at(monday_ + days{1}, 8, 20));

  const AlertWaits& waits = touches_.urgent();
  EXPECT_EQ(waits.raised, 1);
  EXPECT_EQ(waits.in_time_staffed, 1);  // 30 + 20 minutes
  EXPECT_EQ(waits.in_time_wall, 0);     // 16 hours 20
  EXPECT_EQ(waits.staffed[3], 1);
  EXPECT_EQ(waits.staffed[2], 0);
  EXPECT_EQ(waits.wall[6], 0);  // eight hours
  EXPECT_EQ(waits.wall[7], 1);  // a day
  EXPECT_EQ(waits.by_hour[16].raised, 1);
  EXPECT_EQ(waits.by_hour[16].late_wall, 1);
  EXPECT_EQ(waits.by_hour[16].late_staffed, 0);
}

TEST_F(FirstTouchesTest, SeveritiesHaveTargetsOfTheirOwn) {
  alert(true, at(monday_, 9), at(monday_, 12));
  alert(false, at(monday_, 9), at(monday_, 12));

  EXPECT_EQ(touches_.urgent().late_staffed(), 1);
  EXPECT_EQ(touches_.routine().late_staffed(), 0);
}

TEST_F(FirstTouchesTest, ExactlyTheTargetIsInTime) {
  alert(true, at(monday_, 9), at(monday_, 10));

  EXPECT_EQ(touches_.urgent().in_time_wall, 1);
}

TEST_F(FirstTouchesTest, WhatNobodyEverTouchedIsLateOnBothClocks) {
  touches_.follow(at(monday_, 3), true);
  EXPECT_TRUE(touches_.urgent_waiting());

  touches_.close();

  EXPECT_FALSE(touches_.urgent_waiting());
  EXPECT_EQ(touches_.urgent().untouched, 1);
  EXPECT_EQ(touches_.urgent().late_staffed(), 1);
  EXPECT_EQ(touches_.urgent().by_hour[3].late_wall, 1);
}

TEST_F(FirstTouchesTest, WhatNeedsNobodyAnyMoreIsNotAmongTheRaised) {
  touches_.drop(touches_.follow(at(monday_, 9), false));

  EXPECT_EQ(touches_.routine().raised, 0);
  EXPECT_EQ(touches_.routine().dropped, 1);
  EXPECT_EQ(touches_.routine().by_hour[9].raised, 0);
}

TEST_F(FirstTouchesTest, PlacesAreUsedAgainAndATouchIsDeliveredOnce) {
  const std::uint32_t first = touches_.follow(at(monday_, 9), true);
  touches_.touch(first, at(monday_, 9, 5));

  EXPECT_THROW(touches_.touch(first, at(monday_, 9, 6)), CheckFailed);
  EXPECT_EQ(touches_.follow(at(monday_, 10), false), first);
}

}  // namespace
}  // namespace caseload::care
