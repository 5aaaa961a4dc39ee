#include "sim/care/calendar/opening_hours.hpp"

#include <gtest/gtest.h>

#include "tests/sim/care/people.hpp"

namespace caseload::care {
namespace {

using testing::day;
using testing::nurse;

class OpeningHoursTest : public ::testing::Test {
 protected:
  ZoneTable zone_ = ZoneTable::utc();
  Holidays holidays_{{day(2026, 3, 5)}};
  std::vector<StaffMember> staff_{nurse()};

  OpeningHours hours() const { return {staff_, zone_, holidays_}; }
  SimTime at(LocalDay when, int hour, int minute = 0) const {
    return zone_.utc(LocalTime{when} + std::chrono::hours{hour} + minutes{minute});
  }
};

TEST_F(OpeningHoursTest, ReachFromTheFirstPersonsStartToTheLastOnesEnd) {
  staff_.push_back(nurse(1));
  staff_[1].hours[1] = ClockSpan{11 * 60, 19 * 60};

  const auto monday = hours().on(day(2026, 3, 2));

  ASSERT_TRUE(monday);
  EXPECT_EQ(monday->from, at(day(2026, 3, 2), 8));
  EXPECT_EQ(monday->to, at(day(2026, 3, 2), 19));
}

TEST_F(OpeningHoursTest, TheDoorsAreShutAtWeekendsAndOnHolidays) {
  EXPECT_FALSE(hours().on(day(2026, 3, 5)));
  EXPECT_FALSE(hours().on(day(2026, 3, 7)));
  EXPECT_TRUE(hours().open_at(at(day(2026, 3, 4), 8)));
  EXPECT_FALSE(hours().open_at(at(day(2026, 3, 4), 16, 30)));
}

TEST_F(OpeningHoursTest, AMomentOfAClosedDayMovesToTheNextOpenOne) {
  EXPECT_EQ(hours().moment(day(2026, 3, 5), 0.5), at(day(2026, 3, 6), 12, 15));
  EXPECT_EQ(hours().moment(day(2026, 3, 7), 0.0), at(day(2026, 3, 9), 8));
}

TEST_F(OpeningHoursTest, BeforeOpeningMeansTodayAndAfterClosingTheNextOpenDay) {
  EXPECT_EQ(hours().open_from(at(day(2026, 3, 4), 6)), at(day(2026, 3, 4), 8));
  EXPECT_EQ(hours().open_from(at(day(2026, 3, 4), 9)), at(day(2026, 3, 4), 9));
  EXPECT_EQ(hours().open_from(at(day(2026, 3, 4), 17)), at(day(2026, 3, 6), 8));
}

TEST_F(OpeningHoursTest, StaffedTimeCountsOpenMinutesOnly) {
  // From Wednesday 16:00 over the holiday to Friday 09:00: half an hour and one hour.
  EXPECT_EQ(hours().staffed(at(day(2026, 3, 4), 16), at(day(2026, 3, 6), 9)), minutes{90});
  EXPECT_EQ(hours().staffed(at(day(2026, 3, 7), 1), at(day(2026, 3, 8), 23)), SimDuration{});
}

TEST_F(OpeningHoursTest, WithoutAnybodyThePracticeNeverOpens) {
  staff_.clear();
  EXPECT_FALSE(hours().on(day(2026, 3, 2)));
}

TEST_F(OpeningHoursTest, SomebodyCountsOnlyWhileEmployedWhereThatIsAskedFor) {
  staff_[0].from = day(2026, 3, 16);
  staff_[0].until = day(2026, 3, 18);
  const OpeningHours theirs(staff_, zone_, holidays_, OpeningHours::Counting::WhileEmployed);

  EXPECT_FALSE(theirs.on(day(2026, 3, 13)));
  EXPECT_TRUE(theirs.on(day(2026, 3, 16)));
  EXPECT_TRUE(theirs.on(day(2026, 3, 18)));
  EXPECT_FALSE(theirs.on(day(2026, 3, 19)));
  EXPECT_TRUE(hours().on(day(2026, 3, 13)));
}

TEST(OpeningHoursAtNight, ANightIsOpenPastMidnightAndCountedOnce) {
  const ZoneTable zone = ZoneTable::utc();
  const Holidays holidays{std::vector<LocalDay>{}};
  StaffMember early = nurse(), night = nurse(1);
  early.hours = {};
  night.hours = {};
  early.hours[1] = early.hours[2] = ClockSpan{8 * 60, 16 * 60};
  night.hours[1] = ClockSpan{22 * 60, 30 * 60};  // Monday to Tuesday, six in the morning
  const std::vector<StaffMember> both{early, night};
  const OpeningHours hours(both, zone, holidays);
  const auto at = [&](int day_of_month, int hour) {
    return zone.utc(LocalTime{day(2026, 3, static_cast<unsigned>(day_of_month))} +
                    std::chrono::hours{hour});
  };

  EXPECT_TRUE(hours.open_at(at(2, 23)));
  EXPECT_TRUE(hours.open_at(at(3, 5)));
  EXPECT_FALSE(hours.open_at(at(3, 6)));
  EXPECT_FALSE(hours.open_at(at(2, 18)));  // between the two
  EXPECT_EQ(hours.open_from(at(2, 17)), at(2, 22));
  EXPECT_EQ(hours.staffed(at(2, 15), at(3, 9)), std::chrono::hours{1 + 8 + 1});
  EXPECT_EQ(hours.staffed(at(3, 4), at(3, 9)), std::chrono::hours{2 + 1});
  EXPECT_EQ(hours.moment(day(2026, 3, 2), 0.75), at(3, 2));
}

}  // namespace
}  // namespace caseload::care
