#include "sim/rules/device_period.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sim/rules/practice.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<DevicePeriod> rolling(CalendarMonth in, LocalDay from) {
  return periods_ending_in(in, from, DevicePeriodKind::Rolling30);
}
std::vector<DevicePeriod> calendar(CalendarMonth in, LocalDay from) {
  return periods_ending_in(in, from, DevicePeriodKind::CalendarMonth);
}

TEST(DevicePeriod, TheFirstThirtyDaysEndOnTheThirtieth) {
  EXPECT_THAT(rolling(month(2026, 4), day(2026, 3, 20)),
              ElementsAre(DevicePeriod{day(2026, 3, 20), day(2026, 4, 18), 0}));
  EXPECT_THAT(rolling(month(2026, 3), day(2026, 3, 20)), IsEmpty());
}

TEST(DevicePeriod, ALongMonthMayEndTwoOfThem) {
  EXPECT_THAT(rolling(month(2026, 3), day(2026, 1, 31)),
              ElementsAre(DevicePeriod{day(2026, 1, 31), day(2026, 3, 1), 0},
                          DevicePeriod{day(2026, 3, 2), day(2026, 3, 31), 1}));
}

TEST(DevicePeriod, AFebruaryMayEndNone) {
  EXPECT_THAT(rolling(month(2026, 2), day(2026, 1, 2)), IsEmpty());
  EXPECT_THAT(rolling(month(2026, 1), day(2026, 1, 2)),
              ElementsAre(DevicePeriod{day(2026, 1, 2), day(2026, 1, 31), 0}));
  EXPECT_THAT(rolling(month(2026, 3), day(2026, 1, 2)),
              ElementsAre(DevicePeriod{day(2026, 2, 1), day(2026, 3, 2), 1}));
}

TEST(DevicePeriod, NewYearAndTheLeapDayDoNotMoveIt) {
  EXPECT_THAT(rolling(month(2026, 1), day(2025, 12, 15)),
              ElementsAre(DevicePeriod{day(2025, 12, 15), day(2026, 1, 13), 0}));
  EXPECT_THAT(rolling(month(2028, 3), day(2028, 2, 15)),
              ElementsAre(DevicePeriod{day(2028, 2, 15), day(2028, 3, 15), 0}));
  EXPECT_THAT(rolling(month(2028, 2), day(2028, 1, 31)),
              ElementsAre(DevicePeriod{day(2028, 1, 31), day(2028, 2, 29), 0}));
}

TEST(DevicePeriod, NothingEndsBeforeMonitoringBegan) {
  EXPECT_THAT(rolling(month(2026, 1), day(2026, 6, 1)), IsEmpty());
  EXPECT_THAT(calendar(month(2026, 1), day(2026, 2, 1)), IsEmpty());
}

TEST(DevicePeriod, ByCalendarMonthItIsTheMonthFromTheStartOn) {
  EXPECT_THAT(calendar(month(2026, 3), day(2026, 3, 20)),
              ElementsAre(DevicePeriod{day(2026, 3, 20), day(2026, 3, 31), 0}));
  EXPECT_THAT(calendar(month(2027, 2), day(2026, 3, 20)),
              ElementsAre(DevicePeriod{day(2027, 2, 1), day(2027, 2, 28), 11}));
}

RC_GTEST_PROP(DevicePeriodProperties, MonthAfterMonthThePeriodsFollowEachOtherWithoutGap, ()) {
  const LocalDay from = day(2025, 1, 1) + days{*rc::gen::inRange(0, 730)};
  const auto kind = *rc::gen::element(DevicePeriodKind::Rolling30, DevicePeriodKind::CalendarMonth);

  LocalDay next = from;
  int ordinal = 0;
  for (int m = 0; m < 18; ++m) {
    const CalendarMonth in = month_of(from).plus(m);
    for (const DevicePeriod& period : periods_ending_in(in, from, kind)) {
      RC_ASSERT(period.first_day == next);
      RC_ASSERT(period.ordinal == ordinal);
      RC_ASSERT(in.contains(period.last_day));
      RC_ASSERT(kind == DevicePeriodKind::CalendarMonth ||
                period.last_day - period.first_day == days{29});
      next = period.last_day + days{1};
      ++ordinal;
    }
  }
  RC_ASSERT(ordinal >= 17);
}

TEST(ReadingDays, TwoReadingsOnALocalDayAreOneDay) {
  const DevicePeriod period{day(2026, 3, 1), day(2026, 3, 30), 0};
  const std::vector taken{
      at(day(2026, 3, 1), 0h),           // the first moment
      at(day(2026, 3, 1), 23h + 59min),  // 2 March in UTC, still the first day here
      at(day(2026, 3, 8), 12h),          // the day the clock jumps
      at(day(2026, 3, 30), 23h + 59min), at(day(2026, 3, 31), 0h),  // outside
      at(day(2026, 2, 28), 23h + 59min),                            // outside
  };

  EXPECT_EQ(reading_days(period, taken, new_york()), 3);
}

}  // namespace
}  // namespace caseload::rules
