#include "sim/care/record/week_watch.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/sim/care/people.hpp"

namespace caseload::care {
namespace {

using testing::day;

std::size_t place(unsigned weekday, unsigned hour) { return weekday * 24 + hour; }

SimDuration all_busy(const WeekOfHours& week) {
  SimDuration sum{};
  for (const HourOfWeek& hour : week) sum += hour.busy;
  return sum;
}

TEST(WeekWatch, DividesASpanAmongTheHoursItTouches) {
  const ZoneTable zone = ZoneTable::utc();
  const SimTime monday = zone.midnight(day(2026, 3, 2));
  WeekWatch watch(zone, monday, monday + days{7});

  watch.add(monday + minutes{9 * 60 + 40}, monday + minutes{11 * 60 + 10}, &HourOfWeek::busy);

  EXPECT_EQ(watch.hours()[place(1, 9)].busy, minutes{20});
  EXPECT_EQ(watch.hours()[place(1, 10)].busy, minutes{60});
  EXPECT_EQ(watch.hours()[place(1, 11)].busy, minutes{10});
  EXPECT_EQ(all_busy(watch.hours()), minutes{90});
}

TEST(WeekWatch, CountsOnlyTheObservedTime) {
  const ZoneTable zone = ZoneTable::utc();
  const SimTime monday = zone.midnight(day(2026, 3, 2));
  WeekWatch watch(zone, monday, monday + hours{1});

  watch.add(monday - hours{2}, monday + hours{3}, &HourOfWeek::busy);

  EXPECT_EQ(all_busy(watch.hours()), hours{1});
  EXPECT_EQ(watch.hours()[place(1, 0)].busy, hours{1});
}

TEST(WeekWatch, TheNightOfTheClockChangeLosesNoMinute) {
  // New York springs forward on 8 March 2026 at 07:00 UTC, and falls back on 1 November at 06:00.
  const ZoneTable zone(
      "America/New_York",
      {{SimTime{}, hours{-5}, "EST"},
       {SimTime{day(2026, 3, 8).time_since_epoch() + hours{7}}, hours{-4}, "EDT"},
       {SimTime{day(2026, 11, 1).time_since_epoch() + hours{6}}, hours{-5}, "EST"}});
  for (const LocalDay sunday : {day(2026, 3, 8), day(2026, 11, 1)}) {
    const SimTime from = zone.midnight(sunday), to = zone.midnight(sunday + days{1});
    WeekWatch watch(zone, from, to);

    watch.add(from, to, &HourOfWeek::busy);

    EXPECT_EQ(all_busy(watch.hours()), to - from);
    EXPECT_EQ(watch.hours()[place(0, 12)].busy, hours{1});
  }
  EXPECT_EQ(zone.midnight(day(2026, 3, 9)) - zone.midnight(day(2026, 3, 8)), hours{23});
}

}  // namespace
}  // namespace caseload::care
